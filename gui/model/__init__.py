"""The model: what is in use and how well it does, its filters, learning from the people enrolled, other weights."""
