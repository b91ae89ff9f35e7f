"""How well letters are read: each letter of the folder against what a person reads in it, as a table.

Run it to print the table that stands in docs/reference/letters.md:

    PYTHONPATH=src:. python -m tests.unit.sources.letters.measured
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from homecall.sources.letters.letter import About, Proposal
from homecall.sources.letters.read import read_letter
from tests.unit.sources.letters.print import pdf, png

POST = Path(__file__).parent / "post"
TODAY = date(2026, 10, 1)


@dataclass(frozen=True, slots=True)
class Case:
    """A letter: its file, what it comes as, where the family lives, and what it says by a person's reading."""

    file: str
    kind: str
    zone: str
    says: tuple[str, ...]


def _case(file: str, kind: str, zone: str, says: str) -> Case:
    return Case(file, kind, zone, tuple(line.strip() for line in says.strip().splitlines()))


CASES = (
    _case("newsletter.txt", "text", "America/New_York", """
        2026-10-22 17:30 moment
        2026-10-13 moment
        2026-10-09 unclear
        2026-10-12 closed
        2026-11-25/2026-11-27 closed
        2026-11-05/2026-11-06 13:00 moment
    """),
    _case("calendar.txt", "pdf", "America/Chicago", """
        2026-10-12 closed
        2026-11-03 closed
        2026-11-11 closed
        2026-11-25/2026-11-27 closed
        2026-12-18 12:00 early
        2026-12-21/2027-01-01 closed
        2027-01-04 unclear
        2027-01-18 closed
        2027-02-15/2027-02-19 closed
        2027-03-26 closed
        2027-04-19/2027-04-23 closed
        2027-05-31 closed
        2027-06-11 early
    """),
    _case("months.txt", "text", "America/Denver", """
        2026-11-03 closed
        2026-11-11 unclear
        2026-11-20 17:00 moment
        2026-11-25 15:00 early
        2026-11-26/2026-11-27 closed
        2026-12-09 10:30 moment
        2026-12-18 09:30 moment
        2026-12-24/2026-12-25 closed
        2026-12-31 12:00 early
        2027-01-01 closed
        2027-01-18 closed
    """),
    _case("british.txt", "pdf", "Europe/London", """
        2026-10-26/2026-10-30 closed
        2026-11-02 closed
        2026-12-09/2026-12-10 14:15 moment
        2026-12-18 12:30 early
        2026-12-19/2027-01-03 closed
        2027-01-04 unclear
        2027-01-14 09:30 moment
        2027-02-15/2027-02-19 closed
        2027-03-04 moment
    """),
    _case("figures.txt", "text", "America/Chicago", """
        2026-10-16 closed
        2026-10-23 12:45 early
        2026-10-30 13:30 moment
        2026-11-05/2026-11-06 moment
        2026-11-26/2026-11-27 closed
        2026-12-04 08:15 moment
        2026-12-16 18:00 moment
        2027-01-08 moment
    """),
    _case("escuela.txt", "text", "America/Chicago", """
        2026-10-12 closed
        2026-10-23 12:30 early
        2026-11-25/2026-11-27 closed
        2026-11-04 18:00 moment
        2026-12-17 18:30 moment
        2026-12-21/2027-01-01 closed
        2027-01-04 unclear
        2026-12-15 17:00 moment
        2026-10-31 09:00 moment
    """),
    _case("guarderia.txt", "text", "America/Chicago", """
        2026-11-26/2026-11-27 closed
        2026-12-10 13:00 early
        2026-11-18 09:00 moment
        2026-12-11 16:00 moment
        2026-12-24/2026-12-25 closed
        2026-12-31 closed
    """),
    _case("mail.eml", "mail", "America/Chicago", """
        2026-10-09 closed
        2026-10-14 18:30 moment
        2026-10-30 15:30 moment
        2026-11-03 closed
        2026-11-13 12:00 early
        2026-12-07/2026-12-11 moment
    """),
    _case("flyer.txt", "photo", "America/Chicago", """
        2026-11-14 14:00 moment
        2026-11-13 16:30 moment
        2026-11-23/2026-11-28 closed
    """),
    _case("board.txt", "photo", "America/Chicago", """
        2026-10-09 closed
        2026-10-21 moment
        2026-11-10 08:00 moment
        2026-11-25/2026-11-27 closed
        2026-12-11 18:00 moment
        2026-12-18 12:15 early
        2026-12-21 closed
    """),
    _case("aviso.txt", "scan", "America/Chicago", """
        2026-10-09 closed
        2026-10-21 moment
        2026-11-10 08:00 moment
        2026-12-11 18:00 moment
        2026-12-18 12:15 early
    """),
    _case("chatty.txt", "text", "America/Chicago", """
        2026-10-17 10:00 moment
        2026-10-24 14:00 moment
        2026-10-10 09:15 moment
        2026-11-02/2026-11-03 closed
        2026-11-19 15:45 unclear
        2026-12-19/2027-01-03 closed
    """),
    _case("week.txt", "text", "America/Chicago", """
        2026-11-09 unclear
        2026-11-11 closed
        2026-11-12 09:00 moment
        2026-11-13 07:45 moment
        2026-12-16 17:45 moment
        2026-12-23/2027-01-01 closed
        2027-01-04 unclear
        2026-11-20 unclear
    """),
    _case("term.txt", "pdf", "Europe/London", """
        2026-10-08 09:15 moment
        2026-10-23 15:15 early
        2026-10-26/2026-10-30 closed
        2026-11-02 closed
        2026-11-10/2026-11-11 16:00 moment
        2026-12-08 14:00 moment
        2026-12-18 13:30 early
    """),
    _case("circular.txt", "photo", "America/Mexico_City", """
        2026-10-16 closed
        2026-11-02 closed
        2026-10-24 10:00 moment
        2026-11-19 08:00 moment
        2026-11-20 12:00 early
        2026-12-21/2027-01-08 closed
    """),
    _case("preschool.txt", "pdf", "America/Los_Angeles", """
        2026-10-12 closed
        2026-10-15 unclear
        2026-10-30 10:00 moment
        2026-11-06 12:00 early
        2026-11-23/2026-11-27 closed
        2026-12-03 17:30 moment
        2026-12-18/2027-01-04 closed
        2027-02-11 moment
    """),
    _case("team.txt", "text", "America/Chicago", """
        2026-10-06 17:15 moment
        2026-10-11 09:00 moment
        2026-10-18 10:30 moment
        2026-10-20 closed
        2026-11-07 16:00 moment
    """),
    _case("junta.txt", "photo", "America/New_York", """
        2026-10-14 17:30 moment
        2026-10-28 11:30 early
        2026-11-11 closed
        2026-11-26/2026-11-27 closed
        2026-12-10 09:00 moment
    """),
)  # fmt: skip
"""The letters by which the reader was made better."""
UNSEEN = (
    _case("office.txt", "text", "America/Chicago", """
        2026-10-07 08:30 moment
        2026-10-09/2026-10-12 closed
        2026-10-14 early
        2026-10-29 18:00 moment
        2026-11-13 unclear
        2026-12-23/2027-01-05 closed
        2027-01-06 unclear
    """),
    _case("kita.txt", "pdf", "Europe/Madrid", """
        2026-10-12 closed
        2026-10-23 17:00 moment
        2026-11-09 closed
        2026-12-07/2026-12-08 closed
        2026-12-18 10:30 moment
        2026-12-22 13:00 early
        2026-12-23/2027-01-07 closed
    """),
    _case("poster.txt", "photo", "America/Chicago", """
        2026-10-17 11:00 moment
        2026-10-24 11:00 moment
        2026-11-26 closed
    """),
)  # fmt: skip
"""Letters that were written afterwards, and by which nothing was changed: what a new letter may expect."""


