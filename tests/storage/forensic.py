"""The forensic look: `python -m tests.storage.forensic`. What can somebody with the files of an installation still find?

An installation is used as schools do: people join, withdraw, hand over, vote and choose; a scan is kept and forgotten; a
link is used, somebody signs out, a measurement is thrown away, all with copies made in between. Every secret is
remembered with the step after which it may not be there any more. Afterwards the raw bytes of the database, its log
and its shared memory, of every copy (opened with the key of the installation), of everything that was taken along
(`taken_along`) after a reveal, after a withdrawal and after forgetting, and of the program's own log are searched. With
`--database` the same of a server of PostgreSQL: every row, the bytes of every table and index as they lie on its disk, and
its own log (WAL), in which old bytes stay for months unless whoever hosts does what docs/hosting says (`AS_HOSTING_SAYS`).
Prints what was found where: nothing.
"""

import argparse
import io
import logging
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from secrets import token_hex

from sqlalchemy import text
from sqlmodel import SQLModel

from leidraad.domain.after_talk import SecondVote
from leidraad.domain.day import DayStep
from leidraad.storage import backup, backup_files, retention
from leidraad.storage.accounts import erasing, sessions, signing_in, tokens
from leidraad.storage.database import clock, engine
from leidraad.storage.measurements import answers, handing_over, measurements, reveal
from leidraad.storage.measurements import closing as closings
from leidraad.storage.self_scans import kept_scans
from leidraad.storage.study_day import ballots, day, rounds
from leidraad.storage.study_day.rounds import RoundKind
from tests.databases import migrated_file, postgres_server
from tests.storage import people, scene, taken_along
from tests.storage.self_scans import scans

_FILES = (
    "SELECT 'base/' || oid || '/' || file FROM pg_database, pg_ls_dir('base/' || oid) AS file WHERE datname = current_database() "
    "AND file ~ '^[0-9]'"
)
#: A server keeps a file of its log for the next time, with what was in it. In docs/hosting: once, and each hour.
AS_HOSTING_SAYS = ("ALTER SYSTEM SET wal_recycle = off", "SELECT pg_reload_conf()")
EACH_HOUR = ("SELECT pg_switch_wal()", "CHECKPOINT")
_LOG = "SELECT 'pg_wal/' || name FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'"


@dataclass
class Secrets:
    """What may not be found any more: by what it was, the bytes of it."""

    gone: dict[str, list[bytes]] = field(default_factory=dict)

    def add(self, what: str, *values: bytes | str) -> None:
        """Remember these; a text is looked for as it is, bytes also written in hexadecimal."""
        for one in values:
            forms = [one.encode()] if isinstance(one, str) else [one, one.hex().encode()]
            self.gone.setdefault(what, []).extend(forms)

    def found_in(self, content: bytes) -> list[str]:
        """The names of what stands in these bytes."""
        return sorted(what for what, values in self.gone.items() if any(one in content for one in values))


def strangers(number: int) -> list[str]:
    """Phones that nobody else has: a server keeps one log, of every database on it."""
    return [token_hex(16) for _ in range(number)]


def column(statement: str, **values: object) -> list[bytes]:
    """The first column of rows, as bytes."""
    return [bytes(one[0]) for one in scene.rows(statement, **values) if one[0] is not None]


def of_measurement(secrets: Secrets, what: str, id: int) -> None:
    """Every key of a participation in it, and every hash of a device."""
    secrets.add(f"{what}: sleutels", *column("SELECT key FROM participation WHERE measurement_id = :id", id=id))
    secrets.add(
        f"{what}: toestellen", *column("SELECT token_hash FROM participation WHERE measurement_id = :id", id=id)
    )


def kept() -> None:
    """A copy of this moment; a server makes its own."""
    if backup.possible():
        backup.make()


