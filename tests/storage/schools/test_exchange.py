"""Exchange files: signed by one school, let in or refused by another."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from leidraad import settings
from leidraad.domain import exchange as rules
from leidraad.domain.exchange import Sent, Shown
from leidraad.errors import ExchangeRefused, StorageError
from leidraad.storage import journal
from leidraad.storage.database import clock
from leidraad.storage.journal import What
from leidraad.storage.schools import exchange, questionnaires, schools, signing
from tests.content.examples import text as written

pytestmark = pytest.mark.usefixtures("database", "keys")


@pytest.fixture
def keys(dialect: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the keys of the schools lie: beside the database, or where this machine keeps what is its own."""
    monkeypatch.setattr(settings, "DEFAULT_DATABASE", tmp_path / "lokaal" / "leidraad.db")
    return tmp_path / "sleutels" if dialect == "sqlite" else tmp_path / "lokaal" / "sleutels"


def school(name: str, sector: str = "vo") -> int:
    return schools.add_school(name, sector).id


def of_team(score: float = 3.0, instrument: str = "leidraad-vo", version: int = 1) -> Sent:
    return Sent(
        year=2025, instrument=instrument, version=version, constructs={"aanbeveling-1": Shown(n=9, full=score)}
    )


def refused(school_id: int, text: str, reason: str) -> None:
    with pytest.raises(ExchangeRefused, match=reason):
        exchange.check(school_id, text)
    with pytest.raises(ExchangeRefused, match=reason):
        exchange.let_in(school_id, text, "De Brug")


def test_a_file_of_one_school_is_let_in_at_another():
    bridge, tree = school("De Brug"), school("De Linde")
    text = exchange.make(bridge, [of_team(3.0), of_team(4.0)])
    file = exchange.check(tree, text)
    assert file.key == signing.own_key(bridge)
    exchange.let_in(tree, text, "  De   Brug ")
    [found] = exchange.imported(tree)
    assert (found.name, sorted(one.constructs["aanbeveling-1"].full or 0 for one in found.content.teams)) == (
        "De Brug",
        [3.0, 4.0],
    )
    assert exchange.imported(bridge) == []


def test_only_the_leidraad_goes_to_another_school():
    bridge, tree = school("De Brug"), school("De Linde")
    own = questionnaires.add(bridge, written("mate"), None).id
    for beside in (own, "professionele-cultuur"):
        with pytest.raises(ExchangeRefused, match="Alleen metingen met de Leidraad"):
            exchange.make(bridge, [of_team(), of_team(instrument=beside)])
        content = rules.read(exchange.make(bridge, [of_team()])).content
        smuggled = content.model_copy(update={"teams": (of_team(instrument=beside),)})
        refused(
            tree, signing.signed(bridge, smuggled).text, "een vragenlijst of versie die deze Teamscan niet kent"
        )


def test_the_file_names_no_school_and_no_team_and_has_no_moment_of_a_measurement():
    text = exchange.make(school("De Brug"), [of_team()])
    assert "Brug" not in text
    assert set(json.loads(text)["inhoud"]) == {"soort", "schema", "sector", "gemaakt_op", "teams"}
    assert set(json.loads(text)["inhoud"]["teams"][0]) == {"schooljaar", "vragenlijst", "versie", "onderdelen"}


def test_a_file_that_was_laid_out_anew_is_the_same_file():
    bridge, tree = school("De Brug"), school("De Linde")
    text = json.dumps(json.loads(exchange.make(bridge, [of_team()])), indent=4, sort_keys=True)
    assert exchange.check(tree, text).content.teams == (of_team(),)


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw["inhoud"]["teams"][0]["onderdelen"]["aanbeveling-1"].update(volledig=4.9),
        lambda raw: raw["inhoud"].update(gemaakt_op="2027-01-01"),
        lambda raw: raw["inhoud"]["teams"].append(raw["inhoud"]["teams"][0]),
        lambda raw: raw.update(sleutel="ab" * 32),
        lambda raw: raw.update(handtekening="00" * 64),
    ],
    ids=["a score", "the day", "a team more", "another key", "another signature"],
)
def test_a_changed_file_is_refused(change):
    bridge, tree = school("De Brug"), school("De Linde")
    raw = json.loads(exchange.make(bridge, [of_team()]))
    change(raw)
    refused(tree, json.dumps(raw), "handtekening klopt niet")
    assert exchange.imported(tree) == []


