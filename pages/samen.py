"""Scoring together on one screen: the team agrees on one score per construct."""

from leidraad.access.rights import Action
from leidraad.ui.joint import together
from leidraad.ui.shell import guards
from leidraad.ui.start import example_school

measurement = guards.measurement(Action.LEAD)
example_school.notice(measurement.team_id)
together.score(measurement)
