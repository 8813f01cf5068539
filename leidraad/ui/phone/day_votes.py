"""The two private votes of a study day on a phone: again on the statements, and on what to work on.

Compare and flush, as in the questionnaire: what the widgets say and the database does not know is written in every
run and at every heartbeat, never in a callback.
"""

from dataclasses import dataclass, field

import streamlit as st

from leidraad.content.models import Instrument
from leidraad.domain.choosing import MOST_CHOICES
from leidraad.domain.day import DayStep
from leidraad.domain.scale import CANNOT_JUDGE, SCALE
from leidraad.errors import LeidraadError, RoundNotOpen
from leidraad.storage.study_day import ballots
from leidraad.storage.study_day.day_status import DayStatus
from leidraad.storage.study_day.rounds import RoundKind, Voting

CHOICES: tuple[int, ...] = (*SCALE, CANNOT_JUDGE)


@dataclass
class Votes:
    """What one session votes. The database is the truth."""

    measurement_id: int
    device: str
    instrument: Instrument
    kind: RoundKind | None = None  # the round that is open now
    asked: tuple[str, ...] = ()  # the statements of a second vote
    known: dict[str, int] = field(default_factory=dict)  # what this session knows to be stored
    defaults: dict[str, int] = field(default_factory=dict)  # what its widgets started with
    turn: int = 1  # who votes on this device: 2 is the second
    trouble: str | None = None


def sit_down(votes: Votes, standing: DayStatus) -> None:
    """When a vote opens: begin with what this device has stored of it."""
    opened = _open_now(standing)
    votes.asked = standing.asked
    if opened is not votes.kind:
        votes.kind, votes.trouble = opened, None
        votes.known = ballots.mine(votes.measurement_id, opened, votes.device) if opened else {}
        votes.defaults = dict(votes.known)


def _open_now(standing: DayStatus) -> RoundKind | None:
    if standing.step is DayStep.SECOND_VOTE and standing.second_vote is Voting.OPEN:
        return RoundKind.SECOND_VOTE
    if standing.step is DayStep.CHOOSE and standing.choosing is Voting.OPEN:
        return RoundKind.CHOOSING
    return None


def flush(votes: Votes) -> None:
    """Write what the widgets say and this session has not stored; every widget is read before the write."""
    if votes.kind is None:
        return
    said = _said(votes)
    if said == votes.known:
        return
    try:
        if votes.kind is RoundKind.SECOND_VOTE:
            news = {id: value for id, value in said.items() if votes.known.get(id) != value}
            ballots.save_votes(votes.measurement_id, votes.device, news)
        else:
            ballots.save_choices(votes.measurement_id, votes.device, list(said))
    except RoundNotOpen:
        pass  # the next look shows that it closed; what was stored counts
    except LeidraadError as error:
        votes.trouble = str(error)
    else:
        votes.known, votes.trouble = said, None


def _said(votes: Votes) -> dict[str, int]:
    """What the widgets say, or where there are none (yet) what is stored."""
    if votes.kind is RoundKind.CHOOSING:
        chosen = st.session_state.get(_choose_key(votes))
        return votes.known if chosen is None else dict.fromkeys(chosen[-MOST_CHOICES:], 1)
    values = {id: st.session_state.get(_vote_key(votes, id)) for id in votes.asked}
    return votes.known | {id: value for id, value in values.items() if value is not None}


def second_vote(votes: Votes) -> None:
    """The statements that were talked about, once more."""
    st.title("Hoe zie je het nu?", anchor=False)
    st.markdown(
        "Je stemt weer alleen voor jezelf. Veranderen mag, tot de stemming sluit. "
        "Vulde je net niet mee in? Stem dan nu ook niet mee."
    )
    items = {item.id: item for item in votes.instrument.items}
    scale = votes.instrument.scale
    labels = {**scale.by_answer, CANNOT_JUDGE: scale.cannot_judge}
    for id in votes.asked:
        st.segmented_control(
            items[id].text,
            CHOICES,
            format_func=labels.__getitem__,
            key=_vote_key(votes, id),
            default=votes.defaults.get(id),
            required=True,
            width="stretch",
        )
    flush(votes)
    _saved_line(votes, f"{len(votes.known)} van {len(votes.asked)} stemmen opgeslagen")
    if len(votes.known) == len(votes.asked):
        st.markdown("Dank je wel. Kijk op het scherm.")
    _hand_over(votes)


def choose(votes: Votes) -> None:
    """What to work on: one or two of all constructs, in the order of the Leidraad, none chosen beforehand."""
    st.title("Waar wil jij aan werken?", anchor=False)
    st.markdown("Kies een of twee onderdelen. Het hoeft niet het laagste te zijn. Niemand ziet wat jij kiest.")
    key = _choose_key(votes)
    if len(st.session_state.get(key) or ()) > MOST_CHOICES:
        st.session_state[key] = st.session_state[key][-MOST_CHOICES:]
    names = {one.id: f"{one.kind}: {one.title}" for one in votes.instrument.constructs}
    st.pills(
        f"Hoogstens {MOST_CHOICES}. Kies je een derde, dan vervalt de eerste.",
        list(names),
        selection_mode="multi",
        format_func=names.__getitem__,
        key=key,
        default=None if key in st.session_state else list(votes.defaults),
        width="stretch",
    )
    flush(votes)
    _saved_line(votes, f"{len(votes.known)} van {MOST_CHOICES} keuzes opgeslagen")
    if votes.known:
        st.markdown("Dank je wel. Kijk op het scherm. Tot de keuze sluit kun je nog veranderen.")
    _hand_over(votes)


def _saved_line(votes: Votes, words: str) -> None:
    if votes.trouble:
        st.warning(
            f"Nog niet alles is opgeslagen. {votes.trouble} Laat deze pagina open: we proberen het zo weer."
        )
    st.html(f'<p class="opgeslagen" role="status">{words}</p>')


def _hand_over(votes: Votes) -> None:
    if not votes.known:
        return
    with st.expander("Een collega stemt op dit toestel"):
        st.markdown(
            "Wat jij koos is opgeslagen en telt mee. Daarna kan niemand het op dit toestel nog zien of veranderen, "
            "jij ook niet."
        )
        st.button("Nieuwe deelnemer op dit toestel", key=_hand_over_key(votes))


def was_handed_over(votes: Votes) -> bool:
    """When that button was pressed: cut what was voted loose from this device, and forget it here too."""
    if not st.session_state.get(_hand_over_key(votes)) or votes.kind is None:
        return False
    try:
        ballots.hand_over(votes.measurement_id, votes.kind, votes.device)
    except RoundNotOpen:
        return False
    except LeidraadError as error:
        votes.trouble = str(error)
        return False
    votes.known, votes.defaults = {}, {}
    votes.turn += 1
    return True


def _hand_over_key(votes: Votes) -> str:
    return f"doorgeven-{votes.turn}"


def _vote_key(votes: Votes, item: str) -> str:
    return f"antwoord-stem{votes.turn}-{item}"


def _choose_key(votes: Votes) -> str:
    return f"kiezen-{votes.turn}"
