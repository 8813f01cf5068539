"""What the shared screen says at every step of the study day, as HTML; nothing in it is private.

Every number comes out of a Result or a published round, or is the count of who takes part.
"""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil

from leidraad import foreign, product
from leidraad.charts import before_after, result_words, turnout
from leidraad.charts import shared_screen as pictures
from leidraad.content import library, topics
from leidraad.content.models import Construct, Instrument, Item
from leidraad.domain import day as rules
from leidraad.domain.after_talk import AfterTalk
from leidraad.domain.choosing import Priorities
from leidraad.domain.result import ItemResult, Mode, Result
from leidraad.domain.talk import Proposal
from leidraad.notation import count, decimal
from leidraad.ui.measurement import too_few
from leidraad.ui.shell import phone_address
from leidraad.ui.study_day import focus_slide, judgement_slide
from leidraad.ui.study_day.day_wifi import Wifi

#: Dots stand in rows of equal length, as large as the screen has room for.
_DOTS_ACROSS, _LEAST_ACROSS, _MOST_ROWS = 20, 10, 4


def slide(
    title: str, body: str, *, below: str = "", left: str = product.NAME, right: str = "", middle: bool = False
) -> str:
    """One screen full: what it is about, its picture, and a quiet line at the foot. `body` is HTML, the rest text."""
    under = f'<p class="onder">{escape(below)}</p>' if below else ""
    return (
        f'<div class="wand"><h1>{escape(title)}</h1>{under}<main{" class=midden" if middle else ""}>{body}</main>'
        f"<footer><span>{escape(left)}</span><span>{escape(right)}</span></footer></div>"
    )


def welcome(name: str, way_in: str = "") -> str:
    """Before the day begins; who is early can join already while the measurement is open."""
    title = "Straks beginnen we"
    body = way_in or '<p class="wand-vraag">Het scherm verandert vanzelf.</p>'
    below = f"{name}. Je kunt alvast meedoen." if way_in else name
    return slide(title, body + _MAY_SLEEP, below=below, middle=not way_in)


#: Shown where the browser cannot keep the screen on (scripts/awake.js).
_MAY_SLEEP = '<p class="wand-slaapt">Deze browser houdt het scherm niet vanzelf aan. Zet op deze laptop de schermbeveiliging uit.</p>'


def short_address(address: str) -> str:
    """What somebody types who cannot scan: host and port, without the code."""
    parts = foreign.address(address)
    return parts.netloc + parts.path.rsplit("/d/", 1)[0]


def join(name: str, way_in: str, *, counted: str = "") -> str:
    """The first step: everybody comes in; at the foot how many, where nothing else tells that."""
    return slide("Doe mee met je telefoon", way_in, below=name, right=counted)


def way_in(address: str, code: str, wifi: Wifi | None) -> str:
    """QR, address and code, and the wifi when the leader gave it."""
    ways = (
        f"<dl><dt>{'Of' if wifi else 'Scan de code, of'} ga naar</dt><dd>{escape(short_address(address))}</dd>"
        f'<dt>en typ</dt><dd class="code">{phone_address.spelled(code)}</dd>'
        "<dt>Niemand krijgt te zien wat jij antwoordt.</dt></dl>"
    )
    picture = f'<img src="{phone_address.qr(address)}" alt="QR-code om mee te doen">'
    if wifi is None:
        return f'<div class="wand-mee">{picture}{ways}</div>'
    network = f'<img src="{phone_address.qr(wifi.qr_text)}" alt="QR-code van de wifi">'
    return (
        '<div class="wand-mee met-wifi">'
        f"<figure><figcaption>1 Wifi: {escape(wifi.name)}</figcaption>{network}</figure>"
        f"<figure><figcaption>2 Meedoen</figcaption>{picture}</figure>{ways}</div>"
    )


def counting(title: str, done: int, of: int, word: str, *, below: str) -> str:
    """A calm count with as many dots; which dot is whose means nothing."""
    return _counting(title, f"<span><b>{done}</b> van {of} {escape(word)}</span>", _dots(done, 0, of), below, of)


def choosing(
    result: Result, instrument: Instrument, chose: int, of: int, below: str, agreed: Mapping[str, float]
) -> str:
    """How many chose, above the team's profile with what it `agreed` after the talk: nobody has to choose from memory."""
    counted = f'<p class="wand-tel kort" role="status"{_width(of)}><b>{chose}</b> van {of} gekozen</p>'
    body = f'{counted}<div class="wand-kiest">{pictures.profile(result, instrument, agreed)}</div>'
    left = pictures.legend(result, instrument, agreed) or product.NAME
    return slide("Waar willen we aan werken?", body, below=below, left=left)


