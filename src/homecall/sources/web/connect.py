"""Connections that go to an address judged beforehand, while names and certificates stay those of the host."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Sequence

from homecall.sources.web.hosts import Door

Connection = http.client.HTTPConnection


class Plain(http.client.HTTPConnection):
    """An open connection to one of the doors of a host."""

    def __init__(self, host: str, port: int, doors: Sequence[Door], seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self.doors = doors

    def connect(self) -> None:
        """Opens the first door that opens. Raises OSError."""
        self.sock = opened(self.doors, self.timeout)


class Secure(http.client.HTTPSConnection):
    """A protected connection to one of the doors of a host, whose certificate must prove the host's name."""

    def __init__(self, host: str, port: int, doors: Sequence[Door], seconds: float) -> None:
        self.trust = ssl.create_default_context()
        super().__init__(host, port, timeout=seconds, context=self.trust)
        self.doors = doors

    def connect(self) -> None:
        """Opens the first door that opens, and proves the host. Raises OSError, which holds SSLError."""
        raw = opened(self.doors, self.timeout)
        try:
            self.sock = self.trust.wrap_socket(raw, server_hostname=self.host)
        except BaseException:
            raw.close()
            raise


def opened(doors: Sequence[Door], seconds: float | None) -> socket.socket:
    """A socket to the first door that opens. Raises the last door's OSError."""
    last = OSError("there is no address")
    for door in doors:
        one = socket.socket(door.family, socket.SOCK_STREAM)
        try:
            one.settimeout(seconds)
            one.connect(door.place)
        except OSError as error:
            one.close()
            last = error
        else:
            return one
    raise last
