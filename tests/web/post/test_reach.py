"""The page on which everybody says how they are reached: only after a code, only one's own, never shown again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from homecall.web import world
from homecall.web.family.models import Family
from homecall.web.people import store as people
from homecall.web.people.models import User
from homecall.web.post import habits, reaching
from homecall.web.post.models import Habit, Message, Reach
from homecall.web.post.ways import address_of, seal
from homecall.web.pwa.models import Subscription
from tests.unit.outlets.invite.post_office import Desk, office
from tests.unit.outlets.messages.ears import listening
from tests.web.made import Sitting
from tests.web.post import reached
from tests.web.queries import growth

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail(settings: Settings, monkeypatch: pytest.MonkeyPatch, demo: Sitting) -> Iterator[Desk]:
    """A mail server by which this house sends, and a family that is no demo."""
    Family.objects.update(demo=False, pinned=None, looks=None)
    monkeypatch.setenv("HOMECALL_ALLOW_PRIVATE", "127.0.0.1")
    heard = Desk()
    with office(heard) as at:
        settings.SENDING = reached.sending(at)
        yield heard


def said(sitting: Sitting, path: str = "/post/") -> str:
    """A page as its reader sees it."""
    return str(sitting.client.get(path).content.decode())


def added(sitting: Sitting, address: str) -> Reach:
    """A way that somebody has added."""
    sitting.client.post("/post/way/", {"address": address})
    return Reach.objects.latest("pk")


def code_in(desk: Desk) -> str:
    """The code of the last mail."""
    found = re.search(r"\d{6}", desk.mails()[-1]["Subject"])
    assert found
    return found[0]


def test_an_address_is_ones_own_by_its_code(parent: Sitting, mail: Desk) -> None:
    """Until it is typed nothing else goes there."""
    row = added(parent, "ana@example.org")
    reached.carried()
    assert row.confirmed is None
    parent.client.post(f"/post/way/{row.pk}/code/", {"code": code_in(mail)})
    row.refresh_from_db()
    assert row.confirmed is not None


def test_the_link_in_the_mail_does_the_same_on_one_tap(carer: Sitting, mail: Desk, stranger: Client) -> None:
    """For whoever has no seat in that browser; looking alone changes nothing, and it works once."""
    row = added(carer, "rosa@example.org")
    reached.carried()
    found = re.search(r"https://home.example.org(/\S+)", mail.mails()[0].get_content())
    assert found
    assert "r…@example.org" in stranger.get(found[1]).content.decode()
    assert Reach.objects.get().confirmed is None
    stranger.post(found[1])
    row.refresh_from_db()
    assert row.confirmed is not None
    assert stranger.get(found[1]).status_code == 404


def test_a_code_is_not_guessed(parent: Sitting, mail: Desk) -> None:
    """After a few wrong ones even the right one is too late."""
    row = added(parent, "ana@example.org")
    reached.carried()
    for _ in range(reaching.WRONG):
        parent.client.post(f"/post/way/{row.pk}/code/", {"code": "nothing"})
    parent.client.post(f"/post/way/{row.pk}/code/", {"code": code_in(mail)})
    assert Reach.objects.get().confirmed is None


def test_nobodys_letterbox_is_filled_from_here(parent: Sitting, mail: Desk) -> None:
    """A family gets so many codes an hour."""
    for number in range(reaching.MOST):
        added(parent, f"ana{number}@example.org")
    reached.carried()
    assert len(mail.arrived) == reaching.CODES


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ana", "ana@", "ntfy://h.example.org/a/b", "dbus://"])
def test_what_is_no_address_is_refused_in_a_sentence(parent: Sitting, address: str) -> None:
    """And nothing is kept of it."""
    answer = parent.client.post("/post/way/", {"address": address}, follow=True)
    assert answer.status_code == 200
    assert "messages" in answer.content.decode()
    assert not Reach.objects.exists()


def test_a_private_service_is_not_asked(parent: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever types an address decides where we connect to, so the guard decides, too."""
    monkeypatch.delenv("HOMECALL_ALLOW_PRIVATE")
    with listening(200) as ear:
        added(parent, f"json://127.0.0.1:{ear.port}/x")
        reached.carried()
    assert ear.heard == []
    assert Message.objects.get().state == "failed"


