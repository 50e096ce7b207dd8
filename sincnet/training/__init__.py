"""Training: configurations, augmented batches, the loop, and from a run to weights for the app."""
