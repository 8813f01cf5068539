"""The database server itself is killed: whole, as when its computer loses power, or one connection, after which it begins anew."""

import random
import time

import psutil
import psycopg
from sqlalchemy.engine import make_url

from tests.databases import PostgresServer

PATIENCE_SECONDS = 60
AWAY_SECONDS = (0.0, 1.0)


def killed(server: PostgresServer, address: str, chance: random.Random) -> None:
    """Kill it, leave it away for a moment, and have it back."""
    if chance.random() < 0.5:
        everything = [server.process, *server.process.children(recursive=True)]
        _kill(everything)
        time.sleep(chance.uniform(*AWAY_SECONDS))
        server.start()
    elif ours := _connections(server, address):
        _kill([chance.choice(ours)])
    _wait_until_it_answers(address)


def _kill(these: list[psutil.Process]) -> None:
    for one in these:
        try:
            one.kill()
        except psutil.NoSuchProcess:
            continue  # of a connection that ended just now
    psutil.wait_procs(these, timeout=PATIENCE_SECONDS)


def _connections(server: PostgresServer, address: str) -> list[psutil.Process]:
    with psycopg.connect(_plain(address)) as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        numbers = {number for (number,) in found}
    return [one for one in server.process.children() if one.pid in numbers]


def _wait_until_it_answers(address: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with psycopg.connect(_plain(address)):
                return
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def _plain(address: str) -> str:
    return make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
