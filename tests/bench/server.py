"""Starts a real server for a measurement or test on a free port, and stops it by its pid."""

import itertools
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from leidraad.settings import ROOT

START_SECONDS = 40
#: Below those that the system hands out (from 32768 on Linux), and each process a stretch of its own.
_ports = itertools.count(20_000 + os.getpid() * 100 % 10_000)


@dataclass(frozen=True)
class Server:
    """A running server: where it is and what it has used."""

    port: int
    process: psutil.Process
    log: Path

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """Processor time of the server process since it started, user and system together."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def rss_megabytes(self) -> float:
        return float(self.process.memory_info().rss) / 1e6


@contextmanager
def running(
    script: Path, environment: dict[str, str], folder: Path, port: int | None = None, *, bare: bool = False
) -> Iterator[Server]:
    """Run `streamlit run SCRIPT` with the settings of this repository until the block ends; `bare`: without Streamlit."""
    port = port or free_port()
    log = folder / f"{script.parent.name}-{port}.log"
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    if bare:
        command = [sys.executable, "-m", "uvicorn", f"{script.stem}:app", "--app-dir", str(script.parent)]
        command += ["--port", str(port), "--log-level", "warning", "--no-access-log"]
    with log.open("ab") as output:
        started = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_it_answers(port, log, lambda: started.poll() is None)
            yield Server(port, psutil.Process(started.pid), log)
        finally:
            started.terminate()
            try:
                started.wait(15)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()


def free_port() -> int:
    """A port on this computer that nobody listens on now, and that the system hands to nobody who asks for any."""
    return next(port for port in _ports if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def wait_until_it_answers(port: int, log: Path, alive: Callable[[], bool]) -> None:
    """Until there is an answer at this port; raises RuntimeError with what it said when it stops or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if not alive():
            raise RuntimeError(f"De server stopte bij het starten:\n{log.read_text(errors='replace')}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except urllib.error.HTTPError as answer:
            if answer.code in {404, 421}:  # it answers, under a sub-path or another name
                return
            time.sleep(0.05)
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"De server antwoordt niet binnen {START_SECONDS} s:\n{log.read_text(errors='replace')}")