def reveal_one(secrets: Secrets) -> None:
    """A measurement of eight people with a copy made while it was open, shown to the team."""
    devices = strangers(8)
    shown = scene.opened()
    scene.fill_in(shown, devices)
    of_measurement(secrets, "onthuld", shown)
    secrets.add("cookies", *devices)
    kept()
    long_ago = clock.now() - timedelta(days=3)  # so the rights to a second vote are over, too
    closings.close(shown, at=long_ago)
    reveal.share(shown, at=long_ago)


def discard_one(secrets: Secrets) -> None:
    """One that is thrown away."""
    gone = scene.opened()
    scene.fill_in(gone, strangers(6))
    of_measurement(secrets, "weggegooid", gone)
    kept()
    closings.close(gone)
    measurements.discard(gone)


def withdraw_and_hand_over(secrets: Secrets) -> int:
    """One that stays open: somebody withdrew and somebody handed over; gives its id."""
    still_open = scene.opened()
    devices = strangers(8)
    scene.fill_in(still_open, devices)
    kept()
    handed = answers.token_hash(devices[1], still_open)
    secrets.add("doorgegeven: toestel", handed)
    handing_over.hand_over(still_open, devices[1])
    answers.withdraw(still_open, devices[0])
    return still_open


def end_a_day(secrets: Secrets) -> None:
    """A study day with both votes, to its end."""
    devices = strangers(9)
    talked = scene.opened()
    for device in devices:
        answers.save(talked, device, dict.fromkeys(scene.CORE, 3))
    of_measurement(secrets, "studiedag", talked)
    day.start(talked, 45)
    day.go_to(talked, DayStep.REVEAL, leaving=DayStep.JOIN)
    day.choose_statements(talked, scene.CORE[:4], within=DayStep.REVEAL)
    day.go_to(talked, DayStep.TALK, leaving=DayStep.REVEAL)
    secrets.add("stemrecht", *column("SELECT token_hash FROM vote_right WHERE measurement_id = :id", id=talked))
    for kind in (RoundKind.SECOND_VOTE, RoundKind.CHOOSING):
        rounds.open_(talked, kind)
        for device in devices:
            if kind is RoundKind.SECOND_VOTE:
                ballots.save_votes(talked, device, {scene.CORE[0]: SecondVote(3, 4)})
            else:
                ballots.save_choices(talked, device, ["aanbeveling-1"])
        secrets.add(f"stembriefjes ({kind.value})", *column("SELECT key FROM ballot"))
        secrets.add(f"stembriefjes ({kind.value})", *column("SELECT token_hash FROM ballot"))
        kept()
        rounds.close(talked, kind)


def forget_a_scan(secrets: Secrets) -> None:
    """A scan that was kept under a personal code, and forgotten."""
    code, mine = scans.kept()
    secrets.add("zelfscan: code en sleutel", code, mine.key)
    secrets.add("zelfscan: kenmerk van de code", mine.code_hash)
    secrets.add("zelfscan: versleuteld", *column("SELECT body FROM self_scan"))
    kept()
    kept_scans.forget(mine)


def come_and_go(secrets: Secrets) -> None:
    """Somebody uses a link, signs out; another was invited and never came."""
    team = people.school("De Linde")
    people.person("alice", people.HOST)
    _, link = people.invited("bob", people.leads(team))
    token = signing_in.come_in(link, people.PASSWORD)
    secrets.add("link", link, tokens.fingerprint(link))
    secrets.add("sessie", token)
    kept()
    sessions.end(token)
    third, unused = people.invited("charlie", people.leads(team))
    secrets.add("verwijderd account", "charlie@school.nl", unused, tokens.fingerprint(unused))
    erasing.remove(third, None)


def taken(along: dict[str, bytes], when: str) -> None:
    """Everything that can be taken along at this moment."""
    along.update((f"{what}, {when}", content) for what, content in taken_along.everything())


def open_kept(id: int) -> list[str]:
    """What the copies still hold of whoever withdrew: answers, which have no bytes of their own to look for."""
    [withdrawn] = column("SELECT key FROM participation WHERE measurement_id = :id AND withdrawn", id=id)
    found = []
    for one in backup.backups():
        with closing(sqlite3.connect(":memory:")) as copy:
            copy.deserialize(backup_files.opened(backup.content(one.name)))
            if copy.execute("SELECT 1 FROM answer WHERE participation_key = ?", (withdrawn,)).fetchone():
                found.append(f"{one.name}: antwoorden van wie introk")
    return found


