"""The page's colours as style variables, light and dark, written from the palette so that they have one source."""

from __future__ import annotations

from homecall.outlets.picture import palette

_LIGHT = {
    "ground": palette.GROUND, "paper": "#fffdf9", "text": palette.TEXT, "muted": palette.MUTED, "tick": "#e6ddd0",
    "place": palette.PLACE, "gap": palette.GAP, "amber": palette.AMBER, "focus": palette.INKS[1].fill,
}  # fmt: skip
_DARK = {
    "ground": palette.GROUND_DARK, "paper": "#1f2025", "text": palette.TEXT_DARK, "muted": palette.MUTED_DARK,
    "tick": "#2f3138", "place": palette.PLACE_DARK, "gap": palette.GAP_DARK, "amber": palette.AMBER,
    "focus": palette.INKS[1].glow,
}  # fmt: skip


def theme() -> str:
    """The rules for both grounds and for every person's colour; paper is always light."""
    light = _variables(_LIGHT, [(ink.fill, ink.fill) for ink in palette.INKS])
    dark = _variables(_DARK, [(ink.deep, ink.glow) for ink in palette.INKS])
    people = "".join(_person(at) for at in range(len(palette.INKS)))
    return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}{people}"


def _variables(ground: dict[str, str], inks: list[tuple[str, str]]) -> str:
    named = "".join(f"--{name}:{colour};" for name, colour in ground.items())
    return named + "".join(f"--p{at}:{fill};--l{at}:{line};" for at, (fill, line) in enumerate(inks))


def _person(at: int) -> str:
    return (
        f".band.p{at} rect,.swatch.p{at}{{fill:var(--p{at});background:var(--p{at})}}"
        f".line.p{at} path,path.line.p{at}{{stroke:var(--l{at})}}svg .adult.p{at},.tone.p{at} rect{{fill:var(--l{at})}}"
    )