def test_an_address_is_encrypted_and_never_shown_again(parent: Sitting) -> None:
    """Neither on the page, nor in the database, nor to another parent."""
    row = added(parent, "ntfys://topsecret@ntfy.example.org/our-topic")
    assert b"topsecret" not in bytes(row.sealed)
    assert seal().open(bytes(row.sealed)) == "ntfys://topsecret@ntfy.example.org/our-topic"
    shown = said(parent)
    assert "ntfy (ntfy.example.org)" in shown
    assert "our-topic" not in shown


def test_an_address_outlives_a_new_secret(parent: Sitting, settings: Settings) -> None:
    """As long as the app knows the one before; after that it leads nowhere, and the page still says what it was."""
    row = reached.reach(parent.family, "ana", "ana@example.org")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another secret that is long enough"
    assert address_of(row) == "ana@example.org"
    settings.SECRET_KEY_FALLBACKS = []
    assert address_of(row) is None


def test_one_sees_and_changes_only_ones_own(parent: Sitting, carer: Sitting) -> None:
    """A carer's ways are not the parents', though they are one family."""
    row = added(carer, "rosa@example.org")
    assert "r…@example.org" in said(carer)
    assert "r…@example.org" not in said(parent)
    for deed in ("code", "more", "first", "end"):
        assert parent.client.post(f"/post/way/{row.pk}/{deed}/").status_code == 404
    assert Reach.objects.filter(pk=row.pk).exists()


def test_ways_are_put_in_order_and_taken_away(parent: Sitting) -> None:
    """The first that works is taken."""
    first, second = reached.reach(parent.family, "ana", "a@example.org"), added(parent, "b@example.org")
    parent.client.post(f"/post/way/{second.pk}/first/")
    assert [one.pk for one in reaching.of(parent.family, "ana")] == [second.pk, first.pk]
    parent.client.post(f"/post/way/{second.pk}/end/")
    assert [one.pk for one in reaching.of(parent.family, "ana")] == [first.pk]


def test_browsers_stand_first_until_somebody_says_otherwise(parent: Sitting) -> None:
    """They have asked by themselves, and need no code."""
    reached.reach(parent.family, "ana", "a@example.org")
    mine = Subscription(family_id=parent.family, user_id=people_user(parent), endpoint="https://push.example.org/x")
    mine.p256dh, mine.auth, mine.made = "x", "y", world.now()
    mine.save()
    page = said(parent)
    assert page.index("Notices on your phone") < page.index("by mail")
    assert reaching.reachable(parent.family) == {"ana": True}


def people_user(sitting: Sitting) -> int:
    """The account of a parent's browser."""
    return int(sitting.client.session["_auth_user_id"])


def test_something_to_see_comes_by_that_way_alone(parent: Sitting, mail: Desk) -> None:
    """So that one knows that it works."""
    reached.reach(parent.family, "ana", "first@example.org")
    second = reached.reach(parent.family, "ana", "second@example.org", 1)
    parent.client.post(f"/post/way/{second.pk}/more/")
    reached.carried()
    assert mail.to == ["second@example.org"]


def test_habits_are_kept(carer: Sitting) -> None:
    """Quiet hours, digests and language of a carer."""
    new = {"start": "20:00", "until": "07:15", "at": "18:30", "evening": "on", "language": "es"}
    carer.client.post("/post/habits/", new)
    kept = habits.habits(carer.family, "rosa")
    assert (str(kept.quiet.start), str(kept.quiet.until), kept.at.hour) == ("20:00", "07:15", 18)
    assert (kept.evening, kept.week, kept.language) == (True, False, "es")
    assert habits.spoken(carer.family, "rosa")[0] == "es"


