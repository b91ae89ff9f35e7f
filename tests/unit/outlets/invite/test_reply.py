"""Replies as mail programs write them, and mails that only look like some."""

from __future__ import annotations

import time
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.errors import DeliveryError
from homecall.outlets.invite.deliver import answered
from homecall.outlets.invite.ledger import Ledger
from homecall.outlets.invite.letters import owed
from homecall.outlets.invite.reply import Reply, replies
from tests.unit.outlets.ics.week import span
from tests.unit.outlets.invite.asking import HOME, JOAN, NOW, asking

UID = "0123@homecall"


def itip(partstat: str = "ACCEPTED", method: str = "REPLY", more: str = "", uid: str = UID) -> str:
    """A reply as the standard has it."""
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Phone//EN\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n"
        f"DTSTAMP:20261031T120000Z\r\nSEQUENCE:0\r\nORGANIZER:mailto:ana@example.org\r\n{more}"
        f'ATTENDEE;PARTSTAT={partstat};CN="Joan; Aunt":mailto:Joan@Example.net\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
    )


def mail(text: str, subtype: str = "calendar", cte: str = "base64", sender: str = "Joan <joan@example.net>") -> bytes:
    """A reply in a mail."""
    found = EmailMessage()
    found["From"], found["To"], found["Subject"] = sender, "ana@example.org", "Accepted: Can you have Mia?"
    found.set_content("Joan has accepted.")
    found.add_alternative(text, subtype=subtype, cte=cte, params={"method": "REPLY"})
    return found.as_bytes()


def one(content: bytes) -> Reply:
    """The only reply in it."""
    (found,) = replies(content, "a.eml")
    return found


@pytest.mark.parametrize(
    ("partstat", "answer"),
    [
        ("ACCEPTED", "yes"),
        ("DECLINED", "no"),
        ("TENTATIVE", "perhaps"),
        ("accepted", "yes"),
        ("NEEDS-ACTION", "open"),
        ("DELEGATED", "open"),
        ("X-MAYBE", "open"),
    ],
)
def test_an_answer_is_read(partstat: str, answer: str) -> None:
    """Who, what, to which invitation and when; an answer that we do not know is none."""
    found = one(mail(itip(partstat)))
    assert (found.answer, found.uid, found.attendee, found.sequence) == (answer, UID, "joan@example.net", 0)
    assert found.sender == "joan@example.net"
    assert found.at is not None


@pytest.mark.parametrize("cte", ["base64", "quoted-printable", "8bit"])
def test_each_way_of_packing_is_unpacked(cte: str) -> None:
    """However the mail program has sent it."""
    text = itip(more="COMMENT:Gerne\\, um 3 – Grüße\r\n")
    assert one(mail(text, cte=cte)).comment == "Gerne, um 3 – Grüße"


def test_an_attachment_will_do() -> None:
    """Some programs attach the answer in place of an alternative."""
    found = EmailMessage()
    found["From"] = "joan@example.net"
    found.set_content("See the file.")
    found.add_attachment(itip().encode(), maintype="application", subtype="ics", filename="invite.ics")
    assert one(found.as_bytes()).answer == "yes"


def test_the_object_alone_will_do() -> None:
    """As it was saved from a mail; there is no sender then."""
    assert one(b"\xef\xbb\xbf" + itip().encode()).sender == ""


def test_folded_lines_are_joined() -> None:
    """Also those that were folded with a tab, or whose line ends were changed on the way."""
    folded = itip().replace("PARTSTAT=ACC", "PARTSTAT=ACC\r\n\t").replace("\r\n", "\n")
    assert one(folded.encode()).answer == "yes"


def test_the_same_answer_twice_in_a_mail_is_one() -> None:
    """Outlook and Google write it as an alternative and attach it too."""
    found = EmailMessage()
    found["From"] = "joan@example.net"
    found.set_content("yes")
    found.add_alternative(itip(), subtype="calendar")
    found.add_attachment(itip().encode(), maintype="application", subtype="ics", filename="invite.ics")
    assert len(replies(found.as_bytes(), "a.eml")) == 1


