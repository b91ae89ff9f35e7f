"""Which hosts may be asked: those of the open internet, and of one's own network only what a setting names.

A name is looked up once, and the connection goes to the very address that was judged: a name that answers otherwise
the second time gains nothing.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from homecall.errors import FetchError
from homecall.tongue import say

SETTING = "HOMECALL_ALLOW_PRIVATE"
"""The environment variable that names hosts, addresses and networks of one's own that may be asked."""

IP = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_CLOSED = tuple(
    ip_network(text)
    for text in (
        "100.64.0.0/10",  # shared by a carrier's customers; some clouds keep their metadata there
        "168.63.129.16/32",  # the host of an Azure machine, though the address looks public
        "192.0.0.0/24",  # protocol assignments, and a cloud's metadata
        "192.88.99.0/24",  # the old relay of 6to4
        "198.18.0.0/15",  # benchmarks
        "64:ff9b:1::/48",  # translation inside one network
        "fec0::/10",  # the old site-local addresses
    )
)
_TRANSLATED = ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts by name and networks by address that may be asked although they are private."""

    names: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    def host(self, name: str) -> bool:
        """Whether the host is allowed by its name."""
        return _plain(name) in self.names

    def address(self, ip: IP) -> bool:
        """Whether the address, or one that hides in it, lies in an allowed network."""
        return any(one in network for one in (ip, *_inside(ip)) for network in self.networks)


def allowed(environment: Mapping[str, str] | None = None) -> Allowed:
    """What the setting allows: names, addresses and networks, between commas or spaces."""
    said = (os.environ if environment is None else environment).get(SETTING, "")
    names: set[str] = set()
    networks: list[Network] = []
    for word in filter(None, re.split(r"[,\s]+", said)):
        try:
            networks.append(ip_network(word.strip("[]"), strict=False))
        except ValueError:
            names.add(_plain(word))
    return Allowed(frozenset(names), tuple(networks))


def _plain(name: str) -> str:
    return name.strip("[]").rstrip(".").lower()


def public(ip: IP) -> bool:
    """Whether the address is one of the open internet. What carries an IPv4 address inside is judged by that."""
    if inner := _inside(ip):
        return all(public(one) for one in inner)
    special = ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    return ip.is_global and not special and not any(ip in network for network in _CLOSED)


def _inside(ip: IP) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 one stands for: mapped, 6to4, Teredo, or translated."""
    if isinstance(ip, IPv4Address):
        return ()
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _TRANSLATED:
        found.append(IPv4Address(int(ip) & 0xFFFF_FFFF))
    return tuple(one for one in found if one is not None)


@dataclass(frozen=True, slots=True)
class Door:
    """One address that may be connected to, as sockets want it."""

    family: int
    place: tuple[Any, ...]


def doors(host: str, port: int) -> tuple[Door, ...]:
    """The addresses of a host that may be asked, looked up now and judged, each once, in the resolver's order.

    Raises FetchError where none of its addresses may, and OSError where it has none.
    """
    free = allowed()
    named = free.host(host)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    open_to_us = [
        Door(int(family), tuple(place)) for family, _, _, _, place in found if named or _may(str(place[0]), free)
    ]
    if not open_to_us:
        raise _private(host)
    return tuple(dict.fromkeys(open_to_us))


def _may(address: str, free: Allowed) -> bool:
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return public(ip) or free.address(ip)


def _private(host: str) -> FetchError:
    cure = say("If it is a calendar of your own, name the host or its network in {setting}.", setting=SETTING)
    text = say("The address leads into a private network, which is not asked.")
    return FetchError(text, where=host, cure=cure, permanent=True)
