"""The first run: from an account to a family whose plan is being made."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homecall.web import world
from homecall.web.family import store as families
from homecall.web.family.models import Family
from homecall.web.jobs import store as jobs
from homecall.web.people import store as people
from homecall.web.people.models import User
from homecall.web.plans import store as plans
from homecall.web.plans.making import make
from homecall.web.plans.worker import Worker
from homecall.web.welcome.ahead import steps
from tests.web.made import Sitting

WHO = {"parent-0": "Nora", "parent-1": "Ben", "child-0": "Mia", "zone": "America/Chicago"}


@pytest.fixture
def newcomer(db: None) -> Client:
    """Somebody who has signed up a moment ago."""
    client = Client()
    client.force_login(User.objects.create_user("nora@example.org", "a long enough password"))
    return client


def family_of(client: Client) -> int:
    """The family of a signed-in account."""
    found = people.membership_of(int(client.session["_auth_user_id"]), None)
    assert found is not None
    return found.family_id


def test_an_account_without_a_family_is_asked_who_they_are(newcomer: Client) -> None:
    """Instead of the landing page, which is for strangers."""
    assert newcomer.get("/").headers["Location"] == "/welcome/"
    page = newcomer.get("/welcome/").content.decode()
    assert 'name="parent-0"' in page
    assert "America/Chicago" in page


def test_a_stranger_has_no_first_run(stranger: Client, db: None) -> None:
    """They sign up first."""
    assert stranger.get("/welcome/").headers["Location"] == "/"
    assert stranger.post("/welcome/", WHO).headers["Location"] == "/"
    assert not Family.objects.exists()


def test_a_few_answers_make_a_family_whose_plan_is_asked_for(newcomer: Client) -> None:
    """With the usual hours of a child, and the account as the first parent."""
    assert newcomer.post("/welcome/", WHO).headers["Location"] == "/schedules/nora/add/?run=first"
    home = families.newest(family_of(newcomer)).household
    assert (home.name, home.timezone) == ("The family of Nora and Ben", "America/Chicago")
    assert [(one.name, str(one.wakes), str(one.bedtime)) for one in home.children] == [("Mia", "06:45", "19:30")]
    assert jobs.progress(family_of(newcomer)).renewing


def test_sent_twice_it_is_one_family(newcomer: Client) -> None:
    """A form that is replayed, or a page that is reloaded, goes on where one is."""
    newcomer.post("/welcome/", WHO)
    assert newcomer.post("/welcome/", WHO).headers["Location"] == "/schedules/nora/add/?run=first"
    assert newcomer.get("/welcome/").headers["Location"] == "/schedules/nora/add/?run=first"
    assert Family.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("parent-0", "", "Who are you?"),
        ("child-0", "", "Whom is this for?"),
        ("zone", "Mars/Base", "time zone is not known"),
        ("zone", "../etc", "time zone is not known"),
        ("wakes-0", "20:00", "wakes in the morning"),
        ("name", "x\x07", "not a name"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(newcomer: Client, field: str, value: str, said: str) -> None:
    """Beside its field, with everything else still there."""
    answer = newcomer.post("/welcome/", {**WHO, "parent-1": "Benjamin", field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="Benjamin"' in answer.content.decode()
    assert not Family.objects.exists()


def test_people_of_one_name_are_told_apart(newcomer: Client) -> None:
    """By ids of their own, in any script."""
    newcomer.post("/welcome/", {**WHO, "parent-1": "Nora", "child-0": "Zoë", "child-1": "美"})
    home = families.newest(family_of(newcomer)).household
    assert [*home.names] == ["nora", "nora-2", "zoe", "person"]


def test_whoever_comes_from_the_demo_leaves_it(newcomer: Client) -> None:
    """The invented family goes once their own is there."""
    newcomer.post("/demo/begin/")
    newcomer.force_login(User.objects.get())
    session = newcomer.session
    session["demo"] = families.create(families.newest(Family.objects.get().pk).text, "x", demo=True)
    session.save()
    assert newcomer.get("/").headers["Location"] == "/welcome/"
    newcomer.post("/welcome/", WHO)
    assert families.about(session["demo"]) is None
    assert "demo" not in newcomer.session


def test_later_leads_from_parent_to_parent_to_the_plan(newcomer: Client) -> None:
    """Nobody has to know a link to see a plan."""
    newcomer.post("/welcome/", WHO)
    assert "/schedules/ben/add/?run=first" in newcomer.get("/schedules/nora/add/?run=first").content.decode()
    assert "/schedules/titles/?run=first" in newcomer.get("/schedules/ben/add/?run=first").content.decode()
    assert newcomer.get("/schedules/titles/?run=first").headers["Location"] == "/week/"
    assert "All else can wait." in newcomer.get("/week/").content.decode()


def test_a_link_leads_on_to_the_next_parent(newcomer: Client) -> None:
    """It is kept, and the worker reads it."""
    newcomer.post("/welcome/", WHO)
    sent = {"link": "https://rota.example.org/abc.ics", "run": "first"}
    assert newcomer.post("/schedules/nora/link/", sent).headers["Location"] == "/schedules/ben/add/?run=first"
    assert families.newest(family_of(newcomer)).household.parents[0].schedule[0].kind == "ics"


def test_the_last_file_leads_to_the_plan_by_its_open_titles(newcomer: Client) -> None:
    """Looked at, believed, asked about."""
    newcomer.post("/welcome/", WHO)
    event = (
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20300107T130000Z\r\nDTEND:20300107T230000Z\r\nSUMMARY:Ward\r\nEND:VEVENT\r\n"
    )
    rota = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}END:VCALENDAR\r\n"
    dropped = SimpleUploadedFile("rota.ics", rota.encode())
    look = newcomer.post("/schedules/ben/file/", {"file": dropped, "run": "first"}).headers["Location"]
    assert look == "/schedules/ben/look/rota.ics/?run=first"
    assert newcomer.post(look.partition("?")[0], {"run": "first"}).headers["Location"] == "/schedules/titles/?run=first"


def test_what_else_would_help_is_said_with_what_it_gives(newcomer: Client) -> None:
    """And every way there opens."""
    newcomer.post("/welcome/", WHO)
    newcomer.post("/schedules/nora/link/", {"link": "https://rota.example.org/abc.ics"})
    page = newcomer.get("/welcome/ahead/").content.decode()
    for said in (
        "When Ben works",
        "Where Mia is by day",
        "Who helps",
        "How long Nora is on the way",
        "What counts most",
    ):
        assert said in page
    assert "When Nora works" not in page
    found = steps(families.newest(family_of(newcomer)).household)
    assert {newcomer.get(one.href).status_code for one in found} == {200}


def test_what_is_told_already_is_asked_no_more(demo: Sitting) -> None:
    """A family that has told all is left with its letters."""
    home = families.newest(demo.family).household
    assert "Who helps" not in [one.label for one in steps(home)]
    assert not any("works" in one.label for one in steps(home))


def test_the_first_plan_is_on_the_page_as_soon_as_the_worker_has_it(newcomer: Client, tmp_path: Path) -> None:
    """The page waits for it by itself, and then shows the ribbon."""
    newcomer.post("/welcome/", WHO)
    assert "Your plan is being made" in newcomer.get("/today/").content.decode()
    claim = jobs.claim("one", world.now())
    assert claim is not None
    order = Worker("one", tmp_path).order(claim)
    assert order.hurry
    first = next(iter(make(order)))
    assert plans.keep(claim, order, first)
    assert "Every hour of Mia is covered." in newcomer.get("/week/").content.decode()
