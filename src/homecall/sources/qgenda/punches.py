"""What QGenda's interface answers to `/v2/timeevent`: when people clocked in and out, as a log of hours."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

from homecall.sources.qgenda.answer import Duty, duties
from homecall.sources.refuse import text

HEADER = ("Name", "Clock In", "Clock Out", "Duty Type")


def as_table(content: bytes, name: str) -> bytes:
    """The punches as a table that the reader of logs knows, a row each; struck ones are left out.

    Actual times, in UTC as QGenda gives them, and never the effective ones, which are rounded. Raises SourceError for
    what is no such answer.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for punch in duties(text(content, name, json=True), name):
        if "true" not in (punch.get("isstruck"), punch.get("isdeleted")):
            writer.writerow(_row(punch))
    return out.getvalue().encode()


def _row(punch: Duty) -> tuple[str, str, str, str]:
    names = (punch.get("stafflname", ""), punch.get("stafffname", ""))
    title = punch.get("taskabbrev") or punch.get("taskname", "")
    return ", ".join(filter(None, names)), _moment(punch, "actualclockin"), _moment(punch, "actualclockout"), title


def _moment(punch: Duty, field: str) -> str:
    """An instant with its offset; what is no instant stays as it is, for the reader to refuse."""
    said = punch.get(field) or punch.get(f"{field}local", "")
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return said
    return (found if found.tzinfo or not punch.get(field) else found.replace(tzinfo=UTC)).isoformat()
