"""Imagining: a face from a voice. Empty until the voice-to-face systems move in."""
