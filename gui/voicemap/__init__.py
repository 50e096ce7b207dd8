"""The voice map: whose voices lie near each other, and where what is said right now lands."""
