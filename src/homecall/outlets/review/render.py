"""The review as PDF, from what its caller says: it knows no numbers of its own."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """All that stands on the page. `paper` is "a4" or "us-letter", `language` such as "en"."""

    family: str
    days: str
    question: str
    answer: str
    lede: str
    sections: tuple[Section, ...]
    foot: str
    paper: str = "a4"
    language: str = "en"


def render(review: Review) -> bytes:
    """The PDF. The same review gives the same bytes on every machine: the typeface is Typst's own."""
    import typst  # takes a moment to load

    template = files("homecall.outlets.review").joinpath("review.typ").read_bytes()
    inputs = {"review": json.dumps(asdict(review), ensure_ascii=False)}
    return bytes(typst.compile(template, format="pdf", sys_inputs=inputs, timestamp=0, pdf_standards=["1.7"]))
