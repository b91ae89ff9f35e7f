"""The text of an HTML mail: blocks and rows as lines, cells with a bar between them, nothing that is not shown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "section", "article"}
    | {"header", "footer", "blockquote", "hr", "pre"}
)
_HIDDEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
LARGEST = 2_000_000
"""Letters of markup that are read."""


class _Text(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line, a cell a bar."""
        self.hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.out.append("\n")
        elif tag in ("td", "th"):
            self.out.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        self.hidden = max(0, self.hidden - (tag in _HIDDEN))
        if tag in _BLOCKS:
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        """Words, with their line breaks as blanks: in HTML they mean nothing."""
        if not self.hidden:
            self.out.append(re.sub(r"\s+", " ", data))


def text_of(markup: str) -> str:
    """What an HTML mail says."""
    parser = _Text()
    parser.feed(markup[:LARGEST])
    parser.close()
    lines = (re.sub(r"\s+", " ", line).strip(" |") for line in "".join(parser.out).split("\n"))
    return "\n".join(line for line in lines if line)
