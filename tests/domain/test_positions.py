"""Positions and statements without a score: no mean, no change word, no comparison; and the gate shows less than of an extent."""

from typing import Any

import pytest
from hypothesis import given

from leidraad.content.models import Instrument, QuestionKind
from leidraad.domain import change, exchange, gate, progress, selfscan, talk
from leidraad.domain.after_talk import SecondVote
from leidraad.domain.progress import Moment
from leidraad.domain.result import Agreement, Result, Visibility
from tests.domain.teams import D1, DIMENSION, modest, team, teams
from tests.domain.test_attack import exposes, sums

POLES = {"links": "Dat zie je hier", "rechts": "Dat zie je daar", "links_kort": "hier", "rechts_kort": "daar"}


def asking(**part: object) -> Instrument:
    """The same statements, asked in another way."""
    raw = DIMENSION.model_dump(mode="json", by_alias=True)
    for key in ("asks", "scored", "noun", "nummer"):
        for construct in raw["deel"][0]["onderdeel"]:
            construct.pop(key, None)
    raw["deel"][0] |= part
    if part.get("soort") == "positie":
        for item in raw["deel"][0]["onderdeel"][0]["stelling"]:
            item |= POLES
    return Instrument.model_validate(raw)


PLACES = asking(soort="positie")
SINGLE = asking(zonder_score=True)
NINE = team("123", "145", "325", "442", "511", "212", "333", "454", "115", items=D1)
SIX = NINE[:6]


def published(instrument: Instrument, people: list[dict[str, int]]) -> Result:
    return gate.publish(instrument, False, people, invited=len(people))


def only_left_out(less: Any, more: Any) -> bool:
    """Whether everything that one says stands in the other too."""
    if less is None or more is None:
        return less is None
    if isinstance(less, dict):
        return all(only_left_out(value, more[key]) for key, value in less.items())
    if isinstance(less, list):
        return len(less) == len(more) and all(map(only_left_out, less, more))
    return bool(less == more)


def cells_of(result: Result) -> list[dict[str, Any]]:
    """What is published of each construct; why a score is not there is another matter where there is none by its kind."""
    cells: list[dict[str, Any]] = result.model_dump(mode="json")["constructs"]
    return [
        {key: value for key, value in cell.items() if key not in ("visibility", "asks", "scored")}
        for cell in cells
    ]


def test_of_places_the_counts_are_told_and_how_close_they_lie() -> None:
    cell = published(PLACES, NINE).constructs[0]
    assert cell.asks is QuestionKind.POSITION
    assert cell.visibility is Visibility.SHOWN
    assert cell.items[0].counts == (3, 1, 2, 2, 1)
    assert cell.agreement is Agreement.CLEAR


@pytest.mark.parametrize("people", [NINE, SIX])
@pytest.mark.parametrize("instrument", [PLACES, SINGLE])
def test_there_is_no_score_and_no_middle_half(instrument: Instrument, people: list[dict[str, int]]) -> None:
    cell = published(instrument, people).constructs[0]
    assert (cell.full, cell.core, cell.middle_half, cell.published) == (None, None, None, None)
    assert not cell.scored


def test_of_places_with_counts_there_is_no_mean_either() -> None:
    assert {item.mean for item in published(PLACES, NINE).constructs[0].items} == {None}
    assert None not in {item.mean for item in published(SINGLE, NINE).constructs[0].items}


def test_of_few_people_only_about_where_a_place_lies_is_told() -> None:
    items = published(PLACES, SIX).constructs[0].items
    assert {item.counts for item in items} == {None}
    assert all(item.mean is not None and item.mean * 2 == int(item.mean * 2) for item in items)


@modest
@given(teams(smallest=5, largest=13, items=D1))
def test_the_gate_shows_of_places_only_what_it_would_show_of_an_extent(people: list[dict[str, int]]) -> None:
    whole = cells_of(published(DIMENSION, people))
    for instrument in (PLACES, SINGLE):
        less = cells_of(published(instrument, people))
        assert only_left_out(less, whole)
        assert only_left_out(whole, less) == (less == whole), "more than that would be seen"


