"""Beheer, what is kept: making, downloading and putting back backups, and the terms after which things are deleted."""

from functools import partial

import streamlit as st

from leidraad import product
from leidraad.access import rights
from leidraad.access.rights import Action
from leidraad.errors import LeidraadError
from leidraad.notation import clock, count, day, size
from leidraad.storage import backup
from leidraad.storage.accounts import sessions
from leidraad.storage.backup import Backup
from leidraad.ui.shell import actions, visitor
from leidraad.ui.shell.wording import literal

_TERMS = """
| wat | hoe lang |
| --- | --- |
| losse antwoorden | tot 30 dagen na het sluiten van de meting, of het aantal dagen (0 tot 90) dat bij die meting is gekozen |
| uitslagen en plannen | 5 jaar |
| zelfscans onder een persoonlijke code | 5 jaar na de laatste, of tot iemand ze zelf verwijdert |
| het logboek | 12 maanden |
| accounts | tot je ze stopt; een uitnodiging kun je intrekken |
"""


def show() -> None:
    """Backups first, then the terms."""
    st.header("Reservekopie", anchor=False)
    if backup.possible():
        _make()
        _list()
    else:
        _on_postgresql()
    st.header("Wat blijft hoe lang bewaard", anchor=False)
    with st.container(key="beheer-termijnen"):
        st.markdown(_TERMS)
    st.html('<p class="zacht">Het programma wist elk uur vanzelf wat over de termijn is.</p>')
    st.html(f'<p class="zacht">{product.signature()}.</p>')


def _make() -> None:
    last = backup.latest()
    st.markdown(
        f"De laatste reservekopie is van **{_moment(last)}**."
        if last
        else "Er is nog **geen reservekopie** gemaakt."
    )
    if st.button("Maak nu een reservekopie", type="primary"):
        with st.spinner("De reservekopie wordt gemaakt."):
            actions.do(backup.make, Action.MANAGE_ALL, done="De reservekopie is gemaakt en nagekeken.")
    st.html(
        f'<p class="zacht">De {backup.KEEP} nieuwste blijven bewaard op deze computer, in de map <b>{backup.folder().name}</b> naast de '
        "database. Zet er af en toe een op een andere plek: gaat deze computer stuk, dan zijn ze anders ook weg.</p>"
    )


def _moment(at: object) -> str:
    return f"{day(at)}, {clock(at)} uur"  # type: ignore[arg-type]


def _list() -> None:
    for one in backup.backups():
        with st.expander(f"{_moment(one.at)} ({size(one.size)})"):
            st.markdown(f"{_contents(one)} Gemaakt met versie: {one.version}.")
            with st.container(horizontal=True):
                _download(one)
                _restore(one)
                _remove(one)


def _contents(one: Backup) -> str:
    try:
        open_now = backup.open_measurements(one.name)
    except LeidraadError as error:
        return literal(str(error))
    answers = (
        f"Ook de antwoorden tot dat moment van {count(open_now, 'meting', 'metingen')} waarvan nog geen "
        "uitslag is. Binnen een uur na de uitslag worden die antwoorden ook uit deze kopie gewist."
        if open_now
        else "Er staan geen losse antwoorden van teams in."
    )
    return (
        "Hierin staan scholen, teams, uitslagen, plannen, het logboek, en namen en e-mailadressen van accounts. Wachtwoorden "
        f"staan er alleen onleesbaar in. Zelfscans die iemand onder een code bewaart, ook. {answers}"
    )


def _download(one: Backup) -> None:
    with st.popover("Downloaden"):
        st.markdown(
            "**Bewaar dit bestand zoals je een personeelsdossier bewaart.** Wie het heeft, kan de uitslagen van alle teams lezen, en "
            "ook wat er hierboven verder in staat. "
            "Zet het op een plek waar alleen jij bij kunt, en gooi het weg als je een nieuwer hebt. Wat hier later gewist wordt, "
            "wist het programma niet in jouw bestand."
        )
        st.download_button(
            "Ik begrijp het, download",
            partial(_taken, one.name, visitor.token()),
            file_name=one.name,
            mime="application/vnd.sqlite3",
            on_click="ignore",
            key=f"download-{one.name}",
        )


def _taken(name: str, token: str) -> bytes:
    """At the click, outside the run of the page: so the right is asked for once more."""
    who = sessions.visitor(token)
    rights.require(who, Action.MANAGE_ALL)
    return backup.take(name, who.account_id)


def _restore(one: Backup) -> None:
    with st.popover("Terugzetten"):
        st.markdown(
            f"Alles wordt zoals het was op **{_moment(one.at)}**. Wat daarna is gebeurd, verdwijnt: antwoorden, metingen, uitslagen, "
            "teams en accounts. Een meting die daarna is gesloten, staat dan weer open, zonder antwoorden. "
            "Eerst maakt het programma een kopie van nu, zodat je terug kunt.\n\n"
            "Iedereen wordt afgemeld, jij ook. Doe dit niet terwijl collega’s invullen. Start daarna het programma opnieuw."
        )
        if st.button("Ja, zet deze kopie terug", key=f"terug-{one.name}"):
            with st.spinner("De kopie wordt teruggezet."):
                actions.do(partial(backup.restore, one.name), Action.MANAGE_ALL, done="De kopie is teruggezet.")


def _remove(one: Backup) -> None:
    with st.popover("Verwijderen"):
        st.markdown(f"De kopie van {_moment(one.at)} is daarna weg. Dat is niet terug te draaien.")
        if st.button("Ja, verwijder deze kopie", key=f"verwijder-{one.name}"):
            actions.do(partial(backup.remove, one.name), Action.MANAGE_ALL, done="De reservekopie is verwijderd.")


def _on_postgresql() -> None:
    st.markdown(
        "Deze installatie bewaart haar gegevens in PostgreSQL. Een reservekopie maakt wie de server beheert, met deze opdracht:"
    )
    st.code('pg_dump --format=custom --file=teamscan.dump "$DATABASE_URL"', language=None, wrap_lines=True)
    st.markdown("Terugzetten gaat met de Teamscan gestopt. Maak eerst een kopie van nu.")
    st.code(
        'pg_restore --clean --if-exists --no-owner --dbname="$DATABASE_URL" teamscan.dump',
        language=None,
        wrap_lines=True,
    )
    st.markdown(
        "In zo’n kopie staan ook de losse antwoorden die er op dat moment waren. Bewaar haar niet langer dan de bewaartermijn "
        "van die antwoorden, gewoonlijk 30 dagen."
    )
