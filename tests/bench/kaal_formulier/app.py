"""The yardstick for a phone: a bare form that saves one answer per POST, under the SQLite settings of the product."""

import os
import secrets
import sqlite3
import threading

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

COOKIE = "wie"
PAGE = "<!doctype html><title>Vraag</title><form method=post action=/antwoord>{}<button>Bewaar</button></form>"
CHOICES = "".join(f"<label><input type=radio name=waarde value={value}>{value}</label>" for value in range(6))

_writing = threading.Lock()
_connections = threading.local()


def database() -> sqlite3.Connection:
    """The connection of this thread."""
    connection: sqlite3.Connection | None = getattr(_connections, "own", None)
    if connection is None:
        _connections.own = connection = sqlite3.connect(os.environ["KAAL_DATABASE"], isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS answer "
            "(who TEXT, item_id TEXT, value INTEGER NOT NULL, PRIMARY KEY (who, item_id)) WITHOUT ROWID"
        )
    return connection


def save(who: str, item: str, value: int) -> int:
    """One transaction; gives how many are stored."""
    connection = database()
    with _writing:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO answer VALUES (?, ?, ?) ON CONFLICT (who, item_id) DO UPDATE SET value = excluded.value",
            (who, item, value),
        )
        (count,) = connection.execute("SELECT count(*) FROM answer WHERE who = ?", (who,)).fetchone()
        connection.execute("COMMIT")
    return int(count)


async def show(request: Request) -> Response:
    """The form."""
    answer = HTMLResponse(PAGE.format(CHOICES))
    if COOKIE not in request.cookies:
        answer.set_cookie(COOKIE, secrets.token_hex(16))
    return answer


async def post(request: Request) -> Response:
    """One answer."""
    form = await request.form()
    count = await run_in_threadpool(save, request.cookies[COOKIE], str(form["stelling"]), int(str(form["waarde"])))
    return JSONResponse({"aantal": count})


app = Starlette(routes=[Route("/", show), Route("/antwoord", post, methods=["POST"])])
