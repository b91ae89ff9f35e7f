"""Plans pushed in a line: nights of two parents, in the calendar of the whole family."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from homecall.dav.calendar import Stored
from homecall.errors import DavError
from homecall.outlets.caldav.deliver import Where, deliver
from homecall.outlets.caldav.push import Report, look, push
from homecall.outlets.ics.views import FAMILY, View
from homecall.plan.plan import Plan
from tests.unit.dav.server import Radicale
from tests.unit.outlets.ics.week import family, plan

HOME = replace(family(), children=family().children[1:])
"""Leo alone, who is in no place."""
VIEW = View(HOME, FAMILY)
NIGHTS = "31 00:00 ben, 31 19:00 ana, 1 08:00 ben, 1 19:00 ana, 2 08:00 ben, 2 19:00 ana, 3 08:00 ben, 3 19:00 ana"
LATER = NIGHTS.replace(" 1 19:00", " 1 20:00")
"""Ana takes over an hour later on Sunday."""
BENS = NIGHTS.replace(" 1 19:00 ana", " 1 19:00 ben")
"""Ben keeps Sunday night."""


def nights(text: str = NIGHTS) -> Plan:
    """Four days by a table of turns, without carers."""
    return plan(HOME, {"leo": text})


def pushed(server: Radicale, made: Plan, view: View = VIEW, *, dry: bool = False) -> Report:
    """A push to the real server."""
    return deliver(Where(server.calendar, server.login), view, made, made.now, no_wait, dry=dry)


def no_wait(_: float) -> None:
    """Fails where a server is waited for that asked for nothing."""
    raise AssertionError("nobody asked for a pause")


def counted(report: Report) -> tuple[int, int, int, int, int]:
    """How many were made, changed, removed, left alone, kept."""
    made, changed, removed, left = (len(report.of(one)) for one in ("make", "change", "remove", "leave"))
    return made, changed, removed, left, report.kept


@dataclass
class Shelf:
    """A calendar in memory, where anything may go wrong at any step: `troubles` are raised one after the other.

    A trouble with a text does what was asked before it fails: the answer is lost, not the deed.
    """

    held: dict[str, tuple[int, str]] = field(default_factory=dict)
    troubles: list[DavError | None] = field(default_factory=list)
    meanwhile: list[tuple[str, str]] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)

    def everything(self) -> tuple[Stored, ...]:
        """All that is held."""
        return tuple(Stored(href, f'"{version}"', text) for href, (version, text) in self.held.items())

    def some(self, hrefs: Iterable[str]) -> tuple[Stored, ...]:
        """Those of them that are there."""
        wanted = set(hrefs)
        return tuple(one for one in self.everything() if one.href in wanted)

    def create(self, name: str, text: str) -> None:
        """Make one, unless it is there."""
        href = f"/cal/{name}.ics"
        self._trouble(lambda: self.held.__setitem__(href, (1, text)))
        self._only(href not in self.held)
        self.held[href] = (1, text)
        self.deeds.append(f"create {href}")

    def replace(self, old: Stored, text: str) -> None:
        """Write over one, if it is that version."""
        version = self._version(old)
        self._trouble(lambda: self.held.__setitem__(old.href, (version + 1, text)))
        self._only(self._version(old) == int(old.etag.strip('"')))
        self.held[old.href] = (version + 1, text)
        self.deeds.append(f"replace {old.href}")

    def remove(self, old: Stored) -> None:
        """Take one away, if it is that version."""
        self._trouble(lambda: self.held.pop(old.href, None))
        if old.href not in self.held:
            raise refusal(404)
        self._only(self._version(old) == int(old.etag.strip('"')))
        del self.held[old.href]
        self.deeds.append(f"remove {old.href}")

    def change(self, href: str, text: str) -> None:
        """Somebody else's change; an empty text takes it away."""
        if text:
            self.held[href] = (self.held.get(href, (0, ""))[0] + 100, text)
        else:
            self.held.pop(href, None)

    def texts(self) -> list[str]:
        """What it says, stamps and numbers aside."""
        own = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
        return sorted(
            "\n".join(line for line in text.split("\r\n") if not line.startswith(own)) for _, text in self.held.values()
        )

    def _version(self, old: Stored) -> int:
        return self.held.get(old.href, (0, ""))[0]

    def _trouble(self, deed: object) -> None:
        if self.meanwhile:
            self.change(*self.meanwhile.pop(0))
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            if trouble.message == "lost" and callable(deed):
                deed()
            raise trouble

    def _only(self, fits: bool) -> None:  # noqa: FBT001 (the condition of the request)
        if not fits:
            raise refusal(412)


def refusal(status: int, wait: int = 0) -> DavError:
    """A server's no."""
    permanent = status not in (412, 429, 500, 503)
    return DavError("no", permanent=permanent, status=status, wait=wait)


def lost() -> DavError:
    """The line broke after the server had done what was asked."""
    return DavError("lost", permanent=False)


def broken() -> DavError:
    """The line broke before."""
    return DavError("broken", permanent=False)


def put(shelf: Shelf, made: Plan, view: View = VIEW) -> Report:
    """A push into memory."""
    return push(shelf, view, look(shelf, view, made, made.now), no_wait)
