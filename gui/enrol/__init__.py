"""Making somebody known."""
