"""The one HTML page that Streamlit sends, made ours: Dutch, with our style sheet and our scripts.

Works on the exact text of the pinned Streamlit.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from leidraad import product
from leidraad.machine import streamlit_files
from leidraad.server.stylesheet import LINK

NOSCRIPT = (
    "<noscript><p>De Leidraad Teamscan heeft JavaScript nodig. Zet JavaScript aan in je browser "
    "en laad de pagina opnieuw.</p></noscript>"
)
SCRIPTS = Path(__file__).parent / "scripts"
#: In this order; each says at its top what it is for.
NAMES = (
    "shortcut_guard.js",
    "new_screen.js",
    "copy.js",
    "awake.js",
    "dutch.js",
    "touched.js",
    "save.js",
    "paper.js",
)


def joined(names: Iterable[str]) -> str:
    """These scripts as one, without what only a reader needs."""
    lines = (line.strip() for name in names for line in (SCRIPTS / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


#: What stands on the start page, by the names of Streamlit's scripts that it only asks for once they are to be drawn:
#: React then holds the page back for half a second, however soon they are there.
FIRST = ("Html", "PageLink")
_IMPORTED = re.compile(r'from"\./([^"]+\.js)"')

#: Read with the module: when one is missing the server does not start, and does not fail at its first page.
SCRIPT = joined(NAMES)


def installed() -> bytes:
    """The page as Streamlit brings it."""
    return (streamlit_files.FOLDER / "index.html").read_bytes()


def ahead(page: str) -> str:
    """For the head of the page: the scripts of FIRST, with what they import, for as far as the page does not name them."""
    folder, found = streamlit_files.FOLDER / "static" / "js", list[str]()
    waiting = [file.name for element in FIRST for file in folder.glob(f"{element}.*.js")]
    while waiting:
        if (file := waiting.pop()) not in page and file not in found:
            found.append(file)
            waiting += _IMPORTED.findall((folder / file).read_text(encoding="utf-8"))
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{file}">' for file in sorted(found))


@lru_cache(maxsize=8)
def dutch(page: bytes) -> bytes:
    """The page in Dutch, with our scripts before its own and FIRST named, without comments and the pointer to the agent API."""
    text = page.decode("utf-8")
    text = text.replace('<html lang="en">', '<html lang="nl">', 1)
    text = text.replace("<title>Streamlit</title>", f"<title>{product.NAME}</title>", 1)
    text = re.sub(r"<noscript>.*?</noscript>", lambda _: NOSCRIPT, text, flags=re.DOTALL)
    text = re.sub(r'\s*<link rel="service-desc"[^>]*>', "", text)
    text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.DOTALL)
    text = text.replace("<head>", f"<head>\n    <script>{SCRIPT}</script>", 1)
    text = text.replace("</head>", f"{ahead(text)}</head>", 1)
    text = text.replace("<body>", f"<body>\n    {LINK}", 1)
    return text.encode("utf-8")
