"""What a carer is written: once, again where it changed, a word where it is off."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import icalendar
import pytest

from homecall.errors import DeliveryError, HouseholdError, PlanError
from homecall.outlets.ics.lines import LIMIT
from homecall.outlets.invite.ledger import Ledger
from homecall.outlets.invite.letters import Letter, owed
from homecall.outlets.invite.mail import Envelope, Person, itip, message
from tests.unit.outlets.ics.week import span
from tests.unit.outlets.invite.asking import ANA, HOME, JOAN, LETTERS, NOW, asking, of, sent
from tests.unit.outlets.invite.post_office import Desk, office

SUNDAY = ("1 13:00", "1 15:00")
MONDAY = ("2 13:00", "2 15:00")


def calendar(mail: Any) -> Any:
    """The iTIP object of a mail."""
    (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return icalendar.Calendar.from_ical(content)


def first() -> Letter:
    """The letter about Sunday."""
    (letter,) = owed(HOME, asking(), "joan", JOAN.address, {}, NOW).letters
    return letter


def drawn(letter: Letter | None = None, envelope: Envelope = LETTERS) -> Any:
    """The mail of a letter."""
    return message(HOME, letter or first(), envelope, NOW)


def test_an_invitation_is_itip() -> None:
    """A request of one event, with organizer, attendee who is asked for an answer, id, number and zone."""
    found = calendar(drawn())
    (event,) = found.walk("VEVENT")
    who = event["ATTENDEE"]
    assert (found["METHOD"], event["SEQUENCE"], str(event["ORGANIZER"])) == ("REQUEST", 0, "mailto:ana@example.org")
    assert (str(who), who.params["PARTSTAT"], who.params["RSVP"]) == ("mailto:joan@example.net", "NEEDS-ACTION", "TRUE")
    assert event["UID"].endswith("@homecall")
    assert [zone["TZID"] for zone in found.walk("VTIMEZONE")] == ["America/Chicago"]


def test_the_mail_is_made_as_calendars_expect() -> None:
    """Words and calendar are alternatives; the calendar part names its method, as the object in it does."""
    mail = drawn()
    words, invitation = mail.iter_parts()
    assert mail.get_content_type() == "multipart/alternative"
    assert words.get_content_type() == "text/plain"
    assert dict(invitation["Content-Type"].params) | {"name": ""} == {
        "method": "REQUEST", "component": "VEVENT", "charset": "utf-8", "name": "",
    }  # fmt: skip
    assert (mail["From"], mail["To"]) == ("Ana Rivera <ana@example.org>", "Aunt Joan <joan@example.net>")


def test_the_words_are_enough_without_a_calendar() -> None:
    """Who reads mail on an old phone knows what is asked, when, and by whom."""
    words = next(drawn().iter_parts()).get_content()
    assert "Can you have Mia and Leo?" in words
    assert "Sunday 1 November, 1 to 3 pm" in words
    assert words.startswith("Hello Aunt Joan,")
    assert words.rstrip().endswith("Ana Rivera")


def test_nothing_of_work_or_money_is_in_a_letter() -> None:
    """Only the words of the shift: no reason, no duty, no pay."""
    text = drawn().as_string() + itip(HOME, first(), LETTERS)
    assert not re.search(r"NC-A|[Cc]all:|30\.0|rate|Ben", text)


def test_lines_are_strict() -> None:
    """CRLF and 75 octets, whatever the names are."""
    people = Envelope(Person('Ána "the\r\nBoss"; Rivera, MD ' + "x" * 90, ANA.address), JOAN)
    text = itip(HOME, first(), people)
    event: Any = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]
    assert all(len(line) <= LIMIT for line in text.encode().split(b"\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    assert event["ORGANIZER"].params["CN"].startswith("Ána 'the Boss'; Riv")


@pytest.mark.parametrize("name", ["Ana\r\nBcc: all@example.org", "Ana <x@y>", "=?utf-8?q?x?=", "Zoë 👩‍⚕️"])
def test_a_name_cannot_add_a_header(name: str) -> None:
    """It stays one name of one sender."""
    mail = drawn(envelope=Envelope(Person(name, ANA.address), JOAN))
    assert mail["Bcc"] is None
    assert mail["From"].addresses[0].addr_spec == ANA.address
    assert len(mail["From"].addresses) == 1


@pytest.mark.parametrize(
    "address",
    ["", "joan", "joan@", "@x.org", "a@b@c", "joan@x.org\r\nBcc: y@z", "<joan@x.org>", "j o@x.org", "a@x..org"],
)
def test_an_address_that_cannot_be_is_refused(address: str) -> None:
    """Before anything is written."""
    with pytest.raises(HouseholdError, match="is not a mail address"):
        Person("Joan", address)


def test_the_same_letter_is_the_same_mail() -> None:
    """Its id follows from the shift and its number, so that a mail sent twice is seen as one."""
    assert drawn()["Message-ID"] == drawn()["Message-ID"]
    later = replace(first(), entry=replace(first().entry, sequence=1))
    assert drawn(later)["Message-ID"] != drawn()["Message-ID"]


def test_only_a_carer_is_invited() -> None:
    """A parent has the plan itself."""
    with pytest.raises(PlanError, match="The carers are rosa, joan"):
        owed(HOME, asking(), "ana", ANA.address, {}, NOW)


def test_a_letter_goes_out_once(tmp_path: Path) -> None:
    """A second run writes nothing, and says so."""
    desk = Desk()
    with office(desk) as at:
        assert sent(asking(), tmp_path / "l", at) == [
            "Invited: Can you have Mia and Leo? Sunday 1 November, 1 to 3 pm.", "1 letter to Aunt Joan.",
        ]  # fmt: skip
        assert sent(asking(), tmp_path / "l", at, of(days=1)) == ["Nothing to write to Aunt Joan; 1 shift needs none."]
    assert len(desk.arrived) == 1
    assert desk.to == [JOAN.address]


def test_hours_that_change_are_told_with_a_higher_number(tmp_path: Path) -> None:
    """Under the same id, so that a calendar moves the event and does not add one."""
    desk = Desk()
    with office(desk) as at:
        sent(asking(), tmp_path / "l", at)
        said = sent(asking(("1 13:00", "1 16:00")), tmp_path / "l", at)
    before, after = (calendar(mail).walk("VEVENT")[0] for mail in desk.mails())
    assert said[0].startswith("New hours: Can you have")
    assert (before["UID"], before["SEQUENCE"]) == (after["UID"], after["SEQUENCE"] - 1)


def test_what_is_off_is_called_off(tmp_path: Path) -> None:
    """A CANCEL with the same id and a higher number, once; and if it comes back, a request higher still."""
    desk = Desk()
    with office(desk) as at:
        for plan in (asking(), asking(MONDAY), asking(MONDAY), asking(SUNDAY, MONDAY)):
            sent(plan, tmp_path / "l", at)
    events = [(str(calendar(mail)["METHOD"]), calendar(mail).walk("VEVENT")[0]) for mail in desk.mails()]
    sunday = [
        (method, event["SEQUENCE"], str(event["STATUS"]))
        for method, event in events
        if event["UID"] == events[0][1]["UID"]
    ]
    assert sunday == [("REQUEST", 0, "TENTATIVE"), ("CANCEL", 1, "CANCELLED"), ("REQUEST", 2, "TENTATIVE")]
    assert len(events) == 4


def test_thanks_are_said_where_time_is_given_back(tmp_path: Path) -> None:
    """No reason, no excuse, no guilt."""
    desk = Desk()
    with office(desk) as at:
        sent(asking(), tmp_path / "l", at)
        sent(asking(MONDAY), tmp_path / "l", at)
    off: Any = next(mail for mail in desk.mails() if "No longer needed" in str(mail["Subject"]))
    assert "Thank you for holding it." in next(off.iter_parts()).get_content()


def test_usual_hours_need_no_letter(tmp_path: Path) -> None:
    """Unless all are asked for; and those are not called off by a later run without."""
    desk = Desk()
    usual = asking(asked=False)
    with office(desk) as at:
        assert sent(usual, tmp_path / "l", at) == ["Nothing to write to Aunt Joan."]
        sent(usual, tmp_path / "l", at, of(usual=True))
        assert sent(usual, tmp_path / "l", at) == ["Nothing to write to Aunt Joan; 1 shift needs none."]
    assert [str(mail["Subject"]) for mail in desk.mails()] == ["You have Mia and Leo Sunday 1 November, 1 to 3 pm"]


def test_a_yes_is_no_news_to_who_gave_it(tmp_path: Path) -> None:
    """Once the ask is agreed the shift is a plain one; whoever agreed need not read that again."""
    with office(Desk()) as at:
        sent(asking(), tmp_path / "l", at)
        assert sent(asking(asked=False), tmp_path / "l", at)[0].startswith("Nothing to write")


def test_what_has_begun_is_not_written_of(tmp_path: Path) -> None:
    """Neither an invitation nor a change of it; the time is past for letters."""
    with office(Desk()) as at:
        assert sent(asking(), tmp_path / "l", at, of(days=3)) == ["Nothing to write to Aunt Joan."]


def test_a_new_address_is_invited_again(tmp_path: Path) -> None:
    """Whoever reads there has heard of nothing yet."""
    desk = Desk()
    moved = of(Envelope(ANA, Person("Aunt Joan", "new@example.net")))
    with office(desk) as at:
        sent(asking(), tmp_path / "l", at)
        sent(asking(), tmp_path / "l", at, moved)
        assert sent(asking(), tmp_path / "l", at, moved)[0].startswith("Nothing to write")
    assert desk.to == [JOAN.address, "new@example.net"]


def test_a_look_writes_nothing(tmp_path: Path) -> None:
    """The same sentences, and the letter is still owed."""
    desk = Desk()
    looked = sent(asking(), tmp_path / "l", None)
    with office(desk) as at:
        assert sent(asking(), tmp_path / "l", at) == looked
    assert len(desk.arrived) == 1


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    """Each would send what the other is sending."""
    with Ledger.opened(tmp_path / "l"), pytest.raises(DeliveryError, match="Another run") as caught:
        sent(asking(), tmp_path / "l", None)
    assert not caught.value.permanent


@pytest.mark.parametrize("content", [b"not a database, but a long text " * 40, None])
def test_a_ledger_that_cannot_be_read_stops_everything(tmp_path: Path, content: bytes | None) -> None:
    """What may have been sent is not sent on the chance that it was not."""
    if content is None:
        (tmp_path / "l").mkdir()
    else:
        (tmp_path / "l").write_bytes(content)
    with pytest.raises(DeliveryError, match="cannot be read or kept"):
        sent(asking(), tmp_path / "l", None)


def test_the_ledger_is_for_its_owner_alone(tmp_path: Path) -> None:
    """It holds addresses, names of children, and when they are where."""
    ledger = tmp_path / "own" / "l"
    sent(asking(), ledger, None)
    assert (ledger.stat().st_mode & 0o777, ledger.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_letter_that_was_interrupted_is_not_sent_blindly(tmp_path: Path) -> None:
    """The machine stopped between handing over and the answer: that is said, and only --again sends it once more."""
    ledger = tmp_path / "l"
    with Ledger.opened(ledger) as book:
        book.handing_over("joan", JOAN.address, first())
    desk = Desk()
    with office(desk) as at:
        assert sent(asking(), ledger, at)[0].startswith("Not certain: whether the letter about Sunday 1 November")
        assert desk.arrived == []
        sent(asking(), ledger, at, of(again=True))
        assert sent(asking(), ledger, at) == ["Nothing to write to Aunt Joan; 1 shift needs none."]
    (mail,) = desk.mails()
    assert mail["Message-ID"] == drawn()["Message-ID"]


def test_an_uncertain_letter_that_is_out_of_date_is_followed_by_a_new_one(tmp_path: Path) -> None:
    """The new hours go out at once: their number is higher, whether or not the first arrived."""
    with Ledger.opened(tmp_path / "l") as book:
        book.handing_over("joan", JOAN.address, first())
    desk = Desk()
    with office(desk) as at:
        sent(asking(("1 13:00", "1 17:00")), tmp_path / "l", at)
    assert calendar(desk.mails()[0]).walk("VEVENT")[0]["SEQUENCE"] == 1


def test_a_plan_of_another_week_calls_nothing_off(tmp_path: Path) -> None:
    """Days that a plan does not speak of stay as they are."""
    with office(Desk()) as at:
        sent(asking(), tmp_path / "l", at)
        far = replace(asking(), span=span(HOME, "3 00:00", "4 00:00"), shifts=(), cover=())
        assert sent(far, tmp_path / "l", at)[0].startswith("Nothing to write")


def test_every_row_says_where_it_stands(tmp_path: Path) -> None:
    """After a round nothing is left between handing over and taken."""
    with office(Desk()) as at:
        sent(asking(SUNDAY, MONDAY), tmp_path / "l", at)
    with sqlite3.connect(tmp_path / "l") as base:
        rows = base.execute("SELECT standing, receiver, end - start FROM letter").fetchall()
    base.close()
    assert rows == [("sent", JOAN.address, 120)] * 2


def test_the_ids_do_not_hang_on_what_was_asked_for(tmp_path: Path) -> None:
    """A usual shift on the same day does not shift the number of the asked one."""
    both = asking(SUNDAY, ("1 16:00", "1 18:00"))
    plain = replace(both, shifts=(replace(both.shifts[0], asked=False), both.shifts[1]))
    some = owed(HOME, plain, "joan", JOAN.address, {}, NOW).letters
    everything = owed(HOME, plain, "joan", JOAN.address, {}, NOW, usual=True).letters
    assert [one.entry.uid for one in some] == [everything[1].entry.uid]
