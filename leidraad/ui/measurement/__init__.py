"""Metingen: preparing, inviting, opening, closing and sharing."""
