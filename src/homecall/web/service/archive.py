"""The one file of a backup, `homecall-backup/1`: a ZIP of rows and files, with a manifest of what must be in it."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from homecall.errors import SetupError

FORMAT = "homecall-backup/1"
MANIFEST = "manifest.json"
PIECE = 1 << 20
"""Bytes read at once."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `rows` counts those of each table, `sums` has the SHA-256 of each entry but this one."""

    made: str
    homecall: str
    migrations: list[tuple[str, str]]
    rows: dict[str, int]
    sums: dict[str, str] = field(default_factory=dict)


class Writer:
    """Writes the entries of a backup into an open file, and counts and sums as it goes."""

    def __init__(self, file: BinaryIO) -> None:
        self.zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.sums: dict[str, str] = {}

    def put(self, name: str, pieces: Iterable[bytes]) -> int:
        """An entry, a piece at a time. Gives how many pieces there were."""
        digest, count = sha256(), 0
        with self.zip.open(name, "w", force_zip64=True) as entry:
            for piece in pieces:
                entry.write(piece)
                digest.update(piece)
                count += 1
        self.sums[name] = digest.hexdigest()
        return count

    def close(self, manifest: Manifest) -> None:
        """The manifest, last: an archive that was cut off has none."""
        parts = {name: getattr(manifest, name) for name in ("made", "homecall", "migrations", "rows")}
        self.zip.writestr(MANIFEST, json.dumps({"format": FORMAT, **parts, "sums": self.sums}, indent=1))
        self.zip.close()


def pieces(path: Path) -> Iterator[bytes]:
    """A file, a piece at a time."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def opened(path: Path) -> tuple[zipfile.ZipFile, Manifest]:
    """A backup, every byte of it checked against its manifest. Raises SetupError where anything is not as it was."""
    try:
        archive = zipfile.ZipFile(path)
        manifest = _manifest(json.loads(archive.read(MANIFEST)))
        _check(archive, manifest)
    except OSError as wrong:
        text = f"The backup cannot be read: {wrong.strerror or 'the system refuses it'}."
        raise SetupError(text, where=str(path), cure="Name a file that you may read.") from wrong
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, TypeError, EOFError, RuntimeError) as wrong:
        cure = "Take another copy of it, or an earlier backup. Nothing was changed."
        raise SetupError("This is no backup of homecall, or it is damaged.", where=str(path), cure=cure) from wrong
    except Exception as wrong:
        if type(wrong).__module__ != "zlib":  # its error is no exception of Python's own tree
            raise
        cure = "Take another copy of it, or an earlier backup. Nothing was changed."
        raise SetupError("This backup is damaged.", where=str(path), cure=cure) from wrong
    return archive, manifest


def _manifest(found: dict[str, Any]) -> Manifest:
    if found["format"] != FORMAT:
        raise ValueError(found["format"])
    migrations = [(str(app), str(name)) for app, name in found["migrations"]]
    rows = {str(name): int(count) for name, count in found["rows"].items()}
    return Manifest(str(found["made"]), str(found["homecall"]), migrations, rows, dict(found["sums"]))


def _check(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    names = [one.filename for one in archive.infolist() if one.filename != MANIFEST]
    if sorted(names) != sorted(manifest.sums) or not all(map(_inside, names)):
        raise ValueError("the entries are not those of the manifest")
    for name in names:
        digest = sha256()
        with archive.open(name) as entry:
            while piece := entry.read(PIECE):
                digest.update(piece)
        if digest.hexdigest() != manifest.sums[name]:
            raise ValueError(name)


def _inside(name: str) -> bool:
    """Whether an entry stays inside the folder that it is unpacked into."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and "\\" not in name


def write_new(path: Path) -> BinaryIO:
    """A file for its owner alone, which was not there before. Raises SetupError."""
    try:
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    except FileExistsError as wrong:
        raise SetupError("There is a file of this name already.", where=str(path), cure="Choose another.") from wrong
    except OSError as wrong:
        text = f"The file cannot be written: {wrong.strerror or 'the system refuses it'}."
        raise SetupError(text, where=str(path), cure="Choose another place.") from wrong


def settle(file: BinaryIO, path: Path, final: Path) -> None:
    """Close a finished file, see that it is on the disk, and give it its name. It must be in the same folder."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
    path.replace(final)
    sync_folder(final.parent)


def sync_folder(folder: Path) -> None:
    """See that the names of a folder are on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
