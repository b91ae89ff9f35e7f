"""What a re-plan does to a calendar that people have already subscribed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from homecall.errors import PlanError
from homecall.outlets.ics.render import render
from homecall.plan.plan import Plan
from homecall.spans.span import DAY
from tests.unit.outlets.ics.strict import Seen, blocks, problems, seen
from tests.unit.outlets.ics.week import TURNS, at, family, plan, rich_plan, span

HOME = family()
EVERYBODY = ("ana", "ben", "rosa", "joan", "mia", "leo")
NIGHTS = "31 00:00 ben, 31 19:00 ana, 1 08:00 ben, 1 19:00 ana, 2 08:00 ben, 2 19:00 ana, 3 08:00 ben, 3 19:00 ana"
"""Ana has every night, Ben every day; four days from Saturday, 31 October."""
SUNDAY_LATER = NIGHTS.replace(" 1 19:00", " 1 20:00")
"""Ana takes over an hour later on Sunday."""
SUNDAY_BENS = NIGHTS.replace(" 1 19:00 ana", " 1 19:00 ben")
"""Ben keeps Sunday night."""


def nights(text: str = NIGHTS, first: int = 31, days: int = 4, now: str = "30 20:00") -> Plan:
    """A plan by one table of turns for both children, from a day of the month on."""
    day = date(2026, 10 if first >= 30 else 11, first)
    return plan(HOME, {"mia": text, "leo": text}, first=day, days=days, now=now)


def told(made: Plan, before: bytes | None, person: str = "ana") -> bytes:
    """The person's next calendar, checked by the strict reader."""
    content = render(HOME, made, person, before)
    assert problems(content) == []
    return content


def changed(before: bytes, after: bytes) -> list[Seen]:
    """The events of the later file that are not, octet for octet, in the earlier one."""
    old, new = blocks(before), blocks(after)
    ids = {uid.removeprefix("UID:") for uid, lines in new.items() if old.get(uid) != lines}
    return [one for one in seen(after) if one.uid in ids]


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_same_plan_again_changes_no_octet(person: str) -> None:
    """A plan made again later with the same answer leaves the file as it was, stamps included."""
    before = told(rich_plan(HOME), None, person)
    later = replace(rich_plan(HOME), now=rich_plan(HOME).now + 300)
    assert told(later, before, person) == before


def test_one_changed_evening_changes_one_event() -> None:
    """Ana takes over an hour later on Sunday: one event moves, with its id, one further in sequence."""
    before = told(nights(), None)
    after = told(nights(SUNDAY_LATER, now="31 08:00"), before)
    (moved,) = changed(before, after)
    assert (moved.sequence, moved.span) == (1, span(HOME, "1 20:00", "2 08:00"))
    assert blocks(before).keys() == blocks(after).keys()


def test_a_changed_event_has_a_new_stamp() -> None:
    """DTSTAMP and LAST-MODIFIED tell when it changed; all others keep theirs."""
    before = told(nights(), None)
    after = told(nights(SUNDAY_LATER, now="31 08:00"), before)
    stamps = sorted(one.stamp for one in seen(after))
    assert [stamp.isoformat() for stamp in stamps[-2:]] == ["2026-10-31T01:00:00+00:00", "2026-10-31T13:00:00+00:00"]


def test_a_new_name_is_a_change() -> None:
    """Not only times count: whoever is renamed is told anew."""
    before = told(nights(), None)
    home = replace(HOME, children=(replace(HOME.children[0], name="Mimi"), HOME.children[1]))
    after = render(home, nights(), "ana", before)
    assert {(one.title, one.sequence) for one in seen(after)} == {("You have Mimi and Leo", 1)}


def test_what_vanished_is_cancelled() -> None:
    """Ben takes Sunday night over: Ana's event stays with its id, off, one further in sequence."""
    before = told(nights(), None)
    after = told(nights(SUNDAY_BENS), before)
    (gone,) = changed(before, after)
    assert (gone.status, gone.sequence, gone.span) == ("CANCELLED", 1, span(HOME, "1 19:00", "2 08:00"))


def test_it_is_cancelled_once() -> None:
    """The next plan without it leaves the cancelled event exactly as it is."""
    without = nights(SUNDAY_BENS)
    after = told(without, told(nights(), None))
    assert told(replace(without, now=without.now + 60), after) == after


