"""A day from top to bottom, for a phone: columns for the children, thin lines for the adults beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from homecall.outlets.picture.labels import awake_pieces, fitted, hour_ticks, label_places, text_width
from homecall.outlets.picture.model import Band, Day, Flag, Mark, Picture, Row, Thread
from homecall.outlets.ribbon.markup import Markup, el, join
from homecall.outlets.ribbon.shapes import (
    INSET,
    TOUCH,
    Links,
    band_address,
    flag_address,
    ink_class,
    leads,
    linked,
    tone,
)
from homecall.outlets.words import Words
from homecall.spans.span import Minute, Span
from homecall.tongue import say, weekday

WIDTH, HOURS, HEAD = 358, 46, 26
LENGTH = 720
LINE = 22
NIGHT = 0.55


@dataclass(frozen=True)
class TallDay:
    """The drawing of one day, read downwards; `links` make its parts lead somewhere."""

    picture: Picture
    words: Words
    day: Day
    links: Links | None = None

    @property
    def scale(self) -> float:
        """Pixels a minute."""
        return LENGTH / self.picture.longest

    @property
    def column(self) -> float:
        """Width of a child's column, gap to the next included."""
        return (WIDTH - HOURS - LINE * len(self.day.threads) - 6) / max(1, len(self.day.rows))

    def y(self, at: Minute) -> float:
        """Where an instant stands."""
        return HEAD + (at - self.day.span.start) * self.scale

    def x(self, column: int) -> float:
        """The left edge of a child's column."""
        return HOURS + self.column * column

    def svg(self) -> Markup:
        """The whole drawing; the table says the same to those who cannot see it."""
        height = HEAD + self.day.span.minutes * self.scale + 4
        rows = [self._row(at, row) for at, row in enumerate(self.day.rows)]
        lines = [self._thread(at, thread) for at, thread in enumerate(self.day.threads)]
        flags = [self._flag(flag) for flag in self.day.flags if flag.kind == "late"]
        parts = [self._hours(), *rows, *lines, *self._marks(), *flags, self._now()]
        label = say("{weekday}, hour by hour; the table below says the same.", weekday=weekday(self.day.date))
        role = "group" if self.links or leads(self.day) else "img"
        return el("svg", *parts, viewBox=f"0 0 {WIDTH} {height:.0f}", role=role, aria_label=label, class_="tall")

    def _hours(self) -> Markup:
        parts = []
        for at, name in hour_ticks(self.picture.wall, self.day, 2):
            parts.append(el("line", x1=HOURS - 4, x2=WIDTH, y1=self.y(at), y2=self.y(at), class_="tick"))
            if self.day.now is None or abs(self.y(at) - self.y(self.day.now)) > 10:
                parts.append(el("text", name, x=HOURS - 9, y=self.y(at) + 4, class_="hour end"))
        return join(*parts)

    def _row(self, at: int, row: Row) -> Markup:
        name = el(
            "text",
            fitted((row.name, row.name[:3], row.name[:1]), self.column, 13),
            x=self.x(at) + 4,
            y=15,
            class_="head",
        )
        return join(name, *(self._band(at, row, band) for band in row.bands if band.kind != "unborn"))

    def _band(self, at: int, row: Row, band: Band) -> Markup:
        pieces = awake_pieces(row, band)
        shapes = [self._piece(at, band, span, awake=awake) for span, awake in pieces]
        kind = ink_class(self.picture, band.who) if band.kind == "lead" else band.kind
        whole = el("g", *shapes, self._label(at, row, band), class_=f"band {kind}")
        said = f"{row.name}: {band.label}, {self.words.voice.span(band.span)}"
        return linked(band_address(self.links, row, band), said, whole)

    def _piece(self, at: int, band: Band, span: Span, *, awake: bool) -> Markup:
        start = self.y(span.start) + (INSET if span.start == band.span.start else 0)
        end = self.y(span.end) - (INSET if span.end == band.span.end else 0)
        wide = (self.column - 5) * (1 if awake else NIGHT)
        fill = "url(#hatch)" if band.kind == "gap" else None
        return el(
            "rect", x=self.x(at), y=start, width=wide, height=max(end - start, 0.5), rx=6 if awake else 4, fill=fill
        )

    def _label(self, at: int, row: Row, band: Band) -> Markup:
        for text, span, awake in label_places(self.picture, row, band):
            size = 13.0 if awake else 10.5
            room = (self.column - 5) * (1 if awake else NIGHT) - 12
            if text_width(text, size) <= room and span.minutes * self.scale >= size + 2:
                return self._words(at, band, span, text, awake=awake)
        return Markup("")

    def _words(self, at: int, band: Band, span: Span, text: str, *, awake: bool) -> Markup:
        high = span.minutes * self.scale
        low = 12 if any(f.at == band.span.start and f.kind == "late" for f in self.day.flags) else 0
        x, y = self.x(at) + 8, self.y(span.start) + min(14.0, high / 2 + 4.6) + low
        name = el("text", text, x=x, y=y, class_="name" if awake else "name night")
        hours = self._times(at, band, y + 15) if y + 20 <= self.y(span.end) and awake else ""
        times = el("text", hours, x=x, y=y + 15, class_="times") if hours else Markup("")
        if band.kind != "gap":
            return join(name, times)
        wide = max(text_width(text, 13), text_width(hours, 11)) + 8
        chip = el("rect", x=x - 4, y=y - 13, width=wide, height=33 if hours else 17, rx=4, class_="chip")
        return join(chip, name, times)

    def _times(self, at: int, band: Band, y: float) -> str:
        """The hours of a band, unless they do not fit or a moment's words stand there."""
        child = self.day.rows[at].child
        marks = (self._mark_y(mark) for mark in self.day.marks if child in mark.children)
        if any(abs(mark - y + 4) < 16 for mark in marks):
            return ""
        return fitted((self.words.voice.within(band.span, self.day.span),), self.column - 18, 11)

    def _mark_y(self, mark: Mark) -> float:
        return self.y((mark.span.start + mark.span.end) // 2)

    def _thread(self, at: int, thread: Thread) -> Markup:
        x = WIDTH - LINE * (len(self.day.threads) - at) + LINE / 2
        person, kind = self.picture.by_id[thread.person], ink_class(self.picture, thread.person)
        name = el("text", person.initials, x=x, y=15, class_=f"adult mid {kind}")
        lines = (
            el("path", d=f"M{x},{self.y(s.span.start):.2f} V{self.y(s.span.end):.2f}", class_=f"line {s.state} {kind}")
            for s in thread.segments
        )
        tones = (tone(one, partial(self._box, x, one.span), kind) for one in thread.tones)
        return join(name, *lines, *tones)

    def _box(self, x: float, span: Span, thick: float) -> dict[str, float]:
        """A strip along a line, wider than on a desk as the lines are further apart."""
        y, wide = self.y(span.start), thick * LINE / TOUCH
        return {"x": x - wide / 2, "y": y, "width": wide, "height": self.y(span.end) - y}

    def _marks(self) -> list[Markup]:
        shown = [mark for mark in self.day.marks if mark.kept or mark.dated]
        return [
            self._mark(mark, at) for mark in shown for at, row in enumerate(self.day.rows) if row.child in mark.children
        ]

    def _mark(self, mark: Mark, column: int) -> Markup:
        if mark.dated:
            return self._star(mark, column)
        x, y = self.x(column) + 14, self._mark_y(mark)
        text = fitted((mark.title, f"{mark.title.split()[0]} …"), self.column - 34, 12)
        dot = el("circle", cx=x, cy=y, r=4, class_="kept")
        return join(dot, el("text", text, x=x + 9, y=y + 4.2, class_="said")) if text else dot

    def _star(self, mark: Mark, column: int) -> Markup:
        text = fitted((f"★ {mark.title}", "★"), self.column - 20, 12.5)
        y = self._mark_y(mark)
        wide = text_width(text, 12.5) + 14
        pill = el("rect", x=self.x(column) + 4, y=y - 11, width=wide, height=22, rx=11)
        words = el("text", text, x=self.x(column) + 4 + wide / 2, y=y + 4.5, class_="mid")
        return el("g", pill, words, class_="star" if mark.kept else "star missed")

    def _flag(self, flag: Flag) -> Markup:
        """One amber pill across the columns of the children concerned, the backup's name in it."""
        y, (pill, backup) = self.y(flag.at), self.words.flag(flag)
        said = fitted(
            (f"{pill} · {backup}", say("may be late · {backup}", backup=backup), pill), WIDTH - HOURS - 22, 12
        )
        wide = min(text_width(said, 12) + 20, WIDTH - HOURS - 4)
        box = el("rect", x=HOURS + 3, y=y - 13, width=wide, height=22, rx=11, class_="pill")
        text = el("text", said, x=HOURS + 3 + wide / 2, y=y + 2.3, class_="mid strong")
        whole = el("g", box, text, class_="late")
        return linked(flag_address(self.links, flag), f"{pill}, {backup}", whole)

    def _now(self) -> Markup:
        if self.day.now is None:
            return Markup("")
        y = self.y(self.day.now)
        line = el("line", x1=HOURS - 5, x2=WIDTH, y1=y, y2=y)
        return el("g", line, el("circle", cx=HOURS - 5, cy=y, r=4.5), class_="now")
