"""Looks at XML from a server before anything is built of it: no entities, and bounded in depth and number."""

from __future__ import annotations

from xml.parsers import expat

DEEPEST = 64
"""Elements inside one another; an answer of a calendar server has about ten."""
MOST = 400_000
"""Elements altogether; a calendar of 20,000 events answers with about 200,000."""
WIDEST = 64
"""Attributes of one element."""


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
        parser.Parse(content, True)  # noqa: FBT003 (the only way to say that it is all)
    except (expat.ExpatError, LookupError, ValueError) as wrong:
        raise HostileXMLError("it is not whole, or no XML") from wrong
