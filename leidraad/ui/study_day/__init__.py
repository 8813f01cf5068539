"""Studiedag and Scherm: leading the day from a console, and what the whole room sees."""
