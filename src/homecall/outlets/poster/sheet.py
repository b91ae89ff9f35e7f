"""What stands where on the sheet: every length worked out before anything is set, so that it is always one page.

Lengths are millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from homecall.outlets.picture.labels import awake_pieces, fitted, hour_ticks, label_places, text_width
from homecall.outlets.picture.model import Band, Day, Mark, Person, Picture, Row, Thread
from homecall.outlets.picture.palette import AMBER, GAP, MUTED, PLACE, TEXT
from homecall.outlets.words import Words, date_range, number, short_day
from homecall.spans.span import Minute

PAPERS = {"a4": (297.0, 210.0), "us-letter": (279.4, 215.9)}
"""Sheets lying on their side."""

MARGIN, HEAD, AXIS, FOOT = 11.0, 20.0, 6.0, 21.0
DAY_NAME, CHILD_NAME = 27.0, 18.0
LINE = 1.9
BAND_MOST = 8.6
POINT = 0.3528
"""Millimetres in a typographic point."""
ASKS_MOST = 3
NARROW = 0.88
"""How much narrower the sheet's bold serif runs than the system typefaces that `text_width` allows for."""
LONG = 120
"""Minutes from which a ritual's title is written beside its dot."""

Shape = dict[str, Any]


@dataclass(frozen=True)
class Sheet:
    """A week laid out on one sheet of `paper`."""

    words: Words
    picture: Picture
    paper: str

    @property
    def width(self) -> float:
        """What the margins leave."""
        return PAPERS[self.paper][0] - 2 * MARGIN

    @property
    def scale(self) -> float:
        """Millimetres a minute, one scale for every day."""
        return (self.width - DAY_NAME - CHILD_NAME) / self.picture.longest

    @property
    def day_height(self) -> float:
        """An equal share of the page for each day, with a little air; a lone day does not swell."""
        room = PAPERS[self.paper][1] - 2 * MARGIN - HEAD - AXIS - FOOT
        return min(room / len(self.picture.days), 34.0)

    @property
    def lines(self) -> int:
        """How many thin lines stand under a day: the parents'."""
        return sum(person.parent for person in self.picture.people)

    @property
    def pitch(self) -> float:
        """From one child's band to the next."""
        rows = max(1, max(len(day.rows) for day in self.picture.days))
        return min(BAND_MOST, (self.day_height - LINE * self.lines - 2.8) / rows)

    @property
    def size(self) -> float:
        """The size of the words on a band, in points."""
        return min(11.0, max(5.0, self.pitch * 0.72 / POINT))

    def data(self) -> Shape:
        """Everything the template draws; plain values only, and no text that it would read as code."""
        days = self.picture.days
        return {
            "paper": self.paper,
            "family": self.picture.household,
            "dates": date_range(days[0].date, days[-1].date),
            "headline": self.words.summary(),
            "headline_size": min(27.0, 172 / POINT / text_width(self.words.summary(), NARROW)),
            "lede": self._lede(),
            "people": [{"name": p.name, "initials": p.initials, "ink": p.ink.fill} for p in self._people()],
            "dot": min(0.9, self.pitch * 0.24),
            "days": [self._day(at, day) for at, day in enumerate(days)],
            "asks": self._asks()[:ASKS_MOST],
            "more": f"and {number(rest)} more in the plan" if (rest := len(self._asks()) - ASKS_MOST) > 0 else "",
            "made": self.words.made(),
            "size": self.size,
            "colours": {"gap": GAP, "amber": AMBER, "muted": MUTED, "place": PLACE, "text": TEXT},
        }

    def _lede(self) -> str:
        """When somebody is needed, where a line holds it."""
        return fitted((self.words.lede(),), 172 / POINT, 10.5 * NARROW) if self.words.holes else ""

    def _people(self) -> list[Person]:
        """The parents, and whoever else appears in these days."""
        bands = {band.who for day in self.picture.days for row in day.rows for band in row.bands}
        shifts = {thread.person for day in self.picture.days for thread in day.threads}
        return [person for person in self.picture.people if person.parent or person.id in bands | shifts]

    def _asks(self) -> list[str]:
        span = self.picture.days[0].span.start, self.picture.days[-1].span.end
        return [self.words.ask(ask) for ask in self.words.plan.asks if span[0] <= ask.span.start < span[1]]

    def x(self, day: Day, at: Minute) -> float:
        """Where an instant stands, from the left margin."""
        return DAY_NAME + CHILD_NAME + (at - day.span.start) * self.scale

    def y(self, day: int, row: int = 0) -> float:
        """The upper edge of a band, from the upper margin."""
        return HEAD + AXIS + self.day_height * day + self.pitch * row

    def _day(self, at: int, day: Day) -> Shape:
        return {
            "name": short_day(day.date),
            "y": self.y(at),
            "height": self.pitch * len(day.rows),
            "ticks": self._ticks(at, day),
            "rows": [self._row(at, day, n, row) for n, row in enumerate(day.rows)],
            "lines": [self._line(at, day, n, thread) for n, thread in enumerate(self._parents(day))],
            "dots": [dot for mark in day.marks if mark.kept and not mark.dated for dot in self._dots(at, day, mark)],
            "stars": [self._star(at, day, mark) for mark in day.marks if mark.dated],
            "late": [self._late(at, day, flag.at, *self.words.flag(flag)) for flag in day.flags if flag.kind == "late"],
        }

    def _parents(self, day: Day) -> list[Thread]:
        return [thread for thread in day.threads if self.picture.by_id[thread.person].parent]

    def _ticks(self, at: int, day: Day) -> list[Shape]:
        shown = at == 0 or day.span.minutes != 1440
        ticks = hour_ticks(self.picture.wall, day, 3)
        return [{"x": self.x(day, when), "label": name if shown else ""} for when, name in ticks]

    def _row(self, at: int, day: Day, n: int, row: Row) -> Shape:
        room = CHILD_NAME / POINT - 6
        name = fitted((row.name, row.name.split()[0], f"{row.name[:4]}…", row.name[:1]), room, self.size)
        bands = [self._band(at, day, n, row, band) for band in row.bands if band.kind != "unborn"]
        return {"name": name, "y": self.y(at, n), "height": self.pitch * 0.9, "bands": bands}

    def _band(self, at: int, day: Day, n: int, row: Row, band: Band) -> Shape:
        person = self.picture.by_id.get(band.who)
        pieces = [
            {"x": self.x(day, span.start), "width": span.minutes * self.scale, "awake": awake}
            for span, awake in awake_pieces(row, band)
        ]
        label = self._label(day, row, band)
        return {"kind": band.kind, "ink": person.ink.fill if person else PLACE, "pieces": pieces, **label}

    def _label(self, day: Day, row: Row, band: Band) -> Shape:
        for text, span, awake in label_places(self.picture, row, band):
            size = self.size * (0.78 if band.kind == "gap" and self.size > 8 else 1.0 if awake else 0.72)
            wide = _millimetres(text, size)
            x = self._clear(day, row, self.x(day, span.start) + 1.4, wide)
            if x + wide + 0.6 <= self.x(day, span.end):
                return {"label": text, "at": x, "size": size}
        return {"label": "", "at": 0.0, "size": self.size}

    def _clear(self, day: Day, row: Row, x: float, wide: float) -> float:
        """The label's left edge, moved behind every dot that would stand on it."""
        kept = (mark for mark in day.marks if mark.kept and not mark.dated and row.child in mark.children)
        for dot in sorted(self._dot_x(day, mark) for mark in kept):
            if x - 1.4 < dot < x + wide + 1.4:
                x = dot + 2.0
        return x

    def _line(self, at: int, day: Day, n: int, thread: Thread) -> Shape:
        person = self.picture.by_id[thread.person]
        y = self.y(at, len(day.rows)) + 1.0 + LINE * n
        segments = [
            {"x": self.x(day, s.span.start), "end": self.x(day, s.span.end), "state": s.state} for s in thread.segments
        ]
        return {"name": person.initials, "ink": person.ink.fill, "y": y, "segments": segments}

    def _dots(self, at: int, day: Day, mark: Mark) -> list[Shape]:
        rows = [n for n, row in enumerate(day.rows) if row.child in mark.children]
        room = mark.span.minutes * self.scale / POINT if mark.span.minutes >= LONG else 0.0
        text = fitted((mark.title,), room * 1.15, self.size * NARROW * 0.92)
        return [{"x": self._dot_x(day, mark), "y": self.y(at, n) + self.pitch * 0.45, "text": text} for n in rows]

    def _dot_x(self, day: Day, mark: Mark) -> float:
        """A short ritual's dot stands in its middle, a long one's at its start."""
        if mark.span.minutes >= LONG:
            return self.x(day, mark.span.start) + 2.0
        return self.x(day, (mark.span.start + mark.span.end) // 2)

    def _star(self, at: int, day: Day, mark: Mark) -> Shape:
        who = self.words.with_whom(mark) if mark.kept else "still open"
        text = f"{mark.title}, {who}" if who else mark.title
        wide = _millimetres(f"★ {text}", self.size) + 3.5
        rows = [n for n, row in enumerate(day.rows) if row.child in mark.children] or [0]
        middle = (mark.span.start + mark.span.end) // 2
        band = (
            next((b.span for b in day.rows[rows[0]].bands if b.span.holds(middle)), day.span) if day.rows else day.span
        )
        left, right = self.x(day, band.start) + 0.6, self.x(day, band.end) - 0.6
        if right - left < wide:
            left, right = DAY_NAME + CHILD_NAME, self.width
        x = max(left, min(self.x(day, middle) - wide / 2, right - wide))
        return {
            "x": x,
            "y": self.y(at, rows[0]),
            "width": wide,
            "height": self.pitch * 0.9,
            "text": text,
            "kept": mark.kept,
        }

    def _late(self, at: int, day: Day, when: Minute, pill: str, backup: str) -> Shape:
        """The ring stands on the bands; its words stand under the day's name, where there is always room."""
        return {
            "x": self.x(day, when),
            "y": self.y(at) + self.pitch * len(day.rows) / 2 - 0.3,
            "pill": pill,
            "backup": backup,
        }


def _millimetres(text: str, size: float) -> float:
    """About how wide a text is on the sheet at a size in points."""
    return text_width(text, size * NARROW) * POINT
