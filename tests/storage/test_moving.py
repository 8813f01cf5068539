"""`python -m leidraad verhuizen`: from the file to a real PostgreSQL server, with everything, or with nothing changed."""

import io
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import timedelta
from errno import ENOSPC
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import CheckConstraint, create_engine, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from leidraad import __main__ as commands
from leidraad import settings
from leidraad.domain.measurement import State
from leidraad.errors import LeidraadError, Refused
from leidraad.notation import day
from leidraad.storage import backup, moving
from leidraad.storage.accounts import sessions, signing_in
from leidraad.storage.database import clock, engine, fitness, moved_away, transfer
from leidraad.storage.measurements import answers, closing, measurements, results
from leidraad.storage.schools import schools, signing, teams
from tests.cast import ALICE, phones
from tests.databases import migrated_file
from tests.storage.people import HOST, PASSWORD, leads, person
from tests.storage.scene import CORE, ONE, TWO, fill_in, opened, revealed, write

SECRET = "vier-paarden"
READY = "De verhuizing is klaar"


@pytest.fixture
def to(postgres) -> str:
    """The address of an empty database on a real server."""
    return postgres.empty()


@pytest.fixture
def file(tmp_path, monkeypatch) -> Iterator[Path]:
    """The installation that will move: open, with a school and a team in which the people of an earlier one went on."""
    folder = tmp_path / "was"
    folder.mkdir()
    monkeypatch.setenv("DATABASE_URL", migrated_file(folder / "leidraad.db"))
    monkeypatch.setenv("STATE_DIRECTORY", str(folder))
    engine.open_database()
    earlier = schools.add_school_with_team("De Brug ’t Zand", "vo", "Onderbouw")
    later = schools.add_team(earlier.school_id, "Bovenbouw")
    teams.merge(earlier.id, later.id)
    yield folder / "leidraad.db"
    engine.close_database()


def moved(to: str, capsys: pytest.CaptureFixture[str]) -> str:
    engine.close_database()
    assert commands.main(["verhuizen", "--naar", to]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def refused(to: str, capsys: pytest.CaptureFixture[str]) -> str:
    engine.close_database()
    assert commands.main(["verhuizen", "--naar", to]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    for never in ("Traceback", "INSERT", "SELECT", "sqlalche", SECRET):
        assert never not in said.err
    return said.err


def everything(url: str) -> dict[str, list[Any]]:
    """All rows of all tables, in an order of no importance."""
    made = create_engine(settings.database_url(url), poolclass=NullPool)
    with made.connect() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in SQLModel.metadata.tables.items()
        }


def a_row_in_every_table() -> None:
    """In those that are still empty; what a row names is the first of its kind, and of some values the first."""
    of_kind = {
        sa.Boolean: True,
        sa.Integer: 5,
        sa.Float: 2.5,
        sa.LargeBinary: b"\x00" * 16,
        sa.String: "ï",
        sa.Date: clock.now().date(),
        sa.DateTime: clock.now(),
    }
    with engine.writing() as session:
        for table in SQLModel.metadata.sorted_tables:
            if session.execute(select(table)).first() is not None:
                continue
            row: dict[str, Any] = {}
            allowed = " ".join(str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint))
            for column in table.columns:
                kind = getattr(column.type, "impl", column.type)
                row[column.name] = next(value for of, value in of_kind.items() if isinstance(kind, of))
                if found := re.search(rf"{column.name} IN \('?([^',)]+)", allowed):
                    row[column.name] = type(row[column.name])(found[1])
                for key in column.foreign_keys:
                    row[column.name] = session.execute(select(key.column)).scalars().first()
            if table.name == "leader_result":
                row["body"] = session.execute(text("SELECT body FROM result")).scalar()
            session.execute(insert(table).values(row))


def on_server(to: str, *statements: str) -> list[Any]:
    """Done by whoever manages the server; gives what the last one says."""
    with psycopg.connect(to.replace("+psycopg", ""), autocommit=True) as connection:
        for statement in statements:
            found = connection.execute(statement)
        return found.fetchall() if found.description else []


