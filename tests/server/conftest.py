"""One real server for all tests of this room: our routes and middleware around a two-page script."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.bench.server import Server, running

LAUNCHER = """
from pathlib import Path
import streamlit as st
from leidraad.server.routes import ROUTES
from leidraad.server.stack import MIDDLEWARE
app = st.App(Path(__file__).parent / "ui" / "router.py", routes=ROUTES, middleware=MIDDLEWARE)
"""
ROUTER = """
import streamlit as st
def start():
    st.text_input("Naam", key="naam")
    runs = st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    st.text(f"keer: {runs}")
def invullen():
    st.text("toestel: " + st.context.cookies.get("leidraad_toestel", "geen"))
    st.text("code: " + st.query_params.get("code", "geen"))
st.navigation([st.Page(start, default=True), st.Page(invullen, url_path="invullen")]).run()
"""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    (folder / "ui").mkdir()
    (folder / "app.py").write_text(LAUNCHER)
    (folder / "ui" / "router.py").write_text(ROUTER)
    with running(folder / "app.py", {}, Path(folder)) as started:
        yield started


def ask(app: object, url: str, headers: dict[str, str] | None = None) -> httpx.Response:
    """One GET to an ASGI app inside this process."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url=url) as client:
            return await client.get("", headers=headers)

    return asyncio.run(send())


@pytest.fixture
def http(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://{server.address}") as client:
        yield client
