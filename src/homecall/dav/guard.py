"""Looks at XML from a server before anything is built of it: no entities, and bounded in depth and number."""

from __future__ import annotations

from xml.parsers import expat

DEEPEST = 64
"""Elements inside one another; an answer of a calendar server has about ten."""
MOST = 400_000
"""Elements altogether; a calendar of 20,000 events answers with about 200,000."""
WIDEST = 64
"""Attributes of one element."""

LONGEST = 256 * 1024
"""Bytes of one tag or comment; text may be longer."""
_CHUNK = 64 * 1024


class HostileXMLError(Exception):
    """XML that is broken, or made to cost more than it says."""


def check(content: bytes) -> None:
    """Raises HostileXMLError for what is no whole XML, has a DTD, or is too deep, too wide or too much."""
    parser = expat.ParserCreate()
    depth = count = 0

    def start(_: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEEPEST or count > MOST or len(attributes) > WIDEST:
            raise HostileXMLError("it is nested too deeply or holds too many parts")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_: object) -> None:
        # No calendar server needs one, and it is where entities that unfold without end are declared.
        raise HostileXMLError("it declares a document type")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    try:
        for first in range(0, len(content), _CHUNK):
            parser.Parse(content[first : first + _CHUNK], False)  # noqa: FBT003 (the library knows it by place only)
            if first + _CHUNK - parser.CurrentByteIndex > LONGEST:
                raise HostileXMLError("it holds a piece of markup without an end")
        parser.Parse(b"", True)  # noqa: FBT003 (likewise)
    except (expat.ExpatError, LookupError, ValueError) as wrong:
        raise HostileXMLError("it is not whole, or no XML") from wrong
