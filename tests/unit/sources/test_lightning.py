"""Lightning Bolt's slots, one trap a file."""

from __future__ import annotations

from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.sources.base import Intake
from homecall.sources.lightning.halves import joined, stem
from homecall.sources.lightning.read import read
from homecall.sources.listing import Row
from homecall.spans.span import HOUR, Span
from tests.unit.sources.corpus import FEEDS, HOME, horizon, spec, told

WARDS = "2026-11-02 | Wards | 2026-11-02T07:00:00-06:00 | 2026-11-02T19:00:00-06:00"
NIGHT = "2026-11-04 | Nights | 2026-11-04T19:00:00-06:00 | 2026-11-05T07:00:00-06:00"


def slots(name: str, match: str = "Rivera") -> Intake:
    """A corpus answer, read for one person."""
    return read((FEEDS / "lightning" / name).read_bytes(), spec("lightning-json", name, match=match), horizon())


def test_clock_times_and_whole_instants_are_both_read() -> None:
    """A night over the clock change begins in one offset and ends in the other."""
    assert told(slots("plain-slots.json")) == [
        "2026-10-31 | Nights | 2026-10-31T19:00:00-05:00 | 2026-11-01T07:00:00-06:00",
        WARDS,
    ]


def test_a_doctor_may_be_named_by_id() -> None:
    """The number of a person picks the same slots as the name."""
    assert told(slots("plain-slots.json", "31")) == told(slots("plain-slots.json"))


def test_slots_are_found_however_deep_they_lie() -> None:
    """An answer wraps its slots in one object or in three."""
    assert told(slots("slots-within-an-answer.json")) == [WARDS]


def test_a_day_and_a_night_part_are_one_duty_of_24_hours() -> None:
    """Call Day and Call Night by one doctor are a Call, on the day it begins."""
    assert told(slots("day-and-night-part-are-one-duty.json")) == [
        "2026-11-02 | Call | 2026-11-02T07:00:00-06:00 | 2026-11-03T07:00:00-06:00"
    ]


@pytest.mark.parametrize(
    ("name", "entries"),
    [("day-and-night-of-two-names-stay-two.json", 2), ("day-and-night-of-two-doctors-stay-two.json", 1)],
)
def test_other_pairs_stay_apart(name: str, entries: int) -> None:
    """Home call after rounding is another kind of duty, and a colleague's night is not ours."""
    assert len(slots(name).entries) == entries


def test_twenty_four_hours_may_last_twenty_five() -> None:
    """On the night on which clocks fall back, two parts still make one duty."""
    day, night = HOME.midnight(date(2026, 10, 31)) + 7 * HOUR, HOME.midnight(date(2026, 11, 1)) + 8 * HOUR
    parts = [
        Row("Ana", "Call (day)", date(2026, 10, 31), Span(day, day + 12 * HOUR)),
        Row("Ana", "Call (night)", date(2026, 10, 31), Span(day + 12 * HOUR, night)),
    ]

    assert joined(parts) == [Row("Ana", "Call", date(2026, 10, 31), Span(day, night))]


def test_a_title_of_the_words_day_and_night_alone_keeps_its_name() -> None:
    """Day and Night have no stem; the duty is called as its first part."""
    begins = HOME.midnight(date(2026, 11, 2)) + 7 * HOUR
    parts = [
        Row("Ana", "Day", date(2026, 11, 2), Span(begins, begins + 12 * HOUR)),
        Row("Ana", "Night", date(2026, 11, 2), Span(begins + 12 * HOUR, begins + 24 * HOUR)),
    ]

    assert [row.title for row in joined(parts)] == ["Day"]
    assert stem(parts[0]) == stem(parts[1]) == ""


def test_what_changed_hands_is_said() -> None:
    """A duty that was taken over is theirs; one that was given away is not, and both are named."""
    intake = slots("changed-hands.json")

    assert told(intake) == [WARDS]
    assert intake.notes == (
        "Wards on 2 November was taken over from somebody else.",
        "Nights on 4 November was given to somebody else.",
    )


@pytest.mark.parametrize("match", ["Rivera", "Okafor"])
def test_a_swap_that_is_not_final_counts_for_both(match: str) -> None:
    """Until it is final, either of them may have to go."""
    intake = slots("swap-that-is-not-final.json", match)

    assert NIGHT in told(intake)
    assert intake.notes == (
        "A change of Nights on 4 November is asked for and not final; until it is, it counts as theirs.",
    )


def test_an_open_slot_shows_how_far_the_schedule_goes() -> None:
    """It is nobody's, but it was published."""
    intake = slots("open-slot-shows-how-far.json")

    assert (told(intake), intake.through) == ([WARDS], date(2026, 11, 20))


def test_a_cancelled_slot_is_left_out_and_counted() -> None:
    """What was deleted is no duty; the preview says that there was one."""
    intake = slots("cancelled-slot.json")

    assert told(intake) == [WARDS]
    assert "cancelled 1" in intake.understood


def test_a_slot_without_times_is_all_day() -> None:
    """A vacation has no hours."""
    assert told(slots("vacation-without-hours.json")) == ["2026-11-02 | Vacation"]


def test_a_broken_slot_costs_only_itself() -> None:
    """Each is named by its place, with the reason."""
    intake = slots("broken-slots.json")

    assert told(intake) == [WARDS]
    assert [one.where for one in intake.rejects] == ["slot 2", "slot 3", "slot 4", "slot 5"]
    assert "'soon' is not a date" in intake.rejects[0].why


def test_ids_alone_may_name_the_doctor() -> None:
    """Without names, the id is the person and the display name the assignment."""
    assert told(slots("ids-and-one-display-name.json", "31")) == [WARDS]


def test_no_slots_say_nothing_of_any_day() -> None:
    """An empty list is no promise of free time."""
    assert slots("no-slots-at-all.json").through is None


@pytest.mark.parametrize(("name", "words"), [("error-cut-off.json", "not whole"), ("error-not-slots.json", "no slots")])
def test_what_is_no_answer_of_slots_is_refused(name: str, words: str) -> None:
    """A cut download and a message are errors with a cure."""
    with pytest.raises(SourceError, match=words) as caught:
        slots(name)

    assert caught.value.cure
