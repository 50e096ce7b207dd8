"""What fine-tuning is made of: the speech to learn from, the two ways to learn, and the judgement of the result."""
