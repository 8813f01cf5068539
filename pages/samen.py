"""Scoring together on one screen: the team agrees on one score per construct."""

from leidraad.access.rights import Action
from leidraad.ui import examples, guards, together

measurement = guards.measurement(Action.LEAD)
examples.notice(measurement.team_id)
together.score(measurement)
