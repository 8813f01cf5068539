"""Streamlit sends its own scripts and styles uncompressed; this middleware sends them gzipped from memory.
A file is compressed once, on its first request; the names carry a content hash, so browsers may keep them."""

import asyncio
import mimetypes
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from leidraad.machine import streamlit_files, subpath
from leidraad.web.zipped import KEPT_FOR_EVER, gzipped, takes_gzip

COMPRESSED_SUFFIXES = frozenset({".js", ".css", ".json", ".svg", ".map", ".wasm"})
PREFIX = "/static/"


class StaticGzip:
    """Pure ASGI middleware: answers GET /static/*.{js,css,...} itself when the browser accepts gzip."""

    def __init__(self, app: ASGIApp, directory: Path | None = None) -> None:
        self.app = app
        self.root = (directory or streamlit_files.FOLDER).resolve()
        self._bodies: dict[Path, bytes] = {}  # by the file itself, however its address was written
        self._lock = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or answer it."""
        if not _wants_gzipped_file(scope):
            await self.app(scope, receive, send)
            return
        file = self._file(scope["path"])
        if file is None:
            await self.app(scope, receive, send)
            return
        body = await self._body(file)
        await send({"type": "http.response.start", "status": 200, "headers": _headers(file, body)})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    async def _body(self, file: Path) -> bytes:
        if file not in self._bodies:
            async with self._lock:
                if file not in self._bodies:
                    self._bodies[file] = await asyncio.to_thread(lambda: gzipped(file.read_bytes()))
        return self._bodies[file]

    def _file(self, path: str) -> Path | None:
        """The real file inside Streamlit's own folder, or None (links and `..` that lead out give None)."""
        try:
            file = (self.root / subpath.inside(path).lstrip("/")).resolve()
            inside = file.is_relative_to(self.root) and file.is_file()
        except (OSError, ValueError):
            return None
        return file if inside else None


def _wants_gzipped_file(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return False
    path = subpath.inside(scope["path"])
    if not path.startswith(PREFIX) or Path(path).suffix not in COMPRESSED_SUFFIXES:
        return False
    return takes_gzip(scope)


def _headers(file: Path, body: bytes) -> list[tuple[bytes, bytes]]:
    kind = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0]
    kind = kind or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return [
        (b"content-type", (kind + charset).encode()),
        (b"content-encoding", b"gzip"),
        (b"content-length", str(len(body)).encode()),
        (b"vary", b"Accept-Encoding"),
        (b"cache-control", KEPT_FOR_EVER.encode()),
    ]
