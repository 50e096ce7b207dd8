"""Corpora: from what is distributed to speakers, splits and samples that are read as they are used."""
