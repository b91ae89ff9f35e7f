"""What the reader refuses: each fault with its line, what is wrong, and what would cure it."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homecall.errors import HouseholdError
from homecall.household.codec import LARGEST, decode, read, write
from homecall.household.household import Household
from tests.unit.household.texts import SMALL, changed, refusal

CALL, STORY, PLAY, ROSA = 'kind = "night"', 'id = "story"', 'id = "play"', 'id = "rosa"'
MIA, PATH, HOURS, AT = 'id = "mia"', 'path = "ana.ics"', '["Mon-Fri 07:00-18:30"]', "2026-12-10T14:00/2026-12-10T15:30"

UNKNOWN_KEYS = [
    ('name = "The Abel family"', 'nmae = "The Abel family"', '"nmae"', '"name"'),
    ('[[parents]]\nid = "ben"', '[[parent]]\nid = "ben"', '"parent"', '"parents"'),
    ("commute = 25", "comute = 25", '"comute"', '"commute"'),
    (PATH, 'file = "ana.ics"', '"file"', '"path"'),
    ("median = 10", "medain = 10", '"medain"', '"median"'),
    (CALL, CALL + '\nwhitout = "x"', '"whitout"', '"without"'),
    ("born = ", "birthday = ", '"birthday"', '"born"'),
    ('days = "Mon-Fri"', 'day = "Mon-Fri"', '"day"', '"days"'),
    (ROSA, ROSA + "\nrates = 20", '"rates"', '"rate"'),
    (STORY, STORY + "\none_to_one = true", '"one_to_one"', '"one_on_one"'),
    ('lead = "ben"', 'leads = "ben"', '"leads"', '"lead"'),
    ("ask = 15", "asks = 15", '"asks"', '"ask"'),
    (PATH, PATH + "\ndrives = true", '"drives"', "move it above [[parents.schedule]]"),
]

VALUES = [
    ("format = 1", "format = 2", "says format 2", "format = 1"),
    ("format = 1", "format = true", "says format true", "format = 1"),
    ("America/Chicago", "Chicago", "not a time zone", '"America/Chicago"'),
    ("America/Chicago", "America/Chicgo", "not a time zone", '"America/Chicago"'),
    ("America/Chicago", "Eastern", "not a time zone", '"America/New_York"'),
    ("America/Chicago", "localtime", "not a time zone", "Did you mean"),
    ("America/Chicago", "EST", "no daylight saving", '"America/New_York"'),
    ("America/Chicago", "new york", "not a time zone", '"America/New_York"'),
    ("commute = 25", 'commute = "25 min"', 'not "25 min"', "commute = 30"),
    ("commute = 25", "commute = true", "not true", "without quotes"),
    ("commute = 25", "commute = 25.5", "whole number (minutes), not 25.5", "Round"),
    ("commute = 25", "commute = -5", "below 0", "0 or more"),
    ("commute = 25", "commute = 10081", "10,080 is the most", ""),
    ("commute = 25", "commute = inf", "10,080 is the most", ""),
    ("commute = 25", "commute = nan", "must be a number", ""),
    ("commute = 25", "drives = 1", "true or false, not 1", "drives = true"),
    ("commute = 25", 'work_rules = "acgme"', '"acgme"', '"acgme-resident"'),
    ("commute = 25", "name = 5", "must be text, not 5", "in quotes"),
    ("commute = 25", 'name = " "', "is empty", "leave the line out"),
    ("commute = 25", 'name = "A\\nB"', "line break", "one line"),
    ("commute = 25", f'name = "{"A" * 201}"', "201 characters", ""),
    ('id = "ben"', 'id = "Ben Abel"', '"Ben Abel"', "without spaces"),
    ('id = "ben"', 'id = "../ben"', '"../ben"', "without spaces"),
    ('id = "ben"', 'id = "ana"', "as Ana has on line 6", "their own"),
    ('id = "ben"', 'id = "ANA"', 'Ana has the id "ANA", as Ana has', "their own"),
    ('kind = "ics"', 'kind = "ical"', '"ical"', '"ics"'),
    (PATH, PATH + '\nurl = "https://x.example"', 'both a "path" and a "url"', "one of the two"),
    (PATH, 'match = "Abel"', 'neither a "path" nor a "url"', "one of the two"),
    (PATH, 'path = "https://x.example/secret"', "is a link", "url ="),
    (PATH, 'url = "ftp://x.example/secret"', '"ftp://"', "https://"),
    (PATH, 'url = "x.example/secret"', "not a link", "https://"),
    (PATH, 'url = "https:///secret"', "not a whole link", "again"),
    (PATH, 'url = "https://x.example/a secret"', "not a whole link", "without spaces"),
    (PATH, PATH + '\npublished_through = "soon"', 'not a date: "soon"', "2026-11-26"),
    (PATH, PATH + "\npublished_through = 2026-12-31T08:00:00", "not a date", "2026-11-26"),
    (CALL, 'kind = "nights"', '"nights"', '"night"'),
    (CALL, 'kind = "unmapped"', '"unmapped"', "It is one of work"),
    (CALL, CALL + '\nstart = "7am"', "not a time of day", "HH:MM"),
    (CALL, CALL + '\nstart = "07:00+1"', "same day", "HH:MM"),
    (CALL, CALL + '\nend = "07:00+7"', "+6 is the most", ""),
    (CALL, CALL + '\ndays = "Mon to Fri"', "does not name days", "Mon-Fri"),
    ("p90 = 20", "p90 = 5", "below its median", "worst day in ten"),
    ("median = 10, ", "", 'no "median"', "median"),
    ("overrun = { median = 10, p90 = 20 }", "overrun = 10", "one table", ""),
    ("born = 2022-03-05", "born = 2022-03-05T00:00:00", "not a date", ""),
    ("born = 2022-03-05", 'born = "2022-02-30"', "not a date", "2026-11-26"),
    ("born = 2022-03-05", "born = 0022-03-05", "in the year 22", "year"),
    ("born = 2022-03-05", 'wakes = "24:00"', '"24:00"', '"00:00"'),
    ("born = 2022-03-05", 'wakes = "6.45"', "not a time of day", "HH:MM"),
    ("born = 2022-03-05", 'wakes = "19:30"\nbedtime = "19:30"', "goes to bed at 19:30", "Change"),
    ('end = "15:00"', 'end = "08:00"', "opens after it closes: 08:30 to 08:00", '"08:00+1"'),
    ('end = "15:00"', 'end = "08:30"', "at the same time", "+1"),
    ('end = "15:00"', 'end = "15:00"\nclosed = "2026-11-26"', "list of at most 400", "closed = ["),
    ('end = "15:00"', 'end = "15:00"\nclosed = ["2026-11-27/2026-11-26"]', "ends before it begins", "earlier"),
    ('end = "15:00"', 'end = "15:00"\nclosed = ["2026-11-26/"]', "not a date", ""),
    ('end = "15:00"', 'end = "15:00"\nclosed_titles = ["No school*"]', "nothing without closed_from", "closed_from = "),
    ('end = "15:00"', 'end = "15:00"\nclosed = ["2026-11-26/2036-11-26"]', "longer than a year", "years"),
    ('kind = "nanny"', 'kind = "nany"', '"nany"', '"nanny"'),
    (ROSA, ROSA + '\nrules = "ny-nanny"', '"ny-nanny"', '"us-ny-nanny"'),
    (HOURS, '"Mon-Fri 07:00-18:30"', "a list", "hours = ["),
    (HOURS, '["07:00-18:30"]', "not days and hours", "Mon-Fri 07:00-18:30"),
    (HOURS, '["Mon 07:00+1-18:30"]', "same day", ""),
    (HOURS, '["Mon 07:00-18:30+2"]', "+1 is the most", ""),
    (ROSA, ROSA + "\nmin_shift = 12", "at least 12 hours", 'Lower "min_shift"'),
    (ROSA, ROSA + "\nmin_shift = 8\nmax_day = 6", '"max_day" of 6', 'raise "max_day"'),
    (ROSA, ROSA + "\nmin_shift = 8\nmax_week = 6", '"max_week" of 6', 'raise "max_week"'),
    (ROSA, ROSA + "\nmax_day = 0", "never come", "Leave the line out"),
    (ROSA, ROSA + "\nmax_day = 25", "24 is the most", ""),
    (ROSA, ROSA + "\nguaranteed = 40\nmax_week = 30", "guaranteed 40 hours", 'raise "max_week"'),
    (ROSA, ROSA + "\nrate = -1", "below 0", ""),
    (ROSA, ROSA + "\nuses_left = 2.5", "whole number (shifts)", ""),
    (STORY, STORY + '\nwho = "everyone"', '"everyone"', "each, any, all"),
    (STORY, STORY + '\nwho = "ana"', "without a list", 'who = ["ana"]'),
    (STORY, STORY + '\nwho = ["anna"]', '"anna"', '"ana"'),
    (STORY, STORY + '\nwho = ["mia"]', "not a parent", "ana, ben"),
    (STORY, STORY + "\nwho = []", "names nobody", "ana, ben"),
    (STORY, STORY + '\nwho = ["ana", "ana"]', "twice", "once"),
    (STORY, STORY + '\nimportance = "high"', '"high"', "must, should, nice"),
    (STORY, STORY + "\nminutes = 60", "its window has 45", "longer"),
    (STORY, STORY + "\nminutes = 0", "takes 0 minutes", "at least 1"),
    (STORY, STORY + "\ngoal = 0", "0 times a week", "1 or more"),
    (STORY, STORY + '\ngoal = 3\ndays = "Sat-Sun"', "3 times a week, on 2 days", "at most 2"),
    (STORY, STORY + "\ntravel = 15", "means nothing", '"at"'),
    (PLAY, PLAY + "\ngoal = 3", "means nothing", '"window"'),
    ('"19:00-19:45"', '"19:00"', "not two times", "19:00-19:45"),
    ('"19:00-19:45"', '"19:00-25:00"', "not a time of day", "HH:MM"),
    (AT, "2026-12-10T15:30/2026-12-10T14:00", "must end after it starts", "local time"),
    (AT, "2026-12-10T14:00-06:00/2026-12-10T15:30-06:00", "offset from UTC", "local time"),
    (AT, "2026-12-10T14:00Z/2026-12-10T15:30Z", "offset from UTC", "local time"),
    (AT, "2026-12-10T14:00/2026-12-10T15:30+01:00", "offset from UTC", "local time"),
    (AT, "2026-12-10T14:00", "not a start and an end", "local time"),
    (AT, "2026-12-10T14:00/2026-13-10T15:30", "not a start and an end", "local time"),
    (AT, "2026-12-10T14:00/2026-12-17T14:01", "longer than a week", "dates"),
    (f'"{AT}"', "2026-12-10T14:00:00", "has no end", "local time"),
    ('lead = "ben"', 'lead = "bne"', '"bne"', '"ben"'),
    ('lead = "ben"', 'lead = "mia"', "not a parent or a carer", "rosa"),
    ("ask = 15", "ask = -1", "below 0", ""),
    ("[prices]\nask = 15", "[[prices]]\nask = 15", "one table", "[prices]"),
    ("[prices]\nask = 15", "[[gates]]\nred_slept = 5", "one table", "[gates]"),
    ("[prices]\nask = 15", "[gates]\nred_slept = 49", "48", ""),
    ("[prices]\nask = 15", "[gates]\nred_chance = 50", "1 is the most", ""),
    ("[prices]\nask = 15", "[gates]\namber_awake = -1", "cannot be below 0", ""),
    ("[prices]\nask = 15", "[gates]\nred_sleep = 5", '"red_sleep"', '"red_slept"'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message", "cure"), UNKNOWN_KEYS + VALUES)
def test_a_fault_is_refused_on_its_line(old: str, new: str, message: str, cure: str) -> None:
    """The error names what is wrong, how to put it right, and a line of what was changed."""
    text = changed(old, new)
    error = refusal(text)
    first = SMALL[: SMALL.index(old)].count("\n") + 1
    # What a table lacks is shown at its header, up to two lines above the change.
    lines = range(first - 2, first + new.count("\n") + 1)
    assert message in error.message
    assert cure in error.cure
    assert int(error.where.removeprefix("household.toml:")) in lines


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("commute = 25", "comute = 25", 7),
        ("p90 = 20", "p90 = 5", 14),
        ('hours = ["Mon-Fri 07:00-18:30"]', 'hours = [\n  "Mon-Fri 07:00-18:30",\n  "Sat",\n]', 33),
        ('id = "play"\nchildren = ["mia"]', 'id = "play"\nchildren = ["mia", "leo"]', 40),
        ('id = "ben"\n\n', 'id = "ana"\n\n', 17),
        (MIA + "\n", 'id = "rosa"\n', 29),
        (STORY, PLAY, 39),
        (STORY, STORY + f'\nat = "{AT}"', 37),
        (f'at = "{AT}"', "travel = 15", 38),
    ],
)
def test_the_line_is_exact(old: str, new: str, line: int) -> None:
    """The line is that of the key, or of the entry of a list."""
    assert refusal(changed(old, new)).where == f"household.toml:{line}"


@pytest.mark.parametrize(
    ("old", "lacks"),
    [
        ("format = 1\n", "does not say its format"),
        ('name = "The Abel family"\n', 'no "name"'),
        ('timezone = "America/Chicago"\n', 'no "timezone"'),
        ('id = "ben"\n', 'no "id"'),
        ('title = "Call: *"\n', 'no "title"'),
        ('name = "Preschool"\n', 'no "name"'),
        ('start = "08:30"\n', 'no "start"'),
        ('kind = "nanny"\n', 'no "kind"'),
        ('lead = "ben"\n', 'no "lead"'),
        ('id = "play"\nchildren = ["mia"]\n', 'no "id"'),
    ],
)
def test_what_must_be_written_is_asked_for(old: str, lacks: str) -> None:
    """A missing key is named."""
    assert lacks in refusal(changed(old, "")).message


@pytest.mark.parametrize("group", ["parents", "children"])
def test_a_household_has_a_parent_and_a_child(group: str) -> None:
    """Without either there is nothing to plan."""
    rest = {"parents": '[[children]]\nid = "mia"\n', "children": '[[parents]]\nid = "ana"\n'}[group]
    error = refusal(f'format = 1\nname = "A"\ntimezone = "UTC"\n{rest}')
    assert f"no {group}" in error.message
    assert f"[[{group}]]" in error.cure


@pytest.mark.parametrize(
    ("group", "most", "values"),
    [("parents", 12, ""), ("children", 20, ""), ("carers", 50, 'kind = "nanny"\n'), ("moments", 200, "")],
)
def test_there_is_a_most_of_everything(group: str, most: int, values: str) -> None:
    """A household far larger than any is refused at the first table too many."""
    text = SMALL + "".join(f'[[{group}]]\nid = "x{number}"\n{values}' for number in range(most))
    error = refusal(text)
    assert f"{most} is the most" in error.message
    header = int(error.where.removeprefix("household.toml:"))
    assert text.splitlines()[header - 1] == f"[[{group}]]"


@pytest.mark.parametrize("name", ["A" * 5000, "A\\nB", " "])
def test_a_name_that_cannot_be_is_not_repeated(name: str) -> None:
    """An error stays one short line, whatever the people in it are called."""
    error = refusal(changed('id = "ben"', f'id = "ben"\nname = "{name}"\ndrive = true'))
    assert error.message == 'Ben has an unknown key "drive".'


def test_single_brackets_are_told_from_double() -> None:
    """A list of tables written as one table gets its cure."""
    error = refusal(changed('[[usual]]\nchildren = ["mia"]', '[usual]\nchildren = ["mia"]'))
    assert "[[usual]] in double brackets" in error.cure


@pytest.mark.parametrize("url", ["ftp://x.example/hush", "https://x.example/hu sh", "hush"])
def test_a_secret_link_is_not_repeated(url: str) -> None:
    """Links to schedules open them for anyone; an error must be safe to show around."""
    assert "hush" not in str(refusal(changed(PATH, f'url = "{url}"')))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("format = 1\nname = The Abels\n", 2),
        ('format = 1\nname = "A\nzone = 3\n', 2),
        ("format = 1\n\nformat = 1\n", 3),
        ("format = 1\na = [1,\n", 3),
        ("format = 1\nborn = 2022-02-30\n", 2),
    ],
)
def test_broken_toml_is_shown_with_its_line(text: str, line: int) -> None:
    """The parser's complaint arrives with the line that it speaks of."""
    error = refusal(text)
    assert error.where == f"household.toml:{line}"
    assert "cannot be read" in error.message
    assert "(at" not in error.message


