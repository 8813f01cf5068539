"""The texts of Uitleg say what the code does: same thresholds, same days, same words."""

import re
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from leidraad.content import explanation, library, plan_questions
from leidraad.content.explanation import Explanation
from leidraad.domain import agreement, cells, choosing, focus, small_inquiry, thresholds
from leidraad.domain.result import Agreement
from leidraad.errors import ContentError, NotFound
from leidraad.server.middleware import device
from leidraad.settings import ROOT
from leidraad.storage.measurements import closing
from leidraad.storage.measurements.measurements import RETENTION_DAYS
from leidraad.storage.study_day import rounds

TEXTS = list(explanation.explanations().values())
RESULT_YEARS = 5  # privacy: Results are kept five years
LONGEST_RETENTION = 90


def by_name(text: Explanation) -> str:
    return text.id


@pytest.fixture(params=TEXTS, ids=by_name)
def text(request: pytest.FixtureRequest) -> Explanation:
    found: Explanation = request.param
    return found


def plain(id: str) -> str:
    return " ".join(explanation.explanation(id).body.replace("**", "").split())


def test_every_file_is_listed_and_every_listed_text_is_a_file() -> None:
    assert {file.stem for file in explanation.FOLDER.glob("*.md")} == set(explanation.explanations())


def test_a_text_has_a_title_and_headings_in_order(text: Explanation) -> None:
    assert text.title
    levels = [1, *(len(marks) for marks in re.findall(r"^(#+) ", text.body, re.MULTILINE))]
    assert 1 not in levels[1:]
    assert all(next_ <= level + 1 for level, next_ in pairwise(levels))


def test_a_text_without_title_is_refused_with_its_file_name(tmp_path: Path) -> None:
    wrong = tmp_path / "zonder.md"
    wrong.write_text("Geen titel\n\nTekst.", encoding="utf-8")
    with pytest.raises(ContentError, match=r"uitleg/zonder\.md"):
        explanation.read(wrong)


def test_a_title_without_text_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "leeg.md"
    empty.write_text("# Titel\n", encoding="utf-8")
    with pytest.raises(ContentError):
        explanation.read(empty)


def test_an_unknown_text_is_not_found() -> None:
    with pytest.raises(NotFound):
        explanation.explanation("../privacy")


def test_numbers_of_days_are_those_of_the_code(text: Explanation) -> None:
    days = {int(number) for number in re.findall(r"(\d+)\]? dagen", text.body)}
    assert days <= {RETENTION_DAYS, LONGEST_RETENTION}


def test_numbers_of_years_are_those_of_the_results(text: Explanation) -> None:
    assert {int(number) for number in re.findall(r"(\d+) jaar", text.body)} <= {RESULT_YEARS}


def test_thresholds_are_those_of_the_gate(text: Explanation) -> None:
    body = " ".join(text.body.split())
    least = re.findall(r"(?:minstens|minder dan|vanaf) (\d+)\b(?! ?%|,)", body, re.IGNORECASE)
    masked = cells._MASKED_BELOW
    assert {int(number) for number in least} <= {
        thresholds.K,
        thresholds.K_DISTRIBUTION,
        thresholds.K_MIDDLE_HALF,
        masked,
    }
    between = re.findall(r"(\d+) tot(?: en met)? (\d+) (?:antwoorden|mensen telt)", body)
    assert set(between) <= {(str(thresholds.K), str(thresholds.K_DISTRIBUTION - 1))}


@pytest.mark.parametrize(
    "id", ["antwoorden", "uitnodiging", "privacyverklaring", "verwerkingsregister", "medezeggenschap"]
)
def test_whoever_decides_to_take_part_reads_thresholds_and_terms(id: str) -> None:
    body = plain(id)
    assert re.search(rf"\b{thresholds.K}\b", body)
    assert re.search(rf"\b{thresholds.K_DISTRIBUTION}\b", body)
    assert re.search(rf"{RETENTION_DAYS}\]? dagen", body)
    assert f"{RESULT_YEARS} jaar" in body


@pytest.mark.parametrize("id", ["antwoorden", "uitnodiging", "privacyverklaring", "medezeggenschap"])
def test_nobody_is_promised_that_unanimity_is_hidden(id: str) -> None:
    body = plain(id).lower()
    assert "hetzelfde" in body
    assert "dan is dat" in body


@pytest.mark.parametrize("word", [one for one in Agreement if one is not Agreement.DIFFERENT])
def test_every_word_of_agreement_is_explained_with_its_own_sentence(word: Agreement) -> None:
    assert f"| {word.value} | {agreement.sentence(word)} |" in explanation.explanation("scores").body


def test_the_second_of_two_levels_is_named() -> None:
    assert f'"{Agreement.DIFFERENT.value}"' in explanation.explanation("scores").body


