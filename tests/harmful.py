"""A school in which every name means harm, and what such a name may never leave behind on a page."""

from leidraad.access.identity import Grant, Role
from leidraad.content import library
from leidraad.content.own_statements import Written
from leidraad.domain.result import Mode
from leidraad.storage.accounts import accounts
from leidraad.storage.measurements import answers, asked_too, closing, measurements, own_statements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import looking_back
from leidraad.storage.schools import schools
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
SILENT = ("account", "samen")  # pages for a team that do not name it
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

    def __init__(self) -> None:
        """Stored in the database that is open."""
        self.made: dict[str, Measurement] = {}
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

    def in_a_browser(self) -> list[str]:
        """The addresses where each kind of element that can hold a name is seen with one."""
        team, school = self.made["gedeeld"].team_id, self.school
        return [
            f"metingen?team={self.made['concept'].team_id}",
            f"school?school={school}",
            f"plan?team={team}&doe=acties",
            f"beheer?school={school}&deel=mensen",
            f"beheer?school={school}&deel=teams",
        ]


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
