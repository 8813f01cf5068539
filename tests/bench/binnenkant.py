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

from leidraad.machine import streamlit_files
from leidraad.server.streamlit_inside import sockets, spared
from leidraad.server.streamlit_inside.html import dutch, installed

ROUNDS = 40


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of so many rounds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


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
    """Bytes of all scripts and styles that Streamlit's page names."""
    page = dutch(installed()).decode()
    files = {streamlit_files.FOLDER / one for one in re.findall(r'\./(static/[^"]+\.(?:js|css))"', page)}
    return sum(len(gzip.compress(one.read_bytes(), 9) if zipped else one.read_bytes()) for one in files)


def figures() -> dict[str, tuple[float, float]]:
    """Per replaced part: with Streamlit's own, and with ours."""
    search = manifest_scanner.scan_component_manifests
    return {
        "zoeken naar componenten, ms bij de start": (
            milliseconds(search, 3),
            milliseconds(spared._no_components, 3),
        ),
        "klein bericht, ms per tik": (one_click(at_once=False), one_click(at_once=True)),
        "scripts van een scherm, bytes": (first_scripts(zipped=False), first_scripts(zipped=True)),
    }


def main() -> int:
    """Print each pair and its ratio."""
    for name, (theirs, ours) in figures().items():
        ratio = round(theirs / ours, 1) if ours else None
        print(json.dumps({"wat": name, "zonder": round(theirs, 3), "met": round(ours, 3), "verhouding": ratio}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
