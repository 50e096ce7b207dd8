"""What a voice tells of its speaker, with calibrated probabilities, and what it leaves to the artist."""
