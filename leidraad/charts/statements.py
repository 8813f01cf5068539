"""The answers to one statement as a bar of 100 %, in HTML so that long sentences wrap on a phone."""

from collections.abc import Sequence
from html import escape

from leidraad.charts.no_score import missing
from leidraad.charts.palette import ANSWERS
from leidraad.content.models import Construct, Item, Scale
from leidraad.domain import closeness
from leidraad.domain.result import Agreement, ConstructResult, ItemResult, Mode, Result, Visibility
from leidraad.notation import decimal


def key(scale: Scale) -> str:
    """The legend: colour and word of every answer."""
    marks = "".join(
        f'<span><em style="background:{fill}"></em>{escape(label)}</span>'
        for (fill, _), label in zip(ANSWERS, scale.labels, strict=True)
    )
    return f'<div class="legenda" aria-hidden="true">{marks}</div>'


def block(
    result: Result,
    construct: Construct,
    shown: ConstructResult,
    scale: Scale,
    earlier: Sequence[tuple[str, Result]] = (),
) -> str:
    """All statements of a construct, in the order of the instrument, those of `earlier` measurements below each, by name.

    A table follows on demand.
    """
    texts = {item.id: item for item in construct.items}
    odd = closeness.exceptions(shown)
    parts = "".join(
        _statement(texts[one.id], _now(one, result, shown, scale) + _then(one, earlier, scale), marked=one in odd)
        for one in shown.items
    )
    return f'<div class="stellingen">{parts}</div>{_table(texts, shown, scale)}'


def _statement(item: Item, body: str, *, marked: bool) -> str:
    return f'<div class="stelling{" anders" if marked else ""}"><p>{escape(item.text)}</p><div>{body}</div></div>'


def _now(item: ItemResult, result: Result, shown: ConstructResult, scale: Scale) -> str:
    if result.mode is Mode.JOINT and item.mean is not None:
        return f'<p class="zacht">Samen afgesproken: <b>{decimal(item.mean)}</b></p>'
    low = f'<p class="zacht klein">{escape(said)}</p>' if (said := low_end(item, shown, scale)) else ""
    return f"{answers(item, result.k, scale)}{low}"


def answers(shown: ItemResult, k: int, scale: Scale) -> str:
    """What was answered to one statement: its bar with what stands under it, or why there is none."""
    return f"{_picture(shown, k, scale)}{_notes(shown)}"


def low_end(item: ItemResult, shown: ConstructResult, scale: Scale) -> str:
    """How many chose the two lowest answers, of a statement that stands alone: that is where a talk begins."""
    if shown.scored or item.counts is None:
        return ""
    return f"{sum(item.counts[:2])} van {sum(item.counts)} kozen ‘{scale.labels[0]}’ of ‘{scale.labels[1]}’"


def _then(item: ItemResult, earlier: Sequence[tuple[str, Result]], scale: Scale) -> str:
    found = ((name, result, result.item(item.id)) for name, result in earlier)
    return "".join(
        f'<p class="zacht klein">{escape(name)}</p>{_picture(one, result.k, scale)}'
        for name, result, one in found
        if one is not None
    )


def _picture(shown: ItemResult, k: int, scale: Scale) -> str:
    if shown.counts is not None:
        return _bar(shown.counts, scale)
    kind = "zacht" if shown.visibility is Visibility.SHOWN and shown.mean is not None else "geen"
    return f'<p class="{kind}">{without_bar(shown, k)}</p>'


def without_bar(shown: ItemResult, k: int) -> str:
    """What stands where there is no bar: a rounded mean, or why there is nothing."""
    if shown.visibility is Visibility.SHOWN and shown.mean is not None:
        return f"Ongeveer {decimal(shown.mean)}, afgerond op een half punt."
    return f"{missing(shown.visibility, k).capitalize()}."


def counted(counts: tuple[int, ...], scale: Scale) -> str:
    """A bar in words: "3 deels, 4 helemaal"."""
    return ", ".join(f"{count} {label}" for count, label in zip(counts, scale.labels, strict=True) if count)


def _bar(counts: tuple[int, ...], scale: Scale) -> str:
    segments = "".join(
        f'<span style="flex:{count};background:{fill};color:{text}">{count}</span>'
        for count, (fill, text) in zip(counts, ANSWERS, strict=True)
        if count
    )
    return f'<div class="balk" role="img" aria-label="{escape(counted(counts, scale))}">{segments}</div>'


_GROUPS = "Twee groepen:"


def remarks(shown: ItemResult) -> list[str]:
    """What stands under a bar, in plain words."""
    notes = []
    if shown.agreement is Agreement.TWO_GROUPS and shown.counts is not None:
        low, high = sum(shown.counts[:2]), sum(shown.counts[3:])
        notes.append(f"{_GROUPS} {low} laag, {high} hoog")
    elif shown.agreement is not None:
        mean = "" if shown.mean is None else f"gemiddeld {decimal(shown.mean)}, "
        notes.append(f"{mean}{shown.agreement.value}")
    if shown.cannot_judge not in (None, "0"):
        notes.append(f"{shown.cannot_judge} konden het niet beoordelen")
    if shown.cannot_judge_is_finding:
        notes.append("opvallend veel: praat erover hoe dat komt")
    return notes


def _notes(shown: ItemResult) -> str:
    notes = [escape(note).replace(_GROUPS, f"<b>{_GROUPS}</b>") for note in remarks(shown)]
    return f'<p class="zacht klein">{" · ".join(notes)}</p>' if notes else ""


def _table(texts: dict[str, Item], shown: ConstructResult, scale: Scale) -> str:
    with_counts = [one for one in shown.items if one.counts is not None]
    if not with_counts:
        return ""
    head = "".join(f"<th scope='col'>{escape(label)}</th>" for label in scale.labels)
    body = "".join(
        f"<tr><th scope='row'>{escape(texts[one.id].text)}</th>"
        + "".join(f"<td>{count}</td>" for count in one.counts or ())
        + "</tr>"
        for one in with_counts
    )
    return (
        '<details class="tabel"><summary>Als tabel</summary><div class="schuif" tabindex="0"><table>'
        f"<thead><tr><th scope='col'>Stelling</th>{head}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )
