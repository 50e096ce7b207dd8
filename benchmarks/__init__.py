"""Measuring: tables of speed that anyone can rerun; `make bench` prints them all."""