def test_another_sector_another_version_and_ones_own_file_are_refused():
    bridge, tree, primary = school("De Brug"), school("De Linde"), school("De Beuk", "po")
    text = exchange.make(bridge, [of_team()])
    refused(primary, text, "school in het vo")
    refused(bridge, text, "je eigen school")
    refused(tree, exchange.make(bridge, [of_team(version=99)]), "versie die deze Teamscan niet kent")
    refused(tree, exchange.make(bridge, [of_team(instrument="leidraad-po")]), "versie die deze Teamscan niet kent")


def test_the_same_file_twice_and_an_older_one_are_refused_and_a_newer_one_takes_its_place(monkeypatch):
    bridge, tree = school("De Brug"), school("De Linde")
    old, text = exchange.make(bridge, [of_team(2.0)]), exchange.make(bridge, [of_team(3.0)])
    newer_day = clock.now().replace(year=2099)
    monkeypatch.setattr(clock, "now", lambda: newer_day)
    newer = exchange.make(bridge, [of_team(4.0)])
    exchange.let_in(tree, text, "De Brug")
    refused(tree, text, "al ingelezen")
    exchange.let_in(tree, newer, "De Brug")
    refused(tree, old, "al een nieuwer bestand")
    [found] = exchange.imported(tree)
    assert found.content.teams == (of_team(4.0),)


def test_a_file_can_be_removed_by_the_school_that_let_it_in_and_by_no_other():
    bridge, tree, beech = school("De Brug"), school("De Linde"), school("De Beuk")
    exchange.let_in(tree, exchange.make(bridge, [of_team()]), "De Brug")
    [found] = exchange.imported(tree)
    exchange.remove(beech, found.id)
    assert exchange.imported(tree) == [found]
    exchange.remove(tree, found.id)
    assert exchange.imported(tree) == []


def test_a_sender_is_known_by_its_key_and_a_school_keeps_its_key(keys):
    bridge, tree = school("De Brug"), school("De Linde")
    key = signing.own_key(bridge)
    assert signing.own_key(bridge) == key != signing.own_key(tree)
    assert exchange.is_known(tree, key) is None
    exchange.let_in(tree, exchange.make(bridge, [of_team()]), "De Brug")
    assert exchange.is_known(tree, key) == "De Brug"
    assert [len(part) for part in signing.fingerprint(key).split()] == [4] * 6
    assert signing.fingerprint(key) != signing.fingerprint(signing.own_key(tree))
    assert {file.stat().st_mode & 0o077 for file in keys.iterdir()} == {0}


def test_a_broken_key_is_not_replaced_in_silence(keys):
    bridge = school("De Brug")
    signing.own_key(bridge)
    (keys / f"school-{bridge}.sleutel").write_text("kapot")
    with pytest.raises(StorageError, match="kan niet gelezen worden"):
        exchange.make(bridge, [of_team()])


def test_without_a_team_there_is_no_file():
    with pytest.raises(ExchangeRefused, match="geen team dat meewil"):
        exchange.make(school("De Brug"), [])


@pytest.mark.parametrize("name", ["", "x" * 61, "een\x00naam"])
def test_a_sender_needs_a_name(name):
    bridge, tree = school("De Brug"), school("De Linde")
    with pytest.raises(ExchangeRefused, match="naam van hoogstens 60"):
        exchange.let_in(tree, exchange.make(bridge, [of_team()]), name)


def test_making_reading_and_removing_a_file_are_written_down():
    bridge, tree = school("De Brug"), school("De Linde")
    exchange.let_in(tree, exchange.make(bridge, [of_team()]), "De Brug")
    exchange.remove(tree, exchange.imported(tree)[0].id)
    assert [(line.what, line.detail) for line in journal.lines(bridge)][:1] == [(What.EXCHANGE_MADE, "teams: 1")]
    written = [(line.what, line.detail) for line in journal.lines(tree)][:2]
    assert written == [(What.EXCHANGE_REMOVED, "De Brug"), (What.EXCHANGE_READ, "De Brug")]
