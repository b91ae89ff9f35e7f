"""Gets the bytes of a schedule: a file beside the household file, or an address. Bounded in time and size.

The path and query of an address are often a password, so messages only ever name its host.
"""

from __future__ import annotations

import http.client
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import IO
from urllib.parse import SplitResult, urlsplit

from homecall.errors import FetchError, SourceError
from homecall.household.people import SourceSpec

LIMIT = 20 * 1024 * 1024
"""Bytes of a schedule, after unpacking; the largest real ones seen are about a tenth of it."""

TIMEOUT = 20.0
"""Seconds for the whole of a fetch, redirects and body together."""

Shelf = Path | Mapping[str, bytes]
"""Where the path of a schedule leads: a folder, or contents by path for a household that brings them along."""

REDIRECTS = 5
_CHUNK = 64 * 1024
_AGENT = "homecall/0.1 (calendar reader)"  # Microsoft 365 refuses unknown agents without a product name


def fetch(spec: SourceSpec, base: Shelf) -> bytes:
    """The bytes of a source; a path is looked up in `base`. Raises FetchError, or SourceError for one too large."""
    if spec.url:
        return _in_time(spec.url)
    if not spec.path:
        raise FetchError("A schedule has neither a path nor a url.", cure="Give it one of them.", permanent=True)
    return _from_disk(spec.path, base) if isinstance(base, Path) else _from_shelf(spec.path, base)


def _from_shelf(name: str, brought: Mapping[str, bytes]) -> bytes:
    if name not in brought:
        text = "The household does not bring this schedule along."
        raise FetchError(text, where=name, cure=_nearest(name, sorted(brought), "Bring it."), permanent=True)
    return _bounded([brought[name]], name)


def _from_disk(name: str, base: Path) -> bytes:
    path = base / name
    try:
        if path.is_dir():
            cure = "Name the file inside it."
            raise FetchError("The schedule is a folder, not a file.", where=name, cure=cure, permanent=True)
        size = path.stat().st_size
        if size > LIMIT:
            raise _too_large(name, size)
        with path.open("rb") as file:
            return _bounded(_chunks(file), name)
    except FileNotFoundError:
        raise FetchError("There is no such file.", where=name, cure=_beside(path), permanent=True) from None
    except (OSError, ValueError):
        cure = "Check that the file may be read."
        raise FetchError("The file could not be read.", where=name, cure=cure, permanent=True) from None


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


def _too_large(name: str, size: int | None) -> SourceError:
    said = f"{size / 1024 / 1024:.0f} MB" if size else f"more than {LIMIT // 1024 // 1024} MB"
    cure = "Export a shorter span of dates."
    return SourceError(f"The schedule is {said}; the limit is {LIMIT // 1024 // 1024} MB.", where=name, cure=cure)


def _chunks(file: IO[bytes] | http.client.HTTPResponse) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _bounded(chunks: Iterable[bytes], name: str) -> bytes:
    """The chunks as one, given up as soon as they pass the limit."""
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > LIMIT:
            raise _too_large(name, None)
    return bytes(body)


def check_host(host: str) -> None:
    """Whether a host may be asked at all. It lets every host pass: a rule for private addresses has its place here."""


