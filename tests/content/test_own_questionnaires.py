"""A pasted questionnaire is read within bounds, and whatever is wrong is said in Dutch with its line."""

import time

import pytest

from leidraad.content import library, own_questionnaires
from leidraad.content.models import Instrument
from leidraad.content.own_questionnaires import Checked
from tests.content.examples import EXAMPLES, text


def check(written: str, **more: object) -> Checked:
    return own_questionnaires.check(written, sector="vo", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_can_be_offered_without_a_remark_but_that_they_resemble_ours(name: str) -> None:
    found = check(text(name))
    assert found.hard == ()
    assert [one for one in found.soft if "van ons" not in one] == []
    assert bool(found.soft) == (name in ("balans", "positie"))
    assert found.instrument is not None


OURS = [one for one in library.offered_in("vo") if one.family != library.FIRST]


@pytest.mark.parametrize("ours", OURS, ids=[one.id for one in OURS])
def test_a_copy_of_ours_says_once_of_which_it_is_one(ours: Instrument) -> None:
    written = library.text(ours.id, ours.version)
    assert written is not None
    (said,) = check(written).soft
    assert said.startswith(
        f"De vragenlijst heeft {len(ours.items)} stellingen die lijken op stellingen van ons, zoals "
    )
    assert f"({ours.title})" in said


def test_a_statement_that_resembles_one_of_ours_is_pointed_at_with_its_line_unless_a_reason_is_given() -> None:
    ours = library.instrument("professionele-cultuur", 1).items[0]
    lines = text("mate").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("tekst = "))
    lines[at] = f'tekst = "{ours.text}"'
    (said,) = check("\n".join(lines)).soft
    assert said.startswith(f"Regel {at}: ")
    assert f"lijkt op een stelling van ons: '{ours.text}' (Professionele cultuur)." in said
    lines.insert(at + 1, 'uitzondering = "Deze willen we in onze eigen lijst."')
    assert check("\n".join(lines)).soft == ()


def test_the_same_subject_between_other_poles_is_another_question() -> None:
    written = (
        text("positie")
        .replace('rechts = "', 'rechts = "Heel anders dan daar: ')
        .replace('links = "', 'links = "Ook al nieuw bedacht: ')
    )
    assert check(written).soft == ()


@pytest.mark.parametrize(
    "key", [key for key, one in library.instruments().items() if "po" not in key[0] and not one.self_scan_only]
)
def test_ours_can_be_a_beginning(key: tuple[str, int]) -> None:
    written = library.text(*key)
    assert written is not None
    assert check(written).hard == ()


def test_the_template_can_be_a_beginning() -> None:
    assert check(library.template()).hard == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("mate", "titel =", "tietel =", "'tietel' kennen we niet. Is het een tikfout?"),
        ("mate", 'titel = "', "titel = ", "Regel"),
        ("mate", 'sector = "beide"', 'sector = "po"', 'Zet sector = "beide".'),
        ("positie", "links_kort", "links_kaal", "kennen we niet"),
        ("balans", "[[deel.onderdeel.stelling]]", "[[deel.onderdeel.stellingen]]", "kennen we niet"),
        ("mate", "handvatten = ", "# handvatten = ", 'Bijvoorbeeld handvatten = "aanbeveling-4".'),
    ],
)
def test_what_is_wrong_is_said_in_dutch(name: str, old: str, new: str, said: str) -> None:
    found = check(text(name).replace(old, new, 1))
    assert found.instrument is None
    assert said in " ".join(found.hard)


def test_what_an_author_wrote_of_one_person_is_said_with_its_line_also_with_an_exception() -> None:
    written = text("mate")
    tekst = next(line for line in written.splitlines() if line.startswith("tekst = "))
    harm = written.replace(
        tekst, 'tekst = "Onze teamleider praat met ons team."\nuitzondering = "Dat mag bij ons."', 1
    )
    (said,) = check(harm).hard
    line = written.splitlines().index(tekst)  # the line above: the id
    assert said.startswith(f"Regel {line}: ")
    assert "gaat over één persoon ('teamleider')" in said


_WORDS = (
    "titel",
    "vraag",
    "kort",
    "tekst",
    "herken",
    "links",
    "rechts",
    "links_kort",
    "midden",
    "soortnaam",
    "niet_te_beoordelen",
)


def asking(name: str, key: str) -> int:
    """Where this key first stands in what people read of this example; -1 where it has none."""
    lines = text(name).splitlines()
    of_parts = range(lines.index("[schaal]"), len(lines))
    return next((at for at in of_parts if lines[at].startswith(f'{key} = "')), -1)


@pytest.mark.parametrize(
    ("name", "key"), [(name, key) for name in EXAMPLES for key in _WORDS if asking(name, key) >= 0]
)
def test_a_colleague_is_named_nowhere_in_what_people_read(name: str, key: str) -> None:
    lines = text(name).splitlines()
    lines[asking(name, key)] = f'{key} = "Soraya doet dit"'
    (said,) = check("\n".join(lines), names=["Soraya Bakker"]).hard
    assert "('Soraya')" in said
    assert said.startswith("Regel ")
    assert check("\n".join(lines), names=["Marijke de Wit"]).hard == ()


@pytest.mark.parametrize(
    "pole", ["Onze teamleider beslist", "Wie zwanger is vertelt het", "We b\u0435slissen", "w" * 201]
)
def test_a_pole_keeps_the_hard_rules_of_a_statement(pole: str) -> None:
    written = text("positie")
    left = next(line for line in written.splitlines() if line.startswith("links = "))
    assert len(check(written.replace(left, f'links = "{pole}"', 1)).hard) == 1


def test_twice_the_same_statement_is_refused() -> None:
    written = text("mate")
    first, second = [line for line in written.splitlines() if line.startswith("tekst = ")][:2]
    (said,) = check(written.replace(second, first, 1)).hard
    assert "vraagt hetzelfde als" in said


@pytest.mark.parametrize(
    "harm",
    ["[x](y)", "<b>", "**x**", ":smile:", "http://elders", "www.elders", "$x$", "&lt;", "a@b", "\u202e", "`x`"],
)
def test_what_a_screen_takes_for_layout_is_refused_with_its_line(harm: str) -> None:
    written = text("mate").replace('titel = "', f'titel = "Hoi {harm} ', 1)
    (said,) = check(written).hard
    line = next(number for number, one in enumerate(written.splitlines(), 1) if "Hoi" in one)
    assert said.startswith(f"Regel {line}: ")
    assert "een scherm anders leest" in said


@pytest.mark.parametrize(
    "endless",
    [
        "\n".join(f"k{number} = 1" for number in range(2900)),
        "\n".join(f"k{number} = 1" for number in range(15000)),
        "a = " + "[" * 100_000,
        ".".join("a" * 90_000) + " = 1",
        "[" + ".".join("a" * 90_000) + "]",
        "x" * 300_000,
        'a = """' + "\\" * 100_000,
        "",
    ],
    ids=["keys", "lines", "brackets", "dots", "heads", "letters", "strokes", "nothing"],
)
def test_nothing_takes_long_to_refuse(endless: str) -> None:
    began = time.perf_counter()
    found = check(endless)
    assert time.perf_counter() - began < 5, "it took minutes, before there were bounds; 0.2 s on a quiet machine"
    assert found.instrument is None
    assert len(" ".join(found.hard)) < 6000
