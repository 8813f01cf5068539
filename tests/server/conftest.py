"""One program whose bounds are small: what a stranger can take of it is reached in a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from leidraad.access import cookies
from leidraad.storage.database import engine
from leidraad.storage.measurements import reveal
from tests.bench.server import Server, free_port
from tests.bench.visitors import a_leader
from tests.harness import acts, served

#: Open files of the program; 108 connections is what is left of them.
DESCRIPTORS = 400
PATIENCE = 0.7
MOST_SOCKETS = 4


@dataclass(frozen=True)
class Program:
    """A running program with an open measurement, and the cookie of somebody who leads its school."""

    server: Server
    code: str
    leader: str
    other: str  # somebody else who leads it
    measurement: int  # the open one


def bounds() -> None:
    """In the process of the program, before it starts."""
    import resource

    from leidraad.server.middleware import socket_bounds, uploads
    from leidraad.server.streamlit_inside import connections

    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
    connections.PATIENCE.update(
        {connections.HEAD: PATIENCE, connections.BODY: PATIENCE, connections.TAKE: PATIENCE}
    )
    connections.LOOK_EVERY_SECONDS = 0.1
    socket_bounds.FIRST_WORD_SECONDS, socket_bounds.MOST_STRANGERS = PATIENCE, MOST_SOCKETS
    uploads.MOST_FILES = 1


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """With a result to compare, so that the page for files of other schools is there."""
    pytest.importorskip("resource")
    folder: Path = tmp_path_factory.mktemp("grenzen")
    url = f"sqlite:///{folder / 'leidraad.db'}"
    engine.open_database(url)
    try:
        reveal.share(int(acts.filled(days_ago=0)["id"]))
        opened = acts.opened()
        leader, other = (f"{cookies.SESSION}={a_leader()}" for _ in range(2))
    finally:
        engine.close_database()
    with served.running(url, folder, free_port(), before=bounds) as server:
        yield Program(server, str(opened["code"]), leader, other, int(opened["id"]))
