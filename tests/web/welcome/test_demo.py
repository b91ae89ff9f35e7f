"""The way in, and the demo family: one click, and gone without a trace."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from homecall.web.family import store
from homecall.web.family.models import Family
from tests.web.made import Sitting


def test_a_stranger_is_shown_the_way_in(stranger: Client) -> None:
    """With the demo, and the ways to begin and to sign in."""
    page = stranger.get("/").content.decode()
    assert "/demo/begin/" in page
    assert "/account/signup/" in page
    assert "/account/login/" in page


def test_one_click_makes_a_family_with_its_files(stranger: Client) -> None:
    """Its plan is made at its case's own time, and its pages look at it on the Thursday."""
    assert stranger.post("/demo/begin/").headers["Location"] == "/today/"
    family = store.about(stranger.session["demo"])
    assert family is not None
    clocks = (family.planning.isoformat(), family.now.isoformat())
    assert clocks == ("2026-11-30T00:00:00+00:00", "2026-12-03T22:40:00+00:00")
    assert "feeds/qgenda.ics" in store.shelf(family.id)


def test_the_demo_is_gone_without_a_trace(demo: Sitting) -> None:
    """No table but those of Django's own lists holds a row, and the session is over."""
    demo.client.post("/demo/end/")
    own = [name for name in connection.introspection.table_names() if not name.startswith(("django_", "auth_"))]
    assert [name for name in own if count(name)] == []
    assert not Session.objects.exists()
    assert demo.client.get("/week/").headers["Location"] == "/"


def count(table: str) -> int:
    """The rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def test_a_second_demo_takes_the_place_of_the_first(demo: Sitting) -> None:
    """One browser has one demo."""
    demo.client.post("/demo/begin/")
    assert Family.objects.count() == 1


def test_a_demo_needs_a_deed(stranger: Client) -> None:
    """A link that somebody follows, or a robot, begins nothing and ends nothing."""
    assert stranger.get("/demo/begin/").status_code == 405
    assert stranger.get("/demo/end/").status_code == 405


def test_ending_spares_families_that_live(parent: Sitting) -> None:
    """Only a demo is taken away with a click, whatever a session says."""
    family = store.create(store.newest(parent.family).text, "Ana")
    session = parent.client.session
    session["demo"] = family
    session.save()
    parent.client.post("/demo/end/")
    assert store.about(family) is not None
