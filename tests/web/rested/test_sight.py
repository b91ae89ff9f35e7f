"""How awake a parent is as others may see it: the state that the plan stands on, and nothing of the sleep behind it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from homecall.rules.facts.course import Course
from homecall.spans.span import HOUR, Span, instant
from homecall.web.family import store as families
from homecall.web.people.access import Role, Seat
from homecall.web.people.models import User
from homecall.web.plans import store as plans
from homecall.web.plans.sight import KEPT, drawn_for, seen, tones
from homecall.web.plans.store import Shown
from homecall.web.rested import store


@pytest.fixture
def now(ana: Seat) -> int:
    """The family's own now, on which Ana says that she slept for two hours last night."""
    about = families.about(ana.family)
    assert about is not None
    at = instant(about.now)
    store.keep(ana, [Span(at - 12 * HOUR, at - 10 * HOUR)], about.now)
    return at


def shown_to(seat: Seat) -> Shown:
    """The plan as somebody sees it."""
    found = plans.shown(seat)
    assert found is not None
    return found


def ana_for(seat: Seat, now: int) -> Course:
    """Ana around now, as somebody sees her."""
    shown = shown_to(seat)
    return seen(shown, shown.household.parents[0], [shown.household.wall.date(now)], now)


def browser(seat: Seat) -> Client:
    """Somebody's browser, signed in."""
    client = Client()
    client.force_login(User.objects.get(pk=seat.user or 0))
    return client


def test_ones_own_sleep_is_whole(ana: Seat, now: int) -> None:
    """What she logged, with the hours of it as the reason."""
    found = ana_for(ana, now)
    assert any(one.rule == "logged" for one in found.sleeps)
    assert found.at(now + HOUR).fitness == found.person.at(now + HOUR)


def test_the_other_parent_sees_the_state_and_not_the_sleep(ana: Seat, ben: Seat, now: int) -> None:
    """The same state from now on; where her log made it, the reason is hers alone, and no number is told."""
    ahead = Span(now, now + 6 * HOUR)
    own, others = ana_for(ana, now).looks(ahead), ana_for(ben, now).looks(ahead)
    assert [state for _at, state, _why in others] == [state for _at, state, _why in own]
    kept = [why for _at, _state, why in others if why and why.reason == KEPT]
    assert kept
    assert all((why.source, why.kss, why.chance) == ("", 0.0, 0.0) for why in kept)
    assert not any(one.rule == "logged" for one in ana_for(ben, now).sleeps)


def test_what_has_been_is_as_it_was_predicted(ana: Seat, ben: Seat, now: int) -> None:
    """Of the night before the other parent learns nothing."""
    over = Span(now - 14 * HOUR, now)
    before = ana_for(ben, now).looks(over)
    store.forget(ana)
    assert ana_for(ben, now).looks(over) == before


def test_only_parents_see_tones(ana: Seat, now: int) -> None:
    """No carer, no reader, no tablet; and nobody where the plan is by constants."""
    assert tones(shown_to(ana), now)
    for role in (Role.CARER, Role.READER, Role.DEVICE):
        assert tones(shown_to(Seat(ana.family, role, "rosa")), now) is None


def test_what_is_drawn_for_one_parent_is_not_shown_to_the_other(ana: Seat, ben: Seat, now: int) -> None:
    """Once somebody has told something, each has a drawing of their own; before, both have the same."""
    assert drawn_for(shown_to(ana), now) != drawn_for(shown_to(ben), now)
    store.forget(ana)
    assert drawn_for(shown_to(ana), now) == drawn_for(shown_to(ben), now) == ""


def test_pages_of_the_other_parent_have_no_word_of_it(ana: Seat, ben: Seat, now: int) -> None:
    """Week, Today, the page and the reason behind every tone: hers speak of two hours, his of none."""
    told = set()
    for seat in (ana, ben):
        client = browser(seat)
        text = "".join(client.get(path).content.decode() for path in ("/week/", "/today/", "/awake/0/ana/"))
        links = sorted(set(re.findall(r"/awake/why/\d+/ana/", text)))
        assert links
        text += "".join(client.get(link).content.decode() for link in links)
        if re.search(r"Slept about [0-3] hours?|Slept \d", text):
            told.add(seat.person)
    assert told == {"ana"}


def test_the_pages_ask_little_though_somebody_told_something(ana: Seat, now: int) -> None:
    """As everywhere: at most twelve queries."""
    from tests.web.queries import MOST, asked

    client = browser(ana)
    assert all(len(asked(client, path)) <= MOST for path in ("/week/", "/today/", "/awake/", "/awake/now/"))