def places(file: Path, log: str) -> Iterator[tuple[str, bytes]]:
    """Everything that somebody with the machine can look through."""
    for table in SQLModel.metadata.tables:
        yield f"tabel {table}", b"".join(map(_written, scene.rows(f"SELECT * FROM {table}")))
    if engine.engine().dialect.name == "sqlite":
        for end in ("", "-wal", "-shm"):
            part = file.with_name(file.name + end)
            yield part.name, part.read_bytes() if part.exists() else b""
    else:
        yield from of_server()
    for one in backup.backups():
        yield one.name, backup_files.opened(backup.content(one.name))
    yield "logregels", log.encode()


def _written(row: Sequence[object]) -> bytes:
    """A row as text, and its bytes as they are."""
    return repr(row).encode() + b"".join(bytes(one) for one in row if isinstance(one, bytes | memoryview))


def tell_the_server(*statements: str) -> None:
    """What whoever hosts a server tells it."""
    with engine.engine().execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for one in statements:
            connection.execute(text(one))


def of_server() -> Iterator[tuple[str, bytes]]:
    """The files of this database on the server's disk, with whatever dead rows are still in them, and the server's log."""
    for _ in scene.rows(_LOG):  # what was put by before the host said so goes when it was used
        tell_the_server(*EACH_HOUR)
    for question in (_FILES, _LOG):
        yield from files_of_server(question)


def files_of_server(question: str = _LOG) -> Iterator[tuple[str, bytes]]:
    """Those that this question names; of its log, when none is given."""
    for (name,) in scene.rows(question):
        for (content,) in scene.rows("SELECT pg_read_binary_file(:name, 0, 1000000000, true)", name=name):
            yield name, bytes(content or b"").rstrip(b"\0")


def looked(folder: Path, server: str = "", *, downloads: bool = True) -> list[str]:
    """Use an installation in this folder, or on a server, and look; gives what was found where it may not be.

    Without `downloads` nothing is taken along meanwhile, which takes most of the time.
    """
    file, secrets, along = folder / "leidraad.db", Secrets(), dict[str, bytes]()
    with said() as log:
        engine.open_database(server or migrated_file(file))
        if server:
            tell_the_server(*AS_HOSTING_SAYS)
        try:
            reveal_one(secrets)
            if downloads:
                taken(along, "na de uitslag")
            discard_one(secrets)
            still_open = withdraw_and_hand_over(secrets)
            if downloads:
                taken(along, "na het intrekken")
            end_a_day(secrets)
            forget_a_scan(secrets)
            come_and_go(secrets)
            retention.purge_expired()
            if downloads:
                taken(along, "na het opruimen")
            found = [
                f"{where}: {what}"
                for where, content in (*places(file, log.getvalue()), *along.items())
                for what in secrets.found_in(content)
            ]
            assert len(secrets.gone) >= 12
            assert len(along) >= 15 * downloads
            return found + open_kept(still_open)
        finally:
            engine.close_database()


@contextmanager
def said() -> Iterator[io.StringIO]:
    """Everything that any part of the program writes to its log meanwhile, down to the smallest."""
    lines, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(lines)
    levels = {one: one.level for one in (root, logging.getLogger("leidraad"))}
    root.addHandler(handler)
    for one in levels:
        one.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        for one, before in levels.items():
            one.setLevel(before)


def main() -> int:
    """Exit 0 when nothing was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.storage.forensic", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite", help="of which kind")
    on_a_server = parser.parse_args().database == "postgresql"
    with tempfile.TemporaryDirectory() as temporary, postgres_server() if on_a_server else nullcontext() as server:
        os.environ["STATE_DIRECTORY"] = temporary  # for the keys of exchange files
        found = looked(Path(temporary), server.migrated() if server else "")
    print("\n".join(found) or "Niets gevonden.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
