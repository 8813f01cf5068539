"""Scoring together on one screen: the team agrees on one score per construct."""

from leidraad.ui import examples, guards, together

guards.require(*guards.LEADERS)
measurement = guards.measurement_in_address()
examples.notice(measurement.team_id)
together.score(measurement)
