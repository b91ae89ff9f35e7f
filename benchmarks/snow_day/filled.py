"""The database before it snows: families with their households, rosters, plans in force, addresses and consents."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.snow_day.kinds import CARERS, Kind
from benchmarks.snow_day.targets import WEB

MORNING = ("Maple", "Cedar", "River", "Hill", "Lake", "Park", "Bridge", "Garden")
FIRST = ("Ana", "Nora", "Ines", "Vera", "Lucia", "Maud", "Iris", "Tilda")
SECOND = ("Ben", "Sam", "Jon", "Emil", "Theo", "Olaf", "Ruben", "Max")
YOUNG = ("Mia", "Leo", "Noa", "Ida", "Eva", "Tom", "Lotte", "Finn", "Alma", "Pia")


@dataclass(frozen=True, slots=True)
class House:
    """A family as its parent knows it: the session's cookie, the key of a phone, what the school is called.

    With `consents` whoever helps may be asked without a tap; with a `phone` the parent says it by that.
    """

    family: int
    cookie: str
    key: str
    school: str
    consents: bool
    phone: bool


def prepared(data: Path) -> None:
    """Django over the data folder, its tables made."""
    os.environ |= {"HOMECALL_DATA": str(data), "DJANGO_SETTINGS_MODULE": "homecall.web.settings"}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from homecall.web.service.run import prepare

    settings.SECRET_KEY = prepare(data)
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    from homecall.web.family.models import Family

    assert not Family.objects.exists(), "DATABASE_URL names a database in which there are families already"


def filled(kinds: Sequence[Kind], families: int, web: int) -> list[House]:
    """So many families, kind after kind; every second has consents, and of either half every second a phone's key.

    One carer in five is reached over the web, at the port `web`.
    """
    from django.db import connection, transaction

    from homecall.web.post.ways import seal

    closed = seal().close
    with transaction.atomic():
        houses = [_house(number, kinds[number % len(kinds)], web, closed) for number in range(families)]
    connection.close()
    return houses


def _house(number: int, kind: Kind, web: int, closed: Any) -> House:
    from homecall.web.people import store as people
    from homecall.web.people.models import User

    dice = Random(number)
    school = f"{dice.choice(MORNING)} school"
    children = dice.sample(YOUNG, 3)
    own = kind.named((f"Home {number}", school, dice.choice(FIRST), dice.choice(SECOND), *children))
    family = _family(own)
    user = User(email=f"ana{number}@example.org", password="!none", name=f"Parent {number}")
    user.save()
    people.join(user, family, "ana")
    _reached(family, number, web, closed)
    consents, phone = number % 2 == 0, number % 4 > 1
    if consents:
        _agreed(family)
    return House(family, _signed_in(user), _key(family, user) if phone else "", school, consents, phone)


def _family(own: Kind) -> int:
    """The family with its household, its files and its plan, made last evening."""
    from homecall.web import world
    from homecall.web.family.models import Family, Revision, Upload
    from homecall.web.jobs.models import Job
    from homecall.web.plans.models import Plan

    now = world.now()
    family = Family.objects.create(made=now - timedelta(days=9), seen=now)
    Revision.objects.create(family=family, number=1, at=now, by="Ana", said="", text=own.text)
    for name, content in own.files.items():
        Upload.objects.create(family=family, name=name, content=content, sha="", at=now)
    Job.objects.create(family=family, kind="plan", wanted=1, done=1, asked_at=now, not_before=now)
    answer = own.answer
    row = Plan(family=family, revision=1, asked=1, made=now, first=answer.first, days=answer.days, final=True)
    row.status, row.text, row.parts, row.situation = answer.status, answer.text, answer.parts, answer.situation
    row.save()
    return int(family.pk)


def _reached(family: int, number: int, web: int, closed: Any) -> None:
    from homecall.web import world
    from homecall.web.post.models import Reach

    now, rows = world.now(), []
    for n, who in enumerate(("ana", "ben", *CARERS)):
        over_web = n > 1 and (number + n) % 5 == 0
        address = f"ntfy://{WEB}:{web}/f{family}-{who}" if over_web else f"f{family}-{who}@example.org"
        row = Reach(family_id=family, person=who, kind="other" if over_web else "mail", place=1, made=now)
        row.shown, row.confirmed, row.sealed = "…", now, closed(address)
        rows.append(row)
    Reach.objects.bulk_create(rows)


def _agreed(family: int) -> None:
    from homecall.web.rounds.models import Consent

    Consent.objects.bulk_create(Consent(family_id=family, who=who, minutes=24 * 60) for who in CARERS)


def _signed_in(user: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _key(family: int, user: Any) -> str:
    from homecall.web.people.access import Role, Seat
    from homecall.web.post import keys

    return keys.make(Seat(family, Role.PARENT, "ana", user.name, user.pk), "Phone")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the database says in the end.

    `sent` are ids of messages that were handed over, with family, person and title; `first` the id of the message
    that each round asked first with, and `rounds` its family. `left` counts messages by any other state.
    """

    sent: dict[int, tuple[int, str, str]]
    first: dict[int, int]
    rounds: dict[int, int]
    left: dict[str, int]


def outcome() -> Outcome:
    """The outbox and the rounds as they are."""
    from homecall.web.post.models import Message
    from homecall.web.rounds.models import Round

    sent: dict[int, tuple[int, str, str]] = {}
    left: dict[str, int] = {}
    first: dict[int, int] = {}
    for row in Message.objects.order_by("pk").values_list("pk", "family", "to", "title", "state", "kind", "topic"):
        pk, family, to, title, state, kind, topic = row
        if state == "sent":
            sent[pk] = (family, to, title)
        else:
            left[state] = left.get(state, 0) + 1
        if kind == "ask":
            first.setdefault(int(topic.partition(":")[2]), pk)
    return Outcome(sent, first, dict(Round.objects.values_list("pk", "family")), left)


def waiting(since: datetime) -> Iterator[str]:
    """What is still to be done for those who have said something: work, first proposals, messages.

    What a family does about the second way, when somebody has said no, is its own.
    """
    from django.db.models import F

    from homecall.web.happened.models import Proposal
    from homecall.web.jobs.models import Job
    from homecall.web.post.models import Message
    from homecall.web.rounds.models import Round

    jobs = Job.objects.filter(wanted__gt=F("done"), asked_at__gt=since).count()
    mail = Message.objects.filter(
        state__in=("queued", "sending"), not_before__lte=since + timedelta(days=1), urgent=True
    )
    new = Proposal.objects.exclude(family__in=Round.objects.values("family"))
    looked = Round.objects.filter(state="open", looked=False).count()
    said = {"jobs": jobs, "proposals": new.count(), "messages": mail.count(), "rounds to look at": looked}
    return (f"{count} {name}" for name, count in said.items() if count)
