"""Faces imagined from voices, wherever the window shows one: of whom, when, and what is always said with it."""
