"""The questionnaires keep to the rules of a statement, cover the Leidraad, and never change once published."""

import json
import re
from pathlib import Path

import pytest

from leidraad.content import library, lint
from leidraad.content.models import Instrument, QuestionKind
from leidraad.content.publications import publications
from leidraad.errors import ContentError
from tests.content.fingerprints import FILE, fingerprint

INSTRUMENTS = [pytest.param(one, id=f"{one.id}-{one.version}") for one in library.instruments().values()]
TEMPLATE = library.DATA / "instrumenten" / "_sjabloon.toml"

LEIDRAAD = [one for one in INSTRUMENTS if str(one.id).startswith("leidraad-")]

#: Points per recommendation as counted in the sources: the vo Leidraad and the po poster.
POINTS = {"vo": [7, 7, 4, 6, 5, 5], "po": [5, 8, 4, 5, 7, 4]}


def test_both_sectors_are_offered() -> None:
    assert {one.id for one in library.offered()} >= {"leidraad-vo", "leidraad-po"}


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_every_point_of_the_leidraad_has_a_statement(
    instrument: Instrument, capsys: pytest.CaptureFixture[str]
) -> None:
    covering = {
        point: [item.id for item in instrument.items if point in item.sources]
        for point in instrument.source_points
    }
    with capsys.disabled():
        print(f"\n{instrument.id}: " + ", ".join(f"{point} {len(ids)}" for point, ids in covering.items()))
    assert all(covering.values())


@pytest.mark.parametrize("instrument", LEIDRAAD)
def test_the_questionnaire_of_the_leidraad_has_the_points_of_its_sources(instrument: Instrument) -> None:
    recommendations = [one for one in instrument.constructs if one.points]
    assert [one.points for one in recommendations] == POINTS[instrument.sector]


@pytest.mark.parametrize("instrument", LEIDRAAD)
def test_the_questionnaire_of_the_leidraad_has_ten_constructs_with_four_statements_per_dimension(
    instrument: Instrument,
) -> None:
    assert [one.id for one in instrument.constructs] == [
        *(f"aanbeveling-{number}" for number in range(1, 7)),
        *(f"dimensie-{number}" for number in range(1, 5)),
    ]
    assert all(len(one.items) >= 4 for one in instrument.constructs if one.id.startswith("dimensie"))


def test_vo_has_at_least_50_and_po_at_least_49_statements() -> None:
    assert len(library.instrument("leidraad-vo", 1).items) >= 50
    assert len(library.instrument("leidraad-po", 1).items) >= 49


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


@pytest.mark.parametrize("instrument", LEIDRAAD)
def test_a_short_name_stands_in_no_name_of_another_construct_of_either_sector(instrument: Instrument) -> None:
    family = [one for one in library.instruments().values() if one.family == instrument.family]
    others = [construct for one in family for construct in one.constructs]
    for construct in instrument.constructs:
        mistaken = [
            other.in_full
            for other in others
            if other.id != construct.id
            if any(_words(construct.short) in _words(name) for name in (other.short, other.title))
        ]
        assert not mistaken, f"{construct.name} is to be taken for {mistaken}"


def test_no_two_constructs_have_the_same_short_name_and_none_has_that_of_another_questionnaire() -> None:
    named: dict[str, set[str]] = {}
    for one in library.instruments().values():
        for construct in one.constructs:
            named.setdefault(_words(construct.short), set()).add(construct.id)
    assert {short: ids for short, ids in named.items() if len(ids) > 1} == {}


#: How a title has the beginning of a word that a short name has in another form.
FORMS = {"benutte": "benut", "spreide": "gesprei"}


@pytest.mark.parametrize("instrument", LEIDRAAD)
def test_a_reader_of_the_leidraad_knows_every_short_name_again(instrument: Instrument) -> None:
    for construct in instrument.constructs:
        title = {word[:7] for word in _words(construct.title).split()}
        own = {word[:7] for word in _words(construct.short).split() if len(word) > 5}
        assert {FORMS.get(word, word) for word in own} <= title, construct.name


@pytest.mark.parametrize("instrument", LEIDRAAD)
def test_the_short_scan_asks_three_statements_per_construct(instrument: Instrument) -> None:
    assert {len(one.asked(short=True)) for one in instrument.constructs} == {3}


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_statements_are_plain_text_that_no_label_can_read_as_markup(instrument: Instrument) -> None:
    for item in instrument.items:
        assert not set(item.text) & set("\\`*_[]<>#|~$&:"), item.id


