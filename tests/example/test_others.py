"""Each of the other questionnaires in the example school, in the words that a team reads about it; written by hand."""

from datetime import UTC, datetime
from functools import cache

import pytest

from leidraad.charts import butterfly
from leidraad.domain import closeness, gate
from leidraad.domain.result import Agreement, Mode, Result
from leidraad.example import others, stories
from tests.content.ours import BESIDE

TODAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
TOLD = {told.instrument.family: (team, told) for team, told in others.tell(TODAY)}


@cache
def result(family: str) -> Result:
    """Its Result, as the gate makes it."""
    _, one = TOLD[family]
    if one.mode is Mode.JOINT:
        return gate.publish_joint(one.instrument, one.short, one.agreed, one.invited, one.newcomers)
    return gate.publish(one.instrument, one.short, one.people, one.invited, one.newcomers)


def in_order(family: str) -> list[str]:
    """Its constructs with a score, the least present first."""
    scores = {one.id: one.score.mean for one in result(family).constructs if one.score}
    return sorted(scores, key=lambda id: scores[id] or 0)


def test_each_is_told_once_between_the_study_days_of_its_team() -> None:
    assert {one.family for one in BESIDE} == set(TOLD)
    days = {(story.team, one.at.date()) for story in stories.tell(TODAY) for one in story.measurements}
    for team, told in TOLD.values():
        assert (team, told.at.date()) not in days
        assert told.at < TODAY
        assert told.label.split()[0] in ("zomer", "winter")


def test_half_keeps_an_opinion_to_themselves() -> None:
    item = result("professionele-cultuur").item("pc-07")
    assert item
    assert item.agreement is Agreement.TWO_GROUPS


def test_half_lets_whoever_leads_decide_and_half_whoever_knows_most() -> None:
    item = result("gespreid-leiderschap").item("gl-0-02")
    assert item
    assert item.agreement is Agreement.TWO_GROUPS
    assert in_order("gespreid-leiderschap")[0] == "leiden-4"


def test_much_is_organised_and_little_looked_ahead() -> None:
    *_, balance = TOLD["ontwikkelruimte"][1].instrument.parts
    said = butterfly.sentence(result("ontwikkelruimte"), balance)
    assert said == "Jullie zien duidelijk meer ‘Organiseren’ dan ‘Toekomst creëren’."


@pytest.mark.parametrize(
    ("family", "least"),
    [
        ("lerende-organisatie", {"lerend-4", "lerend-5"}),
        ("vier-pijlers", {"pijler-3"}),
        ("school-als-plg", {"plg-3"}),
        ("teamleren", {"team-3"}),
    ],
)
def test_what_is_least_present_is_that_of_the_story(family: str, least: set[str]) -> None:
    assert set(in_order(family)[: len(least)]) == least


def test_four_people_agreed_on_a_place_for_each_aspect() -> None:
    found = result("dimensieraamwerk")
    assert found.mode is Mode.JOINT
    first = found.item("dr-1a")
    assert first
    assert (first.mean, first.counts) == (2.0, None)
    assert [closeness.word(one) for one in found.constructs] == [""] * 4
