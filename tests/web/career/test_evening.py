"""Where work ends."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from homecall.career.after import Log
from homecall.web.career import own
from homecall.web.career.evening_pages import Own, evening_page
from homecall.web.career.models import Parked, WorkedLate
from homecall.web.career.own import LogRow
from homecall.web.people import store as people
from homecall.web.people.models import User
from tests.web.made import Sitting
from tests.web.queries import MOST, asked

TODAY = date(2026, 12, 3)


@pytest.fixture
def partner(demo: Sitting) -> Client:
    """The other parent of the same family, with an account of their own."""
    user = User.objects.create_user("ben@example.org", "a long enough password", name="Ben")
    people.join(user, demo.family, "ben")
    client = Client()
    client.force_login(user)
    return client


def text(client: Client) -> str:
    """What the page says."""
    return client.get("/career/evening/").content.decode()


def test_one_tap_logs_an_evening(parent: Sitting) -> None:
    """Today, and it can be taken back."""
    parent.client.post("/career/evening/log/", {"minutes": "60"})
    row = WorkedLate.objects.get()
    assert (row.day, row.minutes) == (TODAY, 60)
    assert "Work came along on 1" in text(parent.client)
    parent.client.post(f"/career/evening/log/{row.pk}/back/")
    assert not WorkedLate.objects.exists()


def test_the_other_parent_sees_and_touches_nothing_of_it(parent: Sitting, partner: Client) -> None:
    """Neither the log, nor what is parked, nor by guessing a number."""
    parent.client.post("/career/evening/log/", {"minutes": "120"})
    parent.client.post("/career/evening/close/", {"open": "Write to Xilonen"})
    page = text(partner)
    assert "Xilonen" not in page
    assert "came along on" not in page
    assert partner.post(f"/career/evening/log/{WorkedLate.objects.get().pk}/back/").status_code == 404
    assert partner.post(f"/career/evening/parked/{Parked.objects.get().pk}/done/").status_code == 404


def test_closing_parks_what_is_open_and_says_what_can_wait(parent: Sitting) -> None:
    """The day is one's own then; what is done is let go."""
    parent.client.post("/career/evening/close/", {"open": "Two letters\n\n  Order  cover ", "until": "2026-12-08"})
    page = text(parent.client)
    assert "Today is closed." in page
    assert "can wait until Tue 8 Dec" in page
    assert [one.words for one in Parked.objects.order_by("pk")] == ["Two letters", "Order cover"]
    assert "1 evening was yours" in page
    parent.client.post(f"/career/evening/parked/{Parked.objects.first().pk}/done/")  # type: ignore[union-attr]
    assert "Two letters" not in text(parent.client)


@pytest.mark.parametrize("minutes", ["", "0", "-5", "99999", "many", "²"])
def test_minutes_that_cannot_be_are_refused(parent: Sitting, minutes: str) -> None:
    """In a sentence; nothing is kept."""
    answer = parent.client.post("/career/evening/log/", {"minutes": minutes}, follow=True)
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    assert not WorkedLate.objects.exists()


def test_a_day_holds_no_more_than_twenty_taps(parent: Sitting) -> None:
    """Bounded, whoever leans on the button."""
    for _ in range(own.MOST_A_DAY + 3):
        parent.client.post("/career/evening/log/", {"minutes": "15"})
    assert WorkedLate.objects.count() == own.MOST_A_DAY


def test_a_wrong_day_is_no_error_of_ours(parent: Sitting) -> None:
    """It is said, and the day stays open."""
    page = parent.client.post("/career/evening/close/", {"until": "soon"}, follow=True).content.decode()
    assert "That is no day" in page
    assert "Today is closed" not in page


def test_an_estimate_is_called_one_and_has_its_source(parent: Sitting) -> None:
    """By the field that was chosen; none for a field that there is not."""
    parent.client.post("/career/evening/field/", {"specialty": "primary"})
    page = text(parent.client)
    assert "An estimate, not your own" in page
    assert "Ann Fam Med" in page
    parent.client.post("/career/evening/field/", {"specialty": "astrology"})
    assert "An estimate" not in text(parent.client)


def test_an_export_is_taken_over_and_asked_about_where_it_is_unclear(parent: Sitting) -> None:
    """A header that says nothing brings the choice of columns."""
    answer = parent.client.post("/career/evening/figures/", {"text": "wann,wieviel\n2026-10-01,48\n"})
    assert answer.status_code == 422
    assert "column-period" in answer.content.decode()
    chosen = {"column-period": "0", "column-value": "1", "column-unit": "", "column-metric": ""}
    parent.client.post("/career/evening/figures/", {"text": "wann,wieviel\n2026-10-01,48\n", **chosen})
    assert "1 October 2026: about" in text(parent.client)


def test_evenings_of_ones_own_are_said_first() -> None:
    """Kept before what was not; nothing is said of days of which nothing is known."""
    nothing = evening_page(Own((), frozenset(), (), "", (), 5.0, TODAY))
    assert nothing.said == ()
    logs = (LogRow(1, Log(date(2026, 12, 1), 180)),)
    page = evening_page(Own(logs, frozenset({date(2026, 12, 2)}), (), "", (), 5.0, TODAY))
    assert page.said[0] == "In the last four weeks, 1 evening was yours."
    assert "1.5 whole evenings" in page.said[1]
    assert [one.state for one in page.days[-3:]] == ["taken", "own", ""]


def test_the_page_asks_twelve_times_at_most(parent: Sitting) -> None:
    """With an account, whose session is asked for as well."""
    parent.client.post("/career/evening/close/", {"open": "a\nb\nc"})
    assert len(asked(parent.client, "/career/evening/")) <= MOST
