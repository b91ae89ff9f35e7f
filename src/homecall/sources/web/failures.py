"""What went wrong between us and a host, in sentences that name the host and nothing else of the address."""

from __future__ import annotations

import http.client
import socket
import ssl
import zlib

from homecall.errors import FetchError
from homecall.tongue import say


def slow(host: str, seconds: float) -> FetchError:
    """There was not enough within the time."""
    text = say("There was no full answer within {seconds} seconds.", seconds=f"{seconds:.0f}")
    return FetchError(text, where=host, cure=say("Try again in a while."), permanent=False)


def unreachable(error: Exception, host: str, seconds: float) -> FetchError:
    """A FetchError that keeps the kind of failure and drops its words, which may hold the address."""
    if isinstance(error, TimeoutError):
        return slow(host, seconds)
    if isinstance(error, ssl.SSLCertVerificationError):
        cure = say("Check the address; its certificate does not prove that it is who it says.")
        return FetchError(say("The connection could not be trusted."), where=host, cure=cure, permanent=True)
    if isinstance(error, http.client.IncompleteRead | zlib.error):
        text = say("The download broke off before its end.")
        return FetchError(text, where=host, cure=say("Try again in a while."), permanent=False)
    if isinstance(error, socket.gaierror):
        # For now or for ever: also a machine without a network knows no host.
        cure = say("Check the address and the connection, then try again.")
        return FetchError(say("There is no such server, or no connection."), where=host, cure=cure, permanent=False)
    cure = say("Check the address and the connection, then try again.")
    return FetchError(say("The schedule could not be fetched."), where=host, cure=cure, permanent=False)
