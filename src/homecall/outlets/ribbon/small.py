"""A day as a strip for a phone's list of days: bands with initials, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from homecall.outlets.picture.labels import awake_pieces, fitted, hour_ticks, label_places, text_width
from homecall.outlets.picture.model import Band, Day, Picture, Row
from homecall.outlets.ribbon.markup import Markup, el, join
from homecall.outlets.ribbon.shapes import INSET, ink_class
from homecall.spans.span import Minute, Span

WIDTH, GUTTER = 358, 34
CHART = WIDTH - GUTTER
ROW, PITCH, NIGHT = 18, 20, 9


@dataclass(frozen=True)
class SmallDay:
    """The drawing of one day's strip."""

    picture: Picture
    day: Day

    @property
    def scale(self) -> float:
        """Pixels a minute."""
        return CHART / self.picture.longest

    def x(self, at: Minute) -> float:
        """Where an instant stands."""
        return GUTTER + (at - self.day.span.start) * self.scale

    def svg(self) -> Markup:
        """The strip, hidden from screen readers: the words and the table beside it say the same."""
        high = PITCH * len(self.day.rows) + 12
        ticks = [self._tick(at, name, high) for at, name in hour_ticks(self.picture.wall, self.day, 6)]
        rows = [self._row(at, row) for at, row in enumerate(self.day.rows)]
        return el(
            "svg",
            *ticks,
            *rows,
            *self._late(),
            self._now(high),
            viewBox=f"0 0 {WIDTH} {high}",
            aria_hidden="true",
            class_="small",
        )

    def _tick(self, at: Minute, name: str, high: float) -> Markup:
        line = el("line", x1=self.x(at), x2=self.x(at), y1=0, y2=high - 10, class_="tick")
        return join(line, el("text", name, x=self.x(at), y=high - 1, class_="hour tiny mid"))

    def _row(self, at: int, row: Row) -> Markup:
        name = el(
            "text",
            fitted((row.name, row.name[:3], row.name[:1]), GUTTER - 4, 11),
            x=0,
            y=PITCH * at + 13,
            class_="child",
        )
        return join(name, *(self._band(at, row, band) for band in row.bands if band.kind != "unborn"))

    def _band(self, at: int, row: Row, band: Band) -> Markup:
        pieces = awake_pieces(row, band)
        kind = ink_class(self.picture, band.who) if band.kind == "lead" else band.kind
        shapes = [self._piece(at, band, span, awake=awake) for span, awake in pieces]
        return el("g", *shapes, self._label(at, row, band), class_=f"band {kind}")

    def _piece(self, at: int, band: Band, span: Span, *, awake: bool) -> Markup:
        start = self.x(span.start) + (INSET / 2 if span.start == band.span.start else 0)
        end = self.x(span.end) - (INSET / 2 if span.end == band.span.end else 0)
        high = ROW if awake else NIGHT
        fill = "url(#hatch)" if band.kind == "gap" else None
        y = PITCH * at + (ROW - high) / 2
        return el("rect", x=start, y=y, width=max(end - start, 0.5), height=high, rx=4 if awake else 3, fill=fill)

    def _label(self, at: int, row: Row, band: Band) -> Markup:
        if band.kind == "gap":
            return Markup("")
        for text, span, awake in label_places(self.picture, row, band):
            if awake and text_width(text, 11) <= span.minutes * self.scale - 6:
                return el("text", text, x=self.x(span.start) + 4, y=PITCH * at + 13, class_="name tiny")
        return Markup("")

    def _late(self) -> list[Markup]:
        middle = PITCH * len(self.day.rows) / 2 - 1
        flags = (flag for flag in self.day.flags if flag.kind == "late")
        return [
            el("g", el("circle", cx=self.x(flag.at), cy=middle, r=5, class_="ring"), class_="late") for flag in flags
        ]

    def _now(self, high: float) -> Markup:
        if self.day.now is None:
            return Markup("")
        return el("g", el("line", x1=self.x(self.day.now), x2=self.x(self.day.now), y1=0, y2=high - 10), class_="now")