def test_every_row_of_every_table_is_there(file, to, capsys):
    team = next(one for one in schools.teams() if one.name == "Bovenbouw")
    person("Alice", HOST)
    person("Bob", leads(team))
    revealed_one, running = opened(), opened()
    fill_in(revealed_one, phones(8))
    revealed(revealed_one)
    fill_in(running, phones(3))
    a_row_in_every_table()
    engine.close_database()
    before = everything(f"sqlite:///{file}")
    said = moved(to, capsys)
    assert READY in said
    assert f"{sum(map(len, before.values()))} rijen" in said
    assert everything(to) == before
    assert all(before.values()), "something in every table"
    assert everything(f"sqlite:///{file}") == before, "of the old file nothing changed"


def test_afterwards_everybody_goes_on_where_they_were(file, to, capsys, monkeypatch):
    account = person("Alice", HOST)
    token = signing_in.sign_in("alice@school.nl", PASSWORD)
    measurement = opened()
    result = revealed(opened())
    answers.save(measurement, ALICE, {ONE: 4})
    moved(to, capsys)
    monkeypatch.setenv("DATABASE_URL", to)
    engine.open_database()
    assert answers.mine(measurement, ALICE) == {ONE: 4}
    answers.save(measurement, ALICE, {TWO: 2})
    assert answers.mine(measurement, ALICE) == {ONE: 4, TWO: 2}
    assert results.shared(measurement + 1) == result
    assert sessions.visitor(token).account_id == account
    assert signing_in.sign_in("alice@school.nl", PASSWORD)


def test_a_number_that_was_given_out_never_comes_back_there(file, to, capsys):
    kept, thrown_away = opened(), opened()
    closing.close(thrown_away)
    measurements.discard(thrown_away)
    moved(to, capsys)
    engine.open_database(to)
    assert opened() == thrown_away + 1
    assert measurements.get(kept).state is State.OPEN


def test_first_a_backup_is_made_and_it_opens(file, to, capsys):
    said = moved(to, capsys)
    moved_away._mark(file).unlink()
    engine.open_database()
    (made,) = backup.backups()
    assert made.name in said
    schools.add_school("Zonnehof", "po")
    backup.restore(made.name)
    assert [one.name for one in schools.schools()] == ["De Brug ’t Zand"]


def test_the_program_starts_no_more_with_the_old_file_until_somebody_wants_to_go_back(file, to, capsys):
    moved(to, capsys)
    with pytest.raises(Refused, match="verhuisd naar PostgreSQL"):
        engine.open_database()
    file.with_name("leidraad.db.verhuisd").unlink()
    engine.open_database()
    assert len(schools.schools()) == 1


def test_it_says_what_to_do_next_and_until_when_the_old_file_may_stay(file, to, capsys):
    said = moved(to, capsys)
    for word in ("DATABASE_URL", "Start de Teamscan", str(file), str(file.parent / "reservekopieen"), "pg_dump"):
        assert word in said
    assert f"uiterlijk op {day(clock.now() + moving.KEPT)}" in said


@pytest.mark.parametrize(
    ("days_ago", "left"),
    [(None, timedelta(days=1)), (2, timedelta(days=28)), (40, timedelta())],
    ids=["open", "gesloten", "over"],
)
def test_the_old_file_stays_no_longer_than_what_is_in_it(file, to, days_ago, left):
    measurement = opened()
    answers.save(measurement, ALICE, {ONE: 4})
    if days_ago is not None:
        closing.close(measurement, at=clock.now() - timedelta(days=days_ago))
        write("UPDATE participation SET token_hash = NULL")
    engine.close_database()
    found = moving.move(make_url(to), lambda *_: None)
    assert abs(found.until - (clock.now() + left)) < timedelta(minutes=5)
    assert [one.until for one in moved_away.left_behind(file.parent)] == [found.until]


