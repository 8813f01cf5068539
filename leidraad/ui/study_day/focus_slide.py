"""What stands on the wall about the focus points of a day: what we agreed, who takes the first step, when we look back."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Begun:
    """What the team begins with: its subject, als and dan, why where that was all, and named facts."""

    title: str
    belongs: str
    agreed: tuple[str, str] | None
    why: str
    facts: list[tuple[str, str]]


def blocks(points: list[Begun]) -> str:
    """One block per focus point; larger where there is one."""
    size = " een" if len(points) == 1 else ""
    return f'<div class="wand-speerpunten{size}">{"".join(_begun(one) for one in points)}</div>'


def _begun(one: Begun) -> str:
    said = escape(one.why)
    if one.agreed:
        cue, response = map(escape, one.agreed)
        said = f"<b>Als</b> {cue}, <b>dan</b> {response}"
    facts = "".join(f"<div><dt>{name}</dt><dd>{escape(text)}</dd></div>" for name, text in one.facts if text)
    belongs = f'<p class="wand-hoort">{escape(one.belongs)}</p>' if one.belongs else ""
    return (
        f'<div class="wand-speerpunt"><h2>{escape(one.title)}</h2>{belongs}<p>{said}</p>'
        f"{f'<dl>{facts}</dl>' if facts else ''}</div>"
    )
