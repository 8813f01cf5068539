"""The page to download: one file, no scripts, nothing from elsewhere, everything escaped, and no code in it."""

import re
from html.parser import HTMLParser

import pytest

from leidraad.content import library
from leidraad.domain.selfscan import Perspective
from leidraad.reports import own_page
from leidraad.reports.own_page import OwnScan

VO = library.instrument("leidraad-vo", 1)
CORE = [item.id for item in VO.items if item.core]
GUIDES = library.guides()


def scan(instrument=VO, answers=None, perspective=Perspective.TEACHER) -> OwnScan:
    given = {item: 1 + number % 5 for number, item in enumerate(CORE)} if answers is None else answers
    return OwnScan(instrument, True, perspective, given, "21 november 2026")


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("answers", [None, {}, {CORE[0]: 5}, dict.fromkeys(CORE, 0), dict.fromkeys(CORE, 3)])
def test_it_is_one_well_formed_dutch_file_without_scripts_or_anything_from_elsewhere(answers):
    page = own_page.page(scan(answers=answers), GUIDES)
    read = _Reader(page)
    assert read.open == []
    assert ("html", {"lang": "nl"}) in read.tags
    assert not {"script", "link", "img", "iframe", "object", "a", "form"} & {tag for tag, _ in read.tags}
    assert not any(name.startswith("on") or name in ("src", "href") for _, found in read.tags for name in found)
    assert "http" not in page
    assert "url(" not in page
    assert "@import" not in page


def test_it_says_everything_the_screen_says():
    shown = scan()
    page = own_page.page(shown, GUIDES)
    for section in (*own_page.pictures(shown), *own_page.words(shown, GUIDES)):
        assert section.body in page
    assert "21 november 2026" in page
    assert all(one.name in page for one in VO.constructs)
    assert "als leraar" in page


def test_it_speaks_of_one_person_and_never_of_agreement_or_change():
    page = own_page.page(scan(), GUIDES)
    assert not re.search(r"dicht bij elkaar|twee groepen|enig verschil|duidelijk hoger|mogelijk|significant", page)
    assert "geen oordeel over jou" in page


def test_text_of_the_content_is_escaped():
    nasty = VO.model_dump(by_alias=True)
    nasty["titel"] = '<script>alert("1")</script>'
    nasty["deel"][0]["onderdeel"][0]["kort"] = "<b>&\"'"
    nasty["deel"][0]["onderdeel"][0]["titel"] = "<img src=x onerror=1>"
    for item in nasty["deel"][0]["onderdeel"][0]["stelling"]:
        item["tekst"] = "<i onclick=1>"
    answers = {item: 1 if item.startswith("vo-a1") else 5 for item in CORE}
    page = own_page.page(scan(type(VO).model_validate(nasty), answers), GUIDES)
    assert not {"script", "img"} & {tag for tag, _ in _Reader(page).tags}
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;&amp;&quot;&#x27;" in page
    assert "&lt;i onclick=1&gt;" in page


def test_too_little_answered_reads_as_such_and_draws_no_dot():
    page = "".join(section.body for section in own_page.pictures(scan(answers={CORE[0]: 5})))
    assert "te weinig ingevuld (1 van 3)" in page
    assert "<i " not in page
