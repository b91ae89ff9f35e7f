"""The book of sources and the window that every reader keeps."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from homecall.errors import SourceError
from homecall.household.codec.keys import SOURCE_KINDS
from homecall.sources.base import Entry, matters, reject, window
from homecall.sources.book import SOURCES, Later, source
from homecall.spans.span import DAY, HOUR, Span
from tests.unit.sources.corpus import HOME, horizon, spec


def test_the_book_knows_every_kind_of_the_household_file() -> None:
    """The words are those of the format."""
    assert set(SOURCES) == set(SOURCE_KINDS)


@pytest.mark.parametrize("kind", SOURCES)
def test_every_entry_of_the_book_can_be_called(kind: str) -> None:
    """Each module is there and has the function that the book names."""
    with pytest.raises(SourceError, match="is empty"):
        source(kind)(b"", spec(kind), horizon())


@pytest.mark.parametrize(
    ("kind", "hint"), [("ical", '"ics"'), ("qgenda", '"qgenda-csv"'), ("zzz", "The kinds are ics")]
)
def test_an_unknown_kind_is_refused_with_a_hint(kind: str, hint: str) -> None:
    """The nearest kind, or all of them."""
    with pytest.raises(SourceError, match="is not a kind of schedule") as caught:
        source(kind)

    assert hint in caught.value.cure


def test_readers_are_imported_when_they_are_used() -> None:
    """Opening the book costs nothing: no reader and no library of one is loaded by it."""
    code = (
        "import sys, homecall.sources.book\n"
        "late = ('homecall.sources.ics', 'homecall.sources.grid', 'python_calamine')\n"
        "print(*[name for name in sys.modules if name.startswith(late)])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""


def test_a_later_reader_is_named_by_module_and_function() -> None:
    """Two names are all that the book holds."""
    assert SOURCES["csv"] == Later("homecall.sources.plain.read", "read")


def test_the_window_reaches_four_days_back_and_one_ahead() -> None:
    """Rest after a long duty reaches in from before, and a commute from after."""
    span = horizon().span

    assert window(horizon()) == Span(span.start - 4 * DAY, span.end + DAY)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 10, 21), False),
        (date(2026, 10, 22), True),
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),
    ],
)
def test_an_all_day_entry_counts_by_its_day(day: date, *, counts: bool) -> None:
    """Both edges of the window are sharp."""
    assert matters(Entry("Wards", day, None), horizon()) is counts


def test_a_long_duty_counts_while_it_reaches_in() -> None:
    """A duty listed before the window matters as long as it lasts into it."""
    begins = HOME.midnight(date(2026, 10, 20))

    assert matters(Entry("Expedition", date(2026, 10, 20), Span(begins, begins + 72 * HOUR)), horizon())
    assert not matters(Entry("Expedition", date(2026, 10, 20), Span(begins, begins + 24 * HOUR)), horizon())


def test_a_rejects_text_is_one_short_line() -> None:
    """Line ends go, and what is long is cut with a sign."""
    found = reject("line 3", "a\r\nb " + "c" * 200, "No.")

    assert found.text.startswith("a b ccc")
    assert (len(found.text), found.text[-1]) == (120, "…")
