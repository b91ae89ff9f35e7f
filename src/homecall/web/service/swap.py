"""The stroke by which a restored folder takes the place of the one that is there.

What is restored is made in one folder. Renaming that folder is the stroke: before it nothing has changed, after it
everything will, for whoever comes next finishes what a power cut stopped.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from homecall.web.service.archive import sync_folder

DATABASE = "homecall.sqlite3"
FOLDERS = ("memory", "push")
"""They are taken over even if empty, or one family would get what another had."""
STAGE, READY = "restoring", "restored"
"""The folder in which a backup is made ready, and its name once it counts."""


def stage(data: Path) -> Path:
    """An empty folder to make things ready in; what an earlier try left there is gone."""
    shutil.rmtree(data / STAGE, ignore_errors=True)
    for name in ("", *FOLDERS):
        (data / STAGE / name).mkdir(mode=0o700)
    return data / STAGE


def commit(data: Path) -> None:
    """The stroke."""
    for path in (data / STAGE).rglob("*"):
        if path.is_file():
            _sync(path)
    (data / STAGE).rename(data / READY)
    sync_folder(data)


def finish(data: Path) -> bool:
    """Move in what counts already. Gives whether there was anything. It may be stopped and begun again anywhere."""
    ready = data / READY
    if not ready.is_dir():
        return False
    for one in sorted(ready.iterdir()):
        _take(one, data / one.name)
    sync_folder(data)
    shutil.rmtree(ready)
    return True


def _take(new: Path, old: Path) -> None:
    """One thing in the place of another. A folder's old one goes first, a database's journal with it."""
    if new.name == DATABASE:
        for ending in ("-wal", "-shm"):
            old.with_name(old.name + ending).unlink(missing_ok=True)
    if old.is_dir():
        shutil.rmtree(old)
    new.replace(old)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
