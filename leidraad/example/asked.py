"""A small inquiry in the example school: a team that asked itself two statements again when it looked back."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from leidraad.domain.focus import HowFar, LookingBack, Sequel, StartingPlan
from leidraad.example import plans
from leidraad.example.plans import PlanStory
from leidraad.storage.measurements import answers, closing, results, reveal
from leidraad.storage.plans import focus_points, inquiries, looking_back
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.schools import schools
from leidraad.storage.schools.schools import Team


@dataclass(frozen=True)
class AskedStory:
    """A small inquiry so many days after a measurement, with what everybody answered to each of its statements."""

    days_after: int
    expected: str
    answers: tuple[str, ...]  # a digit per colleague, in the same order


#: Chosen after the last measurement that is long enough ago; then the team asked itself two statements again.
WITH_INQUIRY = PlanStory(
    "Onderbouw",
    "aanbeveling-3",
    StartingPlan(
        "iemand in het overleg een oplossing noemt",
        "vraagt de voorzitter eerst wat we van leerlingen weten",
        "De vraag op het blad van de voorzitter zetten",
        "voorzitter",
        7,
        70,
    ),
    0,
    ((3, 21), (4, 35)),
    (
        ("waar-kijken", "Bij hoeveel besluiten in het verslag staat wat we van leerlingen weten."),
        ("c-12", "Leerlingen merken dat we vaker vragen wat hen helpt."),
    ),
    (
        70,
        LookingBack(
            HowFar.PARTLY,
            "De vraag staat nu op het blad",
            "Als het druk is, slaan we hem over",
            Sequel.ADJUST,
            "We doen het alleen bij besluiten over lessen, maar dan altijd.",
            200,
        ),
    ),
)
ASKED = AskedStory(
    66,
    "Bij de eerste stelling kiest bijna iedereen ‘grotendeels’ of ‘helemaal’; bij de tweede zijn we er nog niet.",
    ("44454434445444543444", "32334223432332433223"),
)
_LONG_AGO = 84


def make(teams: Sequence[Team], today: date) -> None:
    """Make it with the team that it is about."""
    _make(next(team for team in teams if team.name == WITH_INQUIRY.team), today)


def _make(team: Team, today: date) -> None:
    """Days of this story count from the measurement on."""
    closed = [one.measurement.closed_at for one in results.of_team(team.id) if one.measurement.closed_at]
    days = [at.date() for at in closed if at.date() <= today - timedelta(days=_LONG_AGO)]
    began = max(days, default=today - timedelta(days=_LONG_AGO))
    ago = (today - began).days
    story = replace(
        WITH_INQUIRY,
        days_ago=ago,
        steps=tuple((step, ago - after) for step, after in WITH_INQUIRY.steps),
        looked_back=None,
    )
    point = plans.make_one(team.id, story, today)
    at = datetime(began.year, began.month, began.day, 13, tzinfo=UTC) + timedelta(days=ASKED.days_after)
    _ask(team, point, at)
    assert WITH_INQUIRY.looked_back is not None
    after, said = WITH_INQUIRY.looked_back
    version = focus_points.get(team.id, point.id).version
    looking_back.look_back(team.id, point.id, said, seen=version, on=began + timedelta(days=after))


def _ask(team: Team, point: FocusPoint, at: datetime) -> None:
    found = inquiries.offered(schools.school(team.school_id).sector, point.construct_id)
    assert found is not None
    items = tuple(item.id for item in found[1][: len(ASKED.answers)])
    planned = inquiries.plan(team.id, point.id, items, ASKED.expected, seen=0)
    people = list(zip(*ASKED.answers, strict=True))
    opened = inquiries.open_(team.id, point.id, len(people) + 4, seen=planned.version, at=at)
    for given in people:
        answers.save(opened.id, secrets.token_hex(16), dict(zip(items, map(int, given), strict=True)))
    closing.close(opened.id, at=at + timedelta(days=1))
    reveal.share(opened.id, at=at + timedelta(days=1))
