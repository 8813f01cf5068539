"""The block on the console at the start: which version runs, where to open it, where phones find it, how to stop it."""

import io
import sys
from typing import TextIO

import segno

from leidraad import product
from leidraad.machine import network
from leidraad.machine.limits import WANTED_DESCRIPTORS

FEW_DESCRIPTORS = 4096


def welcome(descriptors: int | None, code: str = "") -> str:
    """The whole block; with the code for an installation that nobody has an account of yet, and what is too small."""
    lines = [
        "",
        f"De Leidraad Teamscan draait. Versie: {product.version()}.",
        "",
        *_on_this_computer(code),
        *_for_phones(),
    ]
    lines += ["", "  Stoppen: Ctrl+C in dit venster."]
    if descriptors is not None and descriptors < FEW_DESCRIPTORS:
        lines += [
            "",
            f"  Let op: dit systeem staat {descriptors} open bestanden toe (gewenst: {WANTED_DESCRIPTORS}).",
            f"  Reken op hooguit {descriptors // 12} telefoons tegelijk.",
        ]
    return "\n".join([*lines, ""])


def _on_this_computer(code: str) -> list[str]:
    if not code:
        return [f"  Open op deze computer:  {here()}"]
    return [
        f"  Open op deze computer:  {here()}/begin#{code.replace(' ', '')}",
        f"  Vraagt de pagina een code? Dat is  {code}",
        "",
    ]


def here() -> str:
    """Where the browser on this computer finds the server."""
    return network.url("localhost" if network.listens_to_the_network() else network.bound_to())


def _for_phones() -> list[str]:
    """The address for phones with its QR code, then the others from likely to doubtful."""
    if network.is_this_computer(network.bound_to()):
        return ["", "  De Teamscan luistert alleen naar deze computer: telefoons komen binnen via je webserver."]
    found = network.hosts_for_phones()
    if not found:
        return ["", "  Telefoons kunnen er nu niet bij: deze computer zit niet op een netwerk."]
    first, *others = (network.url(one.host) for one in found)
    lines = [f"  Voor telefoons:         {first}", *(_qr(first) if _draws_on(sys.stdout) else [])]
    if others:
        lines += ["", "  Werkt dat adres niet op een telefoon, probeer dan:", *(f"    {one}" for one in others)]
    return lines


def _draws_on(output: TextIO) -> bool:
    """Whether somebody looks at this console, and it can show the blocks of a QR code."""
    try:
        "█▀▄".encode(output.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return output.isatty()


def _qr(address: str) -> list[str]:
    """Two rows of the code per line of text."""
    drawn = io.StringIO()
    segno.make(address, error="l").terminal(drawn, border=2, compact=True)
    return ["", *(f"  {line}" for line in drawn.getvalue().splitlines())]
