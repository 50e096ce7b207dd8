"""Showing: the only room that knows Qt."""
