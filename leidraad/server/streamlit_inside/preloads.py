"""Scripts that the first screens need besides those that Streamlit's page names: fetched with the rest, and not one after
the other once an element asks for them."""

import re
from collections.abc import Iterable

from leidraad.machine import streamlit_files

SCRIPTS = streamlit_files.FOLDER / "static" / "js"
#: Per address the elements on the screen that stands there first; the names are those of Streamlit's files.
ELEMENTS = {"/": ("Html", "TextInput", "PageLink")}
_IMPORTED = re.compile(r'(?:\bfrom|\bimport)\s*"\./([^"]+\.js)"')


def links(elements: Iterable[str], page: str) -> str:
    """What the head of Streamlit's page gets for these elements: their files and all that those import, each once."""
    waiting = [file.name for element in elements for file in SCRIPTS.glob(f"{element}.*.js")]
    found: set[str] = set()
    while waiting:
        file = waiting.pop()
        if file not in found and file not in page:
            found.add(file)
            waiting += _IMPORTED.findall((SCRIPTS / file).read_text(encoding="utf-8"))
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{file}">' for file in sorted(found))
