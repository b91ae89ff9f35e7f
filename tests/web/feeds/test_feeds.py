"""Calendars to subscribe to: whose they are, when they change, and when they end."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from homecall.web import world
from homecall.web.jobs import store as jobs
from homecall.web.look.limits import LINKS
from homecall.web.people import store as people
from homecall.web.people.models import User
from homecall.web.plans.making import Answer
from tests.web.made import Sitting, planned


def feed(demo: Sitting, person: str = "rosa", scope: str = "full") -> tuple[int, str]:
    """A new feed: its link's id and its address."""
    id, token = people.make_link(demo.family, "feed", person, None, scope=scope)
    return id, f"/feed/{token}.ics"


def test_a_feed_is_the_calendar_of_its_person(demo: Sitting, stranger: Client) -> None:
    """For an application that knows nothing but the address."""
    answer = stranger.get(feed(demo)[1])
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert b"CATEGORIES:Hours" in answer.content


def test_busy_hours_say_nothing_else(demo: Sitting, stranger: Client) -> None:
    """No child's name, no place."""
    said = stranger.get(feed(demo, scope="busy")[1]).content
    assert b"SUMMARY:Busy" in said
    assert b"Mia" not in said


def test_what_did_not_change_is_not_sent_again(demo: Sitting, stranger: Client) -> None:
    """Asked with its ETag it answers 304, and HEAD has no body."""
    path = feed(demo)[1]
    tag = stranger.get(path).headers["ETag"]
    again = stranger.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert stranger.head(path).headers["ETag"] == tag
    assert stranger.head(path).content == b""


def test_the_same_plan_again_gives_the_same_octets(demo: Sitting, stranger: Client, answer: Answer) -> None:
    """What was told before is remembered, so nothing looks new that is not."""
    path = feed(demo)[1]
    first = stranger.get(path).content
    jobs.want(demo.family, world.now())
    planned(demo.family, answer)
    assert stranger.get(path).content == first


@pytest.mark.parametrize("role", ["carer", "reader"])
def test_a_link_of_another_kind_is_no_feed(demo: Sitting, stranger: Client, role: str) -> None:
    """Each address opens one thing."""
    _id, token = people.make_link(demo.family, role, "rosa", None)
    assert stranger.get(f"/feed/{token}.ics").status_code == 404


def test_a_feed_that_was_taken_back_is_not_there(demo: Sitting, stranger: Client) -> None:
    """At once, whatever an application kept."""
    id, path = feed(demo)
    tag = stranger.get(path).headers["ETag"]
    people.revoke_link(demo.family, id)
    assert stranger.get(path, headers={"If-None-Match": tag}).status_code == 404


def test_a_wrong_address_costs_one_query_of_ours(db: None, stranger: Client) -> None:
    """And a few for its count; once one has to wait, only the look at whether one has to."""
    with CaptureQueriesContext(connection) as seen:
        assert stranger.get("/feed/nobody.ics").status_code == 404
    assert len([one for one in seen.captured_queries if "people_link" in one["sql"]]) == 1
    assert len([one for one in seen.captured_queries if "people_counts" not in one["sql"]]) <= 3  # and a savepoint
    for _n in range(LINKS.tries):
        stranger.get("/feed/nobody.ics")
    with CaptureQueriesContext(connection) as seen:
        assert stranger.get("/feed/nobody.ics").status_code == 429
    assert len(seen.captured_queries) == 1


def test_wrong_tries_are_counted_for_all_processes(db: None, stranger: Client) -> None:
    """In a table, by a hash of the address, and not in what a process remembers for itself."""
    for _n in range(LINKS.tries):
        stranger.get("/feed/nobody.ics")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM people_counts")
        keys = [one for (one,) in cursor.fetchall()]
    assert len(keys) == 1
    assert keys[0].endswith(":wait")
    assert "127.0.0.1" not in keys[0]


def test_whoever_guesses_has_to_wait(demo: Sitting, stranger: Client) -> None:
    """That address alone: a calendar that is asked for from elsewhere is there."""
    path = feed(demo)[1]
    for number in range(LINKS.tries):
        assert stranger.get(f"/feed/{number}.ics").status_code == 404
    answer = stranger.get(path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert stranger.get(path, REMOTE_ADDR="203.0.113.7").status_code == 200


def test_a_feed_speaks_as_its_person_does(demo: Sitting, stranger: Client) -> None:
    """Whatever language the application that fetches it asks for."""
    user = User.objects.create_user("ana@example.org", language="es", hours="24")
    people.join(user, demo.family, "ana")
    said = stranger.get(feed(demo, "ana")[1], headers={"Accept-Language": "en"}).content.decode()
    assert "SUMMARY:Estás con" in said
    assert "You have" not in said


def test_a_carers_feed_speaks_as_their_link_does(demo: Sitting, stranger: Client) -> None:
    """They have no account."""
    people.make_link(demo.family, "carer", "rosa", None, language="es")
    said = stranger.get(feed(demo)[1]).content.decode()
    assert "CATEGORIES:Horas" in said
