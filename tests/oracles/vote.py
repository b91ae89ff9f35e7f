"""Writes into each case how the oracles voted, and the table of docs/reference/corpus.md. Run after adding a case."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from tests.oracles.ask import AGREES, COMMANDS, DIFFERS, REFUSES, ROOT, found, verdict
from tests.oracles.cases import CLASSES, Case, cases

PAGE = ROOT / "docs" / "reference" / "corpus.md"
BEGIN, END = "<!-- votes: begin -->", "<!-- votes: end -->"


def votes(case: Case) -> dict[str, str]:
    """What each oracle says to a case; nothing where a file is not put to the vote."""
    return {one: verdict(one, case) for one in COMMANDS} if case.said.get("asked", True) else {}


def outvoted(case: Case, said: dict[str, str]) -> bool:
    """Whether more of the oracles that read the file are against us than with us."""
    return Counter(said.values())[DIFFERS] > Counter(said.values())[AGREES]


def table() -> str:
    """How often each oracle agrees, differs and refuses, by class of case."""
    lines = ["| oracle | " + " | ".join(f"{one}: agrees / differs / refuses" for one in CLASSES) + " | agrees in all |"]
    lines.append("|---" * (len(CLASSES) + 2) + "|")
    asked = [one for one in cases() if one.said.get("asked", True)]
    for oracle in COMMANDS:
        counts = {
            kind: Counter(one.said["votes"][oracle] for one in asked if one.said["class"] == kind) for kind in CLASSES
        }
        cells = [f"{one[AGREES]} / {one[DIFFERS]} / {one[REFUSES]}" for one in counts.values()]
        total = sum(one[AGREES] for one in counts.values())
        lines.append(f"| {oracle} | {' | '.join(cells)} | {total} of {len(asked)} |")
    return "\n".join([*lines, "", _summary(asked)])


def _summary(asked: list[Case]) -> str:
    """How much of the corpus rests on more than our own reading."""
    alone = [one for one in asked if AGREES not in one.said["votes"].values()]
    against = [one for one in asked if outvoted(one, one.said["votes"])]
    return (
        f"Of {len(cases())} calendars {len(asked)} are put to the vote. At least one engine reads "
        f"{len(asked) - len(alone)} of them as we do; in {len(against)} we stand against the vote, "
        "each with its reason."
    )


def page(text: str) -> str:
    """The page with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


def rewrite(file: Path, said: dict[str, object]) -> None:
    """Writes the JSON of a case in the one form that all of them have."""
    file.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """Asks all of them, writes what changed, and names the cases in which we stand alone without a reason."""
    for case in cases():
        case.said["votes"] = votes(case)
        rewrite(case.file.with_suffix(".json"), case.said)
        if outvoted(case, case.said["votes"]) and not case.said.get("because"):
            print(f"{case.name}: {case.said['votes']}; write down why we differ ('because')")  # noqa: T201 (a command)
            for oracle, said in case.said["votes"].items():
                if said == DIFFERS and not case.error:
                    print(f"  {oracle}: {found(oracle, case)}")  # noqa: T201 (a command)
    if PAGE.exists():
        PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
