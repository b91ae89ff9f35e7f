"""Messages by any of the services that Apprise knows and that are asked over the web.

An address of Apprise's is a secret. Those services that would reach into the machine itself (its screen, its files,
its log, its programs) are not taken, and the rest speak over connections of our own making.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from homecall.errors import PostError
from homecall.outlets.messages.note import Begin, Note
from homecall.tongue import say

if TYPE_CHECKING:
    from homecall.outlets.messages.wire import Dial, Line

_SAFE = (
    "ntfy ntfys signal signals tgram gotify gotifys pover pbul psafer psafers prowl spush join bark barks "
    "discord slack mmost mmosts rocket rockets zulip gchat line threema whatsapp nctalk nctalks ncloud nclouds "
    "synology synologys hassio hassios json jsons form forms evolution evolutions "
    "twilio vonage nexmo sinch msgbird clicksend clickatell bulksms bulkvs d7sms voipms atalk seven httpsms "
    "smseagle smseagles burstsms kavenegar plivo msg91 sfr"
)
SCHEMES = frozenset(_SAFE.split())
"""What an address may begin with: services that are asked over HTTP with one request or two, and read no file."""
LONGEST = 1000
_DROPPED = (
    "template",
    "attach",
    "attach-as",
    "attach_as",
    "tokens",
    "verify",
    "redirect",
    "rto",
    "cto",
    "retry",
    "wait",
)
"""Settings of an address that would read files, trust anybody, or try again behind our back."""

_NOW: ContextVar[Line | None] = ContextVar("homecall_line", default=None)


@dataclass(frozen=True, slots=True)
class Service:
    """The way to one target of one service. Raises PostError, when it is used, for an address that cannot be."""

    address: str = field(repr=False)
    dial: Dial

    @property
    def host(self) -> str:
        """The server of an address that names one, else the service."""
        parts = urlsplit(self.address)
        return (parts.hostname or "") if "." in (parts.hostname or "") else parts.scheme

    def hand_over(self, note: Note, begin: Begin) -> None:
        """Hand it over to the service."""
        from homecall.outlets.messages.wire import Line

        target, line = understood(self.address), Line(self.dial)
        begin()
        with _on(line):
            said = target.notify(body=note.text, title=note.title)
        line.judged(said=bool(said))


def loaded() -> None:
    """Load what services need, before a message waits for it: a quarter of a second, much longer on a busy machine."""
    _apprise()


def shown(address: str) -> str:
    """What a page may say of an address: the service and its server, nothing of a key. Raises PostError."""
    target = understood(address)
    name, host = str(target.service_name), urlsplit(address).hostname or ""
    return f"{name} ({host})" if "." in host and str(target.url(privacy=True)).count(host) else name


def understood(address: str) -> Any:
    """Apprise's object for an address. Raises PostError for one that is not taken."""
    scheme = address.partition("://")[0].lower()
    if scheme not in SCHEMES or len(address) > LONGEST or not address.isprintable():
        cure = say("Take one such as ntfys://, signal://, tgram:// or twilio://.")
        raise PostError(say("This is no address of a service that is taken here."), cure=cure, permanent=True)
    apprise = _apprise()
    asset = apprise.AppriseAsset(storage_mode="memory", async_mode=False, secure_logging=True)
    parsed = apprise.plugins.url_to_dict(address, secure_logging=True)
    target = apprise.Apprise.instantiate(_bare(parsed), asset=asset) if parsed else None
    if target is None:
        cure = say("Compare it with the service’s page in the documentation of Apprise.")
        raise PostError(say("This address cannot be understood."), cure=cure, permanent=True)
    if len(target) != 1:
        cure = say("Add each on its own.")
        raise PostError(say("This address has more than one target."), cure=cure, permanent=True)
    return target


def _bare(parsed: dict[str, Any]) -> dict[str, Any]:
    """The parts of an address without the settings that are not taken."""
    kept = {name: value for name, value in parsed.items() if name not in _DROPPED}
    if isinstance(kept.get("qsd"), dict):
        kept["qsd"] = {name: value for name, value in kept["qsd"].items() if name not in _DROPPED}
    return kept


@cache
def _apprise() -> Any:
    """Apprise, with our own requests in the place of its own, and silent: its log holds addresses."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of what it brings along for mail, which is not used
        import apprise as library

        apprise: Any = library  # it says that it is typed, and mostly is not
        apprise.manager_plugins.NotificationManager().load_modules()
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    for name, module in list(sys.modules.items()):
        if name.startswith("apprise.") and hasattr(module, "requests"):
            setattr(module, "requests", _OURS)  # noqa: B010 (a module of others has no such name to our tools)
    return apprise


@contextmanager
def _on(line: Line) -> Iterator[None]:
    before = _NOW.set(line)
    try:
        yield
    finally:
        _NOW.reset(before)


class _Requests:
    """What Apprise's services get in the place of `requests`: the line of now, and none without one."""

    def __getattr__(self, name: str) -> Any:
        import requests

        if name not in ("request", "get", "post", "put", "patch", "delete", "head", "options"):
            return getattr(requests, name)
        line = _NOW.get()
        if line is None:
            raise requests.ConnectionError("nobody has dialled")
        return getattr(line, name)

    @property
    def Session(self) -> Any:
        """No session of their own either."""
        raise AttributeError("Session")


_OURS = _Requests()
