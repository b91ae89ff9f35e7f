"""A plan in a calendar of a real server: what is ours follows the plan, and nothing else is touched."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from homecall.dav.login import Login
from homecall.errors import DavError
from homecall.outlets.caldav.deliver import Where, deliver
from homecall.outlets.caldav.said import sentences
from homecall.outlets.ics.views import View
from tests.unit.dav.server import FAMILY, Radicale
from tests.unit.outlets.caldav.pushing import BENS, HOME, LATER, VIEW, counted, nights, no_wait, pushed
from tests.unit.outlets.ics.week import family, rich_plan

SUNDAY = "DTSTART;TZID=America/Chicago:20261101T190000"


def ours(server: Radicale) -> dict[str, str]:
    """What lies there of ours, by title and start."""
    texts = [text.replace("\r\n ", "").replace("\n ", "") for text in server.files().values()]
    return {_value(text, "SUMMARY") + " " + _value(text, "DTSTART"): text for text in texts if "X-HOMECALL" in text}


def _value(text: str, name: str) -> str:
    event = text[text.index("BEGIN:VEVENT") :]
    found = re.search(rf"^{name}[^:]*:(.*)$", event, re.MULTILINE)
    return found[1].strip() if found else ""


def test_a_first_push_makes_everything(radicale: Radicale) -> None:
    """Each event of the plan lies there once, under a name that is a digest, with no METHOD, rule or alarm."""
    report = pushed(radicale, nights())
    assert counted(report) == (8, 0, 0, 0, 0)
    assert len(ours(radicale)) == 8
    assert all(re.fullmatch(r"[0-9a-f]{40}\.ics", name) for name in radicale.files())
    assert not re.search(r"METHOD|RRULE|VALARM|ATTENDEE", "".join(radicale.files().values()))


def test_a_second_push_has_nothing_to_do(radicale: Radicale) -> None:
    """Though the server has put the properties in another order; not an octet changes."""
    pushed(radicale, nights())
    before = radicale.files()
    report = pushed(radicale, replace(nights(), now=nights().now + 60))
    assert counted(report) == (0, 0, 0, 0, 8)
    assert radicale.files() == before


def test_a_changed_evening_changes_what_it_touches(radicale: Radicale) -> None:
    """Ana takes over later: her event and Ben's move, one further in sequence, and no other does."""
    pushed(radicale, nights())
    before = radicale.files()
    assert counted(pushed(radicale, nights(LATER))) == (0, 2, 0, 0, 6)
    changed = [text for name, text in radicale.files().items() if before[name] != text]
    assert [_value(text, "SEQUENCE") for text in changed] == ["1", "1"]


def test_what_the_plan_no_longer_holds_is_removed(radicale: Radicale) -> None:
    """Ben keeps Sunday night: Ana's goes, his two become one."""
    pushed(radicale, nights())
    pushed(radicale, nights(BENS))
    assert "Ana has Leo 20261101T190000" not in ours(radicale)
    assert len(ours(radicale)) == 6


def test_the_way_does_not_matter(radicale: Radicale) -> None:
    """Through three plans or straight to the last: the same events lie there."""
    for text in (LATER, BENS, LATER):
        pushed(radicale, nights(text))
    through = {name: _value(text, "DTEND") for name, text in ours(radicale).items()}
    radicale.ask("DELETE", FAMILY)
    radicale.make_calendar()
    pushed(radicale, nights(LATER))
    assert {name: _value(text, "DTEND") for name, text in ours(radicale).items()} == through


def test_others_are_never_touched(radicale: Radicale) -> None:
    """Events of other people, one that borrows our domain, and one that borrows our mark stay as they are."""
    radicale.put("dentist.ics", "1@dentist", "Dentist")
    radicale.put("almost.ics", "2@homecall", "Almost ours")
    radicale.put("marked.ics", "3@elsewhere", "Marked", more=f"X-HOMECALL-CALENDAR:{VIEW.owner}\r\n")
    radicale.put("series.ics", "4@homecall", "Series", more=f"X-HOMECALL-CALENDAR:{VIEW.owner}\r\nRRULE:FREQ=DAILY\r\n")
    before = radicale.files()
    for text in (LATER, BENS):
        assert pushed(radicale, nights(text)).others == 4
    assert {name: text for name, text in radicale.files().items() if name in before} == before


def test_two_calendars_of_one_family_share_a_place(radicale: Radicale) -> None:
    """The family's and Ana's own lie side by side, and neither push takes the other's away."""
    pushed(radicale, nights())
    report = pushed(radicale, nights(), View(HOME, "ana"))
    assert report.others == 8
    assert counted(pushed(radicale, nights())) == (0, 0, 0, 0, 8)


def test_busy_hours_say_nothing(radicale: Radicale) -> None:
    """What lies there of a busy calendar holds no name and no word of what for."""
    pushed(radicale, rich_plan(family()), View(family(), "ana", "busy"))
    events = [text[text.index("BEGIN:VEVENT") :] for text in radicale.files().values()]
    assert events
    assert not any(re.search("Mia|Leo|Ana|Ben|play|preschool|DESCRIPTION", text) for text in events)


