"""A promise to participants or to the school is a claim about the program: a test shows it, or it is said why it needs none."""

import pytest

from tests import promises

REGISTER = promises.register()
EVIDENCE = REGISTER["bewijs"]


def test_what_shows_a_promise_is_a_test_that_exists() -> None:
    missing = [f"{name}: {one}" for name, tests in EVIDENCE.items() for one in tests if not promises.exists(one)]
    assert missing == [], "Deze tests bestaan niet (meer): zoek in tests/promises.toml wat de belofte nu aantoont."


def test_every_text_has_its_part_of_the_register() -> None:
    assert set(REGISTER) == {"bewijs", *promises.TEXTS}


@pytest.mark.parametrize("text", promises.TEXTS)
def test_every_sentence_is_shown_by_a_test_or_said_to_be_no_claim(text: str) -> None:
    keys = list(REGISTER[text])
    said = promises.of(text)
    unknown = [one for one in said if promises.key_of(one, keys) is None]
    assert unknown == [], (
        f"Nieuwe zinnen in {promises.TEXTS[text].name}. Belooft zo'n zin iets over de Teamscan? Zet dan in "
        f"tests/promises.toml onder [{text}] de eerste woorden met het bewijs (een test die je gelezen hebt). "
        f"Anders met 'geen' en waarom: {', '.join(promises.NO_CLAIM)}."
    )
    unused = set(keys) - {promises.key_of(one, keys) for one in said}
    assert unused == set(), "Zo begint geen zin meer: haal dit uit tests/promises.toml."


def test_what_stands_with_a_sentence_is_evidence_or_a_reason() -> None:
    wrong = []
    for text in promises.TEXTS:
        for words, shown in REGISTER[text].items():
            first, *rest = str(shown).split()
            good = (
                len(rest) == 1 and rest[0] in promises.NO_CLAIM
                if first == "geen"
                else {first, *rest} <= set(EVIDENCE)
            )
            wrong += [] if good else [f"{text}: {words} = {shown}"]
    assert wrong == []


def test_all_evidence_is_used() -> None:
    used = {name for text in promises.TEXTS for shown in REGISTER[text].values() for name in str(shown).split()}
    assert set(EVIDENCE) - used == set()


def test_a_sentence_ends_where_it_ends() -> None:
    text = "# Kop\n\nEen zin. Nog een, met 1.5 en **vet**!\n\n- Punt een.\n\n| Wat | Hoe |\n| --- | --- |\n| a | 5 jaar. Echt. |\n"
    assert promises.sentences(text) == [
        "Een zin.",
        "Nog een, met 1.5 en vet!",
        "Punt een.",
        "Wat | Hoe",
        "a | 5 jaar.",
        "Echt.",
    ]
