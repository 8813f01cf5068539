"""Beheer, own questionnaires: paste or upload one, be helped, see it as on a phone, offer it to the teams of the school."""

import streamlit as st

from leidraad.access.rights import Action, Place
from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain.small_inquiry import REST_WEEKS
from leidraad.notation import count, day
from leidraad.storage.measurements import asked_before
from leidraad.storage.schools import dropped, questionnaires
from leidraad.storage.schools.questionnaires import OwnQuestionnaire
from leidraad.storage.schools.schools import School
from leidraad.ui.admin import parts
from leidraad.ui.admin.parts import Where
from leidraad.ui.downloads import offering
from leidraad.ui.downloads.offering import DownloadFile, DownloadKind
from leidraad.ui.shell import actions, as_on_phone, findings, guards
from leidraad.ui.shell.wording import literal

_TOML = "application/toml"
_ABOUT = (
    "Jullie school kan een eigen vragenlijst gebruiken, naast de onze. Alleen de teams van deze school kunnen haar kiezen. Ze staat in "
    "Ontwikkeling apart, nooit in één score of vergelijking met een andere vragenlijst, en gaat nooit naar een andere school."
)
_HOW = (
    "Een vragenlijst is een tekstbestand (TOML). Begin met een bestand van ons, verander de woorden, en plak of kies het hier. Namen en "
    "nummers (id, versie, familie, status) geeft de Teamscan zelf. Dezelfde stelling in een nieuwe versie blijft dezelfde."
)


def show(place: Where) -> None:
    """The questionnaires of the chosen school, and a place for one more."""
    parts.choose_school(place)
    if place.school is None:
        st.markdown("Kies een school. Een eigen vragenlijst is van één school.")
        return
    school = place.school
    st.header(f"Eigen vragenlijsten van {literal(school.name)}", anchor=False)
    st.markdown(_ABOUT)
    for one in questionnaires.of_school(school.id):
        _one(school, one)
    st.subheader("Een vragenlijst toevoegen", anchor=False)
    st.markdown(_HOW)
    _begin(school)
    _paste(school, None, dropped.names() if place.whole else ())


def _begin(school: School) -> None:
    ours = {one.title: (one.id, one.version) for one in library.offered_in(school.sector)}
    texts = {"Sjabloon met uitleg": library.template()}
    texts |= {title: text for title, key in ours.items() if (text := library.text(*key))}

    def file(which: str, _form: str) -> DownloadFile:
        return DownloadFile(offering.file_name(which, ending="toml"), _TOML, lambda _: texts[which].encode())

    about = "Om mee te beginnen: het sjabloon met uitleg bij elke regel, of een vragenlijst van ons."
    kind = DownloadKind("Bestand (TOML)", about, file, tuple(texts), "Welk bestand?")
    offering.offer(
        f"vragenlijst-{school.id}",
        [kind],
        Action.MANAGE_SCHOOL,
        Place(school.id),
        "Een bestand om mee te beginnen",
    )


def _one(school: School, one: OwnQuestionnaire) -> None:
    title = literal(one.instrument.title) if one.instrument else "Niet meer te lezen"
    offered = one.offered and one.instrument is not None
    state = "aangeboden" if offered else "niet aangeboden"
    used = count(one.used, "meting", "metingen")
    do = parts.in_school(school)
    with st.expander(f"{title}, versie {one.version} · {state} · {used}"):
        if one.instrument is not None:
            items = count(len(one.instrument.items), "stelling", "stellingen")
            st.markdown(f"{items}. Toegevoegd op {day(one.made_at)}.")
            _preview(one.instrument)
        else:
            st.markdown("Geen team kan haar kiezen. Kijk hieronder na wat er mis is.")
        with st.container(horizontal=True):
            if offered and st.button("Niet meer aanbieden", key=f"vragenlijst-uit-{one.id}"):
                do(
                    lambda by: questionnaires.offer(school.id, one.id, by, offered=False),
                    "Ze wordt niet meer aangeboden. Metingen die haar gebruiken, houden haar.",
                )
            if not one.offered and st.button("Weer aanbieden", key=f"vragenlijst-aan-{one.id}"):
                do(
                    lambda by: questionnaires.offer(school.id, one.id, by, offered=True),
                    "Ze wordt weer aangeboden.",
                )
            if not one.used and st.button("Verwijderen", key=f"vragenlijst-weg-{one.id}"):
                do(lambda by: questionnaires.remove(school.id, one.id, by), "De vragenlijst is verwijderd.")
        _paste(school, one)


