"""Scoring together on one screen: the team agrees on one score per construct."""

from leidraad.ui import guards, together

guards.require(*guards.LEADERS)
measurement = guards.measurement_in_address()
together.score(measurement)
