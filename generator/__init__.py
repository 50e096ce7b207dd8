"""Imagining: a face from a voice, never a likeness. `imagine.py` is the door."""
