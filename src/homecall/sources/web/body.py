"""The body of an answer: as much as was promised, unpacked a bounded piece at a time, never over the limit."""

from __future__ import annotations

import http.client
import time
import zlib
from collections.abc import Iterable, Iterator

from homecall.errors import FetchError, SourceError
from homecall.sources.web.failures import slow
from homecall.tongue import say

LIMIT = 20 * 1024 * 1024
"""Bytes of a schedule, after unpacking; the largest real ones seen are about a tenth of it."""

CHUNK = 64 * 1024


def body(answer: http.client.HTTPResponse, host: str, deadline: float, seconds: float) -> bytes:
    """The whole body. Raises SourceError over the limit, FetchError past the deadline, others where it is broken."""
    size = answer.headers.get("Content-Length", "")
    if size.isdigit() and int(size[:18]) > LIMIT:
        raise too_large(host, int(size[:18]))
    chunks = _timed(answer, host, deadline, seconds)
    packing = answer.headers.get("Content-Encoding", "").strip().lower()
    if packing in ("gzip", "x-gzip"):
        return bounded(unpacked(chunks), host)
    if packing not in ("", "identity"):
        cure = say("Ask the scheduling system for a plain link.")
        raise FetchError(say("The answer is packed in a way nobody asked for."), where=host, cure=cure, permanent=True)
    return bounded(chunks, host)


def bounded(chunks: Iterable[bytes], name: str) -> bytes:
    """The chunks as one, given up as soon as they pass the limit. Raises SourceError."""
    whole = bytearray()
    for chunk in chunks:
        whole += chunk
        if len(whole) > LIMIT:
            raise too_large(name, None)
    return bytes(whole)


def too_large(name: str, size: int | None) -> SourceError:
    """The error for a schedule over the limit, with its size where that is known."""
    said = f"{size / 1024 / 1024:.0f} MB" if size else f"more than {LIMIT // 1024 // 1024} MB"
    cure = say("Export a shorter span of dates.")
    return SourceError(
        say("The schedule is {key}; the limit is {value} MB.", key=said, value=LIMIT // 1024 // 1024),
        where=name,
        cure=cure,
    )


def _timed(answer: http.client.HTTPResponse, host: str, deadline: float, seconds: float) -> Iterator[bytes]:
    # read1 gives what has arrived, so that a server that drips bytes cannot outlast the deadline.
    while chunk := answer.read1(CHUNK):
        if time.monotonic() > deadline:
            raise slow(host, seconds)
        yield chunk
    if answer.length:
        # read1 takes an early end for the end; a cut schedule would read as free time.
        raise http.client.IncompleteRead(b"", answer.length)


def unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The content of a gzip stream of one or more members, in bounded pieces. Raises zlib.error if cut short."""
    unpacker = zlib.decompressobj(wbits=31)
    for chunk in chunks:
        while chunk:
            if unpacker.eof:
                if not chunk.strip(b"\0"):  # padding after the last member
                    break
                unpacker = zlib.decompressobj(wbits=31)
            yield unpacker.decompress(chunk, CHUNK)
            chunk = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    yield unpacker.flush(CHUNK)
    if not unpacker.eof:
        raise zlib.error("cut short")
