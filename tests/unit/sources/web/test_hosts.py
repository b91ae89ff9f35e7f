"""Which addresses may be asked: each spelling of a private one is seen through, and a setting opens what it names."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.errors import FetchError
from homecall.sources.web.hosts import SETTING, allowed, doors, public

PRIVATE = [
    *("127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "0.0.0.0", "0.1.2.3"),
    *("169.254.169.254", "169.254.170.2", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192"),
    *("198.18.0.1", "192.0.2.1", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "fe80::1"),
    *("fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "64:ff9b::7f00:1"),
    *("64:ff9b:1::1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe"),
]
PUBLIC = ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"]


@pytest.mark.parametrize("text", PRIVATE)
def test_an_address_of_ones_own_network_is_private(text: str) -> None:
    """Loopback, link-local, carriers', metadata, reserved, and each of them hidden in another."""
    assert not public(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_an_address_of_the_internet_is_public(text: str) -> None:
    """Also where it is written inside a longer one."""
    assert public(ip_address(text))


@given(st.integers(0, 2**32 - 1))
def test_a_mapped_address_is_judged_as_what_it_maps(number: int) -> None:
    """::ffff:a.b.c.d is public exactly where a.b.c.d is."""
    assert public(IPv6Address(0xFFFF_0000_0000 + number)) == public(IPv4Address(number))


@given(st.integers(0, 2**128 - 1))
def test_what_is_public_is_never_special(number: int) -> None:
    """Nothing passes that the standard library calls private, local or reserved."""
    ip = IPv6Address(number)
    assert not (public(ip) and (ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0x7f.1",
        "0",
        "localhost",
        "::1",
        "::ffff:7f00:1",
    ],
)
def test_every_spelling_of_this_machine_is_refused(host: str) -> None:
    """Decimal, octal, hexadecimal and short forms are what the resolver makes of them."""
    with pytest.raises(FetchError, match="private network") as caught:
        doors(host, 80)
    assert (caught.value.permanent, caught.value.where) == (True, host)
    assert SETTING in caught.value.cure


def answering(*addresses: str) -> Any:
    """A resolver that answers every name so."""

    def resolve(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        family = {4: socket.AF_INET, 6: socket.AF_INET6}
        return [(family[ip_address(one).version], socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    return resolve


def test_a_public_name_that_leads_home_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is where the name leads, not how it looks."""
    monkeypatch.setattr(socket, "getaddrinfo", answering("10.0.0.5"))
    with pytest.raises(FetchError, match="private network"):
        doors("rota.example", 443)


def test_of_a_name_that_leads_to_both_only_the_public_side_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A private address is never a door, whatever stands beside it."""
    monkeypatch.setattr(socket, "getaddrinfo", answering("127.0.0.1", "8.8.8.8", "::1"))
    assert [door.place for door in doors("rota.example", 443)] == [("8.8.8.8", 443)]


def test_a_name_in_two_networks_is_asked_in_the_allowed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """`localhost` is two addresses on many machines, of which a setting may name one."""
    monkeypatch.setenv(SETTING, "127.0.0.0/8")
    monkeypatch.setattr(socket, "getaddrinfo", answering("::1", "127.0.0.1"))
    assert [door.place[0] for door in doors("localhost", 80)] == ["127.0.0.1"]


def test_a_public_name_gives_the_addresses_to_connect_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the resolver's order, each once."""
    monkeypatch.setattr(socket, "getaddrinfo", answering("8.8.8.8", "1.1.1.1", "8.8.8.8"))
    assert [door.place for door in doors("rota.example", 443)] == [("8.8.8.8", 443), ("1.1.1.1", 443)]


@pytest.mark.parametrize(
    ("setting", "host", "address"),
    [
        ("127.0.0.0/8", "a.example", "127.0.0.1"),
        ("10.0.0.5", "a.example", "10.0.0.5"),
        ("fd00::/8", "a.example", "fd00::1"),
        ("127.0.0.0/8", "a.example", "::ffff:127.0.0.1"),
        ("nas.lan, calendar.lan", "Calendar.LAN.", "192.168.1.4"),
        ("[::1]", "::1", "::1"),
    ],
)
def test_the_setting_opens_what_it_names(
    monkeypatch: pytest.MonkeyPatch, setting: str, host: str, address: str
) -> None:
    """A network, an address, or a host by its name."""
    monkeypatch.setenv(SETTING, setting)
    monkeypatch.setattr(socket, "getaddrinfo", answering(address))
    assert doors(host, 80)[0].place[0] == address


@pytest.mark.parametrize("setting", ["", "10.0.0.0/99", "other.lan", "192.168.2.0/24", "lan"])
def test_the_setting_opens_nothing_else(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    """Neither another network, nor half a name, nor what cannot be read."""
    monkeypatch.setenv(SETTING, setting)
    monkeypatch.setattr(socket, "getaddrinfo", answering("192.168.1.4"))
    with pytest.raises(FetchError, match="private network"):
        doors("calendar.lan", 80)


def test_without_the_setting_nothing_is_allowed() -> None:
    """The safe reading is the one without any setting."""
    assert (allowed({}).names, allowed({}).networks) == (frozenset(), ())
