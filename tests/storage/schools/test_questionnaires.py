"""A school's own questionnaire: offered to its teams only, never changed, with its words as long as something asks it."""

from functools import partial

import pytest

from leidraad.content import library, subject
from leidraad.errors import InvalidAnswer, NotFound, Refused
from leidraad.storage import journal
from leidraad.storage.measurements import answers, closing, measurements, results, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import questionnaires, schools
from leidraad.storage.schools.schools import Team
from tests.cast import phones
from tests.content.examples import EXAMPLES, text
from tests.plan import begin
from tests.storage import people
from tests.storage.scene import chosen, everything, rows, write

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def brug() -> Team:
    return people.school()


def added(team: Team, name: str = "mate", *, after: str | None = None, **changes: str):
    written = text(name)
    for old, new in changes.items():
        assert old in written
        written = written.replace(old, new)
    return questionnaires.add(team.school_id, written, None, after=after)


def prepared(team: Team, instrument, **more: object) -> Measurement:
    wanted = {"instrument_id": instrument.id, "instrument_version": instrument.version, "short": False, **more}
    return measurements.prepare(chosen(team.id, **wanted))


@pytest.mark.parametrize("name", EXAMPLES)
def test_one_of_each_kind_goes_from_paste_to_result(brug: Team, name: str) -> None:
    instrument = added(brug, name)
    assert instrument in questionnaires.offered_to(brug.school_id)
    measurement = prepared(brug, instrument)
    measurements.open_(measurement.id)
    for device in phones(9):
        answers.save(measurement.id, device, {item.id: 3 for item in instrument.items})
    closing.close(measurement.id)
    reveal.share(measurement.id)
    result = results.shared(measurement.id)
    assert [one.id for one in result.constructs] == [one.id for one in instrument.constructs]
    for construct in instrument.constructs:
        shown = result.construct(construct.id).published
        assert (shown == 3.0) if construct.scored else (shown is None)
    assert all(one.counts == (0, 0, 9, 0, 0) for construct in result.constructs for one in construct.items)


def test_its_ids_are_nobody_elses_and_fit_their_columns(brug: Team) -> None:
    instrument = added(brug)
    assert instrument.id.startswith("eigen-")
    assert instrument.family == instrument.id
    ours = {item.id for one in library.instruments().values() for item in one.items}
    assert not ours & {item.id for item in instrument.items}
    assert all(len(one.id) <= 20 and one.id.startswith("eigen-") for one in instrument.constructs)
    assert all(len(item.id) == 12 for item in instrument.items)
    assert all(library.guide(one) for one in instrument.constructs)


def test_a_copy_of_ours_is_a_family_of_its_own(brug: Team) -> None:
    written = library.text("leidraad-vo", 2) or library.text("leidraad-vo", 1)
    assert written is not None
    copied = questionnaires.add(brug.school_id, written, None)
    assert library.family(copied.id) == copied.id != library.FIRST
    assert not {one.id for one in copied.constructs} & {
        one.id for one in library.instrument("leidraad-vo", 1).constructs
    }


def test_a_next_version_has_the_same_ids_for_the_same_words_and_others_for_others(brug: Team) -> None:
    first = added(brug)
    old = first.items[0].text
    second = added(brug, after=first.id, **{old: "In ons team vertel je elkaar over een les van gisteren."})
    assert (second.version, second.family) == (2, first.family)
    assert second.id != first.id
    assert [one.id for one in second.constructs] == [one.id for one in first.constructs]
    assert [item.id for item in second.items[1:]] == [item.id for item in first.items[1:]]
    assert second.items[0].id != first.items[0].id
    assert questionnaires.offered_to(brug.school_id) == (second,)
    assert library.instrument(first.id, 1).items[0].text == old


def test_another_school_neither_sees_it_nor_may_use_it(brug: Team) -> None:
    other = people.school("De Linde")
    instrument = added(brug)
    assert questionnaires.offered_to(other.school_id) == ()
    with pytest.raises(Refused, match="niet \\(meer\\) aangeboden"):
        prepared(other, instrument)
    with pytest.raises(NotFound):
        questionnaires.offer(other.school_id, instrument.id, None, offered=False)
    with pytest.raises(NotFound):
        questionnaires.remove(other.school_id, instrument.id, None)
    with pytest.raises(NotFound):
        added(other, after=instrument.id)


def test_what_is_no_longer_offered_cannot_be_chosen_and_keeps_its_words(brug: Team) -> None:
    instrument = added(brug)
    measurement = prepared(brug, instrument)
    questionnaires.offer(brug.school_id, instrument.id, None, offered=False)
    assert questionnaires.offered_to(brug.school_id) == ()
    with pytest.raises(Refused, match="niet \\(meer\\) aangeboden"):
        prepared(brug, instrument)
    with pytest.raises(Refused, match="1 meting gebruikt deze vragenlijst"):
        questionnaires.remove(brug.school_id, instrument.id, None)
    assert library.instrument(instrument.id, 1) == instrument
    questionnaires.offer(brug.school_id, instrument.id, None, offered=True)
    measurements.discard(measurement.id)
    questionnaires.remove(brug.school_id, instrument.id, None)
    assert questionnaires.of_school(brug.school_id) == []
    assert library.known(instrument.id, 1) is None


