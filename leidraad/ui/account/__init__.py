"""Mijn account and Afmelden."""