def _address(url: str) -> SplitResult:
    """The address with webcal written as https. Raises FetchError for any other scheme, or none."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise FetchError("The address cannot be read.", cure="Copy it again.", permanent=True) from None
    if parts.scheme.lower() in ("webcal", "webcals"):
        parts = parts._replace(scheme="https")
    if parts.scheme.lower() not in ("http", "https") or not host:
        cure = "It should begin with https:// or webcal://."
        raise FetchError("The address is not one of the web.", where=host or "", cure=cure, permanent=True)
    if not host.isascii() or not all(33 <= ord(letter) < 127 for letter in parts.geturl()):
        raise FetchError("The address holds letters that an address cannot.", where="", cure="Copy it again.",
                         permanent=True)  # fmt: skip
    check_host(host)
    return parts


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


class _Guard(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, each checked like the first address, and never from https to http."""

    max_redirections = REDIRECTS

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The next request, or FetchError where it would be less safe than this one."""
        parts = _address(newurl)
        if req.type == "https" and parts.scheme != "https":
            cure = "Ask the scheduling system for a link that stays on https."
            raise FetchError(
                "The address leads to an unprotected one.", where=_host(req.full_url), cure=cure, permanent=True
            )
        return super().redirect_request(req, fp, code, msg, headers, parts.geturl())


def _in_time(url: str) -> bytes:
    """The body, or FetchError once the time is up: a thread of its own, since names and headers may drip for ever."""
    parts = _address(url)
    told: list[bytes | BaseException] = []

    def work() -> None:
        try:
            told.append(_from_web(parts))
        except BaseException as error:  # carried over to the caller's thread, whatever it is
            told.append(error)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(TIMEOUT)
    if not told:
        raise _slow(parts.hostname or "")
    if isinstance(told[0], BaseException):
        raise told[0]
    return told[0]


def _from_web(parts: SplitResult) -> bytes:
    host = parts.hostname or ""
    deadline = time.monotonic() + TIMEOUT
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "gzip", "Accept": "text/calendar, text/csv, */*;q=0.5"}
    request = urllib.request.Request(parts.geturl(), headers=headers)
    try:
        with urllib.request.build_opener(_Guard()).open(request, timeout=TIMEOUT) as answer:
            return _body(answer, host, deadline)
    except urllib.error.HTTPError as error:
        error.close()
        raise _refused(error.code, host) from None
    except TimeoutError:
        raise _slow(host) from None
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        raise _unreachable(error, host) from None


def _body(answer: http.client.HTTPResponse, host: str, deadline: float) -> bytes:
    size = answer.headers.get("Content-Length", "")
    if size.isdigit() and int(size) > LIMIT:
        raise _too_large(host, int(size))
    chunks = _timed(answer, host, deadline)
    packed = answer.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip")
    return _bounded(_unpacked(chunks) if packed else chunks, host)


def _timed(answer: http.client.HTTPResponse, host: str, deadline: float) -> Iterator[bytes]:
    # read1 gives what has arrived, so that a server that drips bytes cannot outlast the deadline.
    while chunk := answer.read1(_CHUNK):
        if time.monotonic() > deadline:
            raise _slow(host)
        yield chunk
    if answer.length:
        # read1 takes an early end for the end; a cut schedule would read as free time.
        raise http.client.IncompleteRead(b"", answer.length)


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The content of a gzip stream, a bounded piece at a time, so that a small body cannot unfold into a large one."""
    unpacker = zlib.decompressobj(wbits=31)
    for chunk in chunks:
        while chunk:
            yield unpacker.decompress(chunk, _CHUNK)
            chunk = unpacker.unconsumed_tail
    yield unpacker.flush()
    if not unpacker.eof:
        raise zlib.error("cut short")


def _slow(host: str) -> FetchError:
    cure = "Try again in a while."
    return FetchError(f"There was no full answer within {TIMEOUT:.0f} seconds.", where=host, cure=cure, permanent=False)


def _refused(code: int, host: str) -> FetchError:
    cures: dict[Callable[[int], bool], str] = {
        lambda c: c in (401, 403): "Fetch a fresh link from the scheduling system.",
        lambda c: c in (404, 410): "The link may be old; fetch a fresh one.",
        lambda c: True: "Try again in a while.",
    }
    cure = next(cure for test, cure in cures.items() if test(code))
    lasting = 300 <= code < 500 and code not in (408, 425, 429)
    return FetchError(f"The server answered with error {code}.", where=host, cure=cure, permanent=lasting)


def _unreachable(error: Exception, host: str) -> FetchError:
    """A FetchError that keeps the kind of failure and drops its words, which may hold the address."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return _slow(host)
    if "CERTIFICATE" in str(reason).upper():
        cure = "Check the address; its certificate does not prove that it is who it says."
        return FetchError("The connection could not be trusted.", where=host, cure=cure, permanent=True)
    cure = "Check the address and the connection, then try again."
    return FetchError("The schedule could not be fetched.", where=host, cure=cure, permanent=False)
