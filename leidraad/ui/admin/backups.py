"""Beheer, what is kept: making, downloading and putting back backups, and the terms after which things are deleted."""

from functools import partial
from pathlib import Path

import streamlit as st

from leidraad import product
from leidraad.access import rights
from leidraad.access.rights import Action
from leidraad.errors import LeidraadError
from leidraad.notation import clock, count, day, size
from leidraad.storage import backup, clock_watch
from leidraad.storage.accounts import sessions
from leidraad.storage.backup import Backup
from leidraad.storage.database import sealed
from leidraad.ui.shell import actions, visitor
from leidraad.ui.shell.wording import literal

_TERMS = """
| wat | hoe lang |
| --- | --- |
| losse antwoorden | tot 30 dagen na het sluiten van de meting, of het aantal dagen (0 tot 90) dat bij die meting is gekozen |
| uitslagen en plannen | 5 jaar, en hooguit een week langer |
| zelfscans onder een persoonlijke code | 5 jaar na de laatste en hooguit een week langer, of tot iemand ze zelf verwijdert |
| het logboek | 12 maanden |
| accounts | tot je ze verwijdert; een gestopt account gaat na een jaar vanzelf weg, en een uitnodiging kun je intrekken |
"""


def show() -> None:
    """Backups first, then the terms."""
    _clock()
    st.header("Reservekopie", anchor=False)
    if backup.possible():
        with actions.refusal_said():  # a folder of somebody else, a disk that is gone
            _make()
            _list()
    else:
        _on_postgresql()
    st.header("Wat blijft hoe lang bewaard", anchor=False)
    with st.container(key="beheer-termijnen"):
        st.markdown(_TERMS)
    st.html(
        '<p class="zacht">De Teamscan wist elk uur vanzelf wat over de termijn is. Wat na jaren weggaat, meldt hij een week eerder in '
        "zijn venster, en het staat daarna nog een maand in de reservekopieën. Springt de datum van deze computer, dan gaat er niets weg "
        "tot duidelijk is of die klopt, en dan komt er eerst een reservekopie.</p>"
    )
    st.html(f'<p class="zacht">{product.signature()}.</p>')


def _clock() -> None:
    """What somebody does about a clock that leapt."""
    if (found := clock_watch.doubt()) is None:
        return
    st.warning(
        f"{clock_watch.said(found)} Klopt de datum niet, zet hem dan goed; daarna gaat alles vanzelf verder. Stond deze "
        f"computer echt zo lang uit, zeg dat dan hier. Doe je niets, dan geloven we de datum na {clock_watch.PROOF.days} dagen."
    )
    if st.button("De datum klopt", key="datum-klopt"):
        actions.do(
            clock_watch.believe,
            Action.MANAGE_ALL,
            done="De datum is bevestigd. Wat oud is, gaat weer volgens de termijnen weg.",
        )


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
        "database, gesloten met de sleutel van deze Teamscan. Download er af en toe een met een wachtzin en zet die op een andere "
        "plek: gaat deze computer stuk, dan zijn ze anders ook weg.</p>"
    )


def _moment(at: object) -> str:
    return f"{day(at)}, {clock(at)} uur"  # type: ignore[arg-type]


def _list() -> None:
    for one in backup.backups():
        with st.expander(f"{_moment(one.at)} ({size(one.size)})"):
            st.markdown(f"{_contents(one)} {_shut(one)} Gemaakt met versie: {one.version}.")
            with st.container(horizontal=True):
                _download(one)
                _restore(one)
                _remove(one)


def _shut(one: Backup) -> str:
    if one.asks_passphrase:
        return "Gesloten met een wachtzin."
    if one.sealed:
        return "Gesloten met de sleutel van deze Teamscan."
    return "Van een oudere versie, en nog niet gesloten; dat gebeurt binnen een uur."


def _contents(one: Backup) -> str:
    try:
        open_now = backup.open_measurements(one.name)
    except LeidraadError as error:
        return literal(str(error))
    answers = (
        f"Ook de antwoorden tot dat moment van {count(open_now, 'meting', 'metingen')} waarvan nog geen "
        "uitslag is. Binnen een uur na de uitslag worden die antwoorden ook uit deze kopie gewist, of anders na de volgende start."
        if open_now
        else "Er staan geen losse antwoorden van teams in."
    )
    return (
        "Hierin staan scholen, teams, uitslagen, plannen, het logboek, en namen en e-mailadressen van accounts. Wachtwoorden "
        f"staan er alleen onleesbaar in. Zelfscans die iemand onder een code bewaart, ook. {answers}"
    )


