"""Sleep and answers as they are kept: an account's own, bounded, and gone when they are to be forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from homecall.errors import RestError
from homecall.household.own import NOTHING, Own
from homecall.rest.calibration import ENOUGH
from homecall.spans.span import HOUR, Span, instant
from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.people.access import Role, Seat, rows
from homecall.web.people.models import Deed, Membership
from homecall.web.rested import store
from homecall.web.rested.models import Felt, Slept
from homecall.web.service import export
from homecall.web.welcome import store as welcome
from tests.web.rested.told import seat_of

NOW = datetime(2027, 3, 3, 18, tzinfo=UTC)
NIGHT = Span(instant(NOW) - 12 * HOUR, instant(NOW) - 5 * HOUR)


def asked(family: int) -> int:
    """How often a plan was asked for."""
    return jobs.want(family, NOW)


def answered(seat: Seat, scores: list[int]) -> None:
    """Answers, one a day up to now, where five was expected."""
    for day, score in enumerate(scores):
        store.answer(seat, score, 5.0, NOW - timedelta(days=len(scores) - day))


def test_a_sleep_is_kept_in_place_of_those_it_overlaps(ana: Seat) -> None:
    """Logged again it is what was said last; a nap of another time stays."""
    nap, again = Span(NIGHT.end + HOUR, NIGHT.end + 2 * HOUR), Span(NIGHT.start + 30, NIGHT.end + 10)
    assert store.keep(ana, [NIGHT, nap], NOW) == 2
    assert store.keep(ana, [again], NOW) == 1
    assert [one.span for one in store.nights(ana)] == [nap, again]


def test_what_is_long_ago_is_not_kept_and_goes_with_time(ana: Seat) -> None:
    """A year of nights leaves the last ninety days, and a season later none."""
    year = [Span(NIGHT.start - 24 * HOUR * day, NIGHT.end - 24 * HOUR * day) for day in range(365)]
    assert store.keep(ana, year, NOW) == 90
    store.tidy(NOW + timedelta(days=91))
    assert store.nights(ana) == ()


@pytest.mark.parametrize("span", [Span(NIGHT.start, NIGHT.start + 5), Span(NIGHT.start, instant(NOW) + 60)])
def test_a_sleep_that_cannot_be_is_refused_with_all_that_came_with_it(ana: Seat, span: Span) -> None:
    """Minutes, or one that is not over."""
    with pytest.raises(RestError):
        store.keep(ana, [Span(NIGHT.start - 600, NIGHT.start - 300), span], NOW)
    assert store.nights(ana) == ()


def test_a_change_asks_for_a_plan_and_only_where_sleep_counts_in_it(ana: Seat) -> None:
    """By constants nothing would be another."""
    before = asked(ana.family)
    store.keep(ana, [NIGHT], NOW)
    assert asked(ana.family) == before + 2
    families.revise(ana.family, families.newest(ana.family).text.replace('rest = "model"', ""), "test", "Constants.")
    before = asked(ana.family)
    store.keep(ana, [NIGHT], NOW)
    assert asked(ana.family) == before + 1


def test_answers_of_one_hour_are_one(ana: Seat) -> None:
    """A dozen taps in a row calibrate nobody."""
    for minute in range(ENOUGH):
        store.answer(ana, 9, 5.0, NOW + timedelta(minutes=minute))
    assert store.offset(ana).answers == 1


def test_a_dozen_answers_move_the_person_and_eleven_do_not(ana: Seat) -> None:
    """Those without an expectation count for nothing."""
    answered(ana, [7] * (ENOUGH - 1))
    store.answer(ana, 9, None, NOW - timedelta(hours=3))
    assert store.own_of(ana.family)["ana"] == Own()
    store.answer(ana, 7, 5.0, NOW)
    assert store.own_of(ana.family)["ana"].off == pytest.approx(2 * 12 / (12 + (1.42 / 0.84) ** 2))


def test_a_parent_knows_nothing_of_the_others_rows(ana: Seat, ben: Seat) -> None:
    """Not through their own seat, not through `rows`, not by an id; nor does somebody without an account."""
    store.keep(ana, [NIGHT], NOW)
    (row,) = store.nights(ana)
    assert store.mine(ben) == NOTHING
    assert not store.drop(ben, row.id)
    store.forget(ben)
    assert not rows(Slept, ben).exists()
    assert store.mine(replace(ana, user=None)) == NOTHING
    assert store.mine(ana) == Own((NIGHT,))


def test_each_family_has_what_was_told_in_it(ana: Seat, ben: Seat) -> None:
    """An account in two families tells each its own, under the name it has there."""
    other = welcome.begin()
    there = replace(seat_of(other, "eve"), family=other)
    store.keep(ana, [NIGHT], NOW)
    store.keep(there, [Span(NIGHT.start, NIGHT.end - 30)], NOW)
    assert store.own_of(ana.family) == {"ana": Own((NIGHT,))}
    assert set(store.own_of(other)) == {"eve"}
    assert ben.family == ana.family


def test_forgetting_leaves_nothing_but_that_it_was_done(ana: Seat, ben: Seat) -> None:
    """All rows of the account and none of the other's; the audit log has no content."""
    answered(ana, [7, 8])
    store.keep(ana, [NIGHT], NOW)
    store.keep(ben, [NIGHT], NOW)
    store.forget(ana)
    assert store.mine(ana) == NOTHING
    assert (Slept.objects.count(), Felt.objects.count()) == (1, 0)
    (line,) = Deed.objects.filter(what="sleep forgotten").values_list("who", "about")
    assert line == ("Ana", "")


def test_what_an_account_told_goes_with_it_when_it_leaves_the_family(ana: Seat, ben: Seat) -> None:
    """And nothing of the one who stays."""
    for seat in (ana, ben):
        store.keep(seat, [NIGHT], NOW)
    member = Membership.objects.get(user=ana.user, family=ana.family)
    client, word = Client(), {"password": "a long enough password"}
    client.post("/account/login/", {"login": "ben@example.com", **word})
    asked = client.post(f"/people/accounts/{member.pk}/out/")
    client.post(asked.headers["Location"], word, follow=True)
    assert list(Slept.objects.values_list("user_id", flat=True)) == [ben.user]


def test_it_is_exported_and_erased_with_the_family(ana: Seat, tmp_path: Path) -> None:
    """By the same walk as every table."""
    store.keep(ana, [NIGHT], NOW)
    answered(ana, [7])
    export.export(ana.family, tmp_path / "out")
    assert (tmp_path / "out/tables/rested.Slept.json").is_file()
    assert (tmp_path / "out/tables/rested.Felt.json").is_file()
    families.erase(ana.family)
    assert (Slept.objects.count(), Felt.objects.count()) == (0, 0)


def test_a_file_that_plans_by_constants_asks_for_nobodys_sleep(ana: Seat) -> None:
    """And by the model it does, however the line is written."""
    store.keep(ana, [NIGHT], NOW)
    assert store.of_family('rest = "constants"', ana.family) == {}
    for line in ('rest = "model"', "rest='model'", '"rest" = """model"""'):
        assert store.of_family(line, ana.family) == {"ana": Own((NIGHT,))}


def test_a_seat_without_an_account_keeps_nothing(demo: object) -> None:
    """Who only looks around leaves no sleep behind."""
    visitor = Seat(1, Role.PARENT, demo=True)
    assert store.keep(visitor, [NIGHT], NOW) == 0
    store.answer(visitor, 5, 5.0, NOW)
    assert not Felt.objects.exists()
