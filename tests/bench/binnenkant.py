"""`python -m tests.bench.binnenkant`: what each replaced part of Streamlit's inside costs with and without us, on this machine.

The figures that need phones or a browser come from `invullen`, `bytes` and `starten`; these are the cheap ones.
"""

import gzip
import json
import re
import socket
import statistics
import sys
import threading
import time
from collections.abc import Callable

from streamlit.components.v2 import manifest_scanner
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from leidraad.machine import streamlit_files
from leidraad.server.streamlit_inside import preloads, sockets, spared, theme
from leidraad.server.streamlit_inside.html import dutch, installed

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")
ROUNDS = 40


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of so many rounds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


def composing_the_theme(compose: Callable[..., None]) -> float:
    """Milliseconds of one run of a page."""

    def all_sections() -> None:
        message = NewSession()
        for section in SECTIONS:
            compose(message.custom_theme, section)

    return milliseconds(all_sections)


def one_click(at_once: bool) -> float:
    """Milliseconds from a question to the end of an answer that leaves in two parts, as Streamlit's answers do."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        if at_once:
            sockets.send_at_once()
        thread = threading.Thread(target=_answer, args=(listener,))
        thread.start()
        with socket.create_connection(listener.getsockname()) as caller:
            return_time = milliseconds(lambda: _ask(caller))
        thread.join()
    return return_time


def _answer(listener: socket.socket) -> None:
    accepted, _ = listener.accept()
    with accepted:
        while accepted.recv(10):
            accepted.sendall(b"a" * 100)
            accepted.sendall(b"b" * 100)


def _ask(caller: socket.socket) -> None:
    caller.sendall(b"?")
    got = 0
    while got < 200:
        got += len(caller.recv(200))


def first_scripts(zipped: bool) -> int:
    """Bytes of all scripts and styles that the page of a questionnaire names."""
    page = dutch(installed(), preloads.ELEMENTS["/invullen"]).decode()
    files = {streamlit_files.FOLDER / one for one in re.findall(r'\./(static/[^"]+\.(?:js|css))"', page)}
    return sum(len(gzip.compress(one.read_bytes(), 9) if zipped else one.read_bytes()) for one in files)


def scripts_named(elements: tuple[str, ...]) -> int:
    """How many scripts the browser hears of before the first run."""
    return dutch(installed(), elements).decode().count("modulepreload")


def figures() -> dict[str, tuple[float, float]]:
    """Per replaced part: with Streamlit's own, and with ours."""
    search = manifest_scanner.scan_component_manifests
    return {
        "thema, ms per tik": (composing_the_theme(theme._compose), composing_the_theme(theme._copy)),
        "zoeken naar componenten, ms bij de start": (
            milliseconds(search, 3),
            milliseconds(spared._no_components, 3),
        ),
        "klein bericht, ms per tik": (one_click(at_once=False), one_click(at_once=True)),
        "scripts van de vragenlijst, bytes": (first_scripts(zipped=False), first_scripts(zipped=True)),
        "scripts die de pagina vooraf noemt": (scripts_named(()), scripts_named(preloads.ELEMENTS["/invullen"])),
    }


def main() -> int:
    """Print each pair and its ratio."""
    for name, (theirs, ours) in figures().items():
        ratio = round(theirs / ours, 1) if ours else None
        print(json.dumps({"wat": name, "zonder": round(theirs, 3), "met": round(ours, 3), "verhouding": ratio}))
    return 0


if __name__ == "__main__":
    assert app_session._populate_theme_msg is theme._compose, "measured before anything is replaced"
    sys.exit(main())
