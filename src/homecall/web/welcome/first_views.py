"""The first run: an account without a family says who they are, and has one."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from homecall.household.codec import read
from homecall.web.family import store as families
from homecall.web.people import store as people
from homecall.web.people.access import Role, SeatedRequest, open_to_all, seated
from homecall.web.people.models import User
from homecall.web.welcome import founding, store
from homecall.web.welcome.ahead import steps
from homecall.web.welcome.founding import Answers, ChildAnswer, founded, wrongs

NEAR = ("America/", "Europe/", "Australia/", "Pacific/", "Asia/", "Africa/", "Atlantic/", "Indian/")
USUAL = ("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles")
"""The zones at the top of the list: where most of the families are whom this is made for."""


@open_to_all
def family(request: HttpRequest) -> HttpResponse:
    """Who belongs to the family; what is sent makes it, or comes back with what is wrong."""
    user = request.user
    if not isinstance(user, User):
        return redirect("home")
    mine = people.membership_of(user.pk, None)
    if mine is not None:
        return _onward(mine.family_id)
    if request.method != "POST":
        return _page(request, QueryDict(), ())
    answers = _answers(request.POST)
    wrong = wrongs(answers)
    if wrong:
        return _page(request, request.POST, wrong)
    made = found(user, answers)
    _leave_the_demo(request)
    return _onward(made)


@seated(Role.PARENT)
def ahead(request: SeatedRequest) -> HttpResponse:
    """What the family may still tell us, each with what it would give."""
    home = families.newest(request.seat.family).household
    return render(request, "welcome/ahead.html", {"steps": steps(home)})


@transaction.atomic
def found(user: User, answers: Answers) -> int:
    """Make the family, with the account as its first parent; sent twice, it is made once. Gives its id."""
    User.objects.select_for_update().get(pk=user.pk)
    mine = people.membership_of(user.pk, None)
    if mine is not None:
        return mine.family_id
    text = founded(answers)
    home = read(text, families.WHERE)
    name = home.parents[0].name
    User.objects.filter(pk=user.pk, name="").update(name=name)
    made = families.create(text, name)
    people.join(user, made, home.parents[0].id)
    return made


def _onward(made: int) -> HttpResponse:
    """To the first parent who has no schedule yet, or to the plan."""
    parents = families.newest(made).household.parents
    empty = next((one.id for one in parents if not one.schedule), "")
    return redirect(f"{reverse('schedule_add', args=[empty])}?run=first" if empty else "week")


def _leave_the_demo(request: HttpRequest) -> None:
    demo = request.session.pop("demo", None)
    if isinstance(demo, int):
        store.end(settings.DATA, demo)


def _answers(sent: QueryDict) -> Answers:
    """What was typed, without the spaces around it."""

    def said(field: str) -> str:
        return str(sent.get(field, "")).strip()

    parents = tuple(said(f"parent-{n}") for n in range(founding.PARENTS))
    children = tuple(
        ChildAnswer(said(f"child-{n}"), said(f"wakes-{n}"), said(f"bedtime-{n}")) for n in range(founding.CHILDREN)
    )
    return Answers(said("name"), said("zone"), parents, children)


def _page(request: HttpRequest, sent: QueryDict, wrong: tuple[founding.Wrong, ...]) -> HttpResponse:
    said = {one.field: one.said for one in wrong}
    page = {
        "parents": [_row(sent, said, n, "parent") for n in range(founding.PARENTS)],
        "children": [_row(sent, said, n, "child") for n in range(founding.CHILDREN)],
        "name": sent.get("name", ""),
        "name_wrong": said.get("name", ""),
        "zone": sent.get("zone", ""),
        "zone_wrong": said.get("zone", ""),
        "usual": USUAL,
        "zones": zones(),
    }
    return render(request, "welcome/family.html", {"page": page}, status=422 if wrong else 200)


def _row(sent: QueryDict, said: dict[str, str], n: int, what: str) -> dict[str, Any]:
    return {
        "n": n,
        "name": sent.get(f"{what}-{n}", ""),
        "wakes": sent.get(f"wakes-{n}", "") or founding.WAKES,
        "bedtime": sent.get(f"bedtime-{n}", "") or founding.BEDTIME,
        "wrong": said.get(f"{what}-{n}", ""),
        "day_wrong": said.get(f"wakes-{n}", "") if what == "child" else "",
        "shown": n < 2 or bool(sent.get(f"{what}-{n}")),
    }


def zones() -> tuple[str, ...]:
    """Every zone that is called after a place, in order."""
    return tuple(sorted(one for one in available_timezones() if one.startswith(NEAR) and one not in USUAL))
