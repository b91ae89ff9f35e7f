"""The Career page and its roles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homecall.career.found import Found
from homecall.career.roles import Hours, RoleKind
from homecall.plan.codec import write
from homecall.plan.plan import Kept
from homecall.spans.wall import Clock
from homecall.web.career import store
from homecall.web.career.models import CareerRole
from homecall.web.career.role_pages import found_lines
from homecall.web.people.access import Role
from homecall.web.plans import store as plans
from homecall.web.plans.models import Plan
from tests.web.made import Sitting, seat
from tests.web.queries import growth

TODAY = date(2026, 12, 3)
"""Where the demo's clock stands."""
FORM = {"title": "Search committee", "parent": "ana", "kind": "committee", "low": "2", "high": "3", "temporary": "0"}


def text(client: Client, path: str) -> str:
    """What a page says."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def role_of(family: int, title: str) -> CareerRole:
    """A role of a family by its title."""
    return CareerRole.objects.get(family=family, title=title)


def test_the_page_says_what_grew_and_what_has_room(demo: Sitting) -> None:
    """Growth over the year, the one question with its answer, and the season that is."""
    page = text(demo.client, "/career/")
    assert "more than a year ago" in page
    assert "have their place in the plan ahead" in page
    assert "Ben’s boards" in page


def test_what_is_past_its_promised_end_comes_back(demo: Sitting) -> None:
    """With three ways out, and nothing of it where the end is still to come."""
    page = text(demo.client, "/career/").partition("Ben’s boards")[0]
    assert "Call schedule for the programme" in page
    assert "Keep it for good" in page
    assert "Quality committee" not in page


@pytest.mark.parametrize(
    ("what", "end", "over", "later"),
    [("keep", "", None, None), ("until", "2027-05-01", None, date(2027, 5, 1)), ("over", "", date(2026, 12, 2), None)],
)
def test_a_decision_is_kept(demo: Sitting, what: str, end: str, over: date | None, later: date | None) -> None:
    """Kept, kept for now, or handed on since yesterday; the first promise stays to be seen."""
    row = role_of(demo.family, "Call schedule for the programme")
    answer = demo.client.post(f"/career/roles/{row.pk}/decide/", {"what": what, "end": end})
    row.refresh_from_db()
    assert answer.status_code == 302
    assert (row.over, row.promised) == (over, date(2026, 6, 30))
    assert what == "over" or row.end == later
    assert "Keep it for good" not in text(demo.client, "/career/")


@pytest.mark.parametrize(("what", "end"), [("until", "2020-01-01"), ("until", "soon"), ("", ""), ("burn", "")])
def test_a_decision_that_cannot_be_changes_nothing(demo: Sitting, what: str, end: str) -> None:
    """It is said, and the role waits on."""
    row = role_of(demo.family, "Call schedule for the programme")
    page = demo.client.post(f"/career/roles/{row.pk}/decide/", {"what": what, "end": end}, follow=True)
    assert "Keep it for good" in page.content.decode()
    row.refresh_from_db()
    assert row.end == date(2026, 6, 30)


def test_a_role_is_written_down(demo: Sitting) -> None:
    """From the form, with its fixed hours."""
    fixed = {"day": ["1", "3"], "from": "17:00", "to": "18:30", "every": "2"}
    demo.client.post("/career/roles/add/", {**FORM, **fixed})
    row = role_of(demo.family, "Search committee")
    assert (row.times, row.every, row.end) == ("Tue,Thu 17:00-18:30", 2, None)
    assert "Search committee" in text(demo.client, "/career/")


def test_what_is_temporary_has_to_say_until_when(demo: Sitting) -> None:
    """The form comes back with all that was typed."""
    answer = demo.client.post("/career/roles/add/", {**FORM, "temporary": "1"})
    assert answer.status_code == 422
    assert "What is temporary has an end" in answer.content.decode()
    assert "Search committee" in answer.content.decode()
    demo.client.post("/career/roles/add/", {**FORM, "temporary": "1", "end": "2027-06-30"})
    assert role_of(demo.family, "Search committee").promised == date(2027, 6, 30)


@pytest.mark.parametrize(
    "wrong",
    [{"low": "many"}, {"low": "9", "high": "2"}, {"parent": "zoe"}, {"title": " "}, {"day": ["1"]}, {"from": "25:99"}],
)
def test_a_role_that_cannot_be_is_refused_in_a_sentence(demo: Sitting, wrong: dict[str, object]) -> None:
    """And nothing is kept."""
    before = CareerRole.objects.count()
    answer = demo.client.post("/career/roles/add/", {**FORM, **wrong})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert CareerRole.objects.count() == before


def test_other_hours_hold_from_today_on(demo: Sitting) -> None:
    """What a role was before stays, or its growth could not be seen."""
    row = role_of(demo.family, "Simulation faculty")
    form = {**FORM, "title": row.title, "parent": "ben", "low": "6", "high": "8", "start": "2025-03-01"}
    demo.client.post(f"/career/roles/{row.pk}/", form)
    found = store.role(seat(demo.family), row.pk)
    assert found is not None
    assert [found.hours(day) for day in (date(2026, 12, 2), TODAY)] == [Hours(4, 5), Hours(6, 8)]


def test_a_role_can_be_taken_out(demo: Sitting) -> None:
    """As if it had never been written down; twice is once."""
    row = role_of(demo.family, "Simulation faculty")
    assert demo.client.post(f"/career/roles/{row.pk}/remove/").status_code == 302
    assert demo.client.post(f"/career/roles/{row.pk}/remove/").status_code == 404


def test_a_call_from_home_is_offered_by_its_visits(demo: Sitting) -> None:
    """It says that only visits are counted, and how long each is taken to be."""
    one = Found("ana", "Home call", RoleKind.CALL, TODAY, 4, 14, Hours(1, 7), (), from_home=True)
    shown = plans.shown(seat(demo.family))
    assert shown is not None
    (line,) = found_lines(shown.household, (one,))
    assert line.hours == "1 to 7 hours a week"
    assert "only visits are counted, as many as are published, 2 hours each" in line.said


def test_schedules_offer_their_roles(demo: Sitting) -> None:
    """What was ticked is written down and offered no more."""
    page = text(demo.client, "/career/roles/found/")
    assert "GOR" in page
    key = page.partition("<b>GOR")[0].rpartition('value="')[2].partition('"')[0]
    demo.client.post("/career/roles/found/", {"role": [key, "99", "x"]})
    assert role_of(demo.family, "GOR").parent == "ben"
    assert "GOR" not in text(demo.client, "/career/roles/found/")


def test_a_table_is_taken_and_what_could_not_be_read_is_told(demo: Sitting) -> None:
    """As a file, with a line that is wrong."""
    table = b"Role,Parent,Hours a week,Start\nJournal club,Ben,1,2026-01-01\nNonsense,Nobody,1,\n"
    answer = demo.client.post("/career/roles/table/", {"file": SimpleUploadedFile("roles.csv", table)})
    assert role_of(demo.family, "Journal club").parent == "ben"
    assert "Line 3" in answer.content.decode()


@pytest.mark.parametrize("table", ["", "hello", "a,b\n1,2", "x" * 600_000])
def test_what_is_no_table_is_refused(demo: Sitting, table: str) -> None:
    """Pasted as well as dropped."""
    assert demo.client.post("/career/roles/table/", {"text": table}).status_code == 422
    file = SimpleUploadedFile("roles.csv", table.encode() or b" ")
    assert demo.client.post("/career/roles/table/", {"file": file}).status_code == 422


def with_story(family: int) -> None:
    """A plan in which Ana reads at bedtime on Thursday, however long anybody searched."""
    row, found = Plan.objects.get(family=family), plans.shown(seat(family))
    assert found is not None
    span = found.household.wall.span(TODAY, Clock.parse("18:20"), Clock.parse("18:35"))
    story = Kept("bedtime", TODAY, span, ("ana",), ("mia", "leo"), kept=True)
    row.text = write(replace(found.plan, moments=(story,)))
    row.save()


def test_a_yes_has_its_price_before_it_is_given(demo: Sitting) -> None:
    """Ana is at home on Thursday: counted a month, with the moment by its name."""
    with_story(demo.family)
    page = text(demo.client, "/career/yes/?parent=ana&title=The+board&day=3&from=17:30&to=19:00&low=2")
    assert "The board costs 4 bedtimes a month." in page
    assert "“Roses and thorns”" in page
    assert "temporary=1" in page


def test_a_yes_at_noon_takes_no_evening(demo: Sitting) -> None:
    """And that is said first."""
    assert "takes no evening at home" in text(demo.client, "/career/yes/?parent=ana&day=2&from=12:00&to=13:00&low=1")


def test_a_yes_that_says_nothing_of_its_hours_is_asked_for_them(demo: Sitting) -> None:
    """With a sentence, not with a price of nought."""
    answer = demo.client.get("/career/yes/?parent=ana")
    assert answer.status_code == 422
    assert "Nothing is known of its hours" in answer.content.decode()


def test_a_yes_fills_the_form_of_the_role(demo: Sitting) -> None:
    """Nothing is typed twice, and it asks for its end."""
    page = text(demo.client, "/career/roles/add/?parent=ben&title=The+board&day=3&from=17:30&to=19:00&temporary=1")
    assert 'value="The board"' in page
    assert 'value="17:30"' in page
    assert 'name="temporary" value="1" checked' in page


def test_the_page_asks_no_more_for_more_roles(demo: Sitting) -> None:
    """Twelve at most."""

    def grow() -> None:
        for n in range(20):
            demo.client.post("/career/roles/add/", {**FORM, "title": f"Committee {n}"})

    growth(demo.client, "/career/", grow)


def test_others_see_no_roles(demo: Sitting) -> None:
    """Not even where a view would forget to ask."""
    for role in (Role.CARER, Role.READER, Role.DEVICE):
        assert store.roles(seat(demo.family, role)) == ()
        assert store.purse(seat(demo.family, role)) is None


def test_no_page_compares_or_scores_anybody(demo: Sitting) -> None:
    """The words of a league table are nowhere, and red is not for work."""
    for path in ("/career/", "/career/years/", "/career/review/", "/career/money/", "/career/evening/"):
        page = text(demo.client, path).lower()
        assert not [word for word in ("score", "versus", "streak", "missed", "lazy", "var(--gap)") if word in page]


def test_an_hour_of_the_afternoon_ends_a_spanish_sentence_once(demo: Sitting) -> None:
    """ "p. m." has its own full stop."""
    page = demo.client.get("/career/", headers={"accept-language": "es"}).content.decode()
    assert "m." in page
    assert "m.." not in page
