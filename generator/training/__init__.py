"""Training of the voice-to-face networks: one loop for all of them, and what each learns from."""
