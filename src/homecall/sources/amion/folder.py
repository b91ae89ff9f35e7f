"""A folder of messages as one mailbox."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_ENVELOPE = b"From folder\n"
_NOTHING = b"Subject: (no mail yet)\n\n"


def mailbox(messages: Iterable[bytes]) -> Iterator[bytes]:
    """The messages one by one, each as a mailbox holds it. An empty folder is a mailbox without any news."""
    empty = True
    for message in messages:
        empty = False
        yield _ENVELOPE + re.sub(rb"(?m)^(>*From )", rb">\1", message.replace(b"\r\n", b"\n")) + b"\n\n"
    if empty:
        yield _ENVELOPE + _NOTHING
