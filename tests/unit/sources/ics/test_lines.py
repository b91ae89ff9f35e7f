"""The text of a calendar taken apart: folds, parameters, escapes and brackets."""

from __future__ import annotations

import pytest

from homecall.errors import SourceError
from homecall.sources.ics.lines import Component, Scan, flat, placed, unescaped, unfolded, wanted_lines


@pytest.mark.parametrize(
    ("line", "name", "parameters", "value"),
    [
        ("SUMMARY:Wards: A", "SUMMARY", "", "Wards: A"),
        ("summary;language=en:Wards", "SUMMARY", "language=en", "Wards"),
        ('DTSTART;TZID="A:B;C":20261103T080000', "DTSTART", 'TZID="A:B;C"', "20261103T080000"),
        ("DTSTART;TZID=:20261103", "DTSTART", "TZID=", "20261103"),
        ("EXDATE;VALUE=DATE;X-A=1:20261103", "EXDATE", "VALUE=DATE;X-A=1", "20261103"),
        ("item1.SUMMARY:Wards", "SUMMARY", "", "Wards"),
        ("SUMMARY:", "SUMMARY", "", ""),
        ("SUMMARY", "SUMMARY", "", ""),
        ('DTSTART;TZID="open:20261103', "DTSTART", "", ""),
    ],
)
def test_a_content_line_is_name_parameters_and_value(line: str, name: str, parameters: str, value: str) -> None:
    """Quotes protect colons and semicolons, and names are in capitals; what cannot be parted has no value."""
    assert list(wanted_lines(line)) == [(1, name, parameters, value)]


@pytest.mark.parametrize("line", ["", ";:x", "DESCRIPTION:SUMMARY:x", 'ATTENDEE;CN="a:b":mailto:x'])
def test_a_line_that_decides_nothing_is_passed_over(line: str) -> None:
    """Most lines of a calendar say nothing of when or what."""
    assert list(wanted_lines(line)) == []


def test_lines_are_counted_over_the_pieces_of_a_long_text() -> None:
    """A text is taken apart piece by piece, and no line is cut or counted twice."""
    text = "\n".join(["X:" + "y" * 1_000] * 3_000 + ["SUMMARY:Wards"])

    assert list(wanted_lines(text)) == [(3_001, "SUMMARY", "", "Wards")]


@pytest.mark.parametrize(
    ("raw", "read"),
    [(r"a\, b\; c", "a, b; c"), (r"a\nb\Nc", "a\nb\nc"), (r"a\\nb", r"a\nb"), (r"a\qb", r"a\qb"), (r"a\"b", 'a"b')],
)
def test_escapes_are_undone_once(raw: str, read: str) -> None:
    """A backslash that stands for itself stays one."""
    assert unescaped(raw) == read


CALENDAR = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Wards\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize("fold", ["\r\n ", "\n ", "\r\n\t", "\n\t", "\r "])
def test_folded_lines_are_joined(fold: str) -> None:
    """Whatever line ends and white space the writer has used."""
    content = CALENDAR.replace("Wards", f"Wa{fold}rds").encode()

    assert "SUMMARY:Wards" in unfolded(content, "rota")


def events(text: str) -> list[Component]:
    """The events of a text."""
    return Scan(text, "rota").events


def test_two_calendars_in_one_file_are_both_read() -> None:
    """Some exports are written one after the other; each event knows its own."""
    assert [one.sheet for one in events(unfolded((CALENDAR * 2).encode(), "rota"))] == [0, 1]


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_line_ends_of_any_kind_are_one_kind(end: bytes) -> None:
    """Programs of three systems, and one that ends lines twice."""
    assert flat(end.join([b"a", b"b"])) == b"a\nb"


def test_a_place_is_the_line_that_an_editor_shows() -> None:
    """Folds are counted again when somebody has to look at the file."""
    content = b"BEGIN:VCALENDAR\r\nX-A:1\r\n 2\r\n 3\r\nBEGIN:VEVENT\r\nUID:a\r\n b\r\nSUMMARY:c"

    assert placed(content, {1, 3, 5}) == {1: 1, 3: 5, 5: 8}


def test_a_second_calendar_that_is_cut_off_is_refused() -> None:
    """Each calendar needs its end."""
    with pytest.raises(SourceError, match="cut off"):
        unfolded((CALENDAR + "BEGIN:VCALENDAR\r\n").encode(), "rota")


