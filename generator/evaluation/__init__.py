"""Every system side by side: what each draws of people never heard, compared with whom it should have drawn."""
