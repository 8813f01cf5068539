"""`python -m leidraad wachtwoord EMAIL`: for the host who is locked out."""

import io

import pytest

from leidraad import __main__ as commands
from leidraad.settings import ROOT
from leidraad.storage.accounts import signing_in
from leidraad.storage.database import engine
from tests.databases import migrated_file
from tests.storage.people import ANOTHER, HOST, PASSWORD, person

ALICE = "alice@school.nl"


@pytest.fixture(autouse=True)
def alice(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", migrated_file(tmp_path / "leidraad.db"))
    engine.open_database()
    person("Alice", HOST)
    yield
    engine.close_database()


def typed(monkeypatch, *lines):
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_the_new_password_works_and_the_old_one_does_not(monkeypatch, capsys):
    typed(monkeypatch, ANOTHER)
    assert commands.main(["wachtwoord", "Alice@school.nl"]) == 0
    assert "is veranderd" in capsys.readouterr().out
    assert signing_in.sign_in(ALICE, ANOTHER)
    with pytest.raises(signing_in.WrongPassword):
        signing_in.sign_in(ALICE, PASSWORD)


def test_at_a_keyboard_it_is_asked_twice_and_not_shown(monkeypatch, capsys):
    answers = iter([ANOTHER, ANOTHER, ANOTHER, "iets anders"])
    typed(monkeypatch)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(commands, "getpass", lambda _prompt: next(answers))
    assert commands.main(["wachtwoord", ALICE]) == 0
    assert commands.main(["wachtwoord", ALICE]) == 1
    output = capsys.readouterr()
    assert ANOTHER not in output.out + output.err
    assert "niet gelijk" in output.err


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [
        (ALICE, "kort", "minstens 12 tekens"),
        ("charlie@school.nl", ANOTHER, "Er is geen account met e-mailadres charlie"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(monkeypatch, capsys, email, password, sentence):
    typed(monkeypatch, password)
    assert commands.main(["wachtwoord", email]) == 1
    assert sentence in capsys.readouterr().err
    assert signing_in.sign_in(ALICE, PASSWORD)


def test_it_is_in_the_guide_for_hosts():
    assert "`python -m leidraad wachtwoord" in (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
