"""Gets the bytes of a schedule: a file beside the household file, or an address. Bounded in time and size.

The path and query of an address are often a password, so messages only ever name its host.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import IO

from homecall.errors import FetchError
from homecall.household.people import SourceSpec
from homecall.sources.amion.folder import mailbox
from homecall.sources.asking import asked
from homecall.sources.web.body import CHUNK, LIMIT, bounded, too_large
from homecall.tongue import say

Shelf = Path | Mapping[str, bytes]
"""Where the path of a schedule leads: a folder, or contents by path for a household that brings them along."""


def fetch(spec: SourceSpec, base: Shelf) -> bytes:
    """The bytes of a source; a path is looked up in `base`. Raises FetchError, or SourceError for one too large."""
    if spec.url:
        return asked(spec).body or b""
    if not spec.path:
        raise FetchError(
            say("A schedule has neither a path nor a url."), cure=say("Give it one of them."), permanent=True
        )
    if isinstance(base, Path):
        return _from_disk(spec.path, base, mail=spec.kind == "amion-mail")
    return _from_shelf(spec.path, base)


def _from_shelf(name: str, brought: Mapping[str, bytes]) -> bytes:
    if name not in brought:
        text = say("The household does not bring this schedule along.")
        raise FetchError(text, where=name, cure=_nearest(name, sorted(brought), "Bring it."), permanent=True)
    return bounded([brought[name]], name)


def _from_disk(name: str, base: Path, *, mail: bool) -> bytes:
    """The content of a file; where mail is wanted, also of all messages in a folder."""
    path = base / name
    try:
        if path.is_dir() and mail:
            return bounded(mailbox(_content(one, name) for one in sorted(path.glob("*.eml"))), name)
        if path.is_dir():
            cure = say("Name the file inside it.")
            raise FetchError(say("The schedule is a folder, not a file."), where=name, cure=cure, permanent=True)
        return _content(path, name)
    except FileNotFoundError:
        raise FetchError(say("There is no such file."), where=name, cure=_beside(path), permanent=True) from None
    except (OSError, ValueError):
        cure = say("Check that the file may be read.")
        raise FetchError(say("The file could not be read."), where=name, cure=cure, permanent=True) from None


def _content(path: Path, name: str) -> bytes:
    size = path.stat().st_size
    if size > LIMIT:
        raise too_large(name, size)
    with path.open("rb") as file:
        return bounded(_chunks(file), name)


def _beside(path: Path) -> str:
    """A cure that names the file of that folder with the nearest name."""
    try:
        names = sorted(one.name for one in path.parent.iterdir() if one.is_file())
    except OSError:
        return "The folder is missing too."
    return _nearest(path.name, names, "Check the path; it is relative to the household file.")


def _nearest(name: str, names: list[str], otherwise: str) -> str:
    close = get_close_matches(name, names, n=1, cutoff=0.4)
    return f'Did you mean "{close[0]}"?' if close else otherwise


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
