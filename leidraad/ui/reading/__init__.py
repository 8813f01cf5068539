"""Leidraad and Uitleg: what there is to read."""
