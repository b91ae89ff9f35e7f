"""What is kept of schedules is encrypted; the key stands in a file that only its owner may read, or in a setting."""

from __future__ import annotations

import hashlib
import hmac
import os
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from homecall.errors import SourceError
from homecall.tongue import say

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

SETTING = "HOMECALL_KEY"
"""The environment variable that may hold the key: 32 bytes in URL-safe base64."""

KEY_FILE = "key"


class Seal:
    """One key, for sealing texts and for naming rows so that the name tells nothing."""

    def __init__(self, key: bytes) -> None:
        """Raises ValueError for what is no key."""
        from cryptography.fernet import Fernet  # only households with addresses need it

        self._key = key
        self._fernet: Fernet = Fernet(key)

    def close(self, text: str) -> bytes:
        """The text, packed, encrypted and signed."""
        return self._fernet.encrypt(zlib.compress(text.encode(), 1))

    def open(self, sealed: bytes) -> str | None:
        """The text, or None where it was sealed with another key or has been changed since."""
        from cryptography.fernet import InvalidToken

        try:
            return zlib.decompress(self._fernet.decrypt(sealed)).decode()
        except (InvalidToken, zlib.error, UnicodeDecodeError):
            return None

    def name(self, text: str) -> str:
        """A name for the text that nobody can turn back without the key."""
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


def seal_of(folder: Path, environment: Mapping[str, str] | None = None) -> Seal:
    """The seal of a folder, its key made on first use. Raises SourceError for a key that is none, and OSError."""
    given = (os.environ if environment is None else environment).get(SETTING, "").strip()
    try:
        return Seal(given.encode() if given else _kept(folder / KEY_FILE))
    except ValueError:
        where = SETTING if given else str(folder / KEY_FILE)
    cure = say("It should be 32 bytes in URL-safe base64; without the right one, what was kept is fetched anew.")
    raise SourceError(say("The key for what is kept of schedules is none."), where=where, cure=cure)


def _kept(path: Path) -> bytes:
    """The key of the file, which is there whole or not at all even if two processes make it at once."""
    if not path.exists():
        from cryptography.fernet import Fernet

        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".key.")  # mkstemp lets only its owner read
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(Fernet.generate_key())
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(name, path)
        finally:
            Path(name).unlink()
    return path.read_bytes().strip()
