"""The look of the plain pages, and the parts that they are made of.

Addresses are relative, so that they also work behind a sub-path.
"""

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from leidraad import product
from leidraad.machine import streamlit_files

#: Never kept by a browser or proxy, and not made Dutch again on the way out.
HEADERS = {"cache-control": "no-store", "content-language": "nl"}

_HERE = Path(__file__).parent
CSS = (_HERE / "page.css").read_text(encoding="utf-8")
SCRIPT = (_HERE / "form.js").read_text(encoding="utf-8")


def page(title: str, body: str, *, status: int = 200) -> HTMLResponse:
    """A whole page; `body` is HTML in which everything that somebody typed is escaped."""
    html = (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{escape(title)} · {product.NAME}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        # The address of the page has no secret in it, and our own posts must name where they come from.
        '<meta name="referrer" content="same-origin"><link rel="icon" href="favicon.png">'
        f"<style>{_font()}{CSS}</style></head><body>"
        f'<header><a href="./">{product.NAME}</a></header><main><h1>{escape(title)}</h1>{body}</main>'
        '<script src="formulier.js" defer></script></body></html>'
    )
    return HTMLResponse(html, status, HEADERS)


@lru_cache(maxsize=1)
def _font() -> str:
    """The letter of the screens, which Streamlit brings along."""
    found = sorted((streamlit_files.FOLDER / "static" / "media").glob("SourceSans*Upright*.woff2"))
    if not found:
        return ""
    return (
        f'@font-face {{ font-family: "Source Sans"; font-weight: 200 900; font-display: swap; '
        f'src: url("static/media/{found[0].name}") format("woff2"); }}'
    )


def trouble(sentence: str) -> str:
    """What went wrong, above the form and read aloud at once."""
    return f'<p class="fout" role="alert">{escape(sentence)}</p>' if sentence else ""


def field(name: str, label: str, hint: str = "", **attributes: str | bool) -> str:
    """A labelled input; attributes are escaped, `_` in their names is `-`."""
    small = f"<small>{escape(hint)}</small>" if hint else ""
    return f'<label for="{name}">{escape(label)}{small}</label><input id="{name}" name="{name}"{_written(attributes)}>'


def choices(name: str, legend: str, options: Mapping[str, str], chosen: str) -> str:
    """Radio buttons."""
    rows = "".join(
        f'<label class="keuze"><input type="radio" name="{name}" value="{escape(value)}" required'
        f"{' checked' if value == chosen else ''}>{escape(words)}</label>"
        for value, words in options.items()
    )
    return f"<fieldset><legend>{escape(legend)}</legend>{rows}</fieldset>"


def _written(attributes: Mapping[str, str | bool]) -> str:
    return "".join(
        f" {name.replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for name, value in attributes.items()
        if value is not False
    )


async def script(_request: Request) -> Response:
    """The few lines of script of these pages."""
    return Response(SCRIPT, headers={"cache-control": "no-cache"}, media_type="text/javascript")