def filling_in(done: int, busy: int, invited: int, *, below: str, address: str, code: str) -> str:
    """How many are done (full dots) and still busy (half dots), of how many; which dot is whose means nothing."""
    counted = (
        f"<span><b>{done}</b> <em class=vol></em>klaar<u>,</u></span> <span><b>{busy}</b> <em class=half></em>nog bezig<u>,</u></span> "
        f"<span>van {invited}</span>"
    )
    way_in = (
        f'<img class="wand-qr" src="{phone_address.qr(address)}" alt="QR-code om nog mee te doen">'
        f'<p class="wand-later">Later binnen? Ga naar <b>{escape(short_address(address))}</b> '
        f"en typ <b>{phone_address.spelled(code)}</b></p>"
    )
    return _counting("Ieder vult in, voor zichzelf", counted, _dots(done, busy, invited) + way_in, below, invited)


def _counting(title: str, counted: str, dots: str, below: str, most: int) -> str:
    body = f'<p class="wand-tel" role="status"{_width(most)}>{counted}</p>{dots}'
    return slide(title, body, below=below, middle=True)


def _width(most: int) -> str:
    """As wide as the count will ever be: what stands beside it keeps its place."""
    return f' style="--cijfers:{len(str(most))}"'


def _dots(full: int, half: int, of: int) -> str:
    kinds = [" class=vol"] * full + [" class=half"] * half
    kinds += [""] * (of - len(kinds))
    rows = min(ceil(len(kinds) / _DOTS_ACROSS), _MOST_ROWS) or 1
    across = max(ceil(len(kinds) / rows), _LEAST_ACROSS)
    dots = "".join(f"<i{kind}></i>" for kind in kinds)
    return f'<div class="wand-stippen" style="--naast:{across}" aria-hidden="true">{dots}</div>'


def closed(name: str, people: int, invited: int, handed_over: str, *, k: int, may_reopen: bool) -> str:
    """Between the closing and the reveal: the last moment at which somebody can say that the count is not right.

    With fewer than `k` people the room reads why there will be no result, and what it can do.
    """
    if people < k:
        why = escape(too_few.on_the_wall(people, k, may_reopen=may_reopen))
        return slide("De meting is gesloten", f'<p class="wand-vraag">{why}</p>', below=name, middle=True)
    counted = f"{count(people, 'collega vulde', 'collega’s vulden')} in, van {invited}."
    doubt = f" {handed_over} Klopt dat niet, zeg het dan nu." if handed_over else ""
    return slide(
        "De meting is gesloten",
        f'<p class="wand-vraag">Straks bekijken we samen de uitslag.</p><p class="wand-vraag">{counted}{doubt}</p>',
        below=name,
        middle=True,
    )


def reveal(
    result: Result,
    instrument: Instrument,
    screen: int,
    expected: Sequence[tuple[str, Mapping[str, float]]] = (),
    own: Construct | None = None,
) -> str:
    """The profile, one construct, or after those what the team asked itself (`own`).

    Beside a construct stands what leaders `expected`, who agreed to it: names with their scores.
    """
    who = result_words.who(result)
    if result.mode is Mode.INDIVIDUAL and result.participants < result.k:
        why = escape(too_few.revealed(result.participants, result.k))
        return slide("Er is geen uitslag", f'<p class="wand-vraag">{why}</p>', right=who, middle=True)
    if own is not None and screen == len(instrument.constructs) + 1:
        picture = pictures.construct(result, own, instrument.scale)
        return slide(own.short, picture, below=own.title, right="apart: telt in geen score mee")
    if screen == rules.PROFILE or screen > len(instrument.constructs):
        return slide(
            f"Zo zien wij {topics.us(instrument)}",
            pictures.profile(result, instrument),
            left=pictures.legend(result, instrument) or product.NAME,
            right=who,
        )
    construct = topics.revealed(instrument)[screen - 1]
    return slide(
        construct.short,
        pictures.construct(result, construct, instrument.scale, _expectations(expected, construct)),
        below=construct.kind if construct.title == construct.short else construct.in_full,
        right=f"onderdeel {screen} van {len(instrument.constructs)}",
    )


def _expectations(expected: Sequence[tuple[str, Mapping[str, float]]], construct: Construct) -> str:
    said = [
        f"{name} verwachtte {decimal(scores[construct.id])}" for name, scores in expected if construct.id in scores
    ]
    return " · ".join(said)


def find(instrument: Instrument, item_id: str) -> tuple[Construct, Item]:
    """A statement with the construct that it belongs to. Raises KeyError."""
    for construct in instrument.constructs:
        for item in construct.items:
            if item.id == item_id:
                return construct, item
    raise KeyError(item_id)


