"""A drawn figure for everybody without a photo: the same person always looks the same. Pure."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from homecall.outlets.ribbon.markup import Markup, el

SKINS = ("#f6d7bd", "#eec39a", "#d9a273", "#b97a4e", "#8d5733", "#643b22")
HAIRS = ("#2b2320", "#4a2f22", "#7a4a2b", "#b0713a", "#d9b56c", "#a9a39b")
"""Tones of skin and hair are no colours of the app: they are the same by day and by night."""
SALT = "2912343:"
"""So that the demo's family looks like one."""
FACE, CHEEK = "#2f2522", "#e2725b"


def _short() -> Markup:
    return el("path", d="M26 52 C22 20 78 20 74 52 C70 40 62 36 50 37 C38 36 30 40 26 52 Z")


def _curls() -> Markup:
    rounds = ((30, 38), (38, 29), (50, 26), (62, 29), (70, 38), (27, 48), (73, 48))
    return el("g", *(el("ellipse", cx=x, cy=y, rx=9, ry=9) for x, y in rounds))


def _parted() -> Markup:
    return el("path", d="M25 56 C20 22 60 14 70 30 C76 36 76 46 75 56 C72 44 66 40 60 36 C50 44 34 42 25 56 Z")


def _fringe() -> Markup:
    return el("path", d="M24 62 C16 18 84 18 76 62 L73 44 C60 47 40 47 27 44 Z")


_BACKS = (
    "",
    el("path", d="M22 50 C18 14 82 14 78 50 L82 88 C72 94 28 94 18 88 Z"),
    el("ellipse", cx=50, cy=19, rx=11, ry=11),
    el("path", d="M24 48 C20 16 80 16 76 48 L78 70 C70 78 30 78 22 70 Z"),
)
"""What hair there is behind the head: none, long, a bun, to the chin."""
_TOPS = (_short(), _parted(), _fringe(), _curls())
STYLES = ((0, 0), (1, 1), (2, 2), (0, 3), (3, 2), (0, 1), (1, 2), (3, 3))
"""Which hair goes behind which: short, long, a bun, curls, a bob, a parting, long with a fringe, many curls."""
_ADULT = "M10 122 C10 92 30 88 50 88 C70 88 90 92 90 122 Z"
_CHILD = "M20 122 C20 98 34 92 50 92 C66 92 80 98 80 122 Z"
KINDS = len(SKINS), len(HAIRS), len(STYLES)


def looks(who: str, chosen: str = "") -> tuple[int, int, int]:
    """Skin, hair and style of a person by their id, or as the family has chosen: three numbers such as "2-0-4"."""
    parts = chosen.split("-")
    if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 3 for part in parts):
        skin, hair, style = (int(part) % kinds for part, kinds in zip(parts, KINDS, strict=True))
    else:
        skin, hair, style = (
            byte % kinds for byte, kinds in zip(sha256(f"{SALT}{who}".encode()).digest(), KINDS, strict=False)
        )
    return skin, hair, style


@cache
def figure(who: str, position: int, *, chosen: str = "", small: bool = False) -> Markup:
    """A person from the waist up, in a shirt of the ribbon's colour at this position; -1 for a child's plain one."""
    skin, hair, style = looks(who, chosen)
    back, top = STYLES[style]
    body = _CHILD if small else _ADULT
    ink = f"p{position % 8}" if position >= 0 else "plain"
    drawn = (
        el("g", _BACKS[back], fill=HAIRS[hair]),
        el("path", d=body, class_=f"shirt {ink}"),
        el("path", d="M41 74 L41 90 C41 98 59 98 59 90 L59 74 Z", fill=SKINS[skin]),
        el("ellipse", cx=26, cy=55, rx=5, ry=5, fill=SKINS[skin]),
        el("ellipse", cx=74, cy=55, rx=5, ry=5, fill=SKINS[skin]),
        el("path", d="M26 50 C26 30 74 30 74 50 C74 70 64 82 50 82 C36 82 26 70 26 50 Z", fill=SKINS[skin]),
        el("g", _TOPS[top], fill=HAIRS[hair]),
        *_features(),
    )
    return el(
        "svg",
        *drawn,
        viewBox="0 0 100 122",
        preserveAspectRatio="xMidYMax meet",
        class_="figure",
        aria_hidden="true",
        focusable="false",
    )


def _features() -> tuple[Markup, ...]:
    """Eyes, cheeks and a smile."""
    return (
        el("ellipse", cx=41, cy=56, rx=2.7, ry=2.7, fill=FACE),
        el("ellipse", cx=59, cy=56, rx=2.7, ry=2.7, fill=FACE),
        el("ellipse", cx=35, cy=63, rx=4.2, ry=4.2, fill=CHEEK, fill_opacity=0.28),
        el("ellipse", cx=65, cy=63, rx=4.2, ry=4.2, fill=CHEEK, fill_opacity=0.28),
        el("path", d="M42 67 C45 72 55 72 58 67", fill="none", stroke=FACE, stroke_width=2.6, stroke_linecap="round"),
    )


def house() -> Markup:
    """A place that has the child: a small house with a flag, in a quiet colour."""
    drawn = (
        el("path", d="M50 22 L50 8 L66 13 L50 18", class_="line"),
        el("path", d="M14 62 L50 26 L86 62 L86 112 L14 112 Z", class_="wall"),
        el("path", d="M8 66 L50 24 L92 66", class_="roof"),
        el("path", d="M42 112 L42 88 C42 78 58 78 58 88 L58 112 Z", class_="door"),
        el("rect", x=24, y=70, width=13, height=13, rx=3, class_="door"),
        el("rect", x=63, y=70, width=13, height=13, rx=3, class_="door"),
    )
    return el(
        "svg",
        *drawn,
        viewBox="0 0 100 122",
        preserveAspectRatio="xMidYMax meet",
        class_="figure house",
        aria_hidden="true",
        focusable="false",
    )
