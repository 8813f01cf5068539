"""Zelfscan: one person's own scan."""
