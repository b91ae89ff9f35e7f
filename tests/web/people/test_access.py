"""Whose rows one sees, and for how long a link or a device sees anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.family.models import Family, Revision, Upload
from homecall.web.people import store
from homecall.web.people.access import Role, rows
from homecall.web.people.models import Device, Link, User
from homecall.web.plans.models import Plan
from tests.web.made import SMALL, Sitting, seat, seated_in

pytestmark = pytest.mark.django_db


def test_a_family_sees_only_itself() -> None:
    """Of every table, whatever ids it asks for."""
    one, other = families.create(SMALL, "Ana"), families.create(SMALL, "Else")
    families.keep_upload(other, "a.csv", b"1")
    theirs = seat(one)
    assert list(rows(Family, theirs).values_list("pk", flat=True)) == [one]
    assert set(rows(Revision, theirs).values_list("family", flat=True)) == {one}
    assert not rows(Upload, theirs).exists()


@pytest.mark.parametrize("role", [Role.CARER, Role.READER, Role.DEVICE])
@pytest.mark.parametrize("table", [Upload, Link, Device])
def test_what_is_for_parents_is_for_nobody_else(role: Role, table: type[Upload]) -> None:
    """Not even a count of it."""
    family = families.create(SMALL, "Ana")
    families.keep_upload(family, "a.csv", b"1")
    store.make_link(family, "carer", "rosa", None)
    store.make_device(family, "Kitchen")
    assert rows(table, seat(family, role)).count() == 0
    assert rows(table, seat(family)).count() == 1


def test_the_plan_of_another_family_is_not_there(demo: Sitting, stranger: Client) -> None:
    """The page polls for its own family's plan only."""
    other = families.create(SMALL, "Else")
    assert not rows(Plan, seat(other)).exists()
    assert rows(Plan, seat(demo.family)).exists()


def test_of_a_token_only_its_hash_is_kept() -> None:
    """In no row stands anything that opens the link."""
    _id, token = store.make_link(families.create(SMALL, "Ana"), "carer", "rosa", None)
    assert len(token) == 43
    assert Link.objects.get().hash == store.hashed(token)
    assert token not in str(Link.objects.values().get())


def test_a_link_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the instant it was given until, for good."""
    until = world.now() + timedelta(days=7)
    id, token = store.make_link(families.create(SMALL, "Ana"), "carer", "rosa", until)
    found = store.link_of(token)
    assert found is not None
    assert (found.id, found.person) == (id, "rosa")
    monkeypatch.setattr(world, "now", lambda: until)
    assert store.link_of(token) is None
    assert store.link_at(id) is None


def test_a_revoked_link_ends_the_sitting(demo: Sitting, carer: Sitting) -> None:
    """At the very next request; another family cannot revoke it."""
    link = Link.objects.get()
    assert not store.revoke_link(families.create(SMALL, "Else"), link.pk)
    assert carer.client.get("/week/").status_code == 404
    assert store.revoke_link(demo.family, link.pk)
    assert carer.client.get("/week/").headers["Location"] == "/"


def test_a_link_to_a_feed_is_no_seat(demo: Sitting) -> None:
    """Who has a calendar's address cannot look at pages with it."""
    id, _token = store.make_link(demo.family, "feed", "ana", None)
    assert seated_in(link=id).get("/week/").headers["Location"] == "/"


def test_a_code_pairs_one_device_once() -> None:
    """The second to type it is too late."""
    _id, code = store.make_device(families.create(SMALL, "Ana"), "Kitchen")
    token = store.pair_device(code)
    assert token is not None
    assert store.device_of(token) is not None
    assert store.pair_device(code) is None


def test_a_code_is_open_for_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever finds it later finds nothing."""
    _id, code = store.make_device(families.create(SMALL, "Ana"), "Kitchen")
    later = world.now() + store.CODE_LASTS
    monkeypatch.setattr(world, "now", lambda: later)
    assert store.pair_device(code) is None


def test_a_revoked_device_is_nobody(demo: Sitting, device: Sitting) -> None:
    """The tablet that was sold shows nothing any more."""
    assert device.client.get("/week/").status_code == 404
    store.revoke_device(demo.family, Device.objects.get().pk)
    assert device.client.get("/week/").headers["Location"] == "/"


def test_an_account_without_a_family_has_no_seat(stranger: Client) -> None:
    """It is shown the way in, to begin."""
    stranger.force_login(User.objects.create_user("new@example.org", "a long enough password"))
    assert stranger.get("/week/").headers["Location"] == "/"


def test_a_session_cannot_choose_a_family_that_is_not_ones_own(parent: Sitting) -> None:
    """Whatever stands in it, memberships decide."""
    other = families.create(SMALL, "Else")
    session = parent.client.session
    session["family"] = other
    session.save()
    assert "being made" not in parent.client.get("/week/").content.decode()


def test_every_answer_carries_the_policy(stranger: Client) -> None:
    """Pages, redirects and refusals alike."""
    for path in ("/", "/week/", "/nowhere/", "/account/login/"):
        policy = stranger.get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_a_form_without_its_mark_changes_nothing() -> None:
    """Sent from elsewhere or twice: a sentence, and no family is made."""
    answer = Client(enforce_csrf_checks=True).post("/demo/begin/")
    assert answer.status_code == 403
    assert "Nothing was changed." in answer.content.decode()
    assert not Family.objects.exists()
