"""Every address of the app, knocked at by everybody who has no business there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.people import store as people
from homecall.web.people.access import Role
from homecall.web.people.models import User
from homecall.web.plans.making import Answer
from homecall.web.plans.models import Plan
from homecall.web.welcome import store as welcome
from tests.web.made import Sitting, planned, seated_in

SAMPLES = {
    "at": 0,
    "plan": 0,
    "id": 1,
    "token": "nobody",
    "path": "nothing",
    "name": "nothing",
    "number": 1,
    "kind": "carer",
    "key": "rosa",
    "what": "hours",
}
"""What stands for each part of an address."""


def ours() -> Iterator[tuple[str, Any]]:
    """Each address of the app with its view, those of other people's packages left out."""
    for pattern in _walk(get_resolver().url_patterns):
        if pattern.callback.__module__.startswith("homecall"):
            yield _path(pattern), pattern.callback


def _walk(patterns: list[Any]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns)
        else:
            yield one


def _path(pattern: URLPattern) -> str:
    names = pattern.pattern.converters
    return reverse(str(pattern.name), kwargs={name: SAMPLES[name] for name in names})


ADDRESSES = dict(ours())


def by_app() -> dict[str, list[str]]:
    """The addresses of each app. A test knocks at all of an app: a family for each address would take minutes."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, view in ADDRESSES.items():
        found[view.__module__.split(".")[2]].append(path)
    return dict(found)


APPS = by_app()


def each(client: Client, paths: Iterable[str]) -> Iterator[tuple[str, Client]]:
    """Each path with a browser as this one is now; whatever a knock does is undone before the next."""
    for path in paths:
        with transaction.atomic():
            one = Client()
            one.cookies = deepcopy(client.cookies)
            yield path, one
            transaction.set_rollback(True)


def answers(client: Client, path: str) -> set[int]:
    """The statuses of a look and of a deed at an address."""
    return {client.get(path).status_code, client.post(path).status_code}


def roles(path: str) -> frozenset[Role]:
    """The roles that an address is for; none for one that is open to all."""
    found: frozenset[Role] = ADDRESSES[path].roles
    return found


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_address_says_whom_it_is_for(path: str) -> None:
    """A view without `seated` and without `open_to_all` is one that somebody forgot to close."""
    assert isinstance(ADDRESSES[path].roles, frozenset)


@pytest.mark.parametrize("app", APPS)
def test_a_stranger_is_sent_to_the_way_in(app: str, stranger: Client) -> None:
    """Whatever a page holds, a stranger sees the first page, or that the way of asking is wrong."""
    for path in filter(roles, APPS[app]):
        assert answers(stranger, path) <= {302, 405}, path
        seen = stranger.get(path)
        assert seen.status_code == 405 or seen.headers["Location"] == "/", path


@pytest.mark.parametrize("who", ["carer", "reader", "device"])
@pytest.mark.parametrize("app", APPS)
def test_a_page_for_others_is_not_there(db: None, app: str, who: str, request: pytest.FixtureRequest) -> None:
    """Someone with a seat and without the role learns only that nothing is here."""
    sitting: Sitting = request.getfixturevalue(who)
    for path, client in each(sitting.client, filter(roles, APPS[app])):
        if Role(who) in roles(path):
            assert answers(client, path) & {200, 204, 302, 404, 405}, path
        else:
            assert answers(client, path) <= {404, 405}, path


THEIRS = 9001
"""The id of each row of a family at which others knock."""
MARK = "Xilonen"
"""A word that stands in every row of it, and nowhere else."""


CALLED = '{"kind": "called_in", "who": "ana", "at": "2027-01-04T17:30:00-06:00"}'


def plant(family: int) -> None:
    """A row of each kind that has an address, and a revision, with the mark in all their words."""
    now, same = world.now(), {"pk": THEIRS, "family_id": family}
    new: dict[str, dict[str, Any]] = {
        "people.Link": {"role": "reader", "person": MARK, "hash": "a", "made": now},
        "people.Device": {"name": MARK, "hash": "b", "made": now},
        "people.Deed": {"at": now, "who": MARK, "what": "link made"},
        "family.Upload": {"name": MARK, "content": MARK.encode(), "sha": "c", "at": now},
        "happened.Happened": {"at": now, "kind": "called_in", "who": MARK, "what": CALLED, "said": MARK, "by": MARK},
        "circle.Thanks": {"person": "rosa", "name": MARK, "words": MARK, "day": now.date(), "by": MARK},
        "school.Letter": {"name": MARK, "pasted": True, "content": b"", "at": now, "state": "failed", "said": MARK},
        "notes.Note": {"kind": "text", "words": MARK, "made": now},
        "board.Face": {"person": THEIRS, "called": MARK, "photo": MARK.encode(), "sha": "d"},
        "post.Reach": {"person": MARK, "kind": "mail", "place": 1, "sealed": b"", "shown": MARK, "made": now},
        "post.Message": {
            "key": "a",
            "to": MARK,
            "kind": "ask",
            "title": MARK,
            "body": MARK,
            "made": now,
            "touched": now,
            "not_before": now,
            "state": "unsure",
        },
        "career.CareerRole": {"parent": "ana", "title": MARK, "kind": "other", "stints": '[["2026-01-01", 1, 2]]'},
        "career.CareerSeason": {"title": MARK, "start": now.date(), "end": now.date()},
        "career.SavedScenario": {"name": MARK, "text": MARK, "made": now},
        "career.WorkedLate": {"day": now.date(), "minutes": 30},
        "career.Parked": {"words": MARK, "day": now.date()},
        "api.ApiToken": {"name": MARK, "scope": "read", "hash": "e", "made": now},
    }
    for label, fields in new.items():
        apps.get_model(label).objects.create(**same, **fields)
    text = families.newest(family).text
    families.revise(family, text.replace('"Rosa"', f'"{MARK}"'), MARK, MARK)


def all_of(family: int) -> dict[str, list[dict[str, Any]]]:
    """Every row of a family, of every table that there is."""
    tables = (one for one in apps.get_models() if any(field.name == "family" for field in one._meta.fields))
    return {one._meta.label: list(one._default_manager.filter(family=family).order_by("pk").values()) for one in tables}


def aimed(path: str, family: int) -> str:
    """An address of the app, at the rows of a family instead of at samples."""
    found = resolve(path)
    plan = Plan.objects.filter(family=family).latest("pk").pk
    theirs = {"id": THEIRS, "name": str(THEIRS), "plan": plan}
    kwargs = {name: theirs.get(name, value) for name, value in found.kwargs.items()}
    return reverse(str(found.url_name), kwargs=kwargs)


@pytest.fixture
def other(demo: Sitting, answer: Answer) -> Client:
    """A parent with an account, a family of their own and a plan, who knows every id of the demo's rows."""
    family = welcome.begin()
    planned(family, answer)
    plant(demo.family)
    user = User.objects.create_user("else@example.org", "a long enough password", name="Else")
    people.join(user, family)
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("app", APPS)
def test_a_parent_of_another_family_finds_and_changes_nothing(app: str, demo: Sitting, other: Client) -> None:
    """With every id of it in hand, looking and doing: no word of it is shown, no row of it is touched."""
    before = all_of(demo.family)
    for path, client in each(other, APPS[app]):
        at = aimed(path, demo.family)
        for answer in (client.get(at), client.post(at)):
            assert answer.status_code in {200, 204, 302, 304, 400, 401, 403, 404, 405, 409, 422}, path
            assert MARK.encode() not in answer.getvalue(), path
        assert all_of(demo.family) == before, path


