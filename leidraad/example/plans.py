"""The plans of the example school: one in every step of the cycle, one secured and one stopped, each with its story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from leidraad.domain.cycle import CycleStep
from leidraad.domain.focus import HowFar, LookingBack, Sequel, StartingPlan
from leidraad.storage.plans import cycle_moves, focus_points, looking_back, notes
from leidraad.storage.plans.focus_points import FocusPoint
from leidraad.storage.schools.schools import Team


@dataclass(frozen=True)
class PlanStory:
    """What one team agreed so many days ago, the steps that it took since (with the day), and how it went."""

    team: str
    construct: str
    beginning: StartingPlan
    days_ago: int
    steps: tuple[tuple[int, int], ...] = ()  # step, days ago
    notes: tuple[tuple[str, str], ...] = ()
    looked_back: tuple[int, LookingBack] | None = None
    secured: tuple[int, str, str] | None = None
    stopped: tuple[int, str] | None = None


STORIES = (
    PlanStory(
        "Onderbouw",
        "aanbeveling-4",
        StartingPlan(
            "we een nieuw hoofdstuk beginnen",
            "bereiden twee collega’s de eerste les samen voor",
            "Per leerjaar twee duo’s kiezen",
            "kartrekker",
            7,
            49,
        ),
        500,
        ((3, 470), (4, 440), (5, 300)),
        (("doel", "Elke les heeft een vraag die twee collega’s samen bedachten."),),
        (
            430,
            LookingBack(
                HowFar.DONE,
                "Een vast uur in het rooster",
                "In toetsweken lukte het niet",
                Sequel.SECURE,
                "De duo’s willen door, ook zonder dat iemand het vraagt.",
                120,
            ),
        ),
        secured=(
            200,
            "Zo werken wij staat in het werkboek; elk voorjaar op de agenda.",
            "De kartrekker begeleidt nieuwe collega’s bij hun eerste duo.",
        ),
    ),
    PlanStory(
        "Onderbouw",
        "aanbeveling-5",
        StartingPlan(
            "we een probleem bespreken",
            "zoekt een van ons eerst uit wat er al bekend is",
            "Afspreken wie deze maand zoekt",
            "sectieleiders",
            7,
            49,
        ),
        12,
        notes=(
            ("a-1", "We kiezen vaak wat we al kenden."),
            ("b-7", "We delen graag materiaal, dat moet blijven."),
        ),
    ),
    PlanStory(
        "Bovenbouw havo",
        "aanbeveling-6",
        StartingPlan(
            "er een besluit aankomt",
            "zegt de voorzitter vooraf wie erover gaat",
            "Lijst maken van besluiten dit jaar",
            "teamleider",
            10,
            49,
        ),
        80,
        ((3, 55), (4, 40)),
        (
            ("doel", "Niemand hoort achteraf dat er al besloten was."),
            ("aanpak", "meteen met het hele team"),
            ("c-4", "In de ene sectie gaat het vanzelf, in de andere wordt het vergeten."),
        ),
        (
            31,
            LookingBack(
                HowFar.PARTLY,
                "De lijst hangt in de teamkamer",
                "Kleine besluiten staan er niet op",
                Sequel.ADJUST,
                "We houden het bij besluiten die meer dan één sectie raken.",
                49,
            ),
        ),
    ),
    PlanStory(
        "Alle docenten vmbo",
        "aanbeveling-3",
        StartingPlan(
            "iemand een bewering doet in het overleg",
            "vraagt een ander waaraan we dat zien",
            "De vraag op de agenda van elk overleg zetten",
            "Noor",
            7,
            56,
        ),
        38,
        ((3, 9),),
        (("a-2", "Bij de meeste besluiten noemen we geen gegevens."), ("vw-tijd", "Tien minuten per overleg.")),
    ),
    PlanStory(
        "Alle docenten vmbo",
        "aanbeveling-2",
        StartingPlan(
            "een proef is afgelopen",
            "schrijven we op één blad wat blijft",
            "Een leeg blad maken",
            "kwaliteitszorg",
            7,
            49,
        ),
        180,
        ((3, 160), (4, 150)),
        stopped=(60, "De school koos één vorm voor alle teams; dit blad is niet meer nodig."),
    ),
    PlanStory(
        "PLG toetsen",
        "aanbeveling-5",
        StartingPlan(
            "we een toets maken",
            "leggen we hem naast twee vragen uit onderzoek",
            "De twee vragen kiezen",
            "hele groep",
            7,
            49,
        ),
        260,
        ((3, 230), (4, 200)),
        (("doel", "Leerlingen kunnen zeggen wat een toets van hen vraagt."),),
        (
            30,
            LookingBack(
                HowFar.DONE,
                "Twee vragen zijn genoeg",
                "",
                Sequel.SECURE,
                "Het hoort nu bij elke toets die we maken.",
                90,
            ),
        ),
    ),
    PlanStory(
        "Groep 5 tot en met 8",
        "dimensie-2",
        StartingPlan(
            "een bouwoverleg begint",
            "vertelt een van ons wat niet lukte",
            "Beginnen in het overleg van volgende week",
            "bouwcoördinator",
            7,
            49,
        ),
        300,
        ((3, 280), (4, 250), (5, 90), (1, 20)),
        (("a-1", "Het vertellen lukt. Nu missen we nog de vraag wat we eraan doen."),),
        (
            20,
            LookingBack(
                HowFar.DONE,
                "Wie begint, kiest zelf waarover",
                "Nieuwe collega’s waren er bij het begin niet bij",
                Sequel.ADJUST,
                "Er is een nieuwe vraag: wat doen we met wat we horen?",
                60,
            ),
        ),
    ),
)


def make(teams: Sequence[Team], today: date) -> None:
    """Make them with these teams, by their names."""
    by_name = {team.name: team for team in teams}
    for story in STORIES:
        make_one(by_name[story.team].id, story, today)


def make_one(team_id: int, story: PlanStory, today: date) -> FocusPoint:
    """Make this one as it is told."""

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    point = focus_points.add(team_id, story.construct, story.beginning, on=ago(story.days_ago))
    for question, text in story.notes:
        notes.write(team_id, point.id, question, text, seen=0)
    leaving = CycleStep(point.step)
    for step, days in story.steps:
        cycle_moves.move(team_id, point.id, CycleStep(step), leaving=leaving, on=ago(days))
        leaving = CycleStep(step)
    if story.looked_back is not None:
        days, said = story.looked_back
        looking_back.look_back(team_id, point.id, said, seen=point.version, on=ago(days))
    version = focus_points.get(team_id, point.id).version
    if story.secured is not None:
        days, structure, person = story.secured
        looking_back.secure(team_id, point.id, structure, person, seen=version, on=ago(days))
    if story.stopped is not None:
        days, reason = story.stopped
        looking_back.stop(team_id, point.id, reason, seen=version, on=ago(days))
    return point
