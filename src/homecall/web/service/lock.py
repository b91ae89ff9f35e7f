"""Who is at work on a data folder: the app while it runs, or somebody who puts a backup back, never both."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from homecall.errors import SetupError

NAME = "in-use"
"""The file of the data folder that is locked. The system lets go of a lock when its process dies."""


@contextmanager
def running(data: Path) -> Iterator[None]:
    """The app runs on this folder as long as the block does; others of it may as well. Raises SetupError."""
    with _locked(data, "LOCK_SH", "A backup is being put back into this folder.", "Wait until it is done."):
        yield


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Nobody else is at work on this folder as long as the block lasts. Raises SetupError."""
    with _locked(data, "LOCK_EX", "The app is running on this folder.", "Stop it, and its workers, first."):
        yield


@contextmanager
def _locked(data: Path, kind: str, taken: str, cure: str) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # Windows has none; there the app's own care has to do
        yield
        return
    handle = os.open(data / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, getattr(fcntl, kind) | fcntl.LOCK_NB)
        except OSError as wrong:
            raise SetupError(taken, where=str(data), cure=cure) from wrong
        yield
    finally:
        os.close(handle)