@modest
@given(teams(smallest=5, largest=13, items=D1))
def test_the_linear_attack_fails_against_places(people: list[dict[str, int]]) -> None:
    people = [person for person in people if person]
    assert not exposes(sums(published(PLACES, people), people))


def test_below_the_threshold_nothing_is_told() -> None:
    cell = published(PLACES, NINE[:4]).constructs[0]
    assert cell.visibility is Visibility.BELOW_THRESHOLD
    assert {item.visibility for item in cell.items} == {Visibility.BELOW_THRESHOLD}


@pytest.mark.parametrize("instrument", [PLACES, SINGLE])
def test_between_two_measurements_no_word_is_said(instrument: Instrument) -> None:
    first, second = published(instrument, NINE), published(instrument, team(*["555"] * 9, items=D1))
    assert change.of(first, second, "dimensie-1") is None
    found = progress.of([Moment("mei", "mei", 1, first), Moment("juni", "juni", 2, second)])
    assert found.latest is None
    assert not found.shows_anything


def test_places_do_not_leave_the_school() -> None:
    assert exchange.sent(published(PLACES, team(*["345"] * 30, items=D1)), 2025) is None


def test_of_places_only_what_divides_is_proposed_to_talk_about() -> None:
    reasons = {one.reason for one in talk.propose(published(PLACES, NINE))}
    assert reasons <= {talk.Reason.TWO_GROUPS, talk.Reason.DIVIDED}
    assert reasons
    assert {one.reason for one in talk.propose(published(PLACES, SIX))} <= {talk.Reason.DIVIDED_PART}
    assert {one.item_id for one in talk.discussable(published(PLACES, NINE))} == set(D1)


def test_next_come_the_places_where_the_team_wanted_to_be_furthest_from_where_it_stood() -> None:
    one, two, three, *_ = D1
    divided = team(*["133"] * 4, *["533"] * 4, items=D1)
    proposed = talk.propose(published(PLACES, divided), {one: 3.0, two: 0.5, three: 2.0, "elders": 4.0})
    assert [(proposal.item_id, proposal.reason) for proposal in proposed] == [
        (one, talk.Reason.TWO_GROUPS), (three, talk.Reason.WISH), (two, talk.Reason.WISH)
    ]  # fmt: skip
    nothing = talk.propose(published(PLACES, divided), {two: 0.0})
    assert [proposal.item_id for proposal in nothing] == [one], "they stood where they wanted to be"
    read = talk.of_items(published(PLACES, divided), [three], {three: 2.0})
    assert "waar we heen willen" in read[0].why


def test_a_wish_is_proposed_of_places_only_and_of_nothing_that_stays_hidden() -> None:
    apart = dict.fromkeys(D1, 2.0)
    assert talk.Reason.WISH not in {one.reason for one in talk.propose(published(SINGLE, NINE), apart)}
    assert talk.propose(published(PLACES, NINE[:4]), apart) == ()


def test_of_statements_without_a_score_the_highest_and_lowest_are_proposed_too() -> None:
    people = team(*["531"] * 8, items=D1)
    assert {one.reason for one in talk.propose(published(SINGLE, people))} == {talk.Reason.HIGH, talk.Reason.LOW}


def test_a_second_vote_on_a_place_gives_counts_and_no_mean() -> None:
    first = published(PLACES, NINE)
    votes = [{D1[0]: SecondVote(person[D1[0]], 3)} for person in NINE]
    after = gate.publish_after_talk(first, [D1[0]], votes).items[0]
    assert after.counts == (0, 0, 9, 0, 0)
    assert after.mean is None


def test_the_private_scan_names_no_place_as_most_or_least_recognised() -> None:
    found = selfscan.profile(PLACES, False, dict(zip(D1, (1, 3, 5), strict=True)))
    assert (found.most, found.least, found.lowest) == ((), (), ())
    assert found.scores[0].value is None
    assert found.answered == 3


def test_the_private_scan_names_single_statements_but_no_mean_of_them() -> None:
    found = selfscan.profile(SINGLE, False, dict(zip(D1, (1, 3, 5), strict=True)))
    assert found.scores[0].value is None
    assert found.most[0][0].id == D1[2]
    assert found.lowest == ()
