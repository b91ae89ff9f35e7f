"""The app's log: a line of JSON each, with no address, name or value that somebody sent."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType


class Lines(logging.Formatter):
    """A record as a line of JSON.

    Of foreign loggers only the sentence without its values stays, since those hold paths with tokens and what people
    typed. Of a fault its kind and its places in the code stay, not its text.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        ours = record.name.startswith("homecall")
        found = {"at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")}
        found |= {"level": record.levelname.lower(), "from": record.name}
        found["text"] = record.getMessage() if ours else str(record.msg)
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if match is not None:
            found["view"] = match.view_name
        if record.exc_info and record.exc_info[0] is not None:
            found["fault"] = record.exc_info[0].__name__
            found["places"] = " < ".join(places(record.exc_info[2]))
        return json.dumps(found, ensure_ascii=False)


def places(trace: TracebackType | None) -> list[str]:
    """Where a fault came from, innermost first."""
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[::-1]
