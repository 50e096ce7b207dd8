"""Recordings worked through one after the other: who speaks when, to be seen, heard, corrected and exported."""