def test_the_journal_says_who_did_so(brug: Team) -> None:
    alice = people.person("alice", people.leads_school(brug))
    instrument = questionnaires.add(brug.school_id, text("mate"), alice)
    questionnaires.offer(brug.school_id, instrument.id, alice, offered=False)
    questionnaires.remove(brug.school_id, instrument.id, alice)
    said = [(one.what, one.who) for one in journal.lines(brug.school_id)][:3]
    assert said == [
        ("eigen vragenlijst verwijderd", "alice"),
        ("eigen vragenlijst niet meer aangeboden", "alice"),
        ("eigen vragenlijst toegevoegd", "alice"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sector = "beide"', 'sector = "po"', 'is voor het po, en deze school is vo. Zet sector = "beide".'),
        ("handvatten = ", 'soortnaam = "x" # ', "kennen we niet"),
        ("versie = 1", "versie = [", "Regel"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_stored(brug: Team, old: str, new: str, said: str) -> None:
    before = everything()
    with pytest.raises(Refused) as refused:
        questionnaires.add(brug.school_id, text("mate").replace(old, new, 1), None)
    assert said in str(refused.value)
    assert everything() == before


def test_a_colleague_by_name_is_refused_with_the_line(brug: Team) -> None:
    people.person("Marijke", people.leads(brug))
    first = library.parsed(text("mate"), type(library.instrument("leidraad-vo", 1)), "x").items[0]
    written = text("mate").replace(first.text, "In ons team vraag je Marijke om raad.")
    checked = questionnaires.check(brug.school_id, written)
    assert checked.instrument is None
    (said,) = checked.hard
    line = next(number for number, one in enumerate(written.splitlines(), 1) if f'"{first.id}"' in one)
    assert said.startswith(f"Regel {line}: {first.id} gaat over één persoon ('Marijke').")


def test_a_focus_point_can_be_about_it_and_keeps_its_name(brug: Team) -> None:
    construct = added(brug).constructs[0]
    assert subject.subject(construct.id).title == construct.short
    point = begin(brug.id, construct.id, item_id=construct.items[0].id)
    assert subject.subject(point.construct_id, point.item_id).belongs == construct.name


def test_what_one_school_wrote_another_cannot_choose(brug: Team) -> None:
    construct = added(brug).constructs[0]
    stranger = schools.add_school_with_team("De Linde", "vo", "Groep acht")
    with pytest.raises(InvalidAnswer, match="kennen we niet"):
        begin(stranger.id, construct.id)


def test_whether_a_school_can_still_ask_it_follows_what_it_offers(brug: Team) -> None:
    construct = (made := added(brug)).constructs[0]
    stranger = schools.add_school_with_team("De Linde", "vo", "Groep acht")
    asks = partial(questionnaires.still_asks, brug.school_id, construct.id)
    assert asks()
    assert asks(construct.items[0].id)
    assert not asks("ei-anders")
    assert not questionnaires.still_asks(stranger.school_id, construct.id)
    questionnaires.offer(brug.school_id, made.id, None, offered=False)
    assert not asks()
    assert questionnaires.still_asks(brug.school_id, "aanbeveling-4")


def test_of_ours_the_words_stay_when_the_file_goes(brug: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    measurement = measurements.prepare(chosen(brug.id))
    before = library.instrument("leidraad-vo", 1)
    without = {key: one for key, one in library.instruments().items() if key != ("leidraad-vo", 1)}
    monkeypatch.setattr(library, "instruments", lambda: without)
    assert library.known("leidraad-vo", 1) == before
    assert measurement.instrument_id == "leidraad-vo"


def test_of_what_was_measured_before_the_words_are_kept_at_a_start(brug: Team) -> None:
    measurements.prepare(chosen(brug.id))
    with_none = rows("SELECT id FROM questionnaire")
    assert with_none == [("leidraad-vo",)]
    write("DELETE FROM questionnaire")
    questionnaires.keep_used()
    questionnaires.keep_used()
    assert rows("SELECT id FROM questionnaire") == [("leidraad-vo",)]
    assert questionnaires.of_school(brug.school_id) == []


def test_it_goes_with_its_school(brug: Team) -> None:
    [example] = schools.add_examples({("Voorbeeldschool", "vo"): ["Voorbeeldteam"]})
    kept, gone = added(brug), added(example)
    schools.remove_examples()
    assert rows("SELECT id FROM questionnaire") == [(kept.id,)]
    assert library.known(gone.id, 1) is None


def test_they_stand_in_the_order_of_their_names_with_the_newest_version_of_each_first(brug: Team) -> None:
    for title in ("zo werken wij", "Bij ons", "Midden"):
        questionnaires.add(brug.school_id, text("mate").replace('titel = "', f'titel = "{title} ', 1), None)
    first = questionnaires.of_school(brug.school_id)[0]
    questionnaires.add(
        brug.school_id, text("mate").replace('titel = "', 'titel = "Wat nu ', 1), None, after=first.id
    )
    found = [
        (one.instrument and one.instrument.title.split()[0], one.version)
        for one in questionnaires.of_school(brug.school_id)
    ]
    assert found == [("Midden", 1), ("Wat", 2), ("Bij", 1), ("zo", 1)]
    assert [one.title.split()[0] for one in questionnaires.offered_to(brug.school_id)] == ["Midden", "Wat", "zo"]


def test_fifty_are_enough(brug: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questionnaires, "MOST_PER_SCHOOL", 1)
    added(brug)
    with pytest.raises(Refused, match="hoogstens 1 eigen vragenlijsten"):
        added(brug)