def test_keys_and_the_address_for_phones_come_along_to_another_folder(file, to, capsys, tmp_path, monkeypatch):
    key = signing.own_key(1)
    (file.parent / "adres-voor-telefoons").write_text("10.0.0.7")
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "dienst"))
    said = moved(to, capsys)
    assert f"staan nu ook in {tmp_path / 'dienst'}" in said
    assert (tmp_path / "dienst" / "adres-voor-telefoons").read_text() == "10.0.0.7"
    engine.open_database(to)
    assert signing.own_key(1) == key
    assert (tmp_path / "dienst" / "sleutels" / "school-1.sleutel").stat().st_mode & 0o077 == 0


def test_another_key_that_lies_there_is_left_alone_and_that_is_said(file, to, capsys, tmp_path, monkeypatch):
    signing.own_key(1)
    other = tmp_path / "dienst" / "sleutels" / "school-1.sleutel"
    other.parent.mkdir(parents=True)
    other.write_text("00" * 32)
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "dienst"))
    assert f"Zet de map {file.parent / 'sleutels'}" in moved(to, capsys)
    assert other.read_text() == "00" * 32


def test_a_password_is_asked_for_when_the_address_has_none(file, to, capsys, monkeypatch):
    without = make_url(to)._replace(password=None).render_as_string(hide_password=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{SECRET}\n"))  # a server that trusts us takes any
    assert SECRET not in moved(without, capsys)


# -- stopped, and gone on with --------------------------------------------------------------------------------


@pytest.fixture
def small_batches(monkeypatch) -> None:
    monkeypatch.setattr(transfer, "BATCH", 20)


def stopped_at(step: str, share: float, to: str) -> None:
    """A move that is stopped when so much of this was done."""

    def tell(what: str, done: float) -> None:
        if what == step and done >= share:
            raise KeyboardInterrupt

    engine.close_database()
    with pytest.raises(KeyboardInterrupt):
        moving.move(settings.database_url(to), tell)


def test_the_same_command_goes_on_where_it_was_stopped(file, to, capsys, small_batches):
    fill_in(opened(), phones(8))
    stopped_at("Kopiëren", 0.5, to)
    there = {row[0] for row in on_server(to, "SELECT ctid::text || participation_key::text FROM answer")}
    assert 0 < len(there) < 8 * len(CORE)
    with pytest.raises(LeidraadError, match="nog niet af"):
        engine.open_database(to)
    assert READY in moved(to, capsys)
    assert there < {row[0] for row in on_server(to, "SELECT ctid::text || participation_key::text FROM answer")}
    assert everything(to) == everything(f"sqlite:///{file}")
    engine.open_database(to)
    file.with_name("leidraad.db.verhuisd").unlink()
    engine.open_database()
    assert len(backup.backups()) == 1, "one backup of before, however often it was gone on with"


def test_what_changed_in_the_file_after_it_was_stopped_comes_along(file, to, capsys, small_batches):
    measurement = opened()
    fill_in(measurement, phones(8))
    stopped_at("Nakijken", 0.5, to)
    engine.open_database()
    answers.withdraw(measurement, ALICE)
    schools.add_school("Zonnehof", "po")
    assert READY in moved(to, capsys)
    assert everything(to) == everything(f"sqlite:///{file}")


def test_who_was_stopped_at_the_very_end_hears_that_it_is_done(file, to, capsys):
    moved(to, capsys)
    file.with_name("leidraad.db.verhuisd").unlink()
    assert READY in moved(to, capsys)
    assert file.with_name("leidraad.db.verhuisd").is_file()


# -- refusals -------------------------------------------------------------------------------------------------


def test_while_the_program_runs_nothing_moves(file, to):
    with pytest.raises(Refused, match="draait nog"):
        moving.move(make_url(to), lambda *_: None)
    assert on_server(to, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []


def test_while_any_other_program_has_the_file_open_nothing_moves(file, to, capsys):
    import sqlite3

    engine.close_database()
    other = sqlite3.connect(file)
    other.execute("SELECT count(*) FROM school").fetchone()
    assert "houdt de database bezet" in refused(to, capsys)
    other.close()
    assert READY in moved(to, capsys)


def test_tables_of_another_program_are_left_alone(file, to, capsys):
    on_server(to, "CREATE TABLE webwinkel (id int)", "INSERT INTO webwinkel VALUES (7)")
    assert "een ander programma" in refused(to, capsys)
    assert on_server(to, "SELECT * FROM webwinkel") == [(7,)]


def test_a_teamscan_that_is_in_use_there_is_left_alone(file, to, capsys, monkeypatch):
    engine.open_database(to)
    schools.add_school("Zonnehof", "po")
    engine.close_database()
    before = everything(to)
    assert "niet leeg" in refused(to, capsys)
    assert everything(to) == before
    monkeypatch.setattr(transfer, "PATIENCE_SECONDS", 0.3)
    engine.open_database(to)
    with pytest.raises(Refused, match="gebruikt die database op dit moment"):
        moving.move(settings.database_url(to), lambda *_: None)


def test_a_teamscan_that_was_only_started_there_is_empty(file, to, capsys):
    engine.open_database(to)
    assert READY in moved(to, capsys)


def test_an_unfinished_move_of_another_installation_is_left_alone(
    file, to, capsys, small_batches, tmp_path, monkeypatch
):
    fill_in(opened(), phones(8))
    stopped_at("Kopiëren", 0.5, to)
    before = everything(to)
    monkeypatch.setenv("DATABASE_URL", migrated_file(tmp_path / "leidraad.db"))
    assert "niet leeg" in refused(to, capsys)
    assert everything(to) == before


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "klopt niet"),
        ("geen adres", "klopt niet"),
        (f"mysql://school:{SECRET}@server/leidraad", "alleen naar PostgreSQL"),
        ("sqlite:///ergens/leidraad.db", "alleen naar PostgreSQL"),
        (f"postgresql://school:{SECRET}@server:poort/leidraad", "klopt niet"),
        (f"postgresql://school:{SECRET[:4]}@{SECRET[4:]}@server/leidraad", "%40"),
        (f"postgresql://school:{SECRET}@127.0.0.1:1/leidraad", "niet bereikbaar"),
        (f"postgresql://school:{SECRET}@127.0.0.1:99999/leidraad", ""),
        (f"postgresql://school:{SECRET}@127.0.0.1:1/leidraad?raar={SECRET}", "geen verbinding"),
        (f"postgresql+psycopg2://school:{SECRET}@127.0.0.1:1/leidraad", "niet bereikbaar"),
        (f"postgresql://school:{SECRET}\x00@127.0.0.1:1/leidraad", ""),
    ],
)
def test_an_address_that_leads_nowhere_is_a_sentence_without_the_password(file, capsys, address, sentence):
    engine.close_database()
    before = file.read_bytes()
    said = refused(address, capsys)
    assert sentence in said
    assert "DATABASE_URL" not in said
    assert SECRET[4:] not in said
    assert file.read_bytes() == before


