"""One day of the ribbon in characters: each child a row of blocks, each parent a thin line.

A character stands for a fixed number of minutes, the same on every day. Where several things fall into one
character, the longest is shown, except that a gap always is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text

from homecall.outlets.picture.labels import hour_ticks
from homecall.outlets.picture.model import Band, Day, Picture, Row, State, Thread
from homecall.outlets.picture.palette import GAP
from homecall.spans.span import Span, minutes_in

MARGIN = 10
STEPS = (5, 10, 15, 20, 30, 60, 120, 240)
FILLS = "═─▒░≡~+:"
"""What fills a person's band, by their place in the household, where there is no colour."""
STATES: dict[State, str] = {
    "free": "━", "work": "·", "road": "╌", "rest": "z", "home_call": "≈", "unknown": "?", "shift": "━",
}  # fmt: skip
GAP_FILL, PLACE_FILL = "/", " "
MOMENTS = ("•", "★")
"""A ritual, and a dated moment."""
_PLACE = "#56524b"


@dataclass(frozen=True)
class Blocks:
    """Draws the days of a picture `width` characters wide, with colour or with letters and fills alone."""

    picture: Picture
    width: int
    colour: bool

    @cached_property
    def step(self) -> int:
        """Minutes a character, the fewest that fit."""
        room = max(6, self.width - MARGIN)
        return next((step for step in STEPS if self.picture.longest <= step * room), STEPS[-1])

    def day(self, day: Day) -> list[Text]:
        """The hours, the children and the parents of one day, a line each."""
        parents = [thread for thread in day.threads if self.picture.by_id[thread.person].parent]
        return [self._hours(day), *(self._row(day, row) for row in day.rows), *(self._line(day, t) for t in parents)]

    def cells(self, day: Day) -> list[Span]:
        """The time that each character of the day stands for."""
        starts = range(day.span.start, day.span.end, self.step)
        return [Span(start, min(start + self.step, day.span.end)) for start in starts]

    def _hours(self, day: Day) -> Text:
        every = 3 if self.step <= 20 else 6
        line = [" "] * (len(self.cells(day)) + 6)
        now = -1 if day.now is None else (day.now - day.span.start) // self.step
        for at, name in hour_ticks(self.picture.wall, day, every):
            place = (at - day.span.start) // self.step
            if not place <= now <= place + len(name):
                line[place : place + len(name)] = list(name)
        if now >= 0:
            line[now] = "▼"
        return Text(" " * MARGIN + "".join(line).rstrip(), style="dim")

    def _row(self, day: Day, row: Row) -> Text:
        cells = self.cells(day)
        shown = [self._shown(row, cell) for cell in cells]
        marks = self._marks(day, row, cells, shown)
        text = Text(_name(row.name))
        for band, run in groupby(range(len(cells)), key=lambda at: shown[at]):
            places = list(run)
            asleep = [_sleeps(row, band, cells[at]) for at in places]
            text.append_text(self._band(band, asleep, [marks.get(at, "") for at in places]))
        return text

    def _shown(self, row: Row, cell: Span) -> Band | None:
        """The band that a character shows: any gap in it, else the longest, else the first."""
        here = [band for band in row.bands if band.span.overlaps(cell)]
        gaps = [band for band in here if band.kind == "gap"]
        return max(gaps or here, key=lambda band: minutes_in([band.span], cell), default=None)

    def _marks(self, day: Day, row: Row, cells: list[Span], shown: list[Band | None]) -> dict[int, str]:
        """Kept moments as dots, dated ones as stars, each on a character that shows who has the child then."""
        marks: dict[int, str] = {}
        for mark in (mark for mark in day.marks if mark.kept and row.child in mark.children):
            middle = (mark.span.start + mark.span.end) // 2
            near = sorted(range(len(cells)), key=lambda at: abs(cells[at].start + cells[at].end - 2 * middle))
            place = next((at for at in near[:3] if (b := shown[at]) and b.span.holds(middle)), near[0])
            marks[place] = MOMENTS[mark.dated]
        return marks

    def _band(self, band: Band | None, asleep: list[bool], marks: list[str]) -> Text:
        """A run of characters that show one band: its label where the child is awake, then fill and moments."""
        if band is None or band.kind == "unborn":
            return Text(" " * len(asleep))
        label = self._label(band, len(asleep))
        wide = cell_len(label)
        first = _place(wide, asleep, marks)
        fill = self._fill(band)
        left = [(mark or fill, sleeping) for mark, sleeping in zip(marks, asleep, strict=True)]
        parts = [*left[:first], (label, any(asleep[first : first + wide])), *left[first + wide :]]
        return self._coloured(band, parts) if self.colour else _plain(parts)

    def _label(self, band: Band, room: int) -> str:
        """The name after its edge, else the initials, else the bare initials or the bare edge."""
        person = self.picture.by_id.get(band.who)
        edge = GAP_FILL if band.kind == "gap" else " " if self.colour else "│"
        short = "nobody" if band.kind == "gap" else person.initials if person else ""
        choices = [edge + printable(band.label), edge + short, person.initials if person else edge]
        return next((text for text in choices if cell_len(text) <= room), edge)

    def _fill(self, band: Band) -> str:
        person = self.picture.by_id.get(band.who)
        if band.kind == "gap" or person is None:
            return GAP_FILL if band.kind == "gap" else PLACE_FILL
        return " " if self.colour else FILLS[person.position % len(FILLS)]

    def _coloured(self, band: Band, parts: list[tuple[str, bool]]) -> Text:
        """Waking time as full blocks with white words, sleeping time as half blocks."""
        person = self.picture.by_id.get(band.who)
        paint = GAP if band.kind == "gap" else person.ink.deep if person else _PLACE
        full, half = Style(color="#ffffff", bgcolor=paint, bold=True), Style(color=paint)
        text = Text()
        for sleeping, run in groupby(parts, key=lambda part: part[1]):
            for said in (said for said, _ in run):
                blank = said == " "
                text.append("▄" if blank and sleeping else said, full if not sleeping else half if blank else "bold")
        return text

    def _line(self, day: Day, thread: Thread) -> Text:
        person = self.picture.by_id[thread.person]
        states = [max(thread.segments, key=lambda s: minutes_in([s.span], cell)).state for cell in self.cells(day)]
        style = Style(color=person.ink.deep) if self.colour else Style()
        return Text().append(_name(person.name), "dim").append("".join(STATES[state] for state in states), style)


def _place(wide: int, asleep: list[bool], marks: list[str]) -> int:
    """Where a label goes: clear of moments in waking time, else clear of moments, else at the start."""
    starts = range(len(asleep) - wide + 1)
    clear = [at for at in starts if not any(marks[at : at + wide])]
    return next((at for at in clear if not any(asleep[at : at + wide])), clear[0] if clear else 0)


def _sleeps(row: Row, band: Band | None, cell: Span) -> bool:
    """Whether the child sleeps through most of the character's time; a gap is always drawn awake."""
    return band is not None and band.kind != "gap" and 2 * minutes_in(row.asleep, cell) > cell.minutes


def _plain(parts: list[tuple[str, bool]]) -> Text:
    """Without colour: an edge before the first character where the label stands further on."""
    line = "".join(said for said, _ in parts)
    return Text(line if line.startswith(("│", GAP_FILL, *MOMENTS)) or len(line) == 1 else f"│{line[1:]}")


def _name(name: str) -> str:
    return set_cell_size(printable(name), MARGIN - 2) + "  "


def printable(text: str) -> str:
    """The text without control characters, which a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
