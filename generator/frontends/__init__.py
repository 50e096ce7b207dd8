"""What the published systems make of sound before a network sees it, with their constants."""
