"""Everything that can be chosen, and what the program knows of itself."""
