"""Samen invullen: a team agrees on one score per construct."""
