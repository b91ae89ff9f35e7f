"""Families in the app's database, each with a plan of four weeks in force that began within the last week."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.families import family, first
from benchmarks.fleet.stored import kept

SEARCH = 8.0
"""Seconds that a plan in force may be looked for."""
HARD = 0
"""The seed of a family whose four weeks no search proves in half a minute."""
MOVES, LAST = 40, 2 * 1440
"""So often a clock is moved on to find when a kind can be said; minutes before the plan's end in which nothing is."""
_DAY = re.compile(r"\b(\d{4}-\d\d-\d\d)")


@dataclass
class Home:
    """A family of the benchmark, and the instant on its clock: each tap is said some hours after the one before."""

    id: int
    name: str
    parent: str
    cookie: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tap:
    """What is said: a kind, and the value of one of the buttons that its page offers then."""

    kind: str
    value: str


def open_database(data: Path) -> None:
    """Django on the data folder, or on what DATABASE_URL names, whose tables are made. It must be empty."""
    os.environ |= {"HOMECALL_DATA": str(data), "DJANGO_SETTINGS_MODULE": "homecall.web.settings"}
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # a browser's loop runs in this very thread, and nothing else in it
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from homecall.web.family.models import Family
    from homecall.web.service.run import prepare

    settings.SECRET_KEY = prepare(data)
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    if Family.objects.exists():
        raise SystemExit("This database holds families already. Give the benchmark one of its own.")


def order(seed: int, today: date) -> Any:
    """What the four weeks of a generated family are made from, moved by whole weeks so that they have just begun."""
    from homecall.web.plans.making import Order

    one, begin = kept(seed, family(seed), 28), first(seed)
    weeks = timedelta(weeks=(today - begin).days // 7)

    def moved(text: str) -> str:
        return _DAY.sub(lambda found: (date.fromisoformat(found[1]) + weeks).isoformat(), text)

    shelf = {name: moved(text).encode() for name, text in one.feeds.items()}
    now = datetime.fromisoformat(moved(one.now))
    return Order(1, moved(one.household), now, shelf, None, begin + weeks, seconds=SEARCH, cores=os.cpu_count() or 1)


def settle(number: int, said: Any) -> Home:
    """A family that has its plan for some hours already, and a parent who is signed in."""
    from django.test import Client

    from homecall.web import world
    from homecall.web.family import store as families
    from homecall.web.jobs import store as jobs
    from homecall.web.people import store as people
    from homecall.web.people.models import User
    from homecall.web.plans import store as plans
    from homecall.web.plans.making import Order, make
    from homecall.web.plans.models import Plan

    *_short, answer = make(said)
    id = families.create(said.text, "Ana", pinned=said.now, first=said.first)
    for name, content in said.shelf.items():
        families.keep_upload(id, name, content)
    claim = jobs.claim("benchmark", world.now())
    assert claim is not None
    plans.keep(claim, Order(1, "", world.now(), {}), answer)
    Plan.objects.filter(family=id).update(made=world.now() - timedelta(hours=2))
    household = families.newest(id).household
    user, parent = User.objects.create_user(f"parent{number}@example.org"), household.parents[0].id
    people.join(user, id, parent)
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    return Home(id, household.name, parent, cookie, said.now + timedelta(days=1))


def tap_of(home: Home, kind: str, dice: Random) -> Tap | None:
    """Something of a kind that can be said to a family, with its clock moved on to when it can; None if never."""
    from homecall.spans.span import instant
    from homecall.web.family.models import Family
    from homecall.web.people.access import Role, Seat
    from homecall.web.plans import store as plans
    from homecall.web.today import choices

    shown, at = plans.shown(Seat(home.id, Role.PARENT, home.parent)), home.at
    assert shown is not None
    for _moves in range(MOVES):
        at += timedelta(minutes=dice.randrange(15, 90))
        if not shown.plan.span.holds(instant(at) + LAST):
            return None
        groups = choices.groups(kind, shown.scheduled, shown.plan, instant(at), home.parent)
        offered = [one.value for group in groups for one in group.choices]
        if offered:
            home.at = at
            Family.objects.filter(pk=home.id).update(looks=at)
            return Tap(kind, dice.choice(offered))
    return None
