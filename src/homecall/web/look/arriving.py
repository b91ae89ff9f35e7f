"""Files that arrive with a form: held in memory, and never more of them than a page can use."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any, TypeVar, cast

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from homecall.errors import HomecallError

MOST = 26_000_000
"""Bytes of all files of one form."""
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class RefusedFile(HomecallError):
    """A file that cannot be used, in a sentence."""


class Bounded(FileUploadHandler):
    """Keeps files in memory, and stops reading once they are more than a page can use. No disk is written."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.full = False
        self._held = 0
        self._content = BytesIO()

    def new_file(self, *args: Any, **more: Any) -> None:
        """Begin another file."""
        super().new_file(*args, **more)
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold on to a piece, or stop."""
        self._held += len(raw_data)
        if self._held > MOST:
            self.full = True
            raise StopUpload(connection_reset=False)
        self._content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, whole."""
        self._content.seek(0)
        kind, charset = self.content_type or "", self.charset
        return InMemoryUploadedFile(self._content, self.field_name, self.file_name or "", kind, file_size, charset)


def receiving(view: View) -> View:
    """A view that files are sent to. It is guarded against forged forms as all others are, only a step later."""

    @csrf_exempt  # looking for the form's mark reads the files, and how they are read has to be said before that
    @wraps(view)
    def bounded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        request.upload_handlers = [Bounded(request)]
        return csrf_protect(view)(request, *args, **more)

    return cast("View", bounded)


def arrived(request: HttpRequest, field: str, largest: int) -> bytes:
    """The file that a form has sent, empty where it sent none. Raises RefusedFile for one that is too large."""
    file = request.FILES.get(field)
    handlers = (one for one in request.upload_handlers if isinstance(one, Bounded))
    if any(one.full for one in handlers) or (isinstance(file, UploadedFile) and (file.size or 0) > largest):
        said = _("This file is larger than {megabytes} MB.").format(megabytes=largest // 1_000_000)
        raise RefusedFile(said, cure=_("Send a shorter or a smaller one."))
    return bytes(file.read()) if isinstance(file, UploadedFile) else b""
