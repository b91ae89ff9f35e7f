"""The text of a calendar taken apart: folds, parameters, escapes and brackets."""

from __future__ import annotations

import pytest

from homecall.errors import SourceError
from homecall.sources.ics.lines import a_property, components, header, unescaped, unfolded


@pytest.mark.parametrize(
    ("line", "name", "parameters", "value"),
    [
        ("SUMMARY:Wards: A", "SUMMARY", {}, "Wards: A"),
        ("summary;language=en:Wards", "SUMMARY", {"LANGUAGE": "en"}, "Wards"),
        ('DTSTART;TZID="A:B;C":20261103T080000', "DTSTART", {"TZID": "A:B;C"}, "20261103T080000"),
        ("DTSTART;TZID=:20261103", "DTSTART", {"TZID": ""}, "20261103"),
        ("EXDATE;VALUE=DATE;X-A=1:20261103", "EXDATE", {"VALUE": "DATE", "X-A": "1"}, "20261103"),
        ("SUMMARY:", "SUMMARY", {}, ""),
    ],
)
def test_a_content_line_is_name_parameters_and_value(
    line: str, name: str, parameters: dict[str, str], value: str
) -> None:
    """Quotes protect colons and semicolons, and names are in capitals."""
    found = a_property(line)

    assert (found.name, found.parameters, found.value) == (name, parameters, value)


@pytest.mark.parametrize("line", ["SUMMARY", 'DTSTART;TZID="open:20261103', ";:x", ""])
def test_a_line_that_is_none_is_refused(line: str) -> None:
    """The reason shows the line."""
    with pytest.raises(ValueError, match="cannot be read"):
        a_property(line)


@pytest.mark.parametrize(
    ("raw", "read"),
    [(r"a\, b\; c", "a, b; c"), (r"a\nb\Nc", "a\nb\nc"), (r"a\\nb", r"a\nb"), (r"a\qb", r"a\qb"), ("  a ", "a")],
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


def test_two_calendars_in_one_file_are_both_read() -> None:
    """Some exports are written one after the other."""
    assert len(list(components(unfolded((CALENDAR * 2).encode(), "rota")))) == 2


def test_a_second_calendar_that_is_cut_off_is_refused() -> None:
    """Each calendar needs its end."""
    with pytest.raises(SourceError, match="cut off"):
        unfolded((CALENDAR + "BEGIN:VCALENDAR\r\n").encode(), "rota")


def test_brackets_may_be_written_small_and_with_spaces() -> None:
    """Case and trailing spaces do not matter to brackets."""
    text = CALENDAR.replace("BEGIN:VEVENT", "begin:vevent ").replace("END:VEVENT", "End:VEvent")

    assert [(one.name, one.closed, one.line) for one in components(text)] == [("VEVENT", True, 2)]


def test_an_event_that_opens_inside_another_closes_it_unread() -> None:
    """The first one's end is missing, and it knows."""
    text = CALENDAR.replace("SUMMARY:Wards", "SUMMARY:Late\r\nBEGIN:VEVENT\r\nSUMMARY:Wards")

    assert [(one.lines, one.closed) for one in components(text)] == [
        (["SUMMARY:Late"], False),
        (["SUMMARY:Wards"], True),
    ]


def test_the_lines_of_an_alarm_are_not_the_events() -> None:
    """A reminder's own title and length stay out."""
    alarm = "BEGIN:VALARM\r\nSUMMARY:Wake\r\nEND:VALARM\r\n"

    found = next(components(CALENDAR.replace("END:VEVENT", f"{alarm}END:VEVENT")))

    assert found.lines == ["SUMMARY:Wards"]


def test_a_zone_keeps_its_observances_apart() -> None:
    """Standard and daylight time are parts with lines of their own."""
    zone = "BEGIN:VTIMEZONE\nTZID:Home\nBEGIN:STANDARD\nTZOFFSETTO:-0600\nEND:STANDARD\nEND:VTIMEZONE\n"

    found = next(components(zone))

    assert found.lines == ["TZID:Home"]
    assert [(part.name, part.lines) for part in found.parts] == [("STANDARD", ["TZOFFSETTO:-0600"])]


@pytest.mark.parametrize(
    "line",
    ["X-WR-TIMEZONE:America/Chicago", "x-wr-timezone;VALUE=TEXT:America/Chicago", "X-WR-TIMEZONE: America/Chicago"],
)
def test_a_property_of_the_calendar_itself_is_found(line: str) -> None:
    """Anywhere in the text, with or without parameters."""
    assert header(CALENDAR.replace("BEGIN:VEVENT", f"{line}\r\nBEGIN:VEVENT"), "X-WR-TIMEZONE") == "America/Chicago"


def test_a_property_that_is_not_there_is_empty() -> None:
    """Absence is no error."""
    assert header(CALENDAR, "X-WR-TIMEZONE") == ""