def test_what_the_server_refuses_is_said_of_the_address_that_was_given(file, to, capsys):
    unknown = make_url(to).set(database="nergens").render_as_string(hide_password=False)
    assert "kent deze database of gebruiker niet" in (said := refused(unknown, capsys))
    assert "het adres achter --naar" in said
    assert "DATABASE_URL" not in said


def test_a_user_without_rights_there_is_a_sentence(file, to, capsys):
    on_server(to, "CREATE ROLE gast LOGIN")
    try:
        guest = make_url(to).set(username="gast").render_as_string(hide_password=False)
        assert "geen recht op" in refused(guest, capsys)
    finally:
        on_server(to, "DROP ROLE gast")  # the server is there for the whole run


def test_a_server_that_is_too_old_is_a_sentence_for_the_program_too(file, to, capsys, monkeypatch):
    monkeypatch.setattr(fitness, "OLDEST_SERVER", (99,))
    assert "heeft 99 of nieuwer nodig" in refused(to, capsys)
    with pytest.raises(LeidraadError, match="heeft 99 of nieuwer nodig"):
        engine.open_database(to)


def test_a_database_that_cannot_hold_every_name_is_a_sentence(file, to, capsys):
    on_server(
        to,
        "DROP DATABASE IF EXISTS latijn",
        "CREATE DATABASE latijn TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'",
    )
    latin = make_url(to).set(database="latijn").render_as_string(hide_password=False)
    assert "--encoding=UTF8" in refused(latin, capsys)


