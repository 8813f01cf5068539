"""Under which addresses phones on the same network find this computer; found without internet.

A school laptop often has several adapters: wifi, a cable, a VPN, Docker. What cannot be reached by a phone comes last.
"""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, ip_address

import psutil
from streamlit import config

from leidraad.machine.subpath import base

ANYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compares, does not bind
#: Adapters that exist only inside this computer or lead to another network than the room's.
ELSEWHERE = re.compile(
    r"docker|^br-|^veth|virbr|vmnet|vmware|vbox|virtualbox|hyper-v|vethernet|wsl|podman|cni|flannel|lxc|lxd|"
    r"^tun|^tap|^utun|^wg|^ppp|^zt|tailscale|zerotier|wireguard|vpn|^ipsec|^awdl|^llw|bluetooth|loopback|^ap\d|^bridge",
    re.IGNORECASE,
)
#: Home and school networks; everything else (a public address, the range of VPNs) comes after it.
PRIVATE = tuple(IPv4Network(one) for one in ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12"))
OUTSIDE = ("192.0.2.1", 9)  # an address for documentation: choosing a route sends nothing


@dataclass(frozen=True, order=True)
class Adapter:
    """One way to this computer; `doubtful` when a phone in the room will hardly get in there."""

    doubtful: bool
    rank: int
    name: str
    host: str


def adapters() -> list[Adapter]:
    """The adapters that are up and have an IPv4 address, the likeliest first."""
    up = {name for name, standing in psutil.net_if_stats().items() if standing.isup}
    first = _host_of_default_route()
    found = [
        judged(name, entry.address, default=entry.address == first)
        for name, entries in psutil.net_if_addrs().items()
        for entry in entries
        if name in up and entry.family == socket.AF_INET and not ip_address(entry.address).is_loopback
    ]
    return sorted(found)


def judged(name: str, host: str, *, default: bool) -> Adapter:
    """An adapter with its place in the order: the default route, then school networks, then the rest."""
    address = IPv4Address(host)
    doubtful = bool(ELSEWHERE.search(name)) or address.is_link_local
    usual = any(address in network for network in PRIVATE)
    return Adapter(doubtful, (0 if default else 1) + (0 if usual else 2), name, host)


def _host_of_default_route() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(OUTSIDE)
        except OSError:  # no route at all: a network without internet, or none
            return ""
        return str(asking.getsockname()[0])


def listens_to_the_network() -> bool:
    """False when the server was told to serve only this computer or one address."""
    return bound_to() in ANYWHERE


def bound_to() -> str:
    """The address the server was told to listen on, or nothing."""
    return str(config.get_option("server.address") or "")


def is_this_computer(host: str) -> bool:
    """Whether a name in an address means: the computer on which the browser runs."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def url(host: str) -> str:
    """The address of the start page under this host, without a slash at its end."""
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    return f"{scheme}://{host}:{config.get_option('server.port')}{base()}"


def hosts_for_phones() -> list[Adapter]:
    """The adapters on which the server really listens, the likeliest first."""
    if listens_to_the_network():
        return adapters()
    return [one for one in adapters() if one.host == bound_to()]
