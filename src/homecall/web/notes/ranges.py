"""The part of a recording that a player asks for. Pure."""

from __future__ import annotations

import re

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})$")


def asked(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a Range header, both inclusive, within the size.

    None for a header that is no single range, which is then as if it were not there. Raises ValueError for a range
    that lies outside.
    """
    found = _RANGE.match(header.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:  # the last so many bytes
        first, last = max(0, size - int(found[2])), size - 1
        if not int(found[2]):
            raise ValueError(header)
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
    if found[1] and found[2] and int(found[2]) < first:
        return None
    if first >= size:
        raise ValueError(header)
    return first, last
