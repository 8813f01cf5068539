"""Every page of a school whose names mean harm, at all its addresses: each name is made harmless once, in the way of its element.

What such a name looks like in each kind of element a real browser shows in tests/browser/test_literal_names.py.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from leidraad.settings import ROOT
from leidraad.ui.shell.wording import literal
from tests.harmful import NAMES, SILENT, TRACES, WORDS, School
from tests.ui.conftest import opened, opened_holding
from tests.ui.test_hostile_addresses import elements

JOINER = "\u2060"
#: Where Streamlit reads Markdown; elsewhere a name stands as it is, or as HTML.
MARKDOWN = {"Markdown.body", "Heading.body", "Button.label", "Button.help", "PageLink.label", "Expandable.label"}
HTML = "Html.body"
FIGURE = "PlotlyChart.spec"
READ_ALOUD = ("alt", "title", "aria-label", "placeholder", "value")


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    with opened_holding(tmp_path / "test.db", monkeypatch, School) as made:
        yield made


class _Words(HTMLParser):
    """What a piece of HTML says, and the elements of it that only a name can have made."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.foreign: list[str] = []
        self.headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value for name, value in attrs if value and name in READ_ALOUD]
        leads = " ".join(value or "" for name, value in attrs if name in ("href", "src"))
        made = tag in ("script", "del") or (self.headings and tag in ("b", "h1"))
        if made or "x.nl" in leads or "www.evil" in leads or leads == "x":
            self.foreign.append(self.get_starttag_text() or tag)
        self.headings += tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        self.headings -= tag == "h1"

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def texts(message: Message, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every text in what is sent to the browser, with the place where it stands."""
    for field, value in message.ListFields():
        place = f"{prefix or type(message).__name__}.{field.name}"
        for one in value if isinstance(value, (list, tuple)) or hasattr(value, "append") else [value]:
            if isinstance(one, Message):
                yield from texts(one, place)
            elif isinstance(one, (str, bytes)):
                yield place, one if isinstance(one, str) else one.decode("utf-8", "ignore")


def sent(at: AppTest) -> list[tuple[str, str]]:
    protos = [one.proto for one in elements(at._tree) if isinstance(getattr(one, "proto", None), Message)]
    return [(place, text.replace(JOINER, "")) for proto in protos for place, text in texts(proto)]


def strings(found: object) -> Iterator[str]:
    """Every text in what was JSON."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, (list, dict)):
        for one in found.values() if isinstance(found, dict) else found:
            yield from strings(one)


def harm(place: str, text: str) -> list[str]:
    """What is wrong with the names in this text."""
    found: list[str] = []
    if place in (HTML, FIGURE):
        read = _Words()
        for one in strings(json.loads(text)) if place == FIGURE else [text]:
            read.feed(one)
        found, text = read.foreign, "\n".join(read.said)
        found += [one for one in read.said if one.strip() in WORDS]
    for name in NAMES:
        for form in forms(place, name):
            text = form.sub("", text)
    return found + [one for one in TRACES if one in text]


def forms(place: str, name: str) -> list[re.Pattern[str]]:
    """How a name may stand there. What begins a list at the beginning of a line does nothing behind a word."""
    if place not in MARKDOWN:
        return [re.compile(re.escape(name))]
    whole, behind = (literal(f"{word}{name}").removeprefix(word).replace(JOINER, "") for word in ("", "x"))
    return [re.compile(re.escape(whole)), re.compile(rf"(?m)(?<!^){re.escape(behind)}")]


def named(said: list[tuple[str, str]]) -> set[str]:
    """The places where a name stands as it may."""
    return {
        place
        for place, text in said
        for name in NAMES
        if any(form.search(unescape(text) if place in (HTML, FIGURE) else text) for form in forms(place, name))
    }


def at(address: str) -> AppTest:
    parts = urlsplit(address)
    return opened(parts.path or "start", **dict(parse_qsl(parts.query)))


def test_at_every_address_of_every_page_a_name_is_letters_and_each_kind_of_element_is_seen_in_a_browser(
    school: School,
) -> None:
    wrong: list[str] = []
    kinds: dict[str, set[str]] = {}
    for name, addresses in school.addresses().items():
        for address in addresses if (ROOT / "pages" / f"{name}.py").exists() else ():
            said = sent(at(address))
            wrong += [f"{address}: {place}: {one}" for place, text in said for one in harm(place, text)]
            kinds[address] = named(said)
            if not kinds[address] and name not in SILENT:
                wrong.append(f"{address}: geen van de namen staat er letterlijk")
    assert not wrong, "\n".join(wrong)
    assert set().union(*kinds.values()) == set().union(*(kinds[address] for address in school.in_a_browser()))
