"""How a team stands, and the one thing that its leader can do next: a sentence with a link."""

from dataclasses import dataclass, replace
from datetime import timedelta

from leidraad.charts import turnout
from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.notation import count, listed
from leidraad.notation import day as written
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, joint, measurements, reveal
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.plans import focus_points
from leidraad.storage.schools.schools import Team
from leidraad.storage.study_day import day
from leidraad.ui.shell import subjects

#: So long after its reveal a day that did not come to its end is what somebody goes on with.
_DAY_GOES_ON = timedelta(hours=12)


@dataclass(frozen=True)
class TeamStatus:
    """How one team stands (`said`), and its next step: what it is called, and the page on which it is done."""

    said: str
    step: str
    page: str
    asked: dict[str, str]
    going_on: bool = True  # something is not finished
    day_of: int | None = None  # a study day can begin with this measurement


def of_team(team: Team) -> TeamStatus:
    """The newest measurement that is not shared says it, else the last one that is."""
    everything = measurements.of_team(team.id)
    at_team = {"team": str(team.id)}
    going_on = [one for one in everything if one.state != State.SHARED]
    if going_on:
        found = _unfinished(going_on[0], at_team)
        also = "".join(f" Ook ‘{_asked(one)}’ is nog niet af." for one in going_on[1:])
        return replace(found, said=found.said + also)
    if not everything:
        return TeamStatus("Nog geen meting.", "Zet de eerste meting klaar", "metingen", at_team, going_on=False)
    latest = everything[0]
    asked = {"meting": str(latest.id)}
    if _in_the_middle_of_a_day(latest):
        return TeamStatus(
            f"De studiedag van ‘{latest.label}’ loopt.", "Verder met de studiedag", "studiedag", asked
        )
    when = f" van {written(latest.closed_at)}" if latest.closed_at else ""
    said = f"De laatste uitslag is{when}."
    points = focus_points.open_of_team(team.id)
    if not points:
        return TeamStatus(said, "Bekijk de uitslag", "resultaat", asked, going_on=False)
    works_on = f"{said} Jullie werken aan {listed([f'‘{subjects.of(one).title}’' for one in points])}."
    if any(subjects.is_due(one, clock.today()) for one in points):
        return TeamStatus(f"{works_on} Het is tijd om terug te kijken.", "Kijk samen terug", "plan", at_team)
    return TeamStatus(works_on, "Naar het plan", "plan", at_team, going_on=False)


def _asked(one: Measurement) -> str:
    known = library.known(one.instrument_id, one.instrument_version)
    return known.title if known else one.label


def _unfinished(current: Measurement, at_team: dict[str, str]) -> TeamStatus:
    name, asked = f"‘{current.label}’", {"meting": str(current.id)}
    has_day = day.find(current.id) is not None
    if current.state == State.CONCEPT:
        said = f"{name} staat klaar, en is nog niet open."
        return TeamStatus(said, "Open de meting", "metingen", at_team, day_of=_day_of(current))
    if current.state == State.CLOSED:
        if reveal.has_ended(current):
            return TeamStatus(
                f"{name} is gesloten zonder uitslag.", "Bekijk wat je kunt doen", "metingen", at_team
            )
        said = f"{name} is gesloten. De uitslag is nog niet getoond."
        if has_day:
            return TeamStatus(said, "Verder met de studiedag", "studiedag", asked)
        if current.mode == Mode.INDIVIDUAL and answers.people(current.id).people < current.k:
            said = f"{name} is gesloten, met te weinig collega’s voor een uitslag."
            return TeamStatus(said, "Bekijk wat je kunt doen", "metingen", at_team)
        return TeamStatus(said, "Toon de uitslag", "metingen", at_team)
    if current.mode == Mode.JOINT:
        said = (
            f"{name} is nu open: {count(len(joint.scores(current.id)), 'onderdeel', 'onderdelen')} samen ingevuld."
        )
        return TeamStatus(said, "Samen invullen", "samen", asked)
    taking = answers.people(current.id)
    said = f"{name} is nu open: {turnout.said(taking.done, taking.busy, current.invited)}."
    if has_day:
        return TeamStatus(said, "Verder met de studiedag", "studiedag", asked)
    step = "Naar de meting" if taking.people else "Nodig je collega’s uit"
    return TeamStatus(said, step, "metingen", at_team, day_of=_day_of(current))


def _day_of(current: Measurement) -> int | None:
    return current.id if current.mode == Mode.INDIVIDUAL else None


def _in_the_middle_of_a_day(latest: Measurement) -> bool:
    status = day.find(latest.id)
    if status is None or status.step is DayStep.DONE or latest.shared_at is None:
        return False
    return clock.now() - latest.shared_at < _DAY_GOES_ON
