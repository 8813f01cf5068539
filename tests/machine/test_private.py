"""Files for their own user alone, written whole or not at all."""

import os
from pathlib import Path

import pytest

from leidraad.machine import private

OURS = ("leidraad.db", "sleutels")


def rights(one: Path) -> int:
    return one.stat().st_mode & 0o777


def test_a_written_file_is_for_its_own_user_and_nothing_lies_beside_it(tmp_path):
    file = tmp_path / "map" / "sleutel"
    private.write(file, b"oud")
    private.write(file, b"nieuw")
    assert file.read_bytes() == b"nieuw"
    assert [rights(one) for one in (file.parent, file)] == [0o700, 0o600]
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_whoever_is_stopped_while_writing_leaves_what_there_was(tmp_path, monkeypatch, moment):
    file = tmp_path / "sleutel"
    private.write(file, b"oud")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(*(os, "fsync") if moment == "fsync" else (Path, "replace"), stopped)
    with pytest.raises(KeyboardInterrupt):
        private.write(file, b"nieuw")
    assert file.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("links", [True, False], ids=["a disk with second names", "a disk without"])
def test_a_new_file_never_takes_the_place_of_another(tmp_path, monkeypatch, links):
    def refuses(*_: object) -> None:
        raise PermissionError("this disk knows no second names")

    if not links:
        monkeypatch.setattr(os, "link", refuses)
    private.write_new(tmp_path / "sleutel", b"eerst")
    with pytest.raises(FileExistsError):
        private.write_new(tmp_path / "sleutel", b"later")
    assert (tmp_path / "sleutel").read_bytes() == b"eerst"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_is_made_meanwhile_is_for_its_own_user_and_afterwards_all_is_as_it_was(tmp_path):
    before = os.umask(0o022)
    try:
        with private.only_for_us():
            (tmp_path / "binnen").touch()
        (tmp_path / "buiten").touch()
    finally:
        os.umask(before)
    assert [rights(tmp_path / name) for name in ("binnen", "buiten")] == [0o600, 0o644]


def filled(folder: Path) -> Path:
    (folder / "sleutels").mkdir(parents=True)
    for name in ("leidraad.db", "sleutels/school-1.sleutel"):
        (folder / name).touch()
        (folder / name).chmod(0o644)
    for one in (folder, folder / "sleutels"):
        one.chmod(0o755)
    return folder


def test_what_others_could_read_is_shut(tmp_path):
    folder = filled(tmp_path / "lokaal")
    private.shut(folder, OURS, whole=False)
    found = {one: rights(one) for one in (folder, *folder.rglob("*"))}
    assert found == {one: 0o700 if one.is_dir() else 0o600 for one in found}


def test_a_folder_with_other_things_in_it_stays_open_and_only_what_is_ours_is_shut(tmp_path):
    folder = filled(tmp_path / "documenten")
    (folder / "brief.txt").touch()
    (folder / "brief.txt").chmod(0o644)
    private.shut(folder, OURS, whole=False)
    assert [rights(folder / name) for name in ("", "brief.txt", "leidraad.db")] == [0o755, 0o644, 0o600]


def test_what_cannot_be_shut_is_named_and_stops_nothing(tmp_path, monkeypatch, caplog):
    folder = filled(tmp_path / "lokaal")
    real = Path.chmod

    def of_somebody_else(one: Path, mode: int) -> None:
        if one.name == "leidraad.db":
            raise PermissionError(1, "Operation not permitted")
        real(one, mode)

    monkeypatch.setattr(Path, "chmod", of_somebody_else)
    private.shut(folder, OURS, whole=False)
    assert rights(folder / "sleutels" / "school-1.sleutel") == 0o600
    assert "leidraad.db is ook voor anderen te lezen" in caplog.text
