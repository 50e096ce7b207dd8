"""The live view: who speaks, how sure, since when."""
