"""The whole program in a process of its own that begins in a moment: everything is loaded before it is forked.

It is `streamlit run app.py` with one address more, under which the harness has something done inside it, and with a
clock that can be wrong.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from leidraad.settings import ROOT
from tests.bench.server import Server, wait_until_it_answers

_LOADED = ["tests.harness.loaded"]
ACT = "/proef/"


def process(work: Any, *given: object) -> BaseProcess:
    """Start this in a process that has everything loaded."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process that is forked must have one thread
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    started = context.Process(target=work, args=given, daemon=True)
    with _no_main():
        started.start()
    return started


@contextmanager
def _no_main() -> Iterator[None]:
    """The new process would run our main module first, which is a page of Streamlit after a test of a page."""
    ours = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = ours


@contextmanager
def running(
    database: str, folder: Path, port: int, *, before: Callable[[], None] | None = None, script: Path | None = None
) -> Iterator[Server]:
    """The program as a host runs it, until the block ends; only loading it was done before. In it `before` is done first.

    With a `script` that runs in place of ours.
    """
    with several(database, folder, [port], before=before, script=script) as (one,):
        yield one


@contextmanager
def several(
    database: str,
    folder: Path,
    ports: Sequence[int],
    *,
    before: Callable[[], None] | None = None,
    script: Path | None = None,
) -> Iterator[list[Server]]:
    """The same in a process for each port, which start and end at once."""
    logs = [folder / f"{ROOT.name}-{port}.log" for port in ports]
    started = [process(serve, port, database, log, before, script) for port, log in zip(ports, logs, strict=True)]
    try:
        for port, log, one in zip(ports, logs, started, strict=True):
            wait_until_it_answers(port, log, one.is_alive)
        yield [
            Server(port, psutil.Process(one.pid), log) for port, log, one in zip(ports, logs, started, strict=True)
        ]
    finally:
        for one in started:
            one.terminate()
        for one in started:
            one.join(15)
            if one.is_alive():
                one.kill()
                one.join()


def program(port: int, database: str, log: Path, moved: timedelta) -> None:
    """Serve until somebody stops it, with the clock moved by so much, and what the harness has done in it."""
    from leidraad.server import routes
    from leidraad.storage.database import clock

    _move(clock, moved)
    routes.ROUTES.insert(0, Route(f"{ACT}{{act}}", _do, methods=["POST"]))
    serve(port, database, log)


def serve(
    port: int, database: str, log: Path, before: Callable[[], None] | None = None, script: Path | None = None
) -> None:
    """Serve until somebody stops it, in a window that can be closed: also when who tests goes on without one (nohup)."""
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    speak_into(log)
    if before:
        before()
    os.environ["DATABASE_URL"] = database
    os.chdir(ROOT)
    from streamlit.web import cli

    sys.path.insert(0, str(ROOT))
    cli.main(["run", str(script or "app.py"), "--server.port", str(port), "--server.address", "127.0.0.1"])


def speak_into(log: Path) -> None:
    """Whatever this process says goes there."""
    with log.open("ab") as opened:
        os.dup2(opened.fileno(), 1)
        os.dup2(opened.fileno(), 2)


def _move(clock: ModuleType, moved: timedelta) -> None:
    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + moved

    if moved:
        clock.datetime = Moved  # type: ignore[attr-defined]


async def _do(request: Request) -> Response:
    from tests.harness.acts import ACTS

    given = await request.json()
    return JSONResponse(await asyncio.to_thread(ACTS[request.path_params["act"]], **given))