def test_each_sector_uses_its_own_word_for_a_teacher() -> None:
    vo = " ".join(item.text for item in library.instrument("leidraad-vo", 1).items).lower()
    po = " ".join(item.text for item in library.instrument("leidraad-po", 1).items).lower()
    assert "docent" in vo
    assert "leerkracht" not in vo
    assert "leerkracht" in po
    assert "docent" not in po


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_a_published_version_keeps_its_ids_and_scale(instrument: Instrument) -> None:
    committed = json.loads(FILE.read_text(encoding="utf-8"))
    if instrument.status != "concept":
        assert fingerprint(instrument) == committed[f"{instrument.id}-{instrument.version}"]


@pytest.mark.parametrize("instrument", library.offered(), ids=lambda one: one.id)
def test_what_is_about_leading_says_so_in_the_rationale(instrument: Instrument) -> None:
    assert not any(one.about_leading for one in instrument.constructs) or "leiding" in instrument.rationale


def test_every_construct_has_handvatten() -> None:
    library.check()
    assert {one.guide_id for one in library.instrument("leidraad-vo", 1).constructs} <= set(library.guides())


def test_the_template_for_authors_is_itself_a_questionnaire_with_a_part_of_each_kind() -> None:
    template = library.read(TEMPLATE, Instrument)
    assert [part.asks for part in template.parts] == list(QuestionKind)
    assert lint.lint(template) == []
    assert {one.guide_id for one in template.constructs} <= set(library.guides())


# -- refusals -------------------------------------------------------------------------------------------------


def _broken(tmp_path: Path, old: str, new: str) -> Path:
    text = (library.DATA / "instrumenten" / "leidraad-vo.toml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "kapot.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("titel =", "tietel =", "tietel"),  # a wrong key
        ('id = "vo-a1-02"', 'id = "vo-a1-01"', "vo-a1-01"),  # an id used twice
        ('bron = ["vo-2.4"]', 'bron = ["vo-2.3"]', "vo-2.4"),  # a point that nothing covers any more
        ('sector = "vo"', 'sector = "hbo"', "sector"),
        ("versie = 1", 'versie = "een"', "versie"),
    ],
)
def test_a_mistake_in_a_content_file_is_named_with_file_and_key(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    with pytest.raises(ContentError) as caught:
        library.read(_broken(tmp_path, old, new), Instrument)
    assert "kapot.toml" in str(caught.value)
    assert named in str(caught.value)


def test_a_file_that_is_not_toml_says_so(tmp_path: Path) -> None:
    file = tmp_path / "kapot.toml"
    file.write_text("id = ", encoding="utf-8")
    with pytest.raises(ContentError, match=r"kapot\.toml.*TOML"):
        library.read(file, Instrument)


def test_every_source_that_is_cited_is_listed_with_who_wrote_it() -> None:
    cited = {source for one in library.instruments().values() for item in one.items for source in item.sources}
    for guide in library.guides().values():
        cited |= set(guide.sources)
        for list_ in (
            guide.school_leader,
            guide.teacher,
            guide.everybody,
            guide.questions,
            guide.dos,
            guide.donts,
        ):
            cited |= {source for advice in list_ for source in advice.sources}
    assert {source.split("-")[0] for source in cited} <= set(publications())


def test_every_table_of_the_leidraad_is_used_in_the_handvatten_and_two_and_three_at_every_step() -> None:
    advices = [
        advice
        for guide in library.guides().values()
        for advice in (*guide.school_leader, *guide.teacher, *guide.everybody, *guide.questions)
    ]
    cited = {source for advice in advices for source in advice.sources}
    assert {f"vo-tabel-{number}" for number in range(2, 10)} <= cited
    for number, steps in (("1", {1, 2, 3}), ("2", {4, 5})):
        guide = library.guides()[f"aanbeveling-{number}"]
        for role in (guide.school_leader, guide.teacher):
            assert {advice.step for advice in role} == steps


def test_a_citation_of_a_book_names_its_chapter() -> None:
    for guide in library.guides().values():
        for role in (guide.school_leader, guide.teacher, guide.everybody, guide.questions, guide.dos, guide.donts):
            for advice in role:
                for source in advice.sources:
                    if source.startswith(("boek-", "katern-")):
                        assert re.match(r"(boek|katern)-(h\d+(-tabel-\d)?|gesprek-\d)$", source), source
