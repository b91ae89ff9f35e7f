"""Puts letters on paper for tests: a PDF by Typst, and a picture of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import typst


def pdf(text: str, folder: Path, image: Path | None = None) -> Path:
    """A page with the text in a typewriter's letters, or with a picture alone, as a scanner would make it."""
    body = f'#image("{image.name}", width: 100%)' if image else f"```\n{text}\n```"
    source = folder / "letter.typ"
    source.write_text(
        f'#set page("us-letter", margin: 1.5cm)\n#set text(size: 10pt, font: "Liberation Mono")\n{body}', "utf-8"
    )
    made = folder / ("scan.pdf" if image else "letter.pdf")
    typst.compile(str(source), output=str(made), root=str(folder))
    return made


def png(made: Path) -> Path:
    """A picture of the first page, as sharp as a telephone's."""
    target = made.with_name("photo")
    subprocess.run(["pdftoppm", "-r", "170", "-png", "-gray", "-singlefile", str(made), str(target)], check=True)
    return target.with_suffix(".png")