def test_bytes_that_are_not_utf_8_are_refused_with_their_line() -> None:
    """A file in an old encoding gets its cure."""
    with pytest.raises(HouseholdError, match="not UTF-8") as caught:
        decode('format = 1\nname = "Zoë"\n'.encode("latin-1"), "household.toml")
    assert caught.value.where == "household.toml:2"
    assert "UTF-8" in caught.value.cure


def test_a_file_that_is_too_large_is_refused() -> None:
    """One byte more than the most is too much, as bytes and as text."""
    with pytest.raises(HouseholdError, match="1,000,001 bytes"):
        decode(b"#" * (LARGEST + 1), "household.toml")
    assert "1,000,001 bytes" in refusal("#" * (LARGEST + 1)).message


@pytest.mark.parametrize(
    "text",
    [
        "a." * 400_000 + "a = 1",
        "[" + "a." * 400_000 + "a]",
        "x = {" + '"a b" . ' * 100_000 + "a = 1}",
        "a = " + "[" * 500_000,
        "a = " + "{a=" * 200_000,
        "a = " + "9" * 500_000,
        "a" * 900_000,
        "[[a.b]]\n" * 100_000,
        "".join(f"k{number} = [[]]\n" for number in range(60_000)),
    ],
    ids=["dots", "header", "quoted", "arrays", "tables", "digits", "word", "items", "keys"],
)
def test_a_hostile_file_is_refused_in_bounded_time(text: str) -> None:
    """Texts that make a parser slow or deep are refused within seconds."""
    began = time.monotonic()
    assert refusal(text).where.startswith("household.toml")
    assert time.monotonic() - began < 10


