"""A file of sleep: a CSV, or what the Health app of a phone exports. It may be huge, and is read as it lies on disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from homecall.errors import RestError
from homecall.rest.logged import LARGEST_CSV, read_csv, read_health
from homecall.spans.span import Span, instant
from homecall.spans.wall import Wall

LARGEST = 26_000_000
"""Bytes of a file. A page with script sends only the sleep out of a larger one; as a ZIP it holds half a gigabyte."""
UNPACKED = 1_500_000_000
"""Bytes of an export that is read out of a ZIP: a quarter of a minute."""
DIRECTORY = 20_000_000
"""Bytes of a ZIP's list of files: a hundred thousand of them."""
PIECE = 1 << 20
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class OnDisk(TemporaryFileUploadHandler):
    """Keeps a file on disk, which forgets it when the request is over, and stops reading once it is too large."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.full = False
        self._held = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece, or stop."""
        self._held += len(raw_data)
        if self._held > LARGEST:
            self.full = True
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)


def receiving(view: View) -> View:
    """A view that large files are sent to, guarded against forged forms as all others are, only a step later."""

    @csrf_exempt  # looking for the form's mark reads the files, and how they are read has to be said before that
    @wraps(view)
    def bounded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        request.upload_handlers = [OnDisk(request)]
        return csrf_protect(view)(request, *args, **more)

    return cast("View", bounded)


def sleeps_of(request: HttpRequest, field: str, wall: Wall) -> list[Span]:
    """The sleeps in the file that a form has sent. Raises RestError with what is wrong and what would help."""
    file = request.FILES.get(field)
    if any(isinstance(one, OnDisk) and one.full for one in request.upload_handlers):
        said = _("This file is larger than %(megabytes)s MB.") % {"megabytes": LARGEST // 1_000_000}
        raise RestError(said, cure=_("Send the ZIP as the phone made it."))
    if not isinstance(file, UploadedFile) or not file.size:
        raise RestError(_("There was no file."), cure=_("Choose a CSV, or the ZIP of the Health app."))
    return _read(file, wall)


def _read(file: UploadedFile[Any], wall: Wall) -> list[Span]:
    begin = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    file.seek(0)
    name = (file.name or "")[:60]
    if begin.startswith(b"PK"):
        with _unpacked(file) as pieces:
            return _health(pieces, name)
    if begin.startswith(b"<"):
        return _health(iter(lambda: file.read(PIECE), b""), name)
    return _table(file.read(LARGEST_CSV + 1), name, wall)


def _health(pieces: Iterator[bytes], name: str) -> list[Span]:
    return [
        Span(instant(start), instant(end)) for start, end in read_health(pieces, name) if instant(start) < instant(end)
    ]


def _table(content: bytes, name: str, wall: Wall) -> list[Span]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        said = _("This is neither a CSV nor an export of the Health app.")
        raise RestError(said, where=name, cure=_("Choose a CSV, or the ZIP of the Health app.")) from wrong
    known = (one for one in read_csv(text, name) if one.start.year >= 2000 and one.end.year <= 2200)
    ends = ((wall.localize(one.start), wall.localize(one.end)) for one in known)
    return [Span(start, end) for start, end in ends if start < end]


@contextmanager
def _unpacked(file: UploadedFile[Any]) -> Iterator[Iterator[bytes]]:
    """The export inside a ZIP, in pieces. It has another name in every language; it is the largest."""
    cure = _("Send the ZIP as the phone made it.")
    try:
        _look_at_its_end(file)
        with zipfile.ZipFile(cast("Any", file)) as whole:
            found = [one for one in whole.infolist() if one.filename.lower().endswith(".xml")]
            if not found:
                raise RestError(_("There is no Health export in this ZIP."), cure=cure)
            with whole.open(max(found, key=lambda one: one.file_size)) as inside:
                yield _bounded(inside)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as wrong:
        raise RestError(_("This ZIP cannot be opened."), cure=cure) from wrong


def _look_at_its_end(file: UploadedFile[Any]) -> None:
    """Refuse a ZIP whose list of files alone would fill the memory."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 66_000))
    tail = file.read(66_000)
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    huge = b"PK\x06\x07" in tail[max(0, at - 20) : max(at, 0)]
    if at < 0 or huge or int.from_bytes(tail[at + 12 : at + 16], "little") > DIRECTORY:
        raise zipfile.BadZipFile


def _bounded(inside: Any) -> Iterator[bytes]:
    """The pieces of what is unpacked, as long as it is an export that could be."""
    read = 0
    while piece := inside.read(PIECE):
        read += len(piece)
        if read > UNPACKED:
            raise RestError(_("This holds more than any Health export does."), cure=_("Is it the right file?"))
        yield piece
