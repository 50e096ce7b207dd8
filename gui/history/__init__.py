"""Sessions that were kept: who said what when, how sure that was, and why."""
