"""Corpora: from what is distributed to speakers, splits and memory-mapped samples."""