@pytest.mark.parametrize(
    "hours",
    [
        "DTSTART:20261101T200000Z\r\nDTEND:20261101T220000Z\r\n",
        'DTSTART;TZID=America/Chicago:20261101T140000\r\nDTEND;TZID="America/Chicago":20261101T160000\r\n',
    ],
)
def test_a_counter_names_other_hours(hours: str) -> None:
    """In UTC or in a zone."""
    found = one(mail(itip("TENTATIVE", "COUNTER", hours)))
    assert (found.answer, found.span) == ("counter", span(HOME, "1 14:00", "1 16:00"))


@pytest.mark.parametrize(
    "hours",
    [
        "",
        "DTSTART:20261101T200000Z\r\n",
        "DTSTART:99999999T999999Z\r\nDTEND:x\r\n",
        "DTSTART;VALUE=DATE:20261101\r\n",
        "DTSTART;TZID=Mars/Olympus:20261101T140000\r\nDTEND;TZID=Mars/Olympus:20261101T160000\r\n",
        "DTSTART:20261101T220000Z\r\nDTEND:20261101T200000Z\r\n",
    ],
)
def test_hours_that_cannot_be_read_are_none(hours: str) -> None:
    """The answer counts all the same."""
    found = one(mail(itip("DECLINED", more=hours)))
    assert (found.answer, found.span) == ("no", None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Hello",
        b"\x00\xff" * 100,
        itip(method="REQUEST").encode(),
        itip(method="CANCEL").encode(),
        itip(uid="").encode(),
        mail("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        mail(itip(), subtype="html"),
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--",
    ],
    ids=["empty", "words", "noise", "request", "cancel", "no id", "no event", "no calendar part", "broken mail"],
)
def test_what_is_no_reply_is_said(content: bytes) -> None:
    """With what to give instead."""
    with pytest.raises(DeliveryError, match="no reply to an invitation") as caught:
        replies(content, "a.eml")
    assert ".eml" in caught.value.cure


@given(st.binary(max_size=300), st.integers(0, 2000))
def test_noise_never_breaks_the_reader(noise: bytes, at: int) -> None:
    """A mail with anything in the middle is read or refused, and nothing else."""
    content = mail(itip())
    with suppress(DeliveryError):
        assert replies(content[:at] + noise + content[at:], "a.eml")


def deep(levels: int) -> bytes:
    """A mail of mails of mails."""
    heads = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(levels))
    return heads.encode()


@pytest.mark.parametrize(
    "content",
    [
        deep(5000),
        itip().encode() * 20_000,
        (itip().replace("ATTENDEE", "X-" + "A" * 1_000_000)).encode(),
        itip(more="COMMENT;" + 'A="";' * 200_000 + ":x\r\n").encode(),
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + b"BEGIN:VEVENT\r\n" * 200_000,
    ],
    ids=["nested", "many", "long name", "parameters", "open"],
)
def test_a_hostile_mail_ends_soon(content: bytes) -> None:
    """In under five seconds of a core, whatever comes of it."""
    began = time.process_time()
    with suppress(DeliveryError):
        replies(content, "a.eml")
    assert time.process_time() - began < 5


def test_a_mail_that_is_too_large_is_refused() -> None:
    """Before it is looked at."""
    with pytest.raises(DeliveryError, match="too large for a mail"):
        replies(b"x" * 10_000_001, "a.eml")