def test_what_comes_back_is_confirmed_again() -> None:
    """The id is the same, and two changes have raised the sequence to two."""
    off = told(nights(SUNDAY_BENS), told(nights(), None))
    (back,) = changed(off, told(nights(), off))
    assert (back.status, back.sequence) == ("CONFIRMED", 2)


def later(made: Plan, days: int) -> Plan:
    """The same plan, made so many days later."""
    return replace(made, now=made.now + days * DAY)


@pytest.mark.parametrize(("days", "kept"), [(0, True), (13, True), (14, False), (40, False)])
def test_a_cancelled_event_stays_for_two_weeks(days: int, kept: bool) -> None:  # noqa: FBT001 (pytest hands it over by name)
    """Whoever looks within a fortnight learns that it is off; after that it is gone, wherever the plan stands."""
    without = nights(SUNDAY_BENS)
    off = told(without, told(nights(), None))
    after = told(later(without, days), off)
    assert ("CANCELLED" in {one.status for one in seen(after)}) is kept


def test_a_cancelled_event_outlives_its_own_time() -> None:
    """A plan that starts after the cancelled night still carries it: not everybody has looked since."""
    off = told(nights(SUNDAY_BENS), told(nights(), None))
    after = told(nights(SUNDAY_BENS, first=3, days=1, now="3 06:00"), off)
    assert [one.span for one in seen(after) if one.status == "CANCELLED"] == [span(HOME, "1 19:00", "2 08:00")]


def test_now_alone_lets_a_cancelled_event_go() -> None:
    """The same plan published again three weeks later drops it: what is told follows from the clock given, too."""
    without = nights(SUNDAY_BENS)
    off = told(without, told(nights(), None))
    after = render(HOME, without, "ana", off, now=without.now + 21 * DAY)
    assert "CANCELLED" not in {one.status for one in seen(after)}


def test_a_night_that_a_new_plan_cuts_stays_whole() -> None:
    """Rolled forward to Monday, the night since Sunday evening keeps its id, its start and its octets."""
    before = told(nights(), None)
    after = told(nights(first=2, days=2, now="2 05:00"), before)
    assert changed(before, after) == []
    assert seen(after)[0].span == span(HOME, "1 19:00", "2 08:00")


def test_tonight_keeps_its_id_without_the_earlier_file() -> None:
    """Which of the day's stretches it is does not depend on whether the plan began in the night before."""
    ids = {one.span: one.uid for one in seen(told(nights(), None))}
    tonight = seen(told(nights(first=2, days=2), None))[1]
    assert ids[tonight.span] == tonight.uid


def test_a_night_that_a_new_plan_ends_is_cut() -> None:
    """The night was Ana's until a plan from Monday gave it to Ben: it ends where that plan begins."""
    before = told(nights(), None)
    after = told(nights("2 00:00 ben, 2 19:00 ana", first=2, days=2, now="1 12:00"), before)
    assert changed(before, after)[0].span == span(HOME, "1 19:00", "2 00:00")


def test_what_is_over_leaves_the_calendar() -> None:
    """Nights before the new plan that have passed are not carried along for ever."""
    after = told(nights(first=3, days=1, now="3 06:00"), told(nights(), None))
    assert min(one.span.start for one in seen(after)) == at(HOME, "2 19:00")


@pytest.mark.parametrize(("parent", "hours"), [("ana", ("1 20:00", "2 08:00")), ("ben", ("1 08:00", "1 20:00"))])
def test_days_that_the_new_plan_does_not_speak_of_stay(parent: str, hours: tuple[str, str]) -> None:
    """A plan for Sunday alone leaves Saturday, which is still to come, and all after Sunday as they were."""
    before = told(nights(), None, parent)
    after = told(nights(SUNDAY_LATER, first=1, days=1), before, parent)
    assert [one.span for one in changed(before, after)] == [span(HOME, *hours)]
    assert blocks(after).keys() == blocks(before).keys()


def test_a_cancelled_event_stays_in_a_shorter_plan() -> None:
    """A plan for Saturday alone says nothing of Sunday, and so leaves the cancelled night as it is."""
    off = told(nights(SUNDAY_BENS), told(nights(), None))
    after = told(nights(days=1), off)
    assert blocks(after) == blocks(off)


