"""What lies on a server: ours or not, read from whatever somebody has put there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homecall.dav.calendar import Stored
from homecall.outlets.caldav.resource import LARGEST, OURS, Found, found, name_of
from homecall.outlets.caldav.said import sentences
from homecall.outlets.ics.lines import LIMIT
from tests.unit.outlets.caldav.pushing import BENS, VIEW, Shelf, counted, nights, put

SUNDAY = "DTSTART;TZID=America/Chicago:20261101T190000"
END = "DTEND;TZID=America/Chicago:20261102T080000"


def text() -> str:
    """One of our own events as we write it: Ana's Sunday night."""
    shelf = Shelf()
    put(shelf, nights())
    return next(one for _, one in shelf.held.values() if SUNDAY in one)


WHOLE = text()


def seen(content: str) -> Found:
    """What we take it for."""
    return found(Stored("/cal/a.ics", '"1"', content), VIEW.owner)


def test_ours_is_ours() -> None:
    """As we wrote it."""
    assert (seen(WHOLE).entry is not None, seen(WHOLE).kept) == (True, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\r\n", "\n"),
        ("\r\n ", "\r\n\t"),
        ("SUMMARY:Ana has Leo", "SUMMARY;LANGUAGE=en:Ana has Leo"),
        ("STATUS:CONFIRMED\r\n", ""),
        ("TRANSP:TRANSPARENT", "TRANSP:OPAQUE"),
        ("END:VEVENT", "BEGIN:VALARM\r\nUID:x\r\nDTSTART:20200101T000000Z\r\nEND:VALARM\r\nEND:VEVENT"),
        ("BEGIN:VCALENDAR", "begin:vcalendar"),
    ],
)
def test_what_servers_and_phones_add_does_not_matter(old: str, new: str) -> None:
    """Line ends, parameters, dropped properties, alarms with properties of their own."""
    assert seen(WHOLE.replace(old, new)).entry is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace(OURS, "X-OTHER"),
        lambda t: t.replace(VIEW.owner, "0" * 32 + "@homecall"),
        lambda t: t.replace("@homecall\r\nDTSTAMP", "@elsewhere\r\nDTSTAMP"),
        lambda t: t.replace("END:VEVENT", "RRULE:FREQ=WEEKLY\r\nEND:VEVENT"),
        lambda t: t.replace("END:VEVENT", "RECURRENCE-ID:20261101T190000Z\r\nEND:VEVENT"),
        lambda t: t.replace("END:VCALENDAR", "BEGIN:VEVENT\r\nUID:b@x\r\nEND:VEVENT\r\nEND:VCALENDAR"),
        lambda t: t.replace("VEVENT", "VTODO"),
        lambda t: t + "X" * LARGEST,
        lambda _: "",
    ],
    ids=["mark", "owner", "domain", "series", "instance", "two events", "task", "size", "nothing"],
)  # fmt: skip
def test_what_is_not_wholly_ours_is_not_ours(change: Callable[[str], str]) -> None:
    """One thing that does not fit is enough to leave it alone."""
    assert seen(change(WHOLE)).entry is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SUNDAY, SUNDAY.replace("T19", "T21")),
        (END, END.replace("T08", "T09")),
        ("SUMMARY:Ana has Leo", "SUMMARY:Grandma has Leo"),
    ],
)
def test_what_a_person_changes_is_noticed(old: str, new: str) -> None:
    """Times and title are the plan's."""
    assert not seen(WHOLE.replace(old, new)).kept


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART:00010101T000000Z",
        "DTSTART;TZID=Asia/Tokyo:00010101T000000",
        "DTSTART:99991231T235959Z",
        "DTSTART:x",
        "DTSTART:20261101T190000Z" + "9" * 5000,
        "DTSTART;TZID=../../x:20261101T190000",
        "X:1",
    ],
)
def test_an_event_out_of_all_time_is_put_back(start: str) -> None:
    """It is ours still, and a push repairs it instead of breaking on it."""
    shelf = Shelf()
    put(shelf, nights())
    for href, (_, one) in list(shelf.held.items()):
        if SUNDAY in one:
            shelf.change(href, one.replace(SUNDAY, start).replace(END, "DTEND:99991231T235959Z"))
    report = put(shelf, nights())
    assert counted(report) == (0, 1, 0, 0, 7)
    assert next(iter(sentences(report, VIEW))).startswith("Changed: Ana has Leo, Sunday 1 November")


def test_an_event_out_of_all_time_that_nobody_wants_is_removed() -> None:
    """There is no hour to say of it, and the sentence says so much."""
    shelf = Shelf()
    put(shelf, nights())
    for href, (_, one) in list(shelf.held.items()):
        if SUNDAY in one:
            shelf.change(href, one.replace(SUNDAY, "DTSTART:x"))
    said = list(sentences(put(shelf, nights(BENS)), VIEW))
    assert "Removed: an entry of ours. It could not be read any more." in said


@given(st.text(max_size=200), st.integers(0, 2000))
def test_noise_never_breaks_a_push(noise: str, at: int) -> None:
    """Whatever stands in the middle of a resource, it is read or left alone, and the push goes on."""
    shelf = Shelf({"/cal/a.ics": (1, WHOLE[:at] + noise + WHOLE[at:])})
    assert len(list(sentences(put(shelf, nights()), VIEW))) >= 8


def test_a_title_from_a_server_cannot_speak_to_the_terminal() -> None:
    """What was written into our event by hand is shown on one clean line when it goes."""
    shelf = Shelf()
    put(shelf, nights())
    for href, (_, one) in list(shelf.held.items()):
        if SUNDAY in one:
            shelf.change(href, one.replace("SUMMARY:Ana", "SUMMARY:\x1b[2J\\nAna"))
    said = [line for line in sentences(put(shelf, nights(BENS)), VIEW) if line.startswith("Removed")]
    assert said[:1] == ["Removed: [2J Ana has Leo, Sunday 1 November, 7 pm to 8 am."]


def test_what_we_write_is_strict() -> None:
    """Lines of 75 octets with their ends, one zone, one event, no METHOD."""
    assert all(len(line) <= LIMIT for line in WHOLE.encode().split(b"\r\n"))
    assert "\n" not in WHOLE.replace("\r\n", "")
    assert [WHOLE.count(f"BEGIN:{name}") for name in ("VCALENDAR", "VTIMEZONE", "VEVENT")] == [1, 1, 1]
    assert "METHOD" not in WHOLE


@pytest.mark.parametrize("uid", ["a/b@homecall", "../x", "?#", "x" * 3000, "Grüße"])
def test_a_name_is_safe_whatever_the_id(uid: str) -> None:
    """Letters and digits, never too long, always the same."""
    assert re.fullmatch("[0-9a-f]{40}", name_of(uid))
    assert name_of(uid) == name_of(uid)