def test_a_look_does_nothing(radicale: Radicale) -> None:
    """It says the same sentences as the push after it."""
    looked = list(sentences(pushed(radicale, nights(), dry=True), VIEW))
    assert radicale.files() == {}
    assert list(sentences(pushed(radicale, nights()), VIEW)) == looked


def test_a_restart_of_the_server_changes_nothing(radicale: Radicale) -> None:
    """What was pushed before is known after: it lies there, and nowhere else."""
    pushed(radicale, nights())
    radicale.stop()
    with pytest.raises(DavError, match="does not answer") as caught:
        pushed(radicale, nights())
    assert not caught.value.permanent
    radicale.start()
    assert counted(pushed(radicale, nights())) == (0, 0, 0, 0, 8)


def test_a_changed_password_loses_nothing(radicale: Radicale) -> None:
    """The push ends with a sentence, the calendar stays, and the new password goes on."""
    pushed(radicale, nights())
    before = radicale.files()
    wrong = Where(radicale.calendar, Login("ana", "0ld one"))
    with pytest.raises(DavError, match="refused the name or the password") as caught:
        deliver(wrong, VIEW, nights(LATER), nights().now, no_wait)
    assert caught.value.permanent
    assert "0ld one" not in str(caught.value)
    assert radicale.files() == before


def test_a_calendar_that_is_gone_is_said(radicale: Radicale) -> None:
    """It is not made anew: it may have been the wrong address."""
    radicale.ask("DELETE", FAMILY)
    with pytest.raises(DavError, match="no calendar at this address"):
        pushed(radicale, nights())


def test_what_was_moved_by_hand_is_put_back(radicale: Radicale) -> None:
    """The plan stands, and the sentence says that somebody had changed it."""
    pushed(radicale, nights())
    name, text = next((name, text) for name, text in radicale.files().items() if SUNDAY in text)
    moved = text.replace("20261101T190000", "20261101T213000")
    radicale.ask("PUT", f"{FAMILY}{name}", moved, Content_Type="text/calendar")
    report = pushed(radicale, nights())
    assert counted(report) == (0, 1, 0, 0, 7)
    assert "It had been changed by hand." in next(iter(sentences(report, VIEW)))
    assert counted(pushed(radicale, nights())) == (0, 0, 0, 0, 8)


def test_a_note_added_by_hand_stays(radicale: Radicale) -> None:
    """Words under an event, a reminder, a colour: nobody's business, until the plan itself changes."""
    pushed(radicale, nights())
    name, text = next(iter(radicale.files().items()))
    noted = text.replace(
        "END:VEVENT", "COLOR:blue\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nDESCRIPTION:Go\nEND:VALARM\nEND:VEVENT"
    )
    assert radicale.ask("PUT", f"{FAMILY}{name}", noted, Content_Type="text/calendar")[0] in (201, 204)
    assert counted(pushed(radicale, nights())) == (0, 0, 0, 0, 8)
    assert "COLOR:blue" in radicale.files()[name]


def test_what_was_moved_to_another_name_is_found(radicale: Radicale) -> None:
    """Servers and bridges name things as they please; ours is found by its id."""
    pushed(radicale, nights())
    name, text = next(iter(radicale.files().items()))
    radicale.ask("DELETE", f"{FAMILY}{name}")
    radicale.ask("PUT", f"{FAMILY}elsewhere.ics", text, Content_Type="text/calendar")
    assert counted(pushed(radicale, nights())) == (0, 0, 0, 0, 8)
    pushed(radicale, nights(LATER))
    assert "elsewhere.ics" in radicale.files()
    assert len(radicale.files()) == 8


def test_what_somebody_made_their_own_is_left_alone(radicale: Radicale) -> None:
    """Without our mark it is theirs, though its id is one of ours; that is said, not an error."""
    pushed(radicale, nights())
    name, text = next((name, text) for name, text in radicale.files().items() if SUNDAY in text)
    theirs = "\n".join(
        line for line in text.replace("\r", "").replace("\n ", "").split("\n") if "X-HOMECALL" not in line
    )
    radicale.ask("PUT", f"{FAMILY}{name}", theirs, Content_Type="text/calendar")
    kept = radicale.files()[name]
    report = pushed(radicale, nights(LATER))
    assert [one.why for one in report.of("leave")] == ["Somebody has made it their own."]
    assert radicale.files()[name] == kept


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("DTSTART;VALUE=DATE:20261101", "DTEND;VALUE=DATE:20261102"),
        ("DTSTART:20261101T190000", "DTEND:20261102T080000"),
        ("DTSTART;TZID=Mars/Olympus:20261101T190000", "DTEND;TZID=Mars/Olympus:20261102T080000"),
    ],
)
def test_what_was_made_into_something_else_is_put_back(radicale: Radicale, start: str, end: str) -> None:
    """An event that became a whole day, or floats, is still ours."""
    pushed(radicale, nights())
    name, text = next((name, text) for name, text in radicale.files().items() if SUNDAY in text)
    odd = text.replace(SUNDAY, start).replace("DTEND;TZID=America/Chicago:20261102T080000", end)
    assert radicale.ask("PUT", f"{FAMILY}{name}", odd, Content_Type="text/calendar")[0] in (201, 204)
    assert counted(pushed(radicale, nights())) == (0, 1, 0, 0, 7)
    assert "Ana has Leo 20261101T190000" in ours(radicale)
