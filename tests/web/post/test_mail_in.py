"""Mail that comes in over a real connection: answers, sentences, and all that is neither."""

from __future__ import annotations

import smtplib
from datetime import date, timedelta
from email.message import EmailMessage

import pytest
from django.core.cache import cache
from pytest_django import Settings

from homecall.spans.wall import Clock, Wall
from homecall.web import world
from homecall.web.happened.models import Happened
from homecall.web.people.access import Role, Seat
from homecall.web.people.models import User
from homecall.web.post import inbox, keys, replies
from homecall.web.post.letterbox import LARGEST, listening
from homecall.web.post.models import Message
from homecall.web.post.replies import Answer, Offer
from homecall.web.settings.sending import Sending
from tests.unit.dav.server import free_port
from tests.web.made import Sitting
from tests.web.post import reached

DOMAIN = "in.example.org"
Heard = list[tuple[int, str, str, Answer]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Heard:
    """What a page that asks was answered."""
    found: Heard = []
    monkeypatch.setitem(replies.handlers, "test", lambda *said: found.append(said))
    settings.SENDING = Sending(domain=DOMAIN)
    cache.clear()
    return found


def asked(family: int) -> Message:
    """A message that can be answered."""
    row = reached.put(family, "rosa")
    Message.objects.update(topic="test:1")
    row.refresh_from_db()
    return row


def mail(words: str, **more: str) -> bytes:
    """A mail with these words."""
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = "rosa@example.org", "Re: Can you come?", "<1@example.org>"
    for name, value in more.items():
        made[name.replace("_", "-")] = value
    made.set_content(words)
    return made.as_bytes()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Yes\n\n> no", "yes"),
        ("No, sorry", "no"),
        ("from 18:30", Offer(Clock(18 * 60 + 30))),
        ("only until 7", Offer(until=Clock(7 * 60), either=True)),
    ],
)
def test_an_answer_reaches_whoever_asked(heard: Heard, words: str, said: Answer) -> None:
    """With the person and the topic of the message that was answered."""
    row = asked(reached.family())
    inbox.take(replies.address(row), DOMAIN, mail(words))
    assert heard == [(row.family_id, "rosa", "test:1", said)]


@pytest.mark.django_db
def test_the_same_mail_counts_once(heard: Heard) -> None:
    """A server that did not hear that it was taken brings it again."""
    row = asked(reached.family())
    for _ in range(2):
        inbox.take(replies.address(row).upper(), DOMAIN, mail("Yes"))
    assert len(heard) == 1


@pytest.mark.django_db
def test_an_answer_that_is_not_plain_is_asked_about_a_few_times(heard: Heard) -> None:
    """And the message that asks can be answered just so."""
    row = asked(reached.family())
    for number in range(inbox.MOST + 2):
        inbox.take(replies.address(row), DOMAIN, mail("Perhaps").replace(b"<1@", f"<{number}@".encode()))
    again = Message.objects.filter(kind="again")
    assert again.count() == inbox.MOST
    inbox.take(replies.address(again[0]), DOMAIN, mail("Yes"))
    assert [said for *_more, said in heard] == ["yes"]


@pytest.mark.django_db
@pytest.mark.parametrize("head", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}])
def test_no_machine_says_yes(heard: Heard, head: dict[str, str]) -> None:
    """Yes, I am away until Monday: that is no yes."""
    row = asked(reached.family())
    inbox.take(replies.address(row), DOMAIN, mail("Yes", **head))
    assert heard == []


@pytest.mark.django_db
def test_an_address_is_signed_and_ends(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    """One letter changed, another domain, or two weeks later it leads nowhere."""
    address = replies.address(asked(reached.family()))
    local, _at, _domain = address.partition("@")
    changed = local[:-1] + ("a" if local[-1] != "a" else "b")
    assert inbox.known(address, DOMAIN)
    assert not inbox.known(f"{changed}@{DOMAIN}", DOMAIN)
    assert not inbox.known(f"{local}@example.org", DOMAIN)
    later = world.now() + replies.LASTS
    monkeypatch.setattr(world, "now", lambda: later + timedelta(minutes=1))
    assert not inbox.known(address, DOMAIN)


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 50])
def test_hostile_mail_says_nothing(heard: Heard, content: bytes) -> None:
    """Whatever it is, it is taken, answered at most, and heard by nobody."""
    row = asked(reached.family())
    inbox.take(replies.address(row), DOMAIN, content)
    assert heard == []


@pytest.mark.django_db
def test_a_parents_sentence_happens(heard: Heard, parent: Sitting) -> None:
    """By the address of their key; what was understood comes back to them."""
    seat = Seat(parent.family, Role.PARENT, "ana", user=User.objects.get().pk)
    address = f"say+{keys.make(seat, 'Mail')}@{DOMAIN}"
    inbox.take(address, DOMAIN, mail("Mia is ill\n\n-- \nAna"))
    assert Happened.objects.get().kind == "ill"
    answer = Message.objects.get(kind="heard")
    assert "Mia is ill and stays at home." in answer.body


@pytest.mark.django_db(transaction=True)
def test_the_letterbox_takes_what_is_ours_and_refuses_the_rest(heard: Heard, settings: Settings) -> None:
    """Over a real connection: nobody can send anything on from here."""
    row = asked(reached.family())
    settings.SENDING = Sending(domain=DOMAIN, mail_in=("127.0.0.1", free_port()))
    with listening() as port, smtplib.SMTP("127.0.0.1", port, timeout=10) as line:
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            line.sendmail("a@example.org", ["somebody@example.org"], mail("Yes"))
        line.sendmail("a@example.org", [replies.address(row)], mail("Yes"))
        with pytest.raises(smtplib.SMTPException):
            line.sendmail("a@example.org", [replies.address(row)], b"x" * (LARGEST + 10))
    assert [said for *_more, said in heard] == ["yes"]


@pytest.mark.django_db
def test_only_what_can_be_answered_says_where(heard: Heard, settings: Settings) -> None:
    """A message without anybody who takes its answers has no such address, nor one of a house without a letterbox."""
    row = asked(reached.family())
    assert replies.address(row).endswith(f"@{DOMAIN}")
    assert len(replies.address(row).partition("@")[0]) <= 64
    row.topic = "nothing:1"
    assert replies.address(row) == ""
    row.topic = "test:1"
    settings.SENDING = Sending()
    assert replies.address(row) == ""


@pytest.mark.parametrize(
    ("offer", "hours"),
    [
        (Offer(Clock.parse("18:30")), ("18:30", "20:00")),
        (Offer(until=Clock.parse("19:00")), ("17:00", "19:00")),
        (Offer(Clock.parse("06:30"), Clock.parse("07:00"), either=True), ("18:30", "19:00")),
        (Offer(Clock.parse("12:00")), ("17:00", "20:00")),
        (Offer(until=Clock.parse("23:00")), ("17:00", "20:00")),
        (Offer(Clock.parse("21:00")), None),
        (Offer(until=Clock.parse("09:00"), either=True), None),
    ],
)
def test_hours_are_meant_within_those_that_were_asked(offer: Offer, hours: tuple[str, str] | None) -> None:
    """Half past six is in the evening, where the evening was asked for; what leaves nothing of it is no offer."""
    wall, day = Wall("America/Chicago"), date(2027, 1, 4)
    asked = wall.span(day, Clock.parse("17:00"), Clock.parse("20:00"))
    found = replies.span_of(offer, asked, wall)
    meant = wall.span(day, Clock.parse(hours[0]), Clock.parse(hours[1])) if hours else None
    assert found == meant
