"""The stage: who speaks, full screen and on black, for an audience."""
