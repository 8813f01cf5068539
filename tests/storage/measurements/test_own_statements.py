"""Own statements are written before a measurement opens, answered like any other, and published apart."""

from datetime import timedelta

import pytest

from leidraad.content import own_statements as rules
from leidraad.content.own_statements import Written
from leidraad.domain.result import ItemResult, Mode, Visibility
from leidraad.errors import InvalidAnswer, NotFound, Refused, WrongState
from leidraad.storage.measurements import (
    answers,
    asked_too,
    closing,
    joining,
    leaders,
    measurements,
    own_statements,
    reveal,
)
from tests.cast import ALICE, BOB, phones
from tests.statements import written
from tests.storage import people
from tests.storage.scene import ONE, VO, chosen, concept, everything, opened, revealed, rows, team

pytestmark = pytest.mark.usefixtures("database")

SOUP, TEA = "We eten op vrijdag samen soep.", "Ons team drinkt thee in de tuin."
SOFT = "We eten taart en koek."


def asking(*texts: str, **choices: object) -> tuple[int, list[str]]:
    """An open measurement with these own statements; gives it with their ids."""
    id = concept(**choices)
    own_statements.add(id, written(*texts))
    measurements.open_(id)
    return id, [one.id for one in asked_too.of(id)]


def test_what_was_written_is_asked_answered_and_published_apart() -> None:
    id, (soup, tea) = asking(SOUP, TEA)
    code = measurements.get(id).join_code or ""
    assert [one.text for one in joining.measurement(code, ALICE).own] == [SOUP, TEA]
    for device in phones(8):
        answers.save(id, device, {ONE: 4, soup: 5})
        assert answers.change(id, device, {tea: 2}, {}).stored == {tea: 2}
    assert answers.mine(id, ALICE) == {ONE: 4, soup: 5, tea: 2}
    result = revealed(id)
    assert result.own is not None
    assert [(one.id, one.counts) for one in result.own.items] == [(soup, (0, 0, 0, 0, 8)), (tea, (0, 8, 0, 0, 0))]
    assert not any(rules.is_own(item.id) for construct in result.constructs for item in construct.items)
    assert [one.text for one in asked_too.of(id)] == [SOUP, TEA], "the words stay with the Result"


def test_a_measurement_without_them_has_no_part_of_its_own() -> None:
    id = opened()
    for device in phones(8):
        answers.save(id, device, {ONE: 4})
    assert revealed(id).own is None


def test_they_are_taken_over_with_the_same_id_and_only_what_is_not_there_yet() -> None:
    of = team()
    first = measurements.prepare(chosen(of))
    own_statements.add(first.id, written(SOUP, TEA))
    assert own_statements.earlier(first.id) == ()
    second = measurements.prepare(chosen(of))
    own_statements.add(second.id, written(TEA))
    (soup,) = own_statements.earlier(second.id)
    assert soup.text == SOUP
    own_statements.take_over(second.id)
    assert {one.id for one in asked_too.of(second.id)} == {one.id for one in asked_too.of(first.id)}
    assert own_statements.earlier(measurements.prepare(chosen(team())).id) == (), "of another team"


def test_what_stands_beside_a_statement_is_asked_along_and_taken_over() -> None:
    of = team()
    first = measurements.prepare(chosen(of)).id
    own_statements.add(
        first, [Written(SOUP, "De pan staat  op tafel."), Written(SOFT)], exception="  Zo zeggen we het. "
    )
    (soup, both) = asked_too.of(first)
    assert (soup.recognise, soup.exception) == ("De pan staat op tafel.", "")
    assert (both.recognise, both.exception) == ("", "Zo zeggen we het.")
    code = measurements.open_(first).join_code or ""
    assert joining.measurement(code, ALICE).own[0].recognise == "De pan staat op tafel."
    second = measurements.prepare(chosen(of)).id
    own_statements.take_over(second)
    assert asked_too.of(second) == (soup, both)


def test_a_remark_that_may_stay_needs_a_reason_in_one_sentence_without_a_name() -> None:
    own = people.school()
    people.person("Marijke", people.leads(own))
    id = measurements.prepare(chosen(own.id)).id
    for reason, refused in (
        ("", "in één zin waarom"),
        (" ", "in één zin waarom"),
        ("a" * 201, "hoogstens 200 tekens"),
        ("Marijke wil het zo.", "De reden noemt een collega \\('Marijke'\\)"),
    ):
        with pytest.raises(Refused, match=refused):
            own_statements.add(id, written(SOFT), exception=reason)
    assert asked_too.of(id) == ()
    own_statements.add(id, written(SOUP), exception="Hier was niets op te merken.")
    assert asked_too.of(id)[0].exception == "", "nothing is kept that is needed for nothing"


def test_what_has_become_impossible_is_not_taken_over() -> None:
    own = people.school()
    first, second = (measurements.prepare(chosen(own.id)).id for _ in range(2))
    own_statements.add(first, written("We vragen Marijke om raad."))
    people.person("Marijke", people.leads(own))
    with pytest.raises(Refused, match="gaat over één persoon"):
        own_statements.take_over(second)
    measurements.open_(second)
    with pytest.raises(WrongState, match="al geopend"):
        own_statements.take_over(second)


