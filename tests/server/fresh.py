"""A new Python in the folder of the program: what is imported there is not what earlier tests imported."""

import os
import subprocess
import sys

from tests.bench.server import ROOT


def said_by(program: str, environment: dict[str, str] | None = None) -> str:
    """What this program prints; a program that fails fails the test."""
    command = [sys.executable, "-c", program]
    settings = {**os.environ, **(environment or {})}
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=True).stdout
