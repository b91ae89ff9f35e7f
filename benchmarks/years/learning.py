"""The picture of a median learned from a growing number of duties."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from homecall.futures.dice import Dice
from homecall.futures.overrun import Z90, learned, published
from homecall.timeline.period import Overrun

TRUE, PUBLISHED, SHIFTS = 50.0, Overrun(25, 65), 40
FONT = 'font-family="sans-serif" font-size="12"'
WIDE, HIGH, LEFT, BOTTOM, MOST = 640, 300, 50, 260, 90.0


def learning(path: Path) -> None:
    """Draw what is believed of the median after 0 to 40 duties of one simulated parent, beside the truth."""
    rng = np.random.default_rng(11)
    seen = np.exp(rng.normal(math.log(TRUE), math.log(65 / 25) / Z90, SHIFTS)).tolist()
    rows = []
    for count in range(SHIFTS + 1):
        known = learned(published(PUBLISHED), seen[:count])
        means, _ = known.parameters(Dice(1, 2000, 1), "picture")
        low, high = np.exp(np.quantile(means, [0.05, 0.95]))
        rows.append((count, known.overrun.median, float(low), float(high)))
    path.write_text(_svg(rows), "utf-8")


def _svg(rows: list[tuple[int, float, float, float]]) -> str:
    band = [(_x(n), _y(high)) for n, _, _, high in rows] + [(_x(n), _y(low)) for n, _, low, _ in reversed(rows)]
    line = [(_x(n), _y(median)) for n, median, _, _ in rows]
    ticks = "".join(
        f'<text x="{LEFT - 8}" y="{_y(m) + 4:.0f}" text-anchor="end">{m}</text>' for m in (0, 25, 50, 75)
    ) + "".join(f'<text x="{_x(n):.0f}" y="{BOTTOM + 18}" text-anchor="middle">{n}</text>' for n in range(0, 41, 10))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" {FONT}>
<title>A median learned from a growing number of duties</title>
<rect width="{WIDE}" height="{HIGH}" fill="#fbf7f0"/>
<polygon points="{_points(band)}" fill="#c9ddd3"/>
<line x1="{LEFT}" x2="{WIDE - 20}" y1="{_y(TRUE):.1f}" y2="{_y(TRUE):.1f}" stroke="#8a5a44" stroke-dasharray="5 4"/>
<polyline points="{_points(line)}" fill="none" stroke="#2f6f5e" stroke-width="2.5"/>
<g fill="#3c3a36">{ticks}
<text x="{WIDE - 22}" y="{_y(TRUE) - 6:.0f}" text-anchor="end">the truth: 50 minutes</text>
<text x="{_x(1):.0f}" y="{_y(PUBLISHED.median) + 30:.0f}">published: 25 minutes</text>
<text x="{WIDE - 22}" y="{HIGH - 6}" text-anchor="end">duties whose end was logged</text>
<text x="{LEFT}" y="16">median minutes past the end, as believed, with the range of nine in ten</text></g>
</svg>
"""


def _points(pairs: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs)


def _x(count: float) -> float:
    return LEFT + count / SHIFTS * (WIDE - 20 - LEFT)


def _y(minutes: float) -> float:
    return BOTTOM - minutes / MOST * (BOTTOM - 30)
