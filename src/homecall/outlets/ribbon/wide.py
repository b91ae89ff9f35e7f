"""A day from left to right, for a desk and for paper: children as bands, adults as thin lines under them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from homecall.outlets.picture.labels import awake_pieces, fitted, hour_ticks, label_places, text_width
from homecall.outlets.picture.model import Band, Day, Flag, Mark, Picture, Row, Segment, Thread
from homecall.outlets.ribbon.markup import Markup, el, join
from homecall.outlets.ribbon.shapes import INSET, Links, band_address, flag_address, ink_class, leads, linked, tone
from homecall.outlets.words import Words, state
from homecall.spans.span import Minute, Span
from homecall.tongue import say

WIDTH, GUTTER = 1120, 136
CHART = WIDTH - GUTTER
ROW, PITCH, NIGHT = 26, 29, 14
THREAD = 11
PILL = 40
LONG = 120
AXIS = 22


@dataclass(frozen=True)
class WideDay:
    """The drawing of one day. `axis` says whether the hours stand above it; `links` make its parts lead somewhere."""

    picture: Picture
    words: Words
    day: Day
    axis: bool
    links: Links | None = None

    @property
    def scale(self) -> float:
        """Pixels a minute: one scale for all days, so that a day of 23 hours is shorter."""
        return CHART / self.picture.longest

    @property
    def top(self) -> int:
        """Where the first child's band begins."""
        return AXIS if self.axis else 0

    @property
    def lines_top(self) -> int:
        """Where the adults' lines begin."""
        return self.top + PITCH * len(self.day.rows) + 6

    @property
    def foot(self) -> int:
        """Where the lines end and the pills begin."""
        return self.lines_top + THREAD * len(self.day.threads)

    @property
    def late(self) -> list[Flag]:
        """The flags that are drawn; home call shows in the line itself."""
        return [flag for flag in self.day.flags if flag.kind == "late"]

    def x(self, at: Minute) -> float:
        """Where an instant stands."""
        return GUTTER + (at - self.day.span.start) * self.scale

    def y(self, row: int) -> int:
        """The upper edge of a child's band."""
        return self.top + PITCH * row

    def svg(self) -> Markup:
        """The whole drawing, named for those who cannot see it."""
        height = self.foot + (PILL * (1 + max(self._lanes())) if self.late else 4)
        rows = [self._row(at, row) for at, row in enumerate(self.day.rows)]
        lines = [self._thread(at, thread) for at, thread in enumerate(self.day.threads)]
        parts = [self._hours(), *rows, *lines, self._marks(), self._flags(), self._now()]
        label = f"The ribbon of {self.day.date:%A}; the table below says the same."
        role = "group" if self.links or leads(self.day) else "img"
        return el("svg", *parts, viewBox=f"0 0 {WIDTH} {height}", role=role, aria_label=label, class_="wide")

    def _hours(self) -> Markup:
        return join(*self._tick_parts())

    def _tick_parts(self) -> Iterator[Markup]:
        for at, name in hour_ticks(self.picture.wall, self.day, 3):
            x = self.x(at)
            yield el("line", x1=x, x2=x, y1=self.top - 4, y2=self.foot, class_="tick")
            if self.axis:
                yield el("text", name, x=x, y=10, class_="hour mid")

    def _row(self, at: int, row: Row) -> Markup:
        short = fitted((row.name, row.name.split()[0], f"{row.name[:5]}…", row.name[:1]), 66, 12.5)
        name = el("text", short, x=GUTTER - 12, y=self.y(at) + 17.5, class_="child end")
        return join(name, *(self._band(at, row, band) for band in row.bands if band.kind != "unborn"))

    def _band(self, at: int, row: Row, band: Band) -> Markup:
        pieces = awake_pieces(row, band)
        shapes = [self._piece(at, band, span, awake=awake) for span, awake in pieces]
        said = f"{row.name}: {band.label}, {self.words.voice.span(band.span)}"
        address = band_address(self.links, row, band)
        title = Markup("") if address else el("title", said)  # a link has one of its own
        kind = ink_class(self.picture, band.who) if band.kind == "lead" else band.kind
        whole = el("g", title, *shapes, self._label(at, row, band), class_=f"band {kind}")
        return linked(address, said, whole)

    def _piece(self, at: int, band: Band, span: Span, *, awake: bool) -> Markup:
        start = self.x(span.start) + (INSET if span.start == band.span.start else 0)
        end = self.x(span.end) - (INSET if span.end == band.span.end else 0)
        high = ROW if awake else NIGHT
        y = self.y(at) + (ROW - high) / 2
        fill = "url(#hatch)" if band.kind == "gap" else None
        return el("rect", x=start, y=y, width=max(end - start, 0.5), height=high, rx=5 if awake else 4, fill=fill)

    def _label(self, at: int, row: Row, band: Band) -> Markup:
        """The name once, in the first place that holds it whole and clear of the dots."""
        for text, span, awake in label_places(self.picture, row, band):
            size, pad = (13.0, 6.5) if awake else (10.5, 7.0)
            wide = text_width(text, size)
            x = self._clear(row, self.x(span.start) + pad, wide)
            if x + wide + 2 <= self.x(span.end):
                words = el(
                    "text",
                    text,
                    x=x,
                    y=self.y(at) + (17.5 if awake else 16.8),
                    class_="name" if awake else "name night",
                )
                return join(self._chip(x, at, text), words) if band.kind == "gap" else words
        return Markup("")

    def _clear(self, row: Row, x: float, wide: float) -> float:
        """The label's left edge, moved behind every ritual's dot that would stand on it."""
        kept = (mark for mark in self.day.marks if mark.kept and not mark.dated and row.child in mark.children)
        for dot in sorted(self._dot_x(mark) for mark in kept):
            if x - 6 < dot < x + wide + 6:
                x = dot + 9
        return x

    def _chip(self, x: float, at: int, text: str) -> Markup:
        return el(
            "rect", x=x - 4, y=self.y(at) + 4, width=text_width(text, 13) + 8, height=ROW - 8, rx=4, class_="chip"
        )

    def _thread(self, at: int, thread: Thread) -> Markup:
        y = self.lines_top + THREAD * at + 3
        person = self.picture.by_id[thread.person]
        kind = ink_class(self.picture, thread.person)
        short = fitted((person.name, person.name.split()[0], person.initials), 110, 9.5)
        name = el("text", short, x=GUTTER - 12, y=y + 3.2, class_=f"adult end {kind}")
        tones = (tone(one, partial(self._box, y, one.span), kind) for one in thread.tones)
        return join(name, *(self._segment(y, person.name, segment, kind) for segment in thread.segments), *tones)

    def _box(self, y: float, span: Span, thick: float) -> dict[str, float]:
        """A strip along a line."""
        x = self.x(span.start)
        return {"x": x, "y": y - thick / 2, "width": self.x(span.end) - x, "height": thick}

    def _segment(self, y: float, name: str, segment: Segment, kind: str) -> Markup:
        x1, x2 = self.x(segment.span.start), self.x(segment.span.end)
        title = el("title", f"{name}: {state(segment.state)}, {self.words.voice.span(segment.span)}")
        return el("g", title, el("path", d=f"M{x1:.2f},{y} H{x2:.2f}"), class_=f"line {segment.state} {kind}")

    def _marks(self) -> Markup:
        """Rituals that take place as dots, dated moments as pills. An open ritual is said in words, not drawn."""
        kept = [mark for mark in self.day.marks if mark.kept and not mark.dated]
        dots = [self._dot(mark, row) for mark in kept for row in self._rows_of(mark)]
        return join(*dots, *(self._star(mark) for mark in self.day.marks if mark.dated))

    def _rows_of(self, mark: Mark) -> list[int]:
        return [at for at, row in enumerate(self.day.rows) if row.child in mark.children]

    def _dot(self, mark: Mark, row: int) -> Markup:
        x, y = self._dot_x(mark), self.y(row) + ROW / 2
        names, what = self.words.with_whom(mark), mark.title
        what = say("{what} with {names}", what=what, names=names) if mark.parents else what
        title = el("title", f"{what}, {self.words.voice.span(mark.span)}")
        said = fitted((mark.title,), mark.span.minutes * self.scale, 12) if mark.span.minutes >= LONG else ""
        words = el("text", said, x=x + 9, y=y + 4.2, class_="said") if said else Markup("")
        return el("g", title, el("circle", cx=x, cy=y, r=4, class_="kept"), words)

    def _dot_x(self, mark: Mark) -> float:
        """A short ritual's dot stands in its middle; a long one's at its start, with its title behind."""
        return (
            self.x(mark.span.start) + 10
            if mark.span.minutes >= LONG
            else self.x((mark.span.start + mark.span.end) // 2)
        )

    def _star(self, mark: Mark) -> Markup:
        """A dated moment as a pill over the bands of its first child, centred on its time."""
        who = f", {self.words.with_whom(mark)}" if mark.parents else ""
        text = f"★ {mark.title}{who}" if mark.kept else say("{what}, still open", what=f"★ {mark.title}")
        wide = text_width(text, 12.5) + 20
        row = min(self._rows_of(mark), default=0)
        x, y = self._inside(row, mark, wide), self.y(row) + 2
        title = el("title", f"{mark.title}, {self.words.voice.span(mark.span)}")
        pill = el("rect", x=x, y=y, width=wide, height=ROW - 4, rx=11)
        words = el("text", text, x=x + wide / 2, y=y + 15.5, class_="mid")
        return el("g", title, pill, words, class_="star" if mark.kept else "star missed")

    def _inside(self, row: int, mark: Mark, wide: float) -> float:
        """The pill's left edge: centred on the moment, but kept on the band it belongs to where that is wide enough."""
        middle = (mark.span.start + mark.span.end) // 2
        band = next((b.span for b in self.day.rows[row].bands if b.span.holds(middle)), self.day.span)
        left, right = self.x(band.start) + 3, self.x(band.end) - 3
        if right - left < wide:
            left, right = GUTTER, WIDTH - 1
        return min(max(self.x(middle) - wide / 2, left), right - wide)

    def _flags(self) -> Markup:
        """Stems before pills, so that no line runs through words."""
        lanes = list(zip(self.late, self._lanes(), strict=True))
        stems = [self._stem(flag, lane) for flag, lane in lanes]
        return join(*stems, *(self._flag(flag, lane) for flag, lane in lanes))

    def _lanes(self) -> list[int]:
        """For each pill the line it stands on, so that no two lie on each other."""
        ends: list[float] = []
        lanes = []
        for flag in self.late:
            wide = max(text_width(words, 12) for words in self.words.flag(flag)) + 24
            left = self.x(flag.at) - wide / 2
            lane = next((at for at, end in enumerate(ends) if end <= left), len(ends))
            ends[lane : lane + 1] = [left + wide]
            lanes.append(lane)
        return lanes

    def _stem(self, flag: Flag, lane: int) -> Markup:
        """From the handoff down to its pill."""
        x, rows = self.x(flag.at), [at for at, row in enumerate(self.day.rows) if row.child in flag.children] or [0]
        middle = (self.y(rows[0]) + self.y(rows[-1]) + ROW) / 2
        line = el("line", x1=x, x2=x, y1=middle, y2=self.foot + 4 + PILL * lane, class_="stem")
        return el("g", line, el("circle", cx=x, cy=middle, r=7, class_="ring"), class_="late")

    def _flag(self, flag: Flag, lane: int) -> Markup:
        y, (pill, backup) = self.foot + 4 + PILL * lane, self.words.flag(flag)
        wide = text_width(pill, 12) + 20
        left = min(max(self.x(flag.at) - wide / 2, GUTTER), WIDTH - wide - 1)
        box = el("rect", x=left, y=y, width=wide, height=20, rx=10, class_="pill")
        words = el("text", pill, x=left + wide / 2, y=y + 14, class_="mid strong")
        under = el("text", backup, x=left + wide / 2, y=y + 33, class_="mid under")
        whole = el("g", box, words, under, class_="late")
        return linked(flag_address(self.links, flag), f"{pill}, {backup}", whole)

    def _now(self) -> Markup:
        if self.day.now is None:
            return Markup("")
        x = self.x(self.day.now)
        line = el("line", x1=x, x2=x, y1=self.top - 6, y2=self.foot)
        return el("g", el("title", say("now")), line, el("circle", cx=x, cy=self.top - 6, r=4), class_="now")