def test_a_cancelled_night_does_not_begin_again_in_the_past() -> None:
    """Sunday night went to Ben; Ana takes over at midnight after all, and from midnight only."""
    off = told(nights(SUNDAY_BENS), told(nights(), None))
    after = told(nights(first=2, days=2, now="1 22:00"), off)
    night = [(one.status, one.span) for one in seen(after) if one.span.overlaps(span(HOME, "2 00:00", "2 08:00"))]
    assert night == [("CANCELLED", span(HOME, "1 19:00", "2 08:00")), ("CONFIRMED", span(HOME, "2 00:00", "2 08:00"))]


def test_a_cancelled_night_stays_as_it_was_in_a_plan_from_its_middle() -> None:
    """It is neither cut nor cancelled a second time."""
    off = told(nights(SUNDAY_BENS), told(nights(), None))
    after = told(nights("2 00:00 ben, 2 19:00 ana, 3 08:00 ben, 3 19:00 ana", first=2, days=2, now="1 22:00"), off)
    assert changed(off, after) == []


def test_what_comes_back_at_the_end_of_a_plan_ends_with_it() -> None:
    """A night that was off is promised again only as far as the new plan reaches."""
    off = told(nights(SUNDAY_BENS), told(nights(), None))
    (back,) = changed(off, told(nights(days=2), off))
    assert (back.status, back.span) == ("CONFIRMED", span(HOME, "1 19:00", "2 00:00"))


def test_a_longer_plan_extends_what_the_shorter_one_cut() -> None:
    """The last night ended at the plan's end; a plan that reaches further ends it in the morning."""
    before = told(nights(days=2), None)
    after = told(nights(), before)
    spans = {one.uid: one.span for one in seen(after)}
    assert spans[seen(before)[-1].uid] == span(HOME, "1 19:00", "2 08:00")


def test_a_family_that_moved_keeps_both_clocks() -> None:
    """Events that live on in the old zone bring its rules along."""
    before = told(nights(), None)
    moved = replace(HOME, timezone="America/New_York")
    later = plan(moved, TURNS, first=date(2026, 11, 3), days=2, now="30 20:00")
    after = render(moved, later, "ana", before)
    assert problems(after) == []
    assert {"TZID:America/New_York", "TZID:America/Chicago"} <= set(after.decode().split("\r\n"))


def test_events_in_utc_live_on_too() -> None:
    """The hour that comes twice is written in UTC, and read from there."""
    second = at(HOME, "1 01:30") + 60
    made = nights()
    cover = tuple(replace(c, span=replace(c.span, end=second)) if c.span.holds(second) else c for c in made.cover)
    before = told(replace(made, cover=cover), None)
    assert "DTEND:20261101T073000Z" in before.decode()
    assert told(replace(made, cover=cover), before) == before


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"<html>Sign in</html>",
        b"\xff\xfe",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
    ],
)
def test_a_broken_earlier_file_is_refused(broken: bytes) -> None:
    """Taking it for empty would forget every id's history; the sentence says whose calendar it is and what to do."""
    with pytest.raises(PlanError, match=r"the calendar of Ana: .* Move that file away"):
        render(HOME, nights(), "ana", broken)


def test_a_file_that_was_cut_short_is_refused() -> None:
    """Half a download would cancel the other half."""
    with pytest.raises(PlanError, match="cut short"):
        render(HOME, nights(), "ana", told(nights(), None)[:-200])


def test_somebody_elses_calendar_is_refused() -> None:
    """Ben's events, even as cancelled ones, are not for Rosa."""
    with pytest.raises(PlanError, match="belongs to somebody else"):
        render(HOME, nights(), "rosa", told(nights(), None, "ben"))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"SEQUENCE:0", b"SEQUENCE:x"),
        (b"DTSTART;TZID=America/Chicago", b"DTSTART"),
        (b"DTEND;TZID=America", b"DTEND;TZID=Mars"),
    ],
)
def test_an_event_that_we_did_not_write_is_refused(good: bytes, bad: bytes) -> None:
    """A file edited by other hands is not guessed at."""
    with pytest.raises(PlanError, match="an event that homecall did not write"):
        render(HOME, nights(), "ana", told(nights(), None).replace(good, bad))


def test_changed_line_ends_are_forgiven() -> None:
    """A file kept with bare line feeds is the same calendar."""
    before = told(nights(), None)
    assert told(nights(), before.replace(b"\r\n", b"\n")) == before
