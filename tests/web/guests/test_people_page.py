"""The People page: ways in made, shown once, and taken back, by parents of that family alone."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from homecall.web.family import store as families
from homecall.web.people import store as people
from homecall.web.people.models import Deed, Device, Link
from tests.web.made import SMALL, Sitting, seated_in
from tests.web.queries import growth

NEW = {"role": "carer", "person": "rosa", "days": "30"}


def test_a_link_is_shown_once_and_works(parent: Sitting, stranger: Client) -> None:
    """The page afterwards does not know it any more, and neither does the log."""
    made = parent.client.post("/people/links/", NEW).content.decode()
    found = re.search(r"/open/([\w-]{43})/", made)
    assert found is not None
    assert found[1] not in parent.client.get("/people/").content.decode()
    assert found[1] not in str(Deed.objects.values())
    assert stranger.post(found[0]).headers["Location"] == "/mine/"


@pytest.mark.parametrize("wrong", [{"person": "ana"}, {"role": "parent"}, {"days": "0"}, {"days": "x"}, {"person": ""}])
def test_a_wrong_link_is_not_made(parent: Sitting, wrong: dict[str, str]) -> None:
    """A sentence, and nothing let in."""
    answer = parent.client.post("/people/links/", NEW | wrong, follow=True)
    assert "Please say whom the link is for" in answer.content.decode()
    assert not Link.objects.exists()


def test_a_device_gets_a_code_that_pairs_it(parent: Sitting) -> None:
    """The code stands on the page that answers."""
    made = parent.client.post("/people/devices/", {"name": "Kitchen"}).content.decode()
    code = re.search(r"Type (\d{6}) on", made)
    assert code is not None
    assert people.pair_device(code[1]) is not None


def test_what_was_made_is_taken_back(parent: Sitting) -> None:
    """Link and device, each with a line in the log."""
    parent.client.post("/people/links/", NEW)
    parent.client.post("/people/devices/", {"name": "Kitchen"})
    link, device = Link.objects.get(), Device.objects.get()
    parent.client.post(f"/people/links/{link.pk}/end/")
    parent.client.post(f"/people/devices/{device.pk}/end/")
    assert not Link.objects.filter(revoked=None).exists()
    assert not Device.objects.filter(revoked=None).exists()
    assert Deed.objects.exclude(what="signed in").count() == 4


def test_another_familys_ways_in_are_not_there(parent: Sitting) -> None:
    """Neither seen nor ended by whoever guesses an id."""
    id, _token = people.make_link(parent.family, "reader", "Joan of ours", None)
    device, _code = people.make_device(parent.family, "Our kitchen")
    other = seated_in(demo=families.create(SMALL, "Else", demo=True))
    page = other.get("/people/").content.decode()
    assert "Joan of ours" not in page
    assert "Our kitchen" not in page
    assert other.post(f"/people/links/{id}/end/").status_code == 404
    assert other.post(f"/people/devices/{device}/end/").status_code == 404
    assert Link.objects.get().revoked is None


def test_queries_do_not_grow_with_links(parent: Sitting) -> None:
    """Ten more of each are no more queries."""

    def grow() -> None:
        for _n in range(10):
            people.make_link(parent.family, "reader", "Joan", None)
            people.make_device(parent.family, "Kitchen")

    growth(parent.client, "/people/", grow)


def test_a_calendar_is_made_and_can_be_subscribed_to(parent: Sitting, stranger: Client) -> None:
    """Its address stands on the page that answers, and nowhere afterwards."""
    made = parent.client.post("/people/feeds/", {"person": "ana", "scope": "busy"}).content.decode()
    found = re.search(r"webcal://testserver(/feed/[\w-]{43}\.ics)", made)
    assert found is not None
    assert b"SUMMARY:Busy" in stranger.get(found[1]).content
    assert found[1] not in parent.client.get("/people/").content.decode()


@pytest.mark.parametrize("wrong", [{"person": "nobody"}, {"scope": "all"}, {"person": ""}])
def test_a_wrong_calendar_is_not_made(parent: Sitting, wrong: dict[str, str]) -> None:
    """A sentence, and no address."""
    answer = parent.client.post("/people/feeds/", {"person": "ana", "scope": "full"} | wrong, follow=True)
    assert "Please say whose calendar it is" in answer.content.decode()
    assert not Link.objects.exists()


def test_a_link_keeps_its_language(parent: Sitting) -> None:
    """One that the app does not speak is left to the browser."""
    parent.client.post("/people/links/", NEW | {"language": "es"})
    parent.client.post("/people/links/", NEW | {"language": "xx"})
    assert list(Link.objects.order_by("pk").values_list("language", flat=True)) == ["es", ""]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/people/links/", NEW),
        ("/people/feeds/", {"person": "ana", "scope": "full"}),
        ("/people/devices/", {"name": "Kitchen"}),
        ("/people/invite/", {"person": "ben"}),
    ],
)
def test_a_family_has_only_so_many_ways_in(
    parent: Sitting, monkeypatch: pytest.MonkeyPatch, path: str, said: dict[str, str]
) -> None:
    """One that has them all is told to end some, and then may make another."""
    monkeypatch.setattr(people, "MOST", 1)
    id, _token = people.make_link(parent.family, "reader", "Joan", None)
    answer = parent.client.post(path, said, follow=True)
    assert "Please end some that nobody needs." in answer.content.decode()
    assert (Link.objects.count(), Device.objects.count()) == (1, 0)
    people.revoke_link(parent.family, id)
    assert "Please end some" not in parent.client.post(path, said, follow=True).content.decode()