def answered(of: int, *values: int) -> ItemResult:
    """What is shown of soup when these people answer it in a new measurement of this team."""
    id = measurements.prepare(chosen(of, invited=9)).id
    own_statements.add(id, written(SOUP))
    measurements.open_(id)
    (soup,) = [one.id for one in asked_too.of(id)]
    for device, value in zip(phones(len(values)), values, strict=True):
        answers.save(id, device, {ONE: 4, soup: value})
    result = revealed(id)
    assert result.own is not None
    return result.own.items[0]


def test_asked_again_within_six_weeks_with_one_person_fewer_nothing_of_it_is_shown(later) -> None:
    of = team()
    assert answered(of, *[3] * 8, 1).counts == (1, 0, 8, 0, 0)
    later(timedelta(days=7))
    hidden = answered(of, *[3] * 8)
    assert (hidden.visibility, hidden.counts, hidden.mean, hidden.n) == (Visibility.ALIKE, None, None, None)
    assert answered(of, *[5] * 8).counts == (0, 0, 0, 0, 8), "what really changed is shown"
    assert answered(team(), *[3] * 8).counts == (0, 0, 8, 0, 0), "of another team"
    later(timedelta(weeks=6, days=8))
    assert answered(of, *[3] * 8).counts == (0, 0, 8, 0, 0), "half a year later anybody may have changed"


def test_one_can_be_taken_away_and_all_go_with_the_measurement() -> None:
    id = concept()
    own_statements.add(id, written(SOUP, TEA))
    own_statements.remove(id, asked_too.of(id)[0].id)
    assert [one.text for one in asked_too.of(id)] == [TEA]
    measurements.discard(id)
    assert rows("SELECT count(*) FROM own_statement") == [(0,)]


def test_what_the_lint_forbids_is_refused_at_the_write_and_nothing_is_added() -> None:
    id = concept()
    before = everything()
    for wrong, reason in (
        (["Praten we over toetsen?"], "is een vraag"),
        ([SOUP, SOUP], "vraagt hetzelfde"),
        (["Ik eet soep in ons team."], "één persoon"),
        ([f"We eten {subject} in de pauze." for subject in "abcdefghi"], "er passen er 8"),
        (["We " + "a" * 300], "te lang"),
        ([" "], "is leeg"),
    ):
        with pytest.raises(Refused, match=reason):
            own_statements.add(id, written(*wrong))
    assert everything() == before


def test_what_the_questionnaire_asks_already_is_refused() -> None:
    id = concept()
    asked = next(item for item in VO.items if item.id == ONE)
    with pytest.raises(Refused, match="vraagt hetzelfde als de stelling uit de vragenlijst"):
        own_statements.add(id, written(asked.text))


def test_nobody_with_an_account_in_the_school_can_be_asked_about() -> None:
    own, other = people.school(), people.school("De Linde")
    people.person("Marijke", people.leads(own))
    people.person("Soraya", people.leads_school(other))
    id = measurements.prepare(chosen(own.id)).id
    with pytest.raises(Refused, match="gaat over één persoon \\('Marijke'\\)"):
        own_statements.add(id, written("We vragen Marijke om raad."))
    own_statements.add(id, written("We vragen Soraya om raad."))


def test_nothing_is_added_or_taken_away_once_it_is_open_closed_reopened_or_shared() -> None:
    id, (soup,) = asking(SOUP)
    steps = (lambda: None, lambda: closing.close(id), lambda: closing.reopen(id), lambda: closing.close(id))
    for step in (*steps, lambda: reveal.share(id)):
        step()
        with pytest.raises(WrongState, match="al geopend"):
            own_statements.add(id, written(TEA))
        with pytest.raises(WrongState, match="al geopend"):
            own_statements.remove(id, soup)
    assert [one.text for one in asked_too.of(id)] == [SOUP]


def test_they_do_not_go_with_scoring_together_or_with_what_is_not_there() -> None:
    id = concept(mode=Mode.JOINT)
    with pytest.raises(Refused, match="ieder voor zich"):
        own_statements.add(id, written(SOUP))
    with pytest.raises(NotFound):
        own_statements.add(999, written(SOUP))
    with pytest.raises(NotFound):
        own_statements.remarks(999, written(SOUP))


def test_those_who_lead_are_not_asked_and_cannot_answer() -> None:
    id, (soup,) = asking(SOUP)
    code = leaders.make_code(id)
    assert joining.measurement(code, BOB).own == ()
    for way in (answers.save, lambda *one, **more: answers.change(*one, {}, **more)):
        with pytest.raises(InvalidAnswer, match="hoort niet bij deze meting"):
            way(id, BOB, {soup: 3}, leader=True)
    answers.save(id, BOB, {ONE: 3}, leader=True)
    for device in phones(8)[2:]:
        answers.save(id, device, {ONE: 4, soup: 2})
    assert revealed(id).own is not None


def test_an_own_statement_of_another_measurement_is_refused() -> None:
    _, (soup,) = asking(SOUP)
    other, (tea,) = asking(TEA)
    answers.save(other, ALICE, {tea: 3})
    with pytest.raises(InvalidAnswer, match="hoort niet bij deze meting"):
        answers.save(other, ALICE, {soup: 3})
    for item in (soup, "eigen-zzzzzz", "eigen-", "eigen-" + "x" * 40):
        with pytest.raises(InvalidAnswer, match="hoort niet bij deze meting"):
            answers.change(other, ALICE, {item: 3}, {})
    assert answers.mine(other, ALICE) == {tea: 3}