def said(
    ledger: Path, answer: str = "ACCEPTED", method: str = "REPLY", more: str = "", sender: str = JOAN.address
) -> list[str]:
    """What is said of a reply to the invitation of Sunday, which the ledger has."""
    (letter,) = owed(HOME, asking(), "joan", JOAN.address, {}, NOW).letters
    with Ledger.opened(ledger) as book:
        book.taken(book.handing_over("joan", JOAN.address, letter))
        return list(answered(HOME, one(mail(itip(answer, method, more, letter.entry.uid), sender=sender)), book))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("ACCEPTED", "says yes to"),
        ("DECLINED", "says no to"),
        ("TENTATIVE", "says perhaps to"),
        ("NEEDS-ACTION", "has not answered about"),
    ],
)
def test_a_reply_is_said_in_a_sentence(tmp_path: Path, answer: str, words: str) -> None:
    """With the carer's name and the hours that were asked for, as the ledger has them."""
    assert said(tmp_path / "l", answer) == [f"Aunt Joan {words} Sunday 1 November, 1 to 3 pm."]


def test_a_counter_is_said_with_both_hours(tmp_path: Path) -> None:
    """Those asked for, and those proposed."""
    hours = "DTSTART:20261101T200000Z\r\nDTEND:20261101T220000Z\r\n"
    (sentence,) = said(tmp_path / "l", "TENTATIVE", "COUNTER", hours)
    assert sentence == "Aunt Joan proposes other hours for Sunday 1 November, 1 to 3 pm: Sunday 1 November, 2 to 4 pm."


def test_words_of_the_carer_are_passed_on(tmp_path: Path) -> None:
    """On one line, with nothing that a terminal would obey."""
    found = said(tmp_path / "l", more="COMMENT:Only if\\nLeo naps\x1b[2J\r\n")
    assert found[1] == "  Aunt Joan adds: Only if Leo naps [2J"


def test_a_reply_from_another_address_is_told(tmp_path: Path) -> None:
    """Anybody can write a mail; who it comes from is said where it is not the one who was asked."""
    assert said(tmp_path / "l", sender="eve@example.com")[1:] == ["  The mail came from eve@example.com."]


def test_somebody_elses_yes_is_not_the_carers(tmp_path: Path) -> None:
    """An invitation that was passed on is answered by whoever answers it, and the sentence begins with them."""
    (letter,) = owed(HOME, asking(), "joan", JOAN.address, {}, NOW).letters
    reply = one(
        mail(itip(uid=letter.entry.uid).replace("Joan@Example.net", "eve@example.com"), sender="eve@example.com")
    )
    with Ledger.opened(tmp_path / "l") as book:
        book.taken(book.handing_over("joan", JOAN.address, letter))
        assert list(answered(HOME, reply, book)) == [
            "eve@example.com says yes to Sunday 1 November, 1 to 3 pm.",
            f"  The invitation went to Aunt Joan, at {JOAN.address}.",
        ]


def test_an_answer_to_earlier_hours_is_told(tmp_path: Path) -> None:
    """A yes to what has changed since is not a yes to what it is now."""
    (letter,) = owed(HOME, asking(), "joan", JOAN.address, {}, NOW).letters
    reply = one(mail(itip(uid=letter.entry.uid)))
    with Ledger.opened(tmp_path / "l") as book:
        book.taken(book.handing_over("joan", JOAN.address, letter))
        sent = book.sent("joan")
        (changed,) = owed(HOME, asking(("1 13:00", "1 16:00")), "joan", JOAN.address, sent, NOW).letters
        book.taken(book.handing_over("joan", JOAN.address, changed))
        assert "  This answers earlier hours; they have changed since." in list(answered(HOME, reply, book))


@pytest.mark.parametrize("known", [True, False])
def test_a_reply_to_somebody_elses_invitation_is_told(tmp_path: Path, known: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """It is shown as it is, by the address in it."""
    reply = one(mail(itip("DECLINED")))
    with Ledger.opened(tmp_path / "l") as book:
        found = list(answered(HOME, reply, book if known else None))
    assert found == [
        "joan@example.net says no to a time that the reply does not say.", "  No invitation of ours has this id.",
    ]  # fmt: skip
