"""Listening: sound in, utterances out. Knows nothing of speakers, models or windows on a screen."""
