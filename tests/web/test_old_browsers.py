"""A phone of years ago reads our pages: script of ES2017 at most, and style that falls back by itself."""

import gzip
import re
from pathlib import Path

import pytest

from leidraad import web
from leidraad.web.templating import ROUTES, SCRIPTS, _asset

HERE = Path(web.__file__).parent
SENT = (*SCRIPTS, "form.js")
WRITTEN = {name: re.sub(r"//[^\n]*|/\*.*?\*/", "", (HERE / name).read_text(), flags=re.DOTALL) for name in SENT}
STYLE = (HERE / "web.css").read_text()

NEWER = {
    "optional chaining": (r"\?\.[A-Za-z_(\[]", "a?.b"),
    "nullish coalescing": (r"\?\?", "a ?? b"),
    "object spread": (r"[{,]\s*\.\.\.", "({ ...a })"),
    "catch without a name": (r"\bcatch\s*\{", "try {} catch {}"),
    "Promise.finally": (r"\.finally\(", "a.finally(b)"),
    "for await": (r"\bfor\s+await\b", "for await (a of b) {}"),
    "flat": (r"\.flat(Map)?\(", "a.flat()"),
    "fromEntries": (r"\bfromEntries\b", "Object.fromEntries(a)"),
    "replaceAll": (r"\.replaceAll\(", "a.replaceAll(b, c)"),
    "at": (r"\.at\(", "a.at(-1)"),
    "private fields": (r"\bthis\.#|^\s*#\w", "this.#a"),
    "numbers with a line below": (r"\b\d+_\d+\b", "1_000"),
    "allSettled": (r"\ballSettled\b", "Promise.allSettled(a)"),
    "globalThis": (r"\bglobalThis\b", "globalThis.a"),
}
FANCY = {
    "light-dark()": (r"light-dark\(", "color: light-dark(a, b)"),
    ":has": (r":has\(", "a:has(b) {}"),
    ":is and :where": (r":(is|where)\(", ":is(a) {}"),
    "nesting": (r"&", "a { & b {} }"),
    "layers and containers": (r"@(layer|container|scope)\b", "@layer a {}"),
    "logical sizes": (r"\b(inline|block)-size\b", "inline-size: 1px"),
    "new units": (r"\d(dvh|svh|cqw|lh)\b", "1dvh"),
}


@pytest.mark.parametrize("script", SENT)
@pytest.mark.parametrize("name", NEWER)
def test_the_script_uses_nothing_newer_than_es2017(name, script):
    pattern, example = NEWER[name]
    assert re.search(pattern, example, re.MULTILINE)
    assert not re.search(pattern, WRITTEN[script], re.MULTILINE)


@pytest.mark.parametrize("name", FANCY)
def test_the_style_uses_nothing_that_an_old_browser_drops(name):
    pattern, example = FANCY[name]
    assert re.search(pattern, example)
    assert not re.search(pattern, STYLE)


def test_script_and_style_are_small_as_sent():
    assert sum(len(gzip.compress(_asset(name)[1], 9)) for name in SCRIPTS) < 10_000
    assert len(gzip.compress(_asset("web.css")[1], 9)) < 4_000


def test_what_only_a_reader_needs_is_not_sent():
    for sent in (_asset(name)[1].decode() for name in SENT):
        assert not sent.startswith("//")
        assert "\n  " not in sent
    assert len(ROUTES) == 2 + len(SENT)
