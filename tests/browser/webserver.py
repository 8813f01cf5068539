"""Debian's nginx in front of a site, with the very files of docs/hosting, on free ports and with a certificate of its own."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bench.server import ROOT, free_port

EXAMPLES = ROOT / "docs" / "hosting"
WRAPPER = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log notice;
events {{ worker_connections 512; }}
http {{
    access_log {folder}/everything.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
    server {{ listen 127.0.0.1:{other_port}; return 204; }}
}}
"""


@dataclass(frozen=True)
class Front:
    """A running nginx: its files, where it answers over TLS, where it sends plain requests on, and what else it serves."""

    folder: Path
    secure_port: int
    plain_port: int
    other_port: int  # a site beside it, of which everything is written down, as nginx does by itself

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.secure_port}"


def nginx_or_skipped() -> str:
    """Where nginx is; without it the test is skipped, but in CI it fails."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None or shutil.which("openssl") is None:
        if os.environ.get("CI") == "true":
            pytest.fail(
                "In CI horen nginx en openssl geïnstalleerd te zijn: deze tests mogen daar niet wegvallen."
            )
        pytest.skip("Geen nginx gevonden; deze tests zijn overgeslagen (Debian: apt install nginx-light openssl).")
    return found


@contextmanager
def in_front_of(ports: Sequence[int], example: str, nginx: str, folder: Path) -> Iterator[Front]:
    """Run nginx with docs/hosting/EXAMPLE until the block ends; only ports, names and paths are replaced.

    `ports` are those of the processes behind it, one or as many as the example has.
    """
    front = Front(folder, *(free_port() for _ in range(3)))
    _certificate(folder)
    written = adapted((EXAMPLES / example).read_text(), ports, front, folder)
    (folder / "site.conf").write_text(written)
    said = {"folder": folder, "other_port": front.other_port, "user": _its_user()}
    (folder / "nginx.conf").write_text(WRAPPER.format(**said))
    log = (folder / "nginx.log").open("wb")
    started = subprocess.Popen(
        [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")],
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait_until_it_runs(started, folder)
        yield front
    finally:
        started.terminate()
        started.wait(15)
        log.close()


def adapted(text: str, ports: Sequence[int], front: Front, folder: Path) -> str:
    """The example for this test: everything that a host would change too, and nothing else."""
    changes = {
        r"listen 443 ssl": f"listen 127.0.0.1:{front.secure_port} ssl",
        r"listen 80": f"listen 127.0.0.1:{front.plain_port}",
        r"return 301 https://(teamscan|intranet)\.school\.nl": f"return 301 {front.url}",
        r"(teamscan|intranet)\.school\.nl;": "127.0.0.1;",
        r"/etc/ssl/\w+/": f"{folder}/",
        r"/var/log/nginx/": f"{folder}/",
        **{rf"127\.0\.0\.1:850{one + 1}": f"127.0.0.1:{ports[one % len(ports)]}" for one in range(3)},
    }
    for found, instead in changes.items():
        text = re.sub(found, instead, text)
    return text


def _its_user() -> str:
    """Who comes into the folder of a test: by itself nginx would serve for root as nobody, who can keep no file there."""
    return "" if os.geteuid() else "user root;"


def _certificate(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem"), "-days", "2"]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)


def _wait_until_it_runs(started: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + 15
    while not (folder / "nginx.pid").exists():
        said = "".join(log.read_text() for log in folder.glob("*.log"))
        assert started.poll() is None, f"nginx stopte bij het starten:\n{said}"
        assert time.monotonic() < deadline, f"nginx start niet:\n{said}"
        time.sleep(0.05)
