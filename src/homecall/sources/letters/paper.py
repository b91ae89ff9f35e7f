"""PDFs and pictures as pages of text: a text layer where there is one, else what Tesseract sees."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from homecall.errors import SourceError
from homecall.sources.letters.bounded import Ended, run
from homecall.sources.letters.leaf import LOCKED, MOST_PAGES
from homecall.sources.letters.letter import Page
from homecall.timeline.timeline import Reject
from homecall.tongue import noted, say

MOST_SEEN = 6
"""Pages without text, or pictures, that are looked at in one letter."""
SECONDS = 40.0
"""For each call of a program."""
LANGUAGES = "eng+spa"
PASTE = noted("Paste its text instead.")


@dataclass
class Desk:
    """Reads paper, and counts how many pictures it has looked at. `going` ends it early by saying no."""

    going: Callable[[], bool] = lambda: True
    rejects: list[Reject] = field(default_factory=list)
    seen: int = 0

    def pdf(self, content: bytes, name: str) -> list[Page]:
        """The pages of a PDF. Raises SourceError for one that cannot be read at all."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "letter.pdf")
            path.write_bytes(content)
            target = path.with_suffix(".json")
            leaf = [sys.executable, "-m", "homecall.sources.letters.leaf", str(path), str(target)]
            count, texts = _leaves(run(leaf, SECONDS, self.going), target)
            if count > MOST_PAGES:
                self.rejects.append(
                    Reject(
                        name,
                        "",
                        say(
                            "Only the first {most} of its {count} pages are read.",
                            most=MOST_PAGES,
                            count=count,
                        ),
                    )
                )
            return [self._leaf(path, n, text, name) for n, text in enumerate(texts, start=1)]

    def _leaf(self, path: Path, number: int, text: str, name: str) -> Page:
        where = ", ".join(part for part in (name, f"page {number}") if part)
        if len(text.split()) > 3:
            return Page(text, where)
        if self.seen >= MOST_SEEN:
            self.rejects.append(Reject(where, "", say("It is a picture, and there are too many to look at.")))
            return Page("", where)
        image = path.with_name(f"page{number}")
        place = ["-f", str(number), "-l", str(number), "-singlefile", str(path), str(image)]
        drawn = run(["pdftoppm", "-r", "200", "-scale-to", "2600", "-gray", "-png", *place], SECONDS, self.going)
        if drawn.missing:
            cure = say("Install Debian’s package poppler-utils, or paste its text instead.")
            raise SourceError(say("This PDF is a picture, and pictures of pages cannot be read here yet."), cure=cure)
        image = image.with_suffix(".png")
        return Page(self._see(image) if drawn.well and image.exists() else "", where, seen=True)

    def picture(self, content: bytes, name: str) -> list[Page]:
        """What stands on a photo. Raises SourceError where it cannot be looked at."""
        if self.seen >= MOST_SEEN:
            self.rejects.append(Reject(name, "", say("It is a picture, and there are too many to look at.")))
            return []
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "picture")
            path.write_bytes(content)
            return [Page(self._see(path), name, seen=True)]

    def _see(self, path: Path) -> str:
        self.seen += 1
        command = ["tesseract", str(path), "stdout", "-l", LANGUAGES, "--psm", "4", "-c", "preserve_interword_spaces=1"]
        ended = run(command, SECONDS, self.going)
        if ended.missing:
            cure = say("Install Debian’s packages tesseract-ocr and tesseract-ocr-spa, or paste its text instead.")
            raise SourceError(say("Photos cannot be read here yet."), cure=cure)
        if not ended.well:
            raise SourceError(
                say("This picture cannot be read."),
                cure=say("Take it again, nearer and in good light, as JPEG or PNG."),
            )
        return ended.output.decode("utf-8", "replace")


def _leaves(ended: Ended, target: Path) -> tuple[int, list[str]]:
    if ended.code == LOCKED:
        raise SourceError(
            say("This PDF is locked with a password."), cure=say("Save it without one, or paste its text.")
        )
    if not ended.well or not target.exists():
        raise SourceError(say("This PDF cannot be read."), cure=say(PASTE))
    said = json.loads(target.read_text("utf-8"))
    return said["pages"], said["texts"]
