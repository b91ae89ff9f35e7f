"""Every address of the app, knocked at by everybody who has no business there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from homecall.web.people.access import Role
from tests.web.made import Sitting

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


@pytest.mark.parametrize("path", [path for path in ADDRESSES if roles(path)])
def test_a_stranger_is_sent_to_the_way_in(path: str, stranger: Client) -> None:
    """Whatever a page holds, a stranger sees the first page, or that the way of asking is wrong."""
    assert answers(stranger, path) <= {302, 405}
    assert all(one.headers.get("Location") == "/" for one in (stranger.get(path),) if one.status_code == 302)


@pytest.mark.parametrize("who", ["carer", "reader", "device"])
@pytest.mark.parametrize("path", [path for path in ADDRESSES if roles(path)])
def test_a_page_for_others_is_not_there(path: str, who: str, request: pytest.FixtureRequest) -> None:
    """Someone with a seat and without the role learns only that nothing is here."""
    sitting: Sitting = request.getfixturevalue(who)
    if Role(who) in roles(path):
        assert answers(sitting.client, path) & {200, 204, 302, 404, 405}
    else:
        assert answers(sitting.client, path) <= {404, 405}