# --- a new one, or a next version ---


def _paste(school: School, before: OwnQuestionnaire | None, in_folder: tuple[str, ...] = ()) -> None:
    key = f"vragenlijst-{school.id}-{before.id if before else 'nieuw'}"
    times = st.session_state.get(f"{key}-keer", 0)
    with st.form(f"{key}-vorm", border=False, enter_to_submit=False):
        file = name = None
        if before is None:
            file = st.file_uploader(
                f"Kies een bestand van hoogstens {library.LARGEST // 1000}.000 tekens",
                type="toml",
                max_upload_size=1,  # MB, four times as many letters
                key=f"{key}-bestand-{times}",
            )
        if in_folder:
            name = st.selectbox(
                f"Of kies een bestand uit de map {dropped.FOLDER} naast de database",
                in_folder,
                index=None,
                placeholder="Geen",
                key=f"{key}-map-{times}",
            )
        typed = st.text_area(
            "Of plak de tekst" if before is None else "Een nieuwe versie: verander de tekst",
            before.body if before else "",
            max_chars=library.LARGEST,
            height=220,
            key=f"{key}-tekst-{times}",
        )
        nobody = st.checkbox("Geen van deze stellingen gaat over één herkenbare persoon", key=f"{key}-niemand")
        sent = st.form_submit_button("Kijk na")
    if sent:
        st.session_state[key] = typed
        if file is not None:
            st.session_state[key] = dropped.decoded(file.getvalue())
        elif name is not None:
            st.session_state[key] = _from_folder(name)
    if text := st.session_state.get(key):
        _checked(school, before, text, key, nobody=nobody)
    elif sent and name is None:
        st.error("Kies eerst een bestand, of plak de tekst.")


def _from_folder(name: str) -> str:
    """What is in this file now; nothing, said so, where it is gone or whoever asks may not see the folder."""
    with actions.refusal_said():
        guards.allow(Action.MANAGE_ALL)
        return dropped.text(name)
    return ""


def _checked(school: School, before: OwnQuestionnaire | None, text: str, key: str, *, nobody: bool) -> None:
    checked = questionnaires.check(school.id, text)
    findings.say(checked.hard, checked.soft)
    if checked.instrument is None:
        return
    st.success(
        f"{literal(checked.instrument.title)}: {count(len(checked.instrument.items), 'stelling', 'stellingen')}, "
        f"ongeveer {count(checked.instrument.minutes(short=False), 'minuut', 'minuten')}."
    )
    if len(checked.instrument.items) < asked_before.WHOLE_FROM:
        st.info(
            f"Met minder dan {asked_before.WHOLE_FROM} stellingen kan een team dit hoogstens eens in de {REST_WEEKS} weken vragen: "
            "anders is te zien wat één collega koos."
        )
    _preview(checked.instrument)
    if st.button("Bied aan bij de teams van deze school", type="primary", key=f"{key}-aan"):
        if not nobody:
            st.error("Zet eerst het vinkje: geen van deze stellingen gaat over één herkenbare persoon.")
            return
        parts.in_school(school)(
            lambda by: _add(school.id, text, by, before.id if before else None, key),
            "De vragenlijst is toegevoegd.",
        )


def _add(school_id: int, text: str, by: int | None, after: str | None, key: str) -> None:
    questionnaires.add(school_id, text, by, after=after)
    st.session_state.pop(key)
    st.session_state[f"{key}-keer"] = st.session_state.get(f"{key}-keer", 0) + 1  # empty fields


def _preview(instrument: Instrument) -> None:
    with st.expander("Zo ziet een collega haar op de telefoon"):
        for construct in instrument.constructs:
            question = instrument.question_of(construct)
            st.html(
                as_on_phone.picture(construct.kind, construct.short, question, construct.items, instrument.scale)
            )
