"""A PDF's text layer, page by page as JSON: a program of its own, for a file of strangers may be made to hurt.

python -m homecall.sources.letters.leaf FILE TARGET
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

MOST_PAGES = 40
"""Pages that are read."""
LOCKED = 3
"""The exit code for a file that wants a password."""


def pages(path: str) -> tuple[int, list[str]]:
    """How many pages a PDF has, and the text of the first ones as it is laid out. Raises PermissionError if locked."""
    from pypdf import PdfReader

    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermissionError
    return len(reader.pages), [
        reader.pages[n].extract_text(extraction_mode="layout") for n in range(min(len(reader.pages), MOST_PAGES))
    ]


def main() -> int:
    """Write the pages of the file that the first argument names into the second."""
    logging.disable(logging.CRITICAL)
    try:
        count, texts = pages(sys.argv[1])
    except PermissionError:
        return LOCKED
    except Exception:  # whatever is wrong with it: the caller says that it cannot be read
        return 1
    Path(sys.argv[2]).write_text(json.dumps({"pages": count, "texts": texts}), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
