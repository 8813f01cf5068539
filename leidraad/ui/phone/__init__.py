"""Invullen: what a phone shows, from the first statement to following the study day. Plain pages will replace it."""
