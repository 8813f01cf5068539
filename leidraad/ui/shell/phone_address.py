"""Under which address phones find us, the choice when there are several, and the check whether they really do."""

import platform
from html import escape
from pathlib import Path

import segno
import streamlit as st

from leidraad import foreign, settings
from leidraad.charts.palette import INK, WHITE
from leidraad.machine import network, private, subpath
from leidraad.notation import count
from leidraad.storage import phones_seen
from leidraad.ui.shell import address as address_of_page

FILE = "adres-voor-telefoons"  # beside the database: it belongs to this machine, and goes to no other


def base() -> str:
    """The address of the start page for phones, without a slash at its end.

    Under a name, or an address of another machine in between, the page tells itself how it is reached. On this
    computer's own addresses the one chosen by hand counts, or else the likeliest.
    """
    opened = foreign.address(opened_under())
    host = opened.hostname or "localhost"
    own = [one.host for one in network.hosts_for_phones()]
    if not network.is_this_computer(host) and host not in own:
        return f"{opened.scheme}://{opened.netloc}{subpath.base()}"
    chosen = _remembered()
    if chosen in own:
        return network.url(chosen)
    if host in own or not own:
        return f"{opened.scheme}://{opened.netloc}{subpath.base()}"
    return network.url(own[0])


def is_fixed() -> bool:
    """Whether this installation is opened under an address that stays: those of this computer change with its network."""
    host = foreign.address(opened_under()).hostname or "localhost"
    own = [one.host for one in network.hosts_for_phones()]
    return not (network.is_this_computer(host) or host in own or host.endswith(".local"))


def opened_under() -> str:
    """The address in the address bar of whoever looks at this page."""
    return address_of_page.here() or network.url("localhost")


def joining(code: str) -> str:
    """The address that a phone opens to take part."""
    return f"{base()}/d/{code}"


def spelled(code: str) -> str:
    """The code in two groups, as it is read aloud: "ABC DEF"."""
    return f"{code[:3]} {code[3:]}"


def qr(address: str) -> str:
    """A data address with an SVG picture of `address`, dark on white with a quiet zone."""
    return segno.make(address, error="m").svg_data_uri(scale=6, border=3, dark=INK, light=WHITE)


def is_only_this_computer(address: str) -> bool:
    """True when phones cannot open this address, because it names the computer itself."""
    return network.is_this_computer(foreign.address(address).hostname or "")


def notice_if_only_this_computer(address: str) -> None:
    """Say so where a code for phones is shown that no phone can use."""
    if is_only_this_computer(address):
        st.warning(
            "**Telefoons kunnen dit adres nu niet openen**: het werkt alleen op deze computer. "
            "Verbind de computer met het wifi-netwerk en herlaad deze pagina."
        )


def part() -> None:
    """The check and the choice, folded away until somebody needs them."""
    with st.expander("Kunnen telefoons erbij?"):
        choose()
        check()


def choose() -> None:
    """The choice of an address, where this computer is on several networks."""
    own = {one.host: one for one in network.hosts_for_phones()}
    present = foreign.address(base()).hostname
    if len(own) < 2 or present not in own:
        return
    wanted = st.selectbox(
        "Adres voor telefoons",
        list(own),
        index=list(own).index(present),
        format_func=lambda host: f"{host} ({_said(own[host])})",
        placeholder="Kies een adres",
        help="Deze computer zit op meer netwerken. Kies het adres waarmee een telefoon in deze ruimte erbij kan.",
        key=f"adres-voor-telefoons-{present}",
    )
    if wanted is not None and wanted != present:
        _remember(wanted)
        st.rerun()


def _said(adapter: network.Adapter) -> str:
    return f"{adapter.name}, waarschijnlijk niet voor telefoons" if adapter.doubtful else adapter.name


def check() -> None:
    """A code for the test page, how many phones opened it, and what to do when none can."""
    address = f"{base()}/test"
    notice_if_only_this_computer(address)
    left, right = st.columns([1, 1.8], vertical_alignment="center")
    left.html(f'<img class="qr" src="{qr(address)}" alt="QR-code van de testpagina">')
    with right:
        st.html(
            '<p class="zacht">Scan deze code met een telefoon, of ga naar</p>'
            f'<p class="adres">{escape(address)}</p>'
        )
        _counted()
    st.html(_advice(foreign.address(address).port or 80))


@st.fragment(run_every=2)
def _counted() -> None:
    phones = phones_seen.number()
    said = (
        f"<b>{count(phones, 'telefoon', 'telefoons')}</b> {'kon' if phones == 1 else 'konden'} ons bereiken"
        if phones
        else "Nog geen telefoon gezien"
    )
    st.html(f'<p class="bereikt" role="status">{said}</p>')


def _advice(port: int) -> str:
    first = platform.system()
    systems = sorted(_FIREWALLS.items(), key=lambda one: one[0] != first)
    return (
        '<details class="herken"><summary>Lukt het niet?</summary>'
        "<p><b>Hetzelfde netwerk.</b> De telefoon moet op hetzelfde wifi-netwerk zitten als deze computer, niet op mobiel "
        "internet en niet op het gastnetwerk: dat houdt toestellen meestal bij elkaar weg. Een VPN op de telefoon staat uit.</p>"
        + "".join(f"<p><b>{name}.</b> {text.format(port=port)}</p>" for _, (name, text) in systems)
        + "<p><b>Blijft het mislukken?</b> Vraag ICT om een netwerk waarop toestellen elkaar mogen zien, neem een eigen "
        "wifi-router mee, of zet de Teamscan op een server van school.</p></details>"
    )


_FIREWALLS = {
    "Windows": (
        "Firewall van Windows",
        "Bij de eerste start vraagt Windows of Python verbindingen mag aannemen: kies Toestaan. Zet het wifi-netwerk op "
        "Privé (Instellingen, Netwerk en internet). Al weggeklikt? Plak in PowerShell als beheerder: "
        '<code>New-NetFirewallRule -DisplayName "Leidraad Teamscan" -Direction Inbound -Protocol TCP -LocalPort {port} '
        "-Profile Private -Action Allow</code>",
    ),
    "Darwin": (
        "Firewall van macOS",
        "Systeeminstellingen, Netwerk, Firewall, Opties: zet Python op Sta inkomende verbindingen toe.",
    ),
    "Linux": (
        "Firewall van Linux",
        "<code>sudo ufw allow {port}/tcp</code>, of <code>sudo firewall-cmd --add-port={port}/tcp</code>.",
    ),
}


def _file() -> Path:
    return settings.load().folder / FILE


def _remembered() -> str:
    try:
        return _file().read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _remember(host: str) -> None:
    try:
        private.write(_file(), host.encode("ascii"))
    except OSError:
        st.error("Je keuze kon niet bewaard worden: in de map van de database mag niet geschreven worden.")
        st.stop()