def test_a_full_disk_of_the_server_halfway_is_a_sentence_and_then_it_goes_on(file, to, capsys):
    fill_in(opened(), phones(8))
    on_server(to, *at_every_answer("RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'"))
    said = refused(to, capsys)
    assert "De schijf van de databaseserver is vol" in said
    assert "ze gaat verder waar ze was" in said
    on_server(to, "DROP EVENT TRIGGER maakt", "DROP FUNCTION gebeurt CASCADE")
    assert READY in moved(to, capsys)
    assert everything(to) == everything(f"sqlite:///{file}")


def test_a_server_that_stores_something_else_is_found_out(file, to, capsys):
    answers.save(opened(), ALICE, {ONE: 4})
    on_server(to, *at_every_answer("NEW.value := 5; RETURN NEW"))
    assert "Niet alles kwam hetzelfde aan (in answer)" in refused(to, capsys)
    with pytest.raises(LeidraadError, match="nog niet af"):
        engine.open_database(to)
    engine.open_database()


def at_every_answer(does: str) -> list[str]:
    """Have a real server do this whenever an answer is written to a table that does not exist yet."""
    return [
        f"CREATE FUNCTION gebeurt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does}; END $$",
        "CREATE FUNCTION maakt() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF to_regclass('answer') IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'gebeurt') THEN "
        "CREATE TRIGGER gebeurt BEFORE INSERT ON answer FOR EACH ROW EXECUTE FUNCTION gebeurt(); END IF; END $$",
        "CREATE EVENT TRIGGER maakt ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION maakt()",
    ]


def test_a_full_disk_here_is_a_sentence_and_nothing_began(file, to, capsys, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(shutil, "copyfile", full)
        assert "De schijf is vol" in refused(to, capsys)
    assert on_server(to, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []
    assert READY in moved(to, capsys)


def test_a_damaged_file_is_a_sentence(file, to, capsys):
    engine.close_database()
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 40_000)
    assert "terugzetten" in refused(to, capsys)


def test_there_must_be_a_file_to_move(file, to, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nergens.db'}")
    assert "nergens.db is er niet" in refused(to, capsys)
    monkeypatch.setenv("DATABASE_URL", to)
    assert "gebruikt al PostgreSQL" in refused(to, capsys)


def test_copies_that_a_killed_command_left_open_beside_the_database_go(file, to, capsys):
    left = file.parent / "bezig-abc"
    for way in (lambda: engine.open_database(), lambda: moved(to, capsys)):
        left.mkdir()
        (left / "leidraad.db").write_bytes(file.read_bytes())
        way()
        assert not left.exists()


def test_the_two_sides_are_really_compared(file, to, capsys):
    moved(to, capsys)
    source = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    target = create_engine(settings.database_url(to), poolclass=NullPool)
    with source.connect() as here:
        assert transfer.compare(here, target, lambda _: None) == ""
        for change, where in (
            ("UPDATE team SET name = name || ' ' WHERE id = 1", "team"),
            ("DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)", "team"),
            ("UPDATE team SET name = rtrim(name)", "journal"),
        ):
            with target.begin() as connection:
                connection.execute(text(change))
            assert transfer.compare(here, target, lambda _: None) == where
    source.dispose()
    target.dispose()
