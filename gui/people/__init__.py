"""The enrolled people: everybody in a grid, and one of them at a time."""
