"""The picture of how a parent's roles grew: bands that lie on one another, a step a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from homecall.career.drift import Band as Grown
from homecall.career.drift import Drift

WIDTH, HEIGHT = 1000, 200
"""The picture's own measures; it is drawn as wide as there is room."""
TONES = 5
"""So many tones of a person's colour there are; a sixth role has the first again."""


@dataclass(frozen=True, slots=True)
class Band:
    """A role in the picture: its outline as a path, its tone, and whether its promised end is past."""

    title: str
    path: str
    tone: int
    due: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture: its bands from below, the hours at its top, and where years begin, in hundredths of its width.

    `beside` is the role that it stands beside and leaves out, empty where it shows all.
    """

    bands: tuple[Band, ...]
    beside: str
    top: int
    years: tuple[tuple[str, float], ...]
    width: int = WIDTH
    height: int = HEIGHT


def chart(drift: Drift, today: date) -> Chart | None:
    """The picture of a drift; None where there is nothing to see.

    Beside a role that is larger than all others together, the others would be too thin to be seen: it is left out.
    """
    main = _main(drift)
    shown = [(at, band) for at, band in enumerate(drift.bands) if band is not main]
    if not shown or len(drift.months) < 2:
        return None
    top = _top(max(map(sum, zip(*(band.hours for _at, band in shown), strict=True))))
    floor = [0.0] * len(drift.months)
    bands = []
    for at, band in shown:
        ceiling = [low + more for low, more in zip(floor, band.hours, strict=True)]
        bands.append(Band(band.role.title, _path(floor, ceiling, top), at % TONES, band.role.due(today)))
        floor = ceiling
    return Chart(tuple(bands), main.role.title if main else "", top, _years(drift.months))


def _main(drift: Drift) -> Grown | None:
    """The role that asks for more than all others together at every time at which it is held."""
    if len(drift.bands) < 2:
        return None
    largest = max(drift.bands, key=lambda band: max(band.hours))
    others = [band for band in drift.bands if band is not largest]
    rest = [sum(column) for column in zip(*(band.hours for band in others), strict=True)]
    return largest if max(largest.hours) > 2 * max(rest) else None


def _top(hours: float) -> int:
    """The next step of ten, or of five for few hours."""
    step = 10 if hours > 20 else 5
    return max(step, -(-round(hours + 0.499) // step) * step)


def _path(low: Sequence[float], high: Sequence[float], top: int) -> str:
    """A band's outline, once for each run of months in which it is there."""
    wide = WIDTH / len(low)
    there = [at for at in range(len(low)) if high[at] > low[at]]
    runs: list[list[int]] = []
    for at in there:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return "".join(_outline([(at, low[at], high[at]) for at in run], wide, top) for run in runs)


def _outline(run: Sequence[tuple[int, float, float]], wide: float, top: int) -> str:
    """There along the upper edge and back along the lower one, in steps."""
    upper = [(at + end, high) for at, _low, high in run for end in (0, 1)]
    lower = [(at + end, low) for at, low, _high in reversed(run) for end in (1, 0)]
    points = (f"{x * wide:.1f} {HEIGHT * (1 - hours / top):.1f}" for x, hours in (*upper, *lower))
    return f"M{'L'.join(points)}Z"


def _years(months: Sequence[date]) -> tuple[tuple[str, float], ...]:
    """The years that begin in the picture, and the first one where there is room for it."""
    found = [(at, month) for at, month in enumerate(months) if month.month == 1]
    if not found or found[0][0] > 3:
        found.insert(0, (0, months[0]))
    return tuple((str(month.year), round(100 * at / len(months), 2)) for at, month in found)
