"""What somebody put beside the database is offered by name, and read only when it is a file of its own there."""

import os
from pathlib import Path

import pytest

from leidraad.content import library
from leidraad.errors import NotFound
from leidraad.storage.database import engine
from leidraad.storage.schools import dropped, questionnaires
from tests.storage import people


@pytest.fixture
def folder(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(engine, "folder", lambda: tmp_path / "naast")
    made = tmp_path / "naast" / dropped.FOLDER
    made.mkdir(parents=True)
    return made


def test_files_are_named_in_order_and_read_as_they_are_now(folder: Path) -> None:
    (folder / "b.toml").write_text("titel = 1", encoding="utf-8")
    (folder / "a.TOML").write_bytes("\ufefftitel = 'é'".encode())
    assert dropped.names() == ("a.TOML", "b.toml")
    assert dropped.text("a.TOML") == "titel = 'é'"
    (folder / "b.toml").write_text("titel = 2", encoding="utf-8")
    assert dropped.text("b.toml") == "titel = 2"


def test_without_the_folder_there_is_nothing(folder: Path) -> None:
    folder.rmdir()
    assert dropped.names() == ()
    with pytest.raises(NotFound, match="niet \\(meer\\) in de map"):
        dropped.text("a.toml")


def test_only_plain_files_of_this_folder_are_there(folder: Path) -> None:
    secret = folder.parent / "geheim.toml"
    secret.write_text("van ons", encoding="utf-8")
    (folder / "map.toml").mkdir()
    (folder / "link.toml").symlink_to(secret)
    os.mkfifo(folder / "pijp.toml")
    for name in ("_sjabloon.toml", ".verborgen.toml", "tekst.txt", "a\u202eb.toml", "x" * 120 + ".toml"):
        (folder / name).write_text("x", encoding="utf-8")
    assert dropped.names() == ()
    for name in ("link.toml", "map.toml", "pijp.toml", "../geheim.toml", str(secret), "", "\x00"):
        with pytest.raises(NotFound):
            dropped.text(name)


def test_what_took_the_place_of_a_file_after_it_was_named_is_not_followed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.parent / "geheim.toml").write_text("van ons", encoding="utf-8")
    (folder / "link.toml").symlink_to(folder.parent / "geheim.toml")
    os.mkfifo(folder / "pijp.toml")
    monkeypatch.setattr(dropped, "names", lambda: ("link.toml", "pijp.toml"))
    for name in dropped.names():
        with pytest.raises(NotFound):
            dropped.text(name)


def test_of_a_huge_file_no_more_is_read_than_is_refused_anyway(folder: Path) -> None:
    (folder / "groot.toml").write_bytes(b"#" * (10 * library.LARGEST))
    read = dropped.text("groot.toml")
    assert library.LARGEST < len(read) < 5 * library.LARGEST
    assert "te groot" in questionnaires.check(people.school().school_id, read).hard[0]


def test_what_is_no_text_is_read_and_then_refused_in_dutch(folder: Path) -> None:
    (folder / "beeld.toml").write_bytes(bytes(range(256)))
    checked = questionnaires.check(people.school().school_id, dropped.text("beeld.toml"))
    assert checked.instrument is None
    assert "Regel 1" in checked.hard[0]
