"""What one self-scan says, in sections: the screen shows them one by one, the page to download holds them all.

The page is one file without scripts or anything from elsewhere; it prints. No code, name or device is in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from leidraad import product
from leidraad.charts import own
from leidraad.charts.palette import LIGHT, WHITE
from leidraad.content.handvatten import Advice, Guide
from leidraad.content.models import Instrument, Item, QuestionKind
from leidraad.domain import selfscan
from leidraad.domain.selfscan import Perspective, Profile

ADVICE = "Handvatten voor jou"
_LIMITS = (
    "Dit is hoe jij jullie {unit} nu ziet. Het is geen oordeel over jou en geen cijfer voor jullie {unit}. "
    "Er is geen norm en geen totaal. Een collega kan het anders zien, en dat is juist het gesprek waard."
)
_LIMITS_ALONE = (
    "Dit is hoe jij nu naar jezelf kijkt. Het is geen oordeel over jou: er is geen norm en er wordt niets opgeteld. "
    "Wie met je werkt kan het anders merken. Vraag daarnaar."
)
_OF_SCORES = " Kleine verschillen tussen onderdelen zeggen weinig."
_STYLE = f"""
:root {{ color-scheme: light; --accent: {LIGHT.team}; --lijn: {LIGHT.line}; --rand: {LIGHT.axis}; --zacht: {LIGHT.soft}; }}
body {{ font: 1.05rem/1.5 "Source Sans 3", "Source Sans Pro", "Segoe UI", sans-serif; color: {LIGHT.ink}; background: {WHITE};
        max-width: 42rem; margin: 0 auto; padding: 1.5rem 1.1rem 3rem; }}
h1, h2, h3 {{ line-height: 1.25; break-after: avoid; }}
h2 {{ margin: 2.2rem 0 .6rem; font-size: 1.35rem; }}
li, tr, .rij {{ break-inside: avoid; }}
li {{ margin-bottom: .35rem; }}
.zacht {{ color: var(--zacht); }}
table {{ border-collapse: collapse; width: 100%; font-size: .95rem; }}
th, td {{ text-align: right; padding: .35rem .5rem; border-top: 1px solid var(--lijn); font-weight: 400; }}
th:first-child {{ text-align: left; }}
* {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
@page {{ margin: 18mm; }}
@media print {{ body {{ font-size: 10.5pt; padding: 0; max-width: none; }} }}
{own.CSS}
"""


@dataclass(frozen=True)
class OwnScan:
    """One self-scan as it is shown: the answers by item id, and the day in words."""

    instrument: Instrument
    short: bool
    perspective: Perspective
    answers: Mapping[str, int]
    day: str

    @property
    def profile(self) -> Profile:
        """What the answers say."""
        return selfscan.profile(self.instrument, self.short, self.answers)

    @property
    def kind(self) -> str:
        """ "korte scan, als leraar"; the role only where it chose the handvatten."""
        length = f"{'korte' if self.short else 'volledige'} scan"
        return f"{length}, als {self.perspective.value}" if self.instrument.scored else length

    @property
    def about(self) -> str:
        """Whom somebody looked at."""
        alone = self.instrument.self_scan_only
        return "Zo kijk jij nu naar jezelf." if alone else f"Zo zie jij jullie {self.instrument.unit} nu."

    @property
    def limits(self) -> str:
        """What a scan does not say."""
        if self.instrument.self_scan_only:
            return _LIMITS_ALONE
        return _LIMITS.format(unit=self.instrument.unit) + _OF_SCORES * self.instrument.scored

    @property
    def sector_and_kind(self) -> str:
        """ "vo, korte scan, als leraar"; a questionnaire for both sectors by its title."""
        which = self.instrument.title if self.instrument.sector == "beide" else self.instrument.sector
        return f"{which}, {self.kind}"


@dataclass(frozen=True)
class Section:
    """A heading, what stands under it as HTML, and what a screen folds away."""

    title: str
    body: str
    table: str = ""


def pictures(scan: OwnScan) -> list[Section]:
    """The person's own scores, a section per part of the questionnaire."""
    shown = {score.construct.id: score for score in scan.profile.scores}
    sections = []
    for part in scan.instrument.parts:
        if part.stands_alone:
            sections.append(
                Section(part.heading, own.chosen(part.constructs, scan.instrument, scan.short, scan.answers))
            )
            continue
        scores = [shown[construct.id] for construct in part.constructs]
        title = part.heading
        picture = own.picture(own.rows(scores), scan.instrument.scale)
        sections.append(Section(title, picture, own.table(scores)))
    return sections


def words(scan: OwnScan, guides: Mapping[str, Guide]) -> list[Section]:
    """What stands out, what somebody can do, and what to talk about."""
    shown = scan.profile
    labels = scan.instrument.scale.by_answer
    sections = []
    if any(one.asks is not QuestionKind.POSITION for one in scan.instrument.constructs):
        sections.append(Section("Wat je het meest en het minst herkent", _recognised(shown, labels)))
    if shown.lowest:
        sections.append(Section(ADVICE, _advice(shown, guides, scan.perspective)))
        sections.append(Section("Om over te praten met je team", _list(selfscan.starters(guides, shown))))
    return [*sections, Section("Wat dit niet zegt", f"<p>{scan.limits}</p>")]


def _recognised(shown: Profile, labels: Mapping[int, str]) -> str:
    if not shown.most and not shown.least:
        return "<p>Je gaf overal hetzelfde antwoord. Er springt dus niets uit.</p>"
    return "".join(
        f"<h3>{title}</h3><ul>{_answers(answers, labels)}</ul>"
        for title, answers in (("Het meest", shown.most), ("Het minst", shown.least))
        if answers
    )


def _answers(answers: Iterable[tuple[Item, int]], labels: Mapping[int, str]) -> str:
    return "".join(
        f'<li>{escape(item.text)} <span class="zacht">({escape(labels[value])})</span></li>'
        for item, value in answers
    )


def _advice(shown: Profile, guides: Mapping[str, Guide], perspective: Perspective) -> str:
    parts = [
        "<p>Bij de twee onderdelen die jij het laagst scoort. Kies één ding dat je deze maand kunt doen.</p>"
        if len(shown.lowest) > 1
        else "<p>Kies één ding dat je deze maand kunt doen.</p>"
    ]
    for construct in shown.lowest:
        parts.append(f"<h3>{escape(construct.name)}</h3>")
        for title, advices in selfscan.handvatten(guides[construct.guide_id], perspective):
            parts.append(f'<p class="zacht">{escape(title)}</p>{_list(advices)}')
    return "".join(parts)


def _list(advices: Iterable[Advice]) -> str:
    return "<ul>" + "".join(f"<li>{escape(advice.text)}</li>" for advice in advices) + "</ul>"


def page(scan: OwnScan, guides: Mapping[str, Guide]) -> str:
    """The whole self-scan as one HTML file."""
    sections = [
        *pictures(scan),
        *words(scan, guides),
    ]
    body = "".join(f"<h2>{escape(one.title)}</h2>{one.body}" for one in sections)
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Zelfscan, {escape(scan.day)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>Jouw zelfscan</h1><p>{escape(scan.day)} · {escape(scan.instrument.title)}, {escape(scan.kind)}. "
        f"{scan.about}</p>{body}{_as_table(scan.profile)}"
        f'<p class="zacht">{product.signature()}. {escape(scan.instrument.credit)}</p></body></html>'
    )


def _as_table(shown: Profile) -> str:
    scores = [one for one in shown.scores if one.construct.scored]
    return f"<h2>Als tabel</h2>{own.table(scores)}" if scores else ""
