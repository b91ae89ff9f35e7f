"""Markup that cannot be broken into: every text is escaped unless an element made it."""

from __future__ import annotations

from html import escape

_VOID = frozenset({"meta", "rect", "line", "circle", "path", "use"})


class Markup(str):
    """Text that is markup already, because `el` made it or it is ours."""

    __slots__ = ()


def el(tag: str, *children: str, **attributes: str | float | None) -> Markup:
    """An element. Underscores in attribute names are hyphens (a trailing one is dropped); None leaves one out."""
    names = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(figure(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID and not children:
        return Markup(f"<{tag}{names}/>")
    return Markup(f"<{tag}{names}>{join(*children)}</{tag}>")


def join(*children: str) -> Markup:
    """The children one after the other, escaped where they are plain text."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child) for child in children))


def figure(value: str | float) -> str:
    """A number as short as it can be written to a thousandth; text as it is."""
    return value if isinstance(value, str) else f"{value:.3f}".rstrip("0").rstrip(".") or "0"