ODD = [
    *("1", "-1", "1.5", "true", '""', '"x"', "[]", "{}", "[1]", '["x"]', "[[]]", "[{}]", '{ x = 1 }', "nan", "-inf"),
    *("2026-11-26", "2026-11-26T10:00:00Z", "07:30:00", '"07:30"', '"Mon"', '"Mon 07:00-08:00"', '"ana"', '["ana", 1]'),
    *("9223372036854775807", "1e300", '"2026-11-26/2026-11-26"', "'''a\nb'''", '"2026-11-26T10:00/2026-11-26T11:00"'),
    *('["0001-01-01/9999-12-31"]', '"9999-12-31T00:00/9999-12-31T01:00"', '"\\u0000"', '"٠٧:٣٠"'),
    *('["\\u0085"]', '" ana"'),
]  # fmt: skip
LINES = [number for number, line in enumerate(SMALL.splitlines()) if "=" in line]


def outcome(text: str) -> Household | HouseholdError:
    """What comes of reading the text."""
    try:
        return read(text, "household.toml")
    except HouseholdError as error:
        return error


@given(st.dictionaries(st.sampled_from(LINES), st.sampled_from(ODD), min_size=1, max_size=3))
@settings(max_examples=400)
def test_any_value_in_any_place_is_read_or_refused(odd: dict[int, str]) -> None:
    """Whatever a value is, the answer is a household or one sentence with a line in it."""
    lines = SMALL.splitlines()
    for number, value in odd.items():
        lines[number] = f"{lines[number].partition('=')[0]}= {value}"
    text = "\n".join(lines)
    found = outcome(text)
    if isinstance(found, HouseholdError):
        assert re.fullmatch(r"household\.toml:\d+", found.where)
        assert found.message.endswith(".")
        assert len(str(found)) < 1000
    else:
        assert read(write(found), "household.toml") == found