@st.fragment  # so that typing a passphrase leaves the rest of the page, and this window, as it is
def _download(one: Backup) -> None:
    with st.popover("Downloaden"):
        st.markdown(
            "**Bewaar dit bestand zoals je een personeelsdossier bewaart.** Wie het heeft en de wachtzin weet, kan de uitslagen van alle "
            "teams lezen, en ook wat er hierboven verder in staat. Losse antwoorden gaan niet mee. "
            "Zet het op een plek waar alleen jij bij kunt, en gooi het weg als je een nieuwer hebt. Wat hier later gewist wordt, "
            "wist de Teamscan niet in jouw bestand."
        )
        if one.asks_passphrase:
            st.markdown(
                "Deze kopie is al gesloten met een wachtzin. Je vindt die zo in de map van de reservekopieën."
            )
            return
        passphrase = st.text_input(
            "Wachtzin om het bestand te sluiten",
            type="password",
            max_chars=sealed.MOST,
            help=f"Minstens {sealed.LEAST} tekens. Zonder deze wachtzin krijgt niemand het bestand ooit nog open, wij ook niet.",
            key=f"wachtzin-{one.name}",
        )
        again = st.text_input(
            "Nog een keer", type="password", max_chars=sealed.MOST, key=f"wachtzin-nog-eens-{one.name}"
        )
        missing = _missing(passphrase, again)
        if passphrase and missing:
            st.html(f'<p class="zacht" role="status">{missing}</p>')
        st.download_button(
            "Ik begrijp het, download",
            partial(_taken, one.name, visitor.token(), passphrase) if not missing else b"",
            file_name=f"{Path(one.name).stem}-meeneem.kopie",
            mime="application/octet-stream",
            disabled=bool(missing),
            on_click="ignore",
            key=f"download-{one.name}",
        )


def _missing(passphrase: str, again: str) -> str:
    """What is still wrong with what was typed twice; empty when nothing is."""
    if passphrase and len(passphrase) < sealed.LEAST:
        return f"Kies een wachtzin van minstens {sealed.LEAST} tekens, bijvoorbeeld vier losse woorden."
    return "" if passphrase and passphrase == again else "Typ de wachtzin twee keer hetzelfde."


def _taken(name: str, token: str, passphrase: str) -> bytes:
    """At the click, outside the run of the page: so the right is asked for once more."""
    who = sessions.visitor(token)
    rights.require(who, Action.MANAGE_ALL)
    return backup.take(name, who.account_id, passphrase)


def _restore(one: Backup) -> None:
    with st.popover("Terugzetten"):
        st.markdown(
            f"Alles wordt zoals het was op **{_moment(one.at)}**. Wat daarna is gemaakt, verdwijnt: teams, accounts, plannen en "
            "metingen met hun uitslag. Eerst maakt de Teamscan een kopie van nu, zodat je terug kunt.\n\n"
            "**Metingen die er nu ook zijn, blijven zoals ze nu zijn**, met hun antwoorden en uitslag: sluiten, tonen en intrekken draai je hiermee "
            "niet terug. Een meting die er nu niet meer is en waarvan nog geen uitslag was, komt gesloten en zonder antwoorden terug.\n\n"
            "Iedereen wordt afgemeld, jij ook. Doe dit niet terwijl collega’s invullen. Start daarna de Teamscan opnieuw."
        )
        passphrase = ""
        if one.asks_passphrase:
            passphrase = st.text_input(
                "Wachtzin van deze kopie", type="password", max_chars=sealed.MOST, key=f"open-{one.name}"
            )
        if st.button("Ja, zet deze kopie terug", key=f"terug-{one.name}"):
            with st.spinner("De kopie wordt teruggezet."):
                step = partial(backup.restore, one.name, passphrase=passphrase)
                actions.do(step, Action.MANAGE_ALL, done="De kopie is teruggezet.")


def _remove(one: Backup) -> None:
    with st.popover("Verwijderen"):
        st.markdown(f"De kopie van {_moment(one.at)} is daarna weg. Dat is niet terug te draaien.")
        if st.button("Ja, verwijder deze kopie", key=f"verwijder-{one.name}"):
            actions.do(partial(backup.remove, one.name), Action.MANAGE_ALL, done="De reservekopie is verwijderd.")


def _on_postgresql() -> None:
    st.markdown(
        "Deze Teamscan bewaart de gegevens in PostgreSQL. Een reservekopie maakt wie de server beheert, met deze opdracht:"
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
