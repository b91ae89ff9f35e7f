"""A tablet is told its code, once, and not by guessing."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from homecall.web.board import pairing
from homecall.web.people import store as people
from homecall.web.people.access import DEVICE_COOKIE
from tests.web.made import Sitting


def test_a_code_makes_a_screen_a_device(demo: Sitting, stranger: Client) -> None:
    """Typed with a space or without, it leads to the board and stays for a year."""
    _id, code = people.make_device(demo.family, "Kitchen")
    answer = stranger.post("/pair/", {"code": f"{code[:3]} {code[3:]}"})
    assert answer.headers["Location"] == "/board/"
    cookie = answer.cookies[DEVICE_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 31_536_000)
    assert stranger.get("/board/").status_code == 200


@override_settings(SESSION_COOKIE_SECURE=True)
def test_in_production_the_cookie_goes_by_https_only(demo: Sitting, stranger: Client) -> None:
    """As all others do."""
    _id, code = people.make_device(demo.family, "Kitchen")
    assert stranger.post("/pair/", {"code": code}).cookies[DEVICE_COOKIE]["secure"]


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "٣٣٣٣٣٣", "0" * 5000])
def test_what_is_no_code_is_a_sentence(stranger: Client, code: str) -> None:
    """And no cookie."""
    answer = stranger.post("/pair/", {"code": code})
    assert answer.status_code == 400
    assert "This code is not open." in answer.content.decode()
    assert DEVICE_COOKIE not in answer.cookies


def test_after_five_wrong_codes_one_has_to_wait(demo: Sitting, stranger: Client) -> None:
    """Even with the right one; from another place it works."""
    _id, code = people.make_device(demo.family, "Kitchen")
    for _try in range(pairing.TRIES):
        stranger.post("/pair/", {"code": "000000" if code != "000000" else "111111"})
    answer = stranger.post("/pair/", {"code": code})
    assert answer.status_code == 429
    assert "Please wait a minute." in answer.content.decode()
    assert stranger.post("/pair/", {"code": code}, REMOTE_ADDR="203.0.113.7").status_code == 302


def test_a_network_counts_as_one_address(db: None) -> None:
    """Who has version 6 has more addresses than tries."""
    for number in range(pairing.TRIES):
        pairing.wrong(f"2001:db8::{number:x}")
    assert pairing.must_wait("2001:db8::ffff")
    assert not pairing.must_wait("2001:db8:0:1::1")


def test_guessing_from_everywhere_stops_as_well(db: None) -> None:
    """A hundred places with a try each are too many."""
    for number in range(pairing.TRIES_OF_ALL):
        pairing.wrong(f"198.51.100.{number}")
    assert pairing.must_wait("203.0.113.7")


def test_an_address_that_is_none_is_counted_too(db: None) -> None:
    """Behind a socket there may be no address at all."""
    for _try in range(pairing.TRIES):
        pairing.wrong("a:b")
    assert pairing.must_wait("c:d")
    assert not pairing.must_wait("203.0.113.7")


def test_a_forged_form_pairs_nothing() -> None:
    """The page has the mark of all forms."""
    assert Client(enforce_csrf_checks=True).post("/pair/", {"code": "123456"}).status_code == 403
