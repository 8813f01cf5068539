"""Facts about the computer that this runs on: its addresses, its limits, which phones found it. Below every screen."""
