"""Counts failed tries (sign-ins, join codes), so that guessing becomes slow; in the database, for all processes.

A key is any text, such as "account:" and an address; only its hash is stored. Never use a network address:
a whole school shares one.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from typing import Any

from sqlalchemy import delete, or_
from sqlmodel import Session, col, select

from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.tables.accounts import Attempt

#: A count lives this long from its first failure.
WINDOW = timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """After `free` failures within the window: wait `first` seconds, twice as long at each next, up to `longest`."""

    free: int
    first: int
    longest: int

    def seconds(self, failures: int) -> int:
        """How long the wait is after this many failures, counted from the last one."""
        if failures < self.free:
            return 0
        doublings = min(failures - self.free, 20)
        return min(self.longest, self.first << doublings)


def wait(key: str, limit: Limit) -> int:
    """How many whole seconds from now the next try under this key must wait; 0 when it need not."""
    return waits([key], limit)[key]


def waits(keys: Collection[str], limit: Limit) -> dict[str, int]:
    """The same for each of these keys."""
    hashes = {_hash(key): key for key in keys}
    with reading() as session:
        found = session.exec(select(Attempt).where(col(Attempt.key_hash).in_(hashes))).all()
    now = clock.now()
    return {**dict.fromkeys(keys, 0), **{hashes[one.key_hash]: _left(one, limit, now) for one in found}}


def _left(of: Attempt, limit: Limit, now: datetime) -> int:
    if of.since < now - WINDOW or of.last > now + WINDOW:
        return 0
    over = min(of.last, now) + timedelta(seconds=limit.seconds(of.failures))
    return max(0, ceil((over - now).total_seconds()))


def begin(key: str, limit: Limit) -> int:
    """Count a try as a failure before it is made, to `forget` when it was right; gives 0.

    When it has to wait it gives for how many seconds, and counts nothing. Of many tries at the same moment, in whatever
    process, each is counted before the next one is looked at.
    """
    now = clock.now()
    with writing() as session:
        purge(session)
        session.exec(_row(session, key, 0, now).on_conflict_do_nothing())
        found = session.exec(select(Attempt).where(Attempt.key_hash == _hash(key)).with_for_update()).one()
        if not (seconds := _left(found, limit, now)):
            found.failures, found.last = found.failures + 1, now
            session.add(found)
        return seconds


def failed(*keys: str) -> None:
    """Count one failure under each of these keys, and more under one that is there more often."""
    now = clock.now()
    with writing() as session:
        purge(session)
        for key, times in sorted(Counter(keys).items()):  # in one order: two writers cannot wait for each other
            session.exec(_counted(session, key, times, now))


def forget(*keys: str) -> None:
    """Start counting anew under these keys."""
    with writing() as session:
        session.exec(delete(Attempt).where(col(Attempt.key_hash).in_([_hash(key) for key in keys])))


def purge(session: Session) -> None:
    """Delete the counts whose time is over, and those of a moment that is still to come: the clock was put back."""
    now = clock.now()
    session.exec(delete(Attempt).where(or_(col(Attempt.since) < now - WINDOW, col(Attempt.last) > now + WINDOW)))


def _counted(session: Session, key: str, times: int, now: datetime) -> Any:
    return _row(session, key, times, now).on_conflict_do_update(
        index_elements=["key_hash"], set_={"failures": col(Attempt.failures) + times, "last": now}
    )


def _row(session: Session, key: str, times: int, now: datetime) -> Any:
    fresh = insert_for(session.get_bind().dialect.name, Attempt)
    return fresh.values(key_hash=_hash(key), failures=times, since=now, last=now)


def _hash(key: str) -> bytes:
    return sha256(f"poging:{key}".encode()).digest()
