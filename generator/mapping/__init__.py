"""From a voice to a face feature (the thesis's mapping network), and from that to a picture (our decoder)."""