def test_brackets_may_be_written_small_and_with_spaces() -> None:
    """Case and trailing spaces do not matter to brackets."""
    text = CALENDAR.replace("BEGIN:VEVENT", "begin:vevent ").replace("END:VEVENT", "End:VEvent").replace("\r", "")

    assert [(one.name, one.closed, one.line) for one in events(text)] == [("VEVENT", True, 2)]


def test_an_event_whose_end_is_missing_is_not_closed() -> None:
    """The next one is read all the same."""
    text = CALENDAR.replace("SUMMARY:Wards", "SUMMARY:Late\r\nBEGIN:VEVENT\r\nSUMMARY:Wards").replace("\r", "")

    assert sorted((one.value("SUMMARY"), one.closed) for one in events(text)) == [("Late", False), ("Wards", True)]


def test_an_event_inside_another_is_an_event() -> None:
    """Where both are closed, both are whole."""
    inner = "BEGIN:VEVENT\nSUMMARY:Clinic\nEND:VEVENT\n"
    text = CALENDAR.replace("\r", "").replace("END:VEVENT", f"{inner}END:VEVENT")

    assert sorted((one.value("SUMMARY"), one.closed) for one in events(text)) == [("Clinic", True), ("Wards", True)]


def test_the_lines_of_an_alarm_are_not_the_events() -> None:
    """A reminder's own title and length stay out."""
    alarm = "BEGIN:VALARM\nSUMMARY:Wake\nDURATION:PT5M\nEND:VALARM\n"

    found = events(CALENDAR.replace("\r", "").replace("SUMMARY:Wards", f"{alarm}SUMMARY:Wards"))[0]

    assert found.first == {"SUMMARY": ("", "Wards")}


def test_a_zone_keeps_its_observances_apart() -> None:
    """Standard and daylight time are parts with lines of their own."""
    zone = "BEGIN:VTIMEZONE\nTZID:Home\nBEGIN:STANDARD\nTZOFFSETTO:-0600\nEND:STANDARD\nEND:VTIMEZONE\n"

    found = Scan(zone, "rota").zones[0]

    assert found.value("TZID") == "Home"
    assert [(part.name, part.value("TZOFFSETTO")) for part in found.parts] == [("STANDARD", "-0600")]


@pytest.mark.parametrize(
    "line",
    ["X-WR-TIMEZONE:America/Chicago", "x-wr-timezone;VALUE=TEXT:America/Chicago", "X-WR-TIMEZONE: America/Chicago"],
)
def test_the_zone_of_a_calendar_is_found(line: str) -> None:
    """Anywhere between its components, with or without parameters; each calendar of a file has its own."""
    text = CALENDAR.replace("\r", "").replace("END:VEVENT\n", f"END:VEVENT\n{line}\n")

    assert Scan(text + CALENDAR.replace("\r", ""), "rota").headers == {0: "America/Chicago"}


def test_a_property_that_is_not_there_is_empty() -> None:
    """Absence is no error."""
    assert events(CALENDAR.replace("\r", ""))[0].value("STATUS") == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"error": "gone"}', "is JSON"),
        ("BEGIN:VCARD\nEND:VCARD\n", "contacts"),
        ("SUMMARY:BEGIN:VCALENDAR\nEND:VCALENDAR\n", "no calendar"),
        ("BEGIN:VCALENDAR\nX-A:END:VCALENDAR\n", "cut off"),
    ],
)
def test_what_is_no_whole_calendar_is_refused(text: str, why: str) -> None:
    """Brackets count where lines begin: a note may well speak of them."""
    with pytest.raises(SourceError, match=why):
        unfolded(text.encode(), "rota")


def test_too_many_dates_are_known_before_they_fill_the_memory() -> None:
    """The event says so, and the rest of its lines are passed over."""
    text = "BEGIN:VEVENT\n" + "EXDATE:20261103T080000Z\n" * 20_001 + "END:VEVENT\n"

    found = events(text)[0]

    assert (len(found.lists), found.broken) == (20_000, "it lists more than 20000 dates")


def test_too_many_zones_are_refused() -> None:
    """Nobody has five thousand zones of their own."""
    with pytest.raises(SourceError, match="more than 5,000 time zones"):
        Scan("BEGIN:VTIMEZONE\nEND:VTIMEZONE\n" * 5_001, "rota")