def _cell(result: Result, item_id: str) -> ItemResult | None:
    """What was published of one statement."""
    return next((item for one in result.constructs for item in one.items if item.id == item_id), None)


def talk(result: Result, instrument: Instrument, chosen: tuple[Proposal, ...], screen: int) -> str:
    """All statements to talk about, or one of them with a question."""
    if not 1 <= screen <= len(chosen):
        return _all_statements(instrument, chosen)
    one = chosen[screen - 1]
    construct, item = find(instrument, one.item_id)
    question = rules.questions(library.guides(), construct.guide_id, 1)[0]
    shown = _cell(result, item.id)
    answers = f" · {count(shown.n, 'antwoord', 'antwoorden')}" if shown is not None and shown.n else ""
    body = (
        f"{pictures.statement(result, construct, item, instrument.scale)}"
        f'<p class="wand-vraag"><b>Waaraan zien we dit?</b> {escape(question)}</p>{_FORM}'
    )
    return slide(
        item.text,
        body,
        below=f"{construct.name}{answers}",
        right=f"{topics.called(instrument)[0]} {screen} van {len(chosen)}",
    )


_FORM = (
    '<div class="wand-vorm"><span><b>Eerst alleen</b><i>2 minuten: schrijf op waaraan je dit ziet</i></span>'
    "<span><b>Dan in groepjes</b><i>3 tot 5 mensen; wat je antwoordde hoef je niet te zeggen</i></span>"
    "<span><b>Dan samen</b><i>per groepje een voorbeeld en een vraag</i></span></div>"
)


def _all_statements(instrument: Instrument, chosen: tuple[Proposal, ...]) -> str:
    blocks = "".join(
        f'<li><p>{escape(find(instrument, one.item_id)[1].text)}</p><span class="zacht">{escape(one.why)}</span></li>'
        for one in chosen
    )
    return slide("Hierover praten we", f'<ol class="wand-lijst">{blocks}</ol>')


def after_talk(result: Result, instrument: Instrument, vote: AfterTalk) -> str:
    """The discussed statements before and after the talk, one above the other."""
    title = "Voor en na het gesprek"
    if vote.participants < vote.k:
        return slide(title, f'<p class="wand-vraag">{before_after.too_few(vote.k)}</p>', middle=True)
    scale = instrument.scale
    blocks = "".join(
        before_after.statement(find(instrument, after.id)[1], first, after, scale, vote.k)
        for after in vote.items
        if (first := _cell(result, after.id)) is not None
    )
    with_bars = any(one.counts and not find(instrument, one.id)[1].places for one in vote.items)
    with_key = pictures.key(scale) if with_bars else ""
    voted = count(vote.participants, "collega stemde", "collega’s stemden")
    return slide(title, with_key + blocks, right=f"{voted} opnieuw; wie niet stemde, houdt het eerste antwoord")


def judgements(instrument: Instrument, found: list[judgement_slide.Judged]) -> str:
    """The values of every discussed construct apart: each for itself, after the talk, together."""
    title = "Wat vinden we samen?"
    if not found:
        return slide(title, '<p class="wand-vraag">Wat namen we mee uit het gesprek?</p>', middle=True)
    blocks = "".join(judgement_slide.block(one, instrument.scale) for one in found)
    left = judgement_slide.legend(found) or product.NAME
    below = "" if all(one.judgement for one in found) else judgement_slide.asked(found, instrument.scale)
    return slide(title, f'<div class="wand-oordelen">{blocks}</div>', below=below, left=left)


def topics_called(result: Result) -> str:
    """What can be chosen, in a word."""
    return "onderdelen" if result.scored else "onderwerpen"


def chosen(result: Result, instrument: Instrument, choices: Priorities) -> str:
    """What the team wants to work on."""
    if not choices.choices:
        few = f"Er kozen minder dan {choices.k} collega’s."
        why = "De aantallen samen zouden te veel zeggen over wie wat koos." if choices.withheld else few
        body = f'<p class="wand-vraag">{why} Dan tonen we niet waarvoor.</p>'
        return slide("Waar willen we aan werken?", body, middle=True)
    chose = f"{choices.voters} collega’s kozen ieder één of twee {topics_called(result)}"
    return slide(
        "Waar willen we aan werken?",
        pictures.votes(instrument, choices),
        left=pictures.masked(choices) or product.NAME,
        below=" · ".join(filter(None, (chose, turnout.hand_overs(choices.handed_over)))),
    )


def focus(points: list[focus_slide.Begun], *, last: bool) -> str:
    """How the day ends: what we work on, who takes the first step, and when we look back."""
    title = "Hier gaan we aan werken" if points else "Dank jullie wel"
    thanks = "Dank jullie wel." if last and points else ""
    return slide(title, focus_slide.blocks(points), below=thanks, middle=True)
