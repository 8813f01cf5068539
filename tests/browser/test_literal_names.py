"""Names that mean harm, of a school, a team, a measurement and a person: on every page they are letters and nothing else.

Each page is opened once, at the first of its addresses; with `--lang` at all of them.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from leidraad.access.identity import Grant, Role
from leidraad.content import library
from leidraad.content.own_statements import Written
from leidraad.domain.result import Mode
from leidraad.settings import ROOT
from leidraad.storage.accounts import accounts
from leidraad.storage.measurements import answers, asked_too, closing, measurements, own_statements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import looking_back
from leidraad.storage.schools import schools
from tests.browser.conftest import PHONE, Contexts
from tests.browser.handset import visit
from tests.browser.signed_in import as_school_leader
from tests.browser.site import Site, until
from tests.cast import phones
from tests.plan import begin

# Each at most 60 signs, as a form allows; one measurement has a "2 " before it.
#: Of the school and a team: emphasis, HTML, an entity, an emoji, a formula, a link, a sum in a spreadsheet.
NAME = "=1 **vet** <b>dik</b> :tada: $e=mc^2$ [klik](//x.nl) &lt;i"
#: Of the measurements and a colleague: a heading or list, colour, an icon, code, a picture, an address, a line break.
LABEL = "1. www.evil.nl :red[rood] `kop` ![x](//x.nl) <br> ~~weg~~"
#: Of the teams, by the state of their measurement.
TEAMS = {
    "gedeeld": "# kop ![x](http://x.nl/x.png) :red[rood] <img src=x> &amp;",
    "concept": NAME,
    "open": "1. www.evil.nl :material/home: \\(x\\) <script>a()</script> |",
    "gesloten": "**vet** <b>dik</b> :tada: $e=mc^2$ [klik](http://x.nl) `a`",
    "samen": "2) > ~~weg~~ <h1>kop</h1> |a|b| \\*vet\\* https://www.evil.nl",
}
#: The longest first: one is not to be found in what is left of another.
NAMES = sorted({NAME, LABEL, *TEAMS.values()}, key=len, reverse=True)
#: What a name may never turn into, and words that may never stand on their own.
FORBIDDEN = (
    "a[href*='x.nl'], a[href*='www.evil'], img[src*='x.nl'], img[src='x'], .katex, del, mjx-container, h1 b, h1 h1"
)
SILENT = ("account", "samen")  # pages for a team that do not name it
LOOSE = """words => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.replaceAll("\\u2060", "").trim();
        if (words.includes(text)) found.push(walker.currentNode.parentElement.outerHTML);
    }
    return found;
}"""
WORDS = ["vet", "dik", "klik", "rood", "kop", "weg", "e=mc^2", "🎉"]
#: Traces of a name that is not whole: made harmless twice, so that it is read aloud or shown with signs too many.
TRACES = (
    "\\*",
    "\\<",
    "\\[",
    "\\$",
    "&lt;b",
    "&amp;",
    "&#x27;",
    "**vet",
    "www.evil",
    "vet**",
    "`kop`",
    ":tada:",
    ":red",
)


class School:
    """A school in which everything has a name that means harm; `made` are its measurements by state."""

    def __init__(self, site: Site) -> None:
        self.made: dict[str, Measurement] = {}
        with site.storage():
            first = schools.add_school_with_team(NAME, "vo", TEAMS["gedeeld"])
            self.school = first.school_id
            for state, name in TEAMS.items():
                team = first if state == "gedeeld" else schools.add_team(self.school, name)
                self.made[state] = _measurement(team.id, LABEL, state)
            _measurement(first.id, f"2 {LABEL}", "gedeeld")
            begin(first.id, cue=LABEL, response=NAME, first_step=LABEL)
            ended = begin(first.id, "dimensie-1", response=LABEL)
            looking_back.stop(first.id, ended.id, NAME, seen=ended.version)
            accounts.invite("bob@school.nl", LABEL, (Grant(Role.SCHOOL_LEADER, school_id=self.school),), None)

    def addresses(self) -> dict[str, list[str]]:
        """Per page where this school is to be seen, first where most of it is; a page that shows no names is there too."""
        m = {state: one.id for state, one in self.made.items()}
        teams = {state: one.team_id for state, one in self.made.items()}
        parts = ("mensen", "teams", "vragenlijsten", "logboek")
        return {
            "start": [""],
            "metingen": [
                f"metingen?team={teams[state]}" for state in ("open", "gedeeld", "concept", "gesloten", "samen")
            ],
            "resultaat": [f"resultaat?meting={m['gedeeld']}"],
            "ontwikkeling": [f"ontwikkeling?team={teams['gedeeld']}"],
            "plan": [f"plan?team={teams['gedeeld']}&doe={part}" for part in ("aanpassen", "acties", "afronden")],
            "vergelijken": [f"vergelijken?school={self.school}"],
            "school": [f"school?school={self.school}"],
            "beheer": [f"beheer?school={self.school}&deel={part}" for part in parts],
            "studiedag": [f"studiedag?meting={m['gedeeld']}", f"studiedag?meting={m['open']}"],
            "presenteren": [f"presenteren?meting={m['gedeeld']}", f"presenteren?meting={m['open']}"],
            "samen": [f"samen?meting={m['samen']}"],
            "account": ["account"],
            "zelfscan": [],
            "leidraad": [],
            "uitleg": [],
            "afmelden": [],
            "schoollogin": [],
        }


def _measurement(team: int, name: str, state: str) -> Measurement:
    mode = Mode.JOINT if state == "samen" else Mode.INDIVIDUAL
    made = measurements.prepare(
        measurements.Preparation(
            team_id=team,
            label=name,
            instrument_id="leidraad-vo",
            instrument_version=1,
            short=True,
            mode=mode,
            invited=12,
        )
    )
    if mode is Mode.INDIVIDUAL:
        own_statements.add(made.id, [Written(LABEL, LABEL)], exception=LABEL)
    if state == "concept":
        return made
    opened = measurements.open_(made.id)
    if state in {"gesloten", "gedeeld"}:
        core = [item.id for item in library.instrument("leidraad-vo", 1).items if item.core]
        core += [one.id for one in asked_too.of(made.id)]
        for number, phone in enumerate(phones(9)):
            answers.save(made.id, phone, dict.fromkeys(core, 1 + number % 5))
        closing.close(made.id)
    return reveal.share(made.id) if state == "gedeeld" else opened


@pytest.fixture(scope="module")
def school(site: Site) -> School:
    return School(site)


def test_every_page_is_walked() -> None:
    walked = set(School.addresses(_Nowhere()))  # type: ignore[arg-type]
    assert {page.stem for page in Path(ROOT / "pages").glob("*.py")} - walked == set()


class _Nowhere:
    school = 0
    made = dict.fromkeys(TEAMS, SimpleNamespace(id=0, team_id=0, join_code=""))


def test_on_every_page_a_name_is_letters_and_nothing_else(
    site: Site, school: School, new_context: Contexts, pytestconfig: pytest.Config
) -> None:
    most = None if pytestconfig.getoption("lang") else 1
    page = as_school_leader(site, new_context()).new_page()
    wrong: list[str] = []
    for name, addresses in school.addresses().items():
        if not (ROOT / "pages" / f"{name}.py").exists():
            continue
        for address in addresses[:most]:
            visit(page, f"{site.url}/{address}")
            wrong += [f"{address}: {said}" for said in harm(page, shown=name not in SILENT)]
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
