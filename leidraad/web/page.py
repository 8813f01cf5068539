"""Pages that are plain HTML and no screen of Streamlit: those that set a cookie. Their look, and who may post to them.

Addresses are relative, so that they also work behind a sub-path.
"""

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from streamlit import file_util

from leidraad import product
from leidraad.access import cookies

LASTS_SECONDS = 12 * 60 * 60
#: Never kept by a browser or proxy, and not made Dutch again on the way out.
HEADERS = {"cache-control": "no-store", "content-language": "nl"}
MOST_BYTES = 20_000

CSS = """
:root { color-scheme: light dark; --primair: light-dark(#0b5563, #2c7f93); --accent: light-dark(#0b5563, #7cc3d3);
  --lijn: light-dark(#80898d, #76848b); --zacht: light-dark(#55646c, #a9b6bc); --grond: light-dark(#fdfcf9, #10181c);
  --vlak: light-dark(#f2f0ea, #1a252b); --tekst: light-dark(#1c2b33, #e9eef0); --fout: light-dark(#4d2f63, #e9def0);
  --foutvlak: light-dark(#f1eaf5, #34263f); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--grond); color: var(--tekst); font: 17px/1.5 "Source Sans", "Source Sans 3", system-ui, sans-serif; }
header { border-bottom: 1px solid light-dark(#d9e0e3, #3b4a52); padding: 1rem 1.5rem; }
header a { color: inherit; text-decoration: none; font-weight: 600; }
main { max-width: 34rem; margin: 0 auto; padding: 3rem 1.25rem 5rem; }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -.01em; margin: 0 0 .75rem; font-weight: 650; text-wrap: balance; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .25rem; font-weight: 600; }
p { margin: 0 0 1rem; }
a { color: var(--accent); text-underline-offset: .15em; }
.zacht { color: var(--zacht); }
label, legend { display: block; font-weight: 600; margin: 1.1rem 0 .3rem; padding: 0; }
label small, legend small { display: block; font-weight: 400; color: var(--zacht); font-size: .95rem; }
input:not([type=radio]), textarea, select { width: 100%; min-height: 46px; padding: .55rem .8rem; font: inherit; color: inherit;
  background: light-dark(#fff, #1a252b); border: 1.5px solid var(--lijn); border-radius: 6px; }
textarea { min-height: 7.5rem; resize: vertical; }
:is(input, textarea, select, button, a, summary):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
fieldset { border: 0; margin: 1.1rem 0 0; padding: 0; }
legend { margin-top: 0; }
.keuze { display: flex; align-items: center; gap: .7rem; min-height: 44px; font-weight: 400; margin: 0; cursor: pointer; }
.keuze input { width: 1.25rem; height: 1.25rem; accent-color: var(--primair); margin: 0; flex: none; }
.code { font-size: 1.3rem !important; letter-spacing: .12em; text-transform: uppercase; font-variant-numeric: tabular-nums; }
button { font: inherit; font-weight: 600; min-height: 48px; padding: .6rem 1.4rem; margin: 1.75rem 0 0; border-radius: 6px; cursor: pointer;
  background: var(--primair); color: #fff; border: 1.5px solid var(--primair); }
button.tweede { background: none; color: var(--accent); }
button[aria-busy=true] { opacity: .7; cursor: progress; }
.onder { margin-top: 1.25rem; }
.knop { display: inline-flex; align-items: center; min-height: 48px; padding: .6rem 1.4rem; border: 1.5px solid var(--primair);
  border-radius: 6px; font-weight: 600; text-decoration: none; }
.fout { background: var(--foutvlak); color: var(--fout); border-radius: 6px; padding: .9rem 1.1rem; margin: 0 0 1.25rem; }
.melding { background: var(--vlak); border-radius: 6px; padding: .9rem 1.1rem; margin: 0 0 1.25rem; }
.streep { border: 0; border-top: 1px solid light-dark(#d9e0e3, #3b4a52); margin: 2.5rem 0 1.5rem; }
.twee { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.25rem; }
@media (max-width: 560px) { main { padding: 1.75rem 1.1rem 4rem; } h1 { font-size: 1.7rem; } .twee { grid-template-columns: 1fr; }
  button { width: 100%; } }
"""
#: The secret of a one-time link travels behind the # and so reaches no log; here it goes into the form.
#: And a second press on a button sends nothing twice.
SCRIPT = """
const token = location.hash.slice(1);
if (token) {
  for (const field of document.querySelectorAll("[data-uit-adres]")) if (!field.value) field.value = decodeURIComponent(token);
  history.replaceState(null, "", location.pathname + location.search);
  const open = document.querySelector("form[data-meteen]");
  if (open) open.submit();
}
for (const form of document.querySelectorAll("form")) form.addEventListener("submit", function (event) {
  if (form.dataset.bezig) return event.preventDefault();
  form.dataset.bezig = "1";
  const button = event.submitter;
  if (button) { button.setAttribute("aria-busy", "true"); button.textContent = button.dataset.bezig || "Even geduld"; }
});
window.addEventListener("hashchange", function () { location.reload(); });
window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
"""


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
    found = sorted((Path(file_util.get_static_dir()) / "static" / "media").glob("SourceSans*Upright*.woff2"))
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


def from_here(request: Request) -> bool:
    """Whether a post comes from a page of this server: every browser says so, in one header or the other."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("origin", "")
    return urlsplit(origin).netloc == request.headers.get("host") if origin else site == "same-origin"


async def posted(request: Request) -> FormData | None:
    """The fields of a form of ours, or None when another site sent it or it is too large."""
    length = request.headers.get("content-length", "")
    if not from_here(request) or not length.isdigit() or int(length) > MOST_BYTES:
        return None
    return await request.form(max_files=0, max_fields=30)


def refused() -> Response:
    """For what did not come from our own form."""
    return PlainTextResponse(
        "Dit formulier kwam niet van de Teamscan zelf. Er is niets veranderd. Ga terug en laad de pagina opnieuw.",
        403,
        HEADERS,
    )


def come_in(request: Request, token: str, target: str = "./") -> Response:
    """On to the screens, with the cookie of a new session."""
    answer = RedirectResponse(target, 303, HEADERS)
    answer.set_cookie(
        cookies.SESSION,
        token,
        max_age=LASTS_SECONDS,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return answer


def go_out(request: Request) -> Response:
    """To the start page, without the cookie."""
    answer = RedirectResponse("./", 303, HEADERS)
    answer.delete_cookie(
        cookies.SESSION, path="/", secure=request.url.scheme == "https", httponly=True, samesite="lax"
    )
    return answer


def typed(form: FormData, name: str) -> str:
    """One text field, or nothing."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
