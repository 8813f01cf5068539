"""Resultaat and Ontwikkeling: one team's Results."""