def test_the_cuts_of_agreement_are_those_of_the_code() -> None:
    body = plain("scores")
    for cut in (agreement._CLOSE, agreement._SOME):
        assert f"{cut:.2f}".replace(".", ",") in body
    assert f"{agreement._GROUP * 100} % of meer koos 1 of 2" in body
    assert f"hoogstens {agreement._MIDDLE * 100} % koos 3" in body


def test_the_manual_and_the_privacy_page_name_the_same_numbers() -> None:
    for name in ("handleiding", "privacy"):
        page = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        assert f"vanaf {thresholds.K} antwoorden, een verdeling vanaf {thresholds.K_DISTRIBUTION}" in page
        assert {int(days) for days in re.findall(r"(\d+) dagen", page)} <= {0, RETENTION_DAYS, LONGEST_RETENTION}
        assert f"minder dan {thresholds.K} mensen" in page


def test_the_manual_names_the_numbers_of_a_plan_that_the_program_has() -> None:
    page = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
    number = dict(enumerate(("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven")))
    for said in (
        f"hoogstens {number[choosing.MOST_FOCUS_POINTS]} speerpunten tegelijk",
        f"de eerste stap (binnen {number[focus.FIRST_STEP_DAYS // 7]} weken)",
        f"gewoonlijk na {number[focus.LOOK_BACK_DAYS // 7]} weken",
        f"één tot {number[small_inquiry.MOST]} stellingen",
        f"Vanaf {('een',)[small_inquiry.OPENS_BEFORE_DAYS // 7 - 1]} week voor het terugkijken",
        f"niet binnen {number[small_inquiry.REST_WEEKS]} weken",
        f"minder dan {number[thresholds.K]} collega’s",
        f"Plannen gaan {number[RESULT_YEARS]} jaar na de keuze vanzelf weg",
    ):
        assert said in page, said
    months = (number[focus.NEXT_MEASUREMENT_MONTHS], number[focus.FEWEST_MONTHS])
    asked = plan_questions.known()[plan_questions.NEXT_MEASUREMENT].help
    assert (months, asked) == (("zes", "vier"), "Meestal na een half jaar, niet eerder dan na vier maanden")


def test_the_privacy_page_points_at_every_text_of_the_page_uitleg() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    for id in (*explanation.EVERYBODY, *explanation.SCHOOL):
        assert f"data/uitleg/{id}.md" in page


def test_the_scale_is_that_of_every_questionnaire() -> None:
    body = explanation.explanation("scores").body
    for instrument in library.offered():
        for number, label in enumerate(instrument.scale.labels, start=1):
            assert f"| {label} | {number} |" in body
        assert f"| {instrument.scale.cannot_judge} |" in body


def test_no_text_promises_what_does_not_exist_yet(text: Explanation) -> None:
    body = text.body.lower()
    for promise in ("log in", "inloggen", "wachtwoord vergeten", "rapport downloaden", "leiderslink"):
        assert promise not in body


def test_anonymous_is_said_about_the_result_only(text: Explanation) -> None:
    for sentence in re.split(r"(?<=[.!?])\s", " ".join(text.body.split())):
        if "anoniem" in sentence.lower() and "niet anoniem" not in sentence.lower():
            assert "uitslag" in sentence.lower()


def test_the_cycle_names_its_five_steps_in_order() -> None:
    steps = re.findall(r"^\d\. \*\*(.+?)\.\*\*", explanation.explanation(explanation.CYCLE).body, re.MULTILINE)
    assert [step.lower() for step in steps] == [
        "verkennen en prioriteren",
        "verdiepen en analyseren",
        "besluiten en plannen",
        "uitvoeren, monitoren, bijstellen",
        "borgen",
    ]


@pytest.mark.parametrize(
    "id", ["antwoorden", "uitnodiging", "privacyverklaring", "verwerkingsregister", "medezeggenschap"]
)
def test_whoever_reads_who_sees_a_result_reads_of_the_schoolleider(id: str) -> None:
    assert "schoolleider" in plain(id)


def test_that_nobody_sees_answers_is_said_of_the_program_and_not_of_who_has_the_computer() -> None:
    places = [*ROOT.glob("data/**/*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("leidraad/**/*.html")]
    said = {
        file.name for file in places if re.search(r"niemand ziet (jouw|je) antwoorden", file.read_text().lower())
    }
    assert said == set()


def test_terms_of_devices_are_those_of_the_code() -> None:
    answers = plain("antwoorden")
    assert timedelta(days=1) == closing.RECOGNISED
    assert "hooguit een dag na het sluiten" in answers
    assert rounds.FORGOTTEN_AFTER_DAYS == 2
    assert "twee dagen na de laatste stap" in answers
    assert 12.5 < device.MAX_AGE_SECONDS / (30.4 * 24 * 3600) < 13.5
    assert "Ongeveer 13 maanden" in answers
