"""Who helped when: taken from plans as they end, set right by the family, written down for payroll."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

from django.test import Client

from homecall.household.carers import Carer
from homecall.spans.span import HOUR, Span
from homecall.web.family import store as families
from homecall.web.ledger import store
from homecall.web.ledger.models import Worked
from homecall.web.ledger.pages import weeks, weeks_csv
from homecall.web.ledger.store import Stint
from homecall.web.people import store as people
from homecall.web.people.models import User
from tests.web.made import Sitting
from tests.web.rounds.conftest import Life, evening, life

__all__ = ["evening", "life"]


def signed_in(life: Life) -> Client:
    """Ana's browser."""
    user = User.objects.create_user("ana@example.org", "a long enough password", name="Ana")
    people.join(user, life.family, "ana")
    client = Client()
    client.force_login(user)
    return client


def evening_over(life: Life) -> None:
    """Rosa's day of the plan is over, and it was seen before and after."""
    store.remember(life.now)
    life.wait(5 * HOUR)
    store.remember(life.now)
    store.remember(life.now)


def test_hours_are_taken_once_when_they_end(life: Life) -> None:
    """As they stood in the plan in force then."""
    evening_over(life)
    row = Worked.objects.get()
    assert (row.carer, row.name, row.end - row.start) == ("rosa", "Rosa", 9 * HOUR)


def test_hours_that_are_set_right_stay_so(life: Life) -> None:
    """And those that did not take place are not brought back by the plan."""
    evening_over(life)
    client, row = signed_in(life), Worked.objects.get()
    client.post(f"/circle/ledger/{row.pk}/", {"start": "2027-01-04T08:00", "end": "2027-01-04T18:30"})
    row.refresh_from_db()
    assert (row.end - row.start, row.by) == (10 * HOUR + 30, "Ana")
    client.post(f"/circle/ledger/{row.pk}/", {"off": "1"})
    store.remember(life.now + timedelta(hours=1))
    assert b"Rosa was there" not in client.get("/circle/ledger/?month=2027-01").content
    assert "08:00" not in client.get("/circle/ledger/hours.csv?month=2027-01").content.decode()


def test_hours_may_be_added_and_nonsense_is_refused(life: Life) -> None:
    """With a sentence, and nothing is lost."""
    client = signed_in(life)
    client.post("/circle/ledger/add/", {"who": "june", "start": "2027-01-02T10:00", "end": "2027-01-02T12:00"})
    for start, end in (("2027-01-02T12:00", "2027-01-02T10:00"), ("x", ""), ("2027-01-02T12:00", "2027-01-09T12:00")):
        answer = client.post("/circle/ledger/add/", {"who": "june", "start": start, "end": end}, follow=True)
        assert "from when to when" in answer.content.decode()
    found = list(csv.DictReader(io.StringIO(client.get("/circle/ledger/hours.csv?month=2027-01").content.decode())))
    assert [(one["name"], one["date"], one["hours"]) for one in found] == [("June", "2027-01-02", "2.00")]


def test_a_weeks_pay_has_guaranteed_hours_overtime_and_fees(life: Life) -> None:
    """Thirty paid anyway at twenty, forty-five worked: overtime beyond forty by the law of nannies, a fee each time."""
    family = families.newest(life.family).household
    rosa = Carer("rosa", "Rosa", "nanny", rate=20.0, guaranteed=30.0, per_use=5.0, rules="us-nanny")
    family = replace(family, carers=(rosa,))
    monday = family.wall.midnight(date(2027, 1, 4))
    stints = [Stint(n, "rosa", "Rosa", Span(monday + n * 1440 + 480, monday + n * 1440 + 1020), "") for n in range(5)]
    (week,) = weeks(family, stints)
    assert (week.minutes, week.guaranteed, week.fees) == (45 * HOUR, 600.0, 25.0)
    assert week.beyond == 15 * 20 + 5 * 10
    assert weeks_csv(family, stints).splitlines()[1] == "rosa,Rosa,2027-01-04,45.00,30.00,350.00,25.00,975.00"


def test_a_name_that_is_a_formula_is_text_in_a_table(life: Life) -> None:
    """Spreadsheets run what begins with an equals sign."""
    family = families.newest(life.family).household
    stint = Stint(1, "=1+1", '=HYPERLINK("x")', Span(life.minute, life.minute + 60), "")
    assert "'=1+1" in weeks_csv(family, [stint])


def test_help_that_nobody_is_paid_for_is_worth_a_thank_you(demo: Sitting) -> None:
    """Said once for each of them, as something kind, never as a debt."""
    seen = demo.client.post(
        "/circle/ledger/add/", {"who": "carmen", "start": "2026-12-01T10:00", "end": "2026-12-01T12:00"}
    )
    assert seen.status_code == 302
    page = demo.client.get("/circle/ledger/?month=2026-12").content.decode()
    assert "Abuela Carmen was there for you on Tuesday 1 December." in page
