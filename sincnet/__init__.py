"""Identifying: utterances in, names out. SincNet, the gallery of enrolled people and the live session."""