def test_its_own_parent_finds_all_of_it(demo: Sitting, parent: Sitting) -> None:
    """The mark stands on pages for those who belong there, or the test above would say nothing."""
    plant(demo.family)
    own = (aimed(path, demo.family) for path in ADDRESSES if not path.startswith("/demo/"))
    assert len([at for at in own if MARK.encode() in parent.client.get(at).getvalue()]) >= 8


@pytest.mark.parametrize("role", ["carer", "reader"])
@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_a_link_that_ended_is_a_strangers(role: str, end: str, demo: Sitting) -> None:
    """Even in a browser that had opened it while it worked: each page sends to the way in."""
    ended = world.now() - timedelta(seconds=1) if end == "expired" else None
    id, _token = people.make_link(demo.family, role, "rosa", ended)
    if end == "revoked":
        people.revoke_link(demo.family, id)
    client = seated_in(link=id)
    for path in (path for path in ADDRESSES if roles(path)):
        assert answers(client, path) <= {302, 405}, path


def test_a_device_that_was_taken_back_is_a_strangers(device: Sitting) -> None:
    """From the next request on."""
    assert people.revoke_device(device.family, apps.get_model("people.Device").objects.get().pk)
    for path in (path for path in ADDRESSES if roles(path)):
        assert answers(device.client, path) <= {302, 405}, path
