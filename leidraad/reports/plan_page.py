"""The plan of a team on one page, to hang up in the team room. Layout is data/rapport/plan.typ."""

from dataclasses import dataclass
from typing import Any

from leidraad.domain.cycle import CycleStep
from leidraad.reports import printing
from leidraad.reports.team_report import Paper


@dataclass(frozen=True)
class PrintedAction:
    """An action in words."""

    what: str
    who: str
    when: str
    state: str


@dataclass(frozen=True)
class PrintedPoint:
    """A focus point in words; empty fields are left out."""

    title: str
    belongs: str
    step: int
    cue: str
    response: str
    goal: str
    owner: str
    look_back: str
    actions: tuple[PrintedAction, ...]
    places: tuple[tuple[str, str], ...] = ()  # between two poles: where the team stands, and where it wants to be


def pdf(paper: Paper, team: str, points: tuple[PrintedPoint, ...]) -> bytes:
    """The page as a tagged PDF. Raises NotPrinted."""
    return printing.pdf("plan", data(paper, team, points))


def data(paper: Paper, team: str, points: tuple[PrintedPoint, ...]) -> dict[str, Any]:
    """What the template is filled with."""
    return {
        "kind": f"Ons plan{' · voorbeeldschool' * paper.example}",
        "title": team,
        "date": list(paper.date),
        "foot": f"{paper.school}, {team} · gemaakt op {paper.made_on}",
        "steps": [f"{step.value} {step.title}" for step in CycleStep],
        "points": [_point(one) for one in points],
        "small": len(points) > 1,
    }


def _point(one: PrintedPoint) -> dict[str, Any]:
    facts = [
        *one.places,
        ("Wat we ervan merken", one.goal),
        ("Wie trekt het", one.owner),
        ("We kijken terug", one.look_back),
    ]
    return {
        "title": one.title,
        "belongs": one.belongs,
        "step": one.step,
        "cue": one.cue,
        "response": one.response,
        "facts": [[name, said] for name, said in facts if said],
        "actions": [[each.what, each.who, each.when, each.state] for each in one.actions],
    }