def said(one: Proposal) -> str:
    """A proposal as the table of cases writes it."""
    days = f"{one.first}" if one.first == one.last else f"{one.first}/{one.last}"
    return " ".join(part for part in (days, f"{one.start:%H:%M}" if one.start else "", str(one.what)) if part)


def content_of(case: Case) -> bytes:
    """The letter as the family gets it: as it lies, printed, photographed or scanned."""
    raw = (POST / case.file).read_bytes()
    if case.kind in ("text", "mail"):
        return raw
    with tempfile.TemporaryDirectory() as folder:
        made = pdf(raw.decode(), Path(folder))
        if case.kind == "pdf":
            return made.read_bytes()
        image = png(made)
        return image.read_bytes() if case.kind == "photo" else pdf("", Path(folder), image).read_bytes()


@dataclass(frozen=True, slots=True)
class Score:
    """The dated lines of a letter by what became of them, and what was read where there is nothing.

    `open` has the right days and time, and asks what it is about; `wrong` has a wrong day, time or kind.
    """

    case: Case
    right: int
    unsure: int
    open: int
    wrong: int
    missed: int
    invented: int


FIGURES = ("right", "unsure", "open", "wrong", "missed", "invented")


def score(case: Case) -> tuple[Score, tuple[str, ...]]:
    """A letter's score, and what was read otherwise than a person would."""
    letter = read_letter(content_of(case), case.file, About(TODAY, case.zone))
    left = {said(one): one for one in letter.proposals}
    found = {line: left.pop(line) for line in case.says if line in left}
    right = sum(one.sure or one.what == "unclear" for one in found.values())
    lost = [line for line in case.says if line not in found]
    asked = [line for line in lost if f"{line.rpartition(' ')[0]} unclear" in left]
    wrong = [line for line in lost if line not in asked and line.split()[0] in {other.split()[0] for other in left}]
    invented = sum(line.split()[0] not in {other.split()[0] for other in lost} for line in left)
    odd = (*(f"- {line}" for line in lost), *(f"+ {line} {one.line}" for line, one in left.items()))
    missed = len(lost) - len(asked) - len(wrong)
    return Score(case, right, len(found) - right, len(asked), len(wrong), missed, invented), odd


def table(cases: tuple[Case, ...]) -> str:
    """The scores of some letters, as the page shows them."""
    scores = [score(case)[0] for case in cases]
    lines = [
        "| letter | comes as | dated lines | right | right, to be looked at | kind asked | wrong | missed | invented |"
    ]
    lines.append("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    for one in scores:
        figures = (len(one.case.says), *(getattr(one, name) for name in FIGURES))
        lines.append(f"| `{one.case.file}` | {one.case.kind} | " + " | ".join(map(str, figures)) + " |")
    sums = [sum(getattr(one, name) for one in scores) for name in FIGURES]
    lines.append(f"| all | | {sum(len(one.case.says) for one in scores)} | " + " | ".join(map(str, sums)) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    for cases in (CASES, UNSEEN):
        for case in cases:
            for line in score(case)[1]:
                sys.stdout.write(f"{case.file} {line}\n")
        sys.stdout.write(table(cases) + "\n")
