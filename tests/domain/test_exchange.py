"""What goes along in an exchange file, and the band that files of other schools make; worked out by hand."""

import json

import pytest

from leidraad.domain import exchange
from leidraad.domain.exchange import Band, ExchangeContent, Sent, Shown
from leidraad.errors import ExchangeRefused
from tests.domain.halves import half, joint

A1, D1 = "aanbeveling-1", "dimensie-1"


def of_team(score: float, core: float | None = None, n: int = 8, version: int = 1) -> Sent:
    return Sent(
        year=2025, instrument="proef-vo", version=version, constructs={A1: Shown(n=n, full=score, core=core)}
    )


def content(*teams: Sent) -> ExchangeContent:
    return ExchangeContent(sector="vo", made_on="2026-11-22", teams=teams)


def test_of_a_team_go_along_scores_and_people_and_nothing_else():
    found = exchange.sent(half(2, 3, people=10), 2025)
    assert found is not None
    assert json.loads(found.model_dump_json(by_alias=True)) == {
        "schooljaar": 2025,
        "vragenlijst": "proef-vo",
        "versie": 1,
        "onderdelen": {
            A1: {"n": 10, "volledig": 2.5, "kern": 2.5},
            D1: {"n": 10, "volledig": 2.5, "kern": 2.5},
        },
    }


def test_a_short_scan_has_no_full_score():
    found = exchange.sent(half(2, 3, short=True), 2025)
    assert found is not None
    assert (found.constructs[A1].full, found.constructs[A1].core) == (None, 2.5)


@pytest.mark.parametrize("result", [half(2, 3, people=7), half(2, 3, people=4, invited=8), joint(3.0)])
def test_of_fewer_than_eight_people_or_scored_together_nothing_goes_along(result):
    assert exchange.sent(result, 2025) is None


def test_the_band_is_the_middle_half_of_at_least_five_teams_over_all_files():
    four = [of_team(2.0, 2.2), of_team(3.0, 3.2), of_team(4.0, 4.2), of_team(5.0, 5.0)]
    assert exchange.bands([content(*four)], "proef-vo", 1) == {}
    found = exchange.bands([content(*four), content(of_team(1.0))], "proef-vo", 1)
    assert found == {(A1, False): Band(2.0, 4.0, 5)}  # quartiles of 1 2 3 4 5; only four core scores


def test_teams_that_answered_another_version_do_not_count():
    teams = [of_team(3.0)] * 4
    assert exchange.bands([content(*teams, of_team(3.0, version=2))], "proef-vo", 1) == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("geen json", "geen uitwisselbestand"),
        ("[]", "geen uitwisselbestand"),
        ("[" * 100_000, "geen uitwisselbestand"),
        ('{"inhoud": {"soort": "iets anders"}}', "geen uitwisselbestand"),
        (json.dumps({"inhoud": {"soort": exchange.KIND, "schema": 2}}), "nieuwere versie"),
        (json.dumps({"inhoud": {"soort": exchange.KIND, "schema": 1}}), "beschadigd of aangepast"),
        ("x" * 1_000_001, "te groot"),
    ],
    ids=["no json", "a list", "deep", "another kind", "newer", "incomplete", "large"],
)
def test_what_is_not_our_file_is_refused_with_the_reason(text, reason):
    with pytest.raises(ExchangeRefused, match=reason):
        exchange.read(text)


@pytest.mark.parametrize(
    ("key", "value"),
    [("n", 7), ("volledig", 5.1), ("volledig", float("nan")), ("naam", "Team 1")],
    ids=["seven people", "off the scale", "not a number", "more than was agreed"],
)
def test_a_file_with_less_or_more_than_may_be_in_it_is_refused(key, value):
    raw = json.loads(exchange.ExchangeFile(content=content(of_team(3.0)), key="0" * 64, signature="0" * 128).text)
    raw["inhoud"]["teams"][0]["onderdelen"][A1][key] = value
    with pytest.raises(ExchangeRefused, match="beschadigd of aangepast"):
        exchange.read(json.dumps(raw))


def whole() -> str:
    return exchange.ExchangeFile(content=content(of_team(3.0)), key="0" * 64, signature="0" * 128).text


@pytest.mark.parametrize(
    "day", ["2026-02-31", "0000-00-00", "٢٠٢٦-١١-٢٢"], ids=["no day", "no year", "other digits"]
)
def test_the_day_in_a_file_is_a_day(day):
    raw = json.loads(whole())
    raw["inhoud"]["gemaakt_op"] = day
    with pytest.raises(ExchangeRefused, match=r"bij inhoud\.gemaakt_op"):
        exchange.read(json.dumps(raw))


def test_a_refusal_never_repeats_the_words_of_the_sender():
    raw = json.loads(whole())
    raw["inhoud"]["[bel](http://voorbeeld.test)" + "k" * 100_000] = 1
    with pytest.raises(ExchangeRefused, match=r"bij inhoud\.…\)"):
        exchange.read(json.dumps(raw))


def test_a_name_that_stands_twice_is_refused():
    with pytest.raises(ExchangeRefused, match="beschadigd"):
        exchange.read(whole().replace('"sector": "vo"', '"sector": "po", "sector": "vo"'))


def test_a_mark_that_an_editor_puts_first_changes_nothing_and_what_is_no_text_is_not_called_too_large():
    assert exchange.read(exchange.decoded(b"\xef\xbb\xbf" + whole().encode())).text == whole()
    with pytest.raises(ExchangeRefused, match="beschadigd"):
        exchange.read(exchange.decoded(b"\xff" * 900_000))
    with pytest.raises(ExchangeRefused, match="te groot"):
        exchange.decoded(b" " * 1_000_001)
