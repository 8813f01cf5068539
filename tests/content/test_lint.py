"""The lint helps whoever writes a statement, in Dutch and per statement; ours keep its rules."""

import pytest

from leidraad.content import library, lint
from leidraad.content.models import Instrument
from tests.content.examples import EXAMPLES, example, text


def remarks(written: str, **more: object) -> list[str]:
    return [one.sentence for one in lint.statement(written, "Stelling 3", **more)]  # type: ignore[arg-type]


def test_a_statement_that_keeps_the_rules_gets_no_remark() -> None:
    assert remarks("In ons team vertel je wat je van een les hebt geleerd.") == []


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "Stelling 3 is leeg."),
        ("…!", "Stelling 3 is leeg."),
        (f"We {'a' * 200}", "Stelling 3 is te lang voor een telefoon. Hoogstens 200 tekens."),
        ("Onze teamleider bezoekt lessen.", "Stelling 3 gaat over één persoon ('teamleider')."),
        ("Ik vraag ons team om hulp.", "Stelling 3 gaat over één persoon ('Ik')."),
        ("Praten we over lessen?", "Stelling 3 is een vraag."),
        ("We zeggen iets\u202e raars.", "Stelling 3 bevat een teken dat niet te lezen is."),
    ],
)
def test_what_cannot_be_published_is_hard(written: str, sentence: str) -> None:
    found = [one for one in lint.statement(written, "Stelling 3") if one.hard]
    assert any(one.sentence.startswith(sentence) for one in found)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("We plannen en evalueren onze lessen.", "Stelling 3 vraagt misschien twee dingen ('en')."),
        ("Ons team leest boeken, artikelen.", "Stelling 3 vraagt misschien twee dingen (',')."),
        ("We praten niet over literatuur.", "Stelling 3 ontkent iets ('niet')."),
        ("We overleggen voldoende over lessen.", "Stelling 3 heeft een woord dat voor iedereen anders is"),
        ("Collega's bereiden samen lessen voor.", "Stelling 3 zegt niet over wie het gaat."),
        (" ".join(["We", *["woord"] * 18]), "Stelling 3 telt 19 woorden."),
    ],
)
def test_what_may_stay_with_a_reason_is_soft(written: str, sentence: str) -> None:
    found = lint.statement(written, "Stelling 3")
    assert any(one.sentence.startswith(sentence) for one in found)
    assert not any(one.hard for one in found)


def test_a_colleague_with_an_account_is_recognised_by_first_or_whole_name() -> None:
    said = remarks("We horen van Marijke hoe het ging.", names=["Marijke de Wit"])
    assert said == [
        "Stelling 3 gaat over één persoon ('Marijke'). Vraag wat jullie als team zien of krijgen.",
    ]
    assert remarks("We doen de was samen.", names=["Wit"]) == []


def test_the_unit_decides_over_whom_a_statement_may_be() -> None:
    assert remarks("Onze school kijkt naar wat leerlingen leren.", unit="school") == []
    assert remarks("Ons netwerk kijkt naar wat leerlingen leren.", unit="netwerk") == []


def test_only_a_scan_that_somebody_does_alone_speaks_of_oneself_and_of_nobody_else() -> None:
    alone = {"unit": lint.ALONE}
    assert remarks("Ik vraag collega's wat zij merken.", **alone) == []
    assert remarks("Ik spreek de directeur aan.", **alone) == [
        "Stelling 3 gaat over één persoon ('directeur'). Vraag wat jullie als team zien of krijgen."
    ]
    assert remarks("We bereiden lessen voor.", **alone) == ["Stelling 3 zegt niet over wie het gaat. Noem 'ik'."]


def test_a_statement_that_resembles_one_of_ours_is_pointed_at() -> None:
    ours = [item.text for item in library.instrument("leidraad-vo", 1).items]
    assert lint.resembling(ours[7], ours) == ours[7]
    assert lint.resembling("We eten op vrijdag samen soep in de aula.", ours) is None


@pytest.mark.parametrize(
    "instrument", [*library.instruments().values()], ids=lambda one: f"{one.id}-{one.version}"
)
def test_no_statement_of_ours_gets_a_remark(instrument: Instrument) -> None:
    assert lint.lint(instrument) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_get_no_remark(name: str) -> None:
    assert lint.lint(example(name)) == []


def test_a_short_scan_has_three_statements_everywhere_or_nowhere() -> None:
    whole = example("mate")
    assert not any(one.where == "samen-leren-1" for one in lint.lint(whole))
    written = text("mate").replace("kern = true", "kern = false", 1)
    found = lint.lint(library.parsed(written, Instrument, "vragenlijst"))
    assert [one.sentence for one in found if one.hard] == [
        "samen-leren-1 heeft 2 kernstellingen: 3 per onderdeel, of nergens een."
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "Waar ons werk plaatsvindt",
            "Waar ons werk van elke dag door de week heen plaatsvindt",
            "meer dan 8 woorden",
        ),
        ("Wat we maken, is voor even", " ".join(["woord"] * 13), "een pool in meer dan 12 woorden"),
        ("Wat we maken, is voor even", "Wat we maken, is goed", "prijst één kant"),
    ],
)
def test_the_poles_of_a_position_are_short_and_equally_kind(old: str, new: str, said: str) -> None:
    found = lint.lint(library.parsed(text("positie").replace(old, new), Instrument, "vragenlijst"))
    assert any(said in one.sentence for one in found)


def test_positions_do_not_all_stand_the_same_way_round() -> None:
    written = text("positie").replace("gespiegeld = true\n", "")
    block = written[written.index("[[deel.onderdeel.stelling]]") :]
    found = lint.lint(library.parsed(written + block.replace('"pi-5', '"pi-6'), Instrument, "vragenlijst"))
    assert any("dezelfde kant op" in one.sentence for one in found)
