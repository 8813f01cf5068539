"""Beheer: teams, people, the journal, and what is kept."""
