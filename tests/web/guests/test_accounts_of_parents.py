"""Leaving a family, being taken out of it, the list of one's sessions, and what the log says of accounts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from homecall.web import world
from homecall.web.people import sessions
from homecall.web.people import store as people
from homecall.web.people.models import Deed, Membership, User
from tests.web.made import Sitting
from tests.web.queries import growth

WORD = "a long enough password"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile Safari/604"


def signed_in(
    email: str, agent: str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
) -> Client:
    """A browser in which an account has typed its password just now."""
    client = Client(headers={"User-Agent": agent})
    assert client.post("/account/login/", {"login": email, "password": WORD}).status_code == 302
    return client


@pytest.fixture
def both(parent: Sitting) -> tuple[Client, Client]:
    """Ana and Ben, each with an account of their own."""
    ben = User.objects.create_user("ben@example.org", WORD, name="Ben")
    people.join(ben, parent.family, "ben")
    return signed_in("ana@example.org"), signed_in("ben@example.org")


def place(email: str) -> int:
    """The id of an account's place in the family."""
    return Membership.objects.get(user__email=email).pk


def out(client: Client, email: str) -> str:
    """Take an account out, with the password once more; the page that follows."""
    asked = client.post(f"/people/accounts/{place(email)}/out/")
    return client.post(asked.headers["Location"], {"password": WORD}, follow=True).content.decode()


def log() -> list[tuple[str, str]]:
    """Who did what, as the log has it."""
    return list(Deed.objects.order_by("pk").values_list("who", "what"))


def test_a_parent_takes_an_account_out(both: tuple[Client, Client]) -> None:
    """It sees nothing any more from that instant; the log says who did it."""
    ana, ben = both
    assert ben.get("/people/").status_code == 200
    out(ana, "ben@example.org")
    assert ben.get("/people/").status_code == 302
    assert ("Ana", "account removed") in log()
    assert User.objects.count() == 2


def test_a_parent_leaves(both: tuple[Client, Client]) -> None:
    """And the other one stays with all that is there."""
    ana, ben = both
    assert "<strong>Ben</strong>" in ana.get("/people/").content.decode()
    assert "You have left the family." in out(ben, "ben@example.org")
    assert "<strong>Ben</strong>" not in ana.get("/people/").content.decode()


def test_the_last_one_stays(both: tuple[Client, Client]) -> None:
    """A family that nobody can reach is nobody's wish; the page offers it to nobody either."""
    ana, ben = both
    out(ben, "ben@example.org")
    answer = out(ana, "ana@example.org")
    assert "Somebody must stay" in answer
    assert "Leave the family" not in answer
    assert Membership.objects.count() == 1


def test_taking_out_asks_for_the_password_again(parent: Sitting, both: tuple[Client, Client]) -> None:
    """Nothing has happened until then."""
    answer = parent.client.post(f"/people/accounts/{place('ben@example.org')}/out/")
    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert Membership.objects.count() == 2
    parent.client.post(answer.headers["Location"], {"password": WORD})
    assert Membership.objects.count() == 1


def test_another_familys_account_is_not_there(both: tuple[Client, Client]) -> None:
    """Whoever guesses its number."""
    people.join(User.objects.create_user("else@example.org", WORD), _elsewhere())
    answer = both[0].post(f"/people/accounts/{place('else@example.org')}/out/")
    assert answer.status_code == 404
    assert Membership.objects.count() == 3


def _elsewhere() -> int:
    from homecall.web.family import store as families
    from tests.web.made import SMALL

    return families.create(SMALL, "Else")


def test_sessions_are_listed_and_ended_one_by_one(both: tuple[Client, Client]) -> None:
    """By browser and day; the one that is ended is out at once, the other stays."""
    here, there = both[0], signed_in("ana@example.org", PHONE)
    page = here.get("/people/").content.decode()
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page
    assert "127.0.0.1" not in page
    phone = UserSession.objects.get(user_agent=PHONE)
    here.post(f"/people/sessions/{phone.pk}/end/")
    assert there.get("/people/").status_code == 302
    assert here.get("/people/").status_code == 200
    assert "Safari on iPhone" not in here.get("/people/").content.decode()


def test_somebody_elses_session_is_not_there(both: tuple[Client, Client]) -> None:
    """Not even the other parent's."""
    ana, ben = both
    theirs = UserSession.objects.get(user__email="ben@example.org")
    assert ana.post(f"/people/sessions/{theirs.pk}/end/").status_code == 404
    assert ben.get("/people/").status_code == 200


def test_signing_out_everywhere_leaves_no_session(both: tuple[Client, Client]) -> None:
    """Neither in the list nor in the table."""
    signed_in("ana@example.org", PHONE)
    both[0].post("/people/out/")
    assert not UserSession.objects.filter(user__email="ana@example.org").exists()
    assert UserSession.objects.filter(user__email="ben@example.org").exists()


def test_many_sessions_are_no_more_queries(both: tuple[Client, Client]) -> None:
    """One for all of them."""

    def grow() -> None:
        for _n in range(4):
            signed_in("ana@example.org", PHONE)

    growth(both[0], "/people/", grow)


def test_a_session_that_is_over_leaves_the_list(both: tuple[Client, Client]) -> None:
    """The worker lets both rows go; those that live stay."""
    Session.objects.filter(pk=both[0].session.session_key).update(expire_date=world.now() - timedelta(days=1))
    sessions.tidy(world.now())
    assert list(UserSession.objects.values_list("user__email", flat=True)) == ["ben@example.org"]
    assert Session.objects.filter(pk=both[1].session.session_key).exists()


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (PHONE, ("Safari", "iPhone")),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/126 Safari/537 Edg/126", ("Edge", "Windows")),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/126 Mobile Safari/537", ("Chrome", "Android")),
        ("curl/8 <script>", ("", "")),
    ],
)
def test_a_browser_is_called_by_words_of_everyday(agent: str, said: tuple[str, str]) -> None:
    """Nothing of what it says of itself stands on the page as it is."""
    assert sessions.named(agent) == said


def test_the_log_knows_sign_ins_failures_and_new_passwords(both: tuple[Client, Client]) -> None:
    """Without the word that was typed, right or wrong."""
    stranger, new = Client(), "thorns and roses at eight"
    stranger.post("/account/login/", {"login": "Ana@example.org", "password": "guessed wrongly"})
    stranger.post("/account/login/", {"login": "nobody@example.org", "password": "guessed wrongly"})
    both[0].post("/account/password/change/", {"oldpassword": WORD, "password1": new, "password2": new})
    both[0].post("/account/logout/")
    told = [what for who, what in log() if who == "Ana"]
    assert told == ["signed in", "signed in", "sign-in failed", "password changed", "signed out"]
    assert not any(word in str(Deed.objects.values()) for word in ("guessed", WORD, new, "127.0.0.1"))


def test_the_log_is_read_in_words_by_the_familys_clock(both: tuple[Client, Client]) -> None:
    """Not in those of the table, nor in the server's zone."""
    Deed.objects.all().delete()
    people.log(Membership.objects.first().family_id, "Ana", "signed in")  # type: ignore[union-attr] # it is there
    Deed.objects.update(at=world.now().replace(year=2026, month=12, day=3, hour=3, minute=30))
    page = both[0].get("/people/").content.decode()
    assert "2 December 2026, 9:30\xa0pm · Ana · signed in" in page
