"""Names that mean harm, of a school, a team, a measurement and a person: on every page they are letters and nothing else.

Each kind of element that can hold a name is seen here once, and tests/ui/test_literal_names.py reads every address of every
page without a browser; with `--lang` the browser opens them all.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from leidraad.settings import ROOT
from tests.browser.conftest import PHONE, Contexts
from tests.browser.handset import visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site, until
from tests.harmful import NAMES, SILENT, TEAMS, TRACES, WORDS, School

#: What a name may never turn into, and words that may never stand on their own.
FORBIDDEN = (
    "a[href*='x.nl'], a[href*='www.evil'], img[src*='x.nl'], img[src='x'], .katex, del, mjx-container, h1 b, h1 h1"
)
LOOSE = """words => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.replaceAll("\\u2060", "").trim();
        if (words.includes(text)) found.push(walker.currentNode.parentElement.outerHTML);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def school(site: Site) -> School:
    with site.storage():
        return School()


def test_every_page_is_walked() -> None:
    walked = set(School.addresses(_Nowhere()))  # type: ignore[arg-type]
    assert {page.stem for page in Path(ROOT / "pages").glob("*.py")} - walked == set()


class _Nowhere:
    school = 0
    made = dict.fromkeys(TEAMS, SimpleNamespace(id=0, team_id=0, join_code=""))


def test_on_every_page_a_name_is_letters_and_nothing_else(
    site: Site, school: School, new_context: Contexts, pytestconfig: pytest.Config
) -> None:
    everything = [
        (address, name not in SILENT)
        for name, addresses in school.addresses().items()
        for address in addresses
        if (ROOT / "pages" / f"{name}.py").exists()
    ]
    page = as_school_leader(site, new_context()).new_page()
    wrong: list[str] = []
    for address, shown in (
        everything if pytestconfig.getoption("lang") else [(one, True) for one in school.in_a_browser()]
    ):
        visit(page, f"{site.url}/{address}")
        wrong += [f"{address}: {said}" for said in harm(page, shown=shown)]
    assert not wrong, "\n".join(wrong)


def test_on_a_phone_it_is_too(site: Site, school: School, new_context: Contexts) -> None:
    phone = new_context(viewport=PHONE, has_touch=True).new_page()
    for screen in ("", "/1", "/11"):
        visit(phone, f"{site.url}/d/{school.made['open'].join_code}{screen}")
        assert harm(phone, shown=not screen) == [], screen


def harm(page: Page, *, shown: bool) -> list[str]:
    """What is wrong with the names on this page."""
    found = []
    if shown:
        try:
            until(lambda: any(name in written(page) for name in NAMES), seconds=8)
        except AssertionError:
            found.append("geen van de namen staat er letterlijk")
    found += [f"opgemaakt: {html}" for html in page.evaluate(LOOSE, WORDS)]
    found += [f"element: {one.evaluate('e => e.outerHTML')[:300]}" for one in page.locator(FORBIDDEN).all()]
    rest = written(page) + page.title()
    for name in NAMES:
        rest = rest.replace(name, "")
    return found + [f"te veel of te weinig onschadelijk gemaakt: {one}" for one in TRACES if one in rest]


def written(page: Page) -> str:
    """All that can be read or is read aloud: text, also folded away, alternatives and labels."""
    words: str = page.evaluate(
        """() => [document.body.textContent, ...[...document.querySelectorAll("[alt],[title],[aria-label],[placeholder],textarea,input")]
            .flatMap(e => [e.alt, e.title, e.ariaLabel, e.placeholder, e.value])].filter(Boolean).join("\\n")"""
    )
    return words.replace("\u2060", "")