def test_what_is_no_time_changes_nothing(carer: Sitting) -> None:
    """And says so."""
    answer = carer.client.post("/post/habits/", {"start": "late", "until": "07:15", "at": "18:30"}, follow=True)
    assert "21:30" in answer.content.decode()
    assert not Habit.objects.exists()


def test_an_account_that_is_nobody_yet_is_asked_who_it_is(parent: Sitting) -> None:
    """There is nobody whom a way could belong to."""
    people.join(User.objects.get(), parent.family, "")
    assert "which of the family you are" in said(parent)
    assert parent.client.post("/post/way/", {"address": "a@example.org"}).status_code == 404


def test_a_parent_begins_it_for_a_carer_who_says_yes_alone(parent: Sitting, mail: Desk, stranger: Client) -> None:
    """One mail, and no more before; the parent sees whether, and not where."""
    parent.client.post("/post/invite/", {"person": "rosa", "address": "rosa@example.org"})
    reached.put(parent.family, "rosa")
    reached.carried()
    assert mail.to == ["rosa@example.org"]
    found = re.search(r"https://home.example.org(/\S+)", mail.mails()[0].get_content())
    assert found
    assert "no way yet" in said(parent)
    stranger.post(found[1])
    assert "can be told" in said(parent)
    assert "r…@example.org" not in said(parent)


@pytest.mark.parametrize(
    ("who", "address"), [("nobody", "a@example.org"), ("rosa", "ntfy://x"), ("ana", "a@example.org")]
)
def test_a_parent_begins_it_for_carers_by_mail_only(parent: Sitting, who: str, address: str) -> None:
    """The other parent has a page of their own."""
    parent.client.post("/post/invite/", {"person": who, "address": address})
    assert not Reach.objects.exists()


def test_what_is_unsure_is_sent_once_more_by_a_button(parent: Sitting) -> None:
    """The page names whom it was for, and what it was about."""
    row = reached.put(parent.family, "rosa", title="Can you stay until 7 pm?")
    Message.objects.update(state="unsure", touched=world.now() - timedelta(minutes=5))
    page = said(parent, "/post/open/")
    assert "Can you stay until 7 pm?" in page
    assert "Send it to Rosa once more" in page
    parent.client.post(f"/post/open/{row.pk}/again/")
    assert reached.state(row) == "queued"


@pytest.mark.parametrize("kind", ["code", "evening"])
def test_another_persons_codes_and_digests_are_not_shown(parent: Sitting, kind: str) -> None:
    """Or a parent could confirm what a carer has not."""
    row = reached.put(parent.family, "rosa", title="123456 is your code")
    Message.objects.update(kind=kind, state="failed")
    assert "123456" not in said(parent, "/post/open/")
    parent.client.post(f"/post/open/{row.pk}/again/")
    assert reached.state(row) == "failed"


def test_the_page_asks_no_more_for_many_ways(parent: Sitting) -> None:
    """A few queries, however many there are."""
    growth(
        parent.client, "/post/", lambda: [reached.reach(parent.family, "ana", f"a{n}@example.org") for n in range(5)]
    )


def test_why_it_did_not_arrive_is_kept_with_what_it_is_made_of(parent: Sitting, mail: Desk) -> None:
    """So that each reader reads it in their own language."""
    mail.says["RCPT"] = ["550 nobody here"]
    reached.reach(parent.family, "rosa", "rosa@example.org")
    reached.put(parent.family, "rosa")
    reached.carried()
    row = Message.objects.get(to="rosa")
    assert row.said == "The mail server does not take mail for this address. (SMTP 550)"
    assert json.loads(row.parts)[1] == "The mail server does not take mail for this address. (SMTP {code})"
    assert row.said in said(parent, "/post/open/")
