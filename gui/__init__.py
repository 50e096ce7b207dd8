"""The window: shows what the live session says. The only room that knows Qt; it never computes and never waits."""
