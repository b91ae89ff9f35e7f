"""One calendar on a server: what it holds, what changed, and changes to it, each only if nobody else was faster.

The questions and answers are those of the `caldav` library; the bytes go over a wire of our own, which is bounded.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urljoin, urlsplit

from homecall.dav.guard import HostileXMLError, check
from homecall.dav.refusals import refusal
from homecall.dav.wire import Answer, Wire
from homecall.errors import DavError

Element = Any
"""An element of lxml, which ships no types."""

AT_ONCE = 100
"""Entries asked for in one question."""
NAMED = 5
"""Calendars that are named to whoever gave the address of an account."""
PAGES = 1000
"""Answers that a server may split one list of changes into."""
_CALENDAR = "{urn:ietf:params:xml:ns:caldav}calendar"


@dataclass(frozen=True, slots=True)
class Stored:
    """One resource of a calendar. `href` is its path; `etag` is empty where the server gives none."""

    href: str
    etag: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a token. `whole` where it is everything there is, because the token says nothing any more."""

    changed: tuple[Stored, ...]
    gone: frozenset[str]
    token: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """An answer in the shape that the library expects of an HTTP library."""

    status_code: int
    reason: str
    headers: Any
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")


class _Session:
    """Carries the library's questions over our wire. Raises DavError for every refusal."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def request(
        self, method: str, url: str, *, data: bytes | str | None, headers: Mapping[str, str], **_: object
    ) -> _Said:
        body = data.encode() if isinstance(data, str) else data or b""
        answer = self._wire.ask(method, url, body, headers)
        if answer.status >= 400:
            raise refusal(answer, self._wire.host, named=self._wire.named)
        return _Said(answer.status, answer.reason, answer.headers, self._content(method, answer))

    def _content(self, method: str, answer: Answer) -> bytes:
        """What there is to read. Raises DavError where a list was asked for and something else came."""
        if method not in ("REPORT", "PROPFIND"):
            return b""
        try:
            if answer.status != 207:
                raise HostileXMLError("it is a page, not a list")
            check(answer.body)
        except HostileXMLError as wrong:
            cure = "Check that the address is that of a calendar."
            text = f"The answer of the calendar server cannot be used: {wrong}."
            raise DavError(text, where=self._wire.host, cure=cure, permanent=True) from wrong
        return answer.body

    def close(self) -> None:
        self._wire.close()


class Calendar:
    """A calendar by its address. Everything raises DavError."""

    def __init__(self, wire: Wire) -> None:
        """No word is sent yet. Raises DavError where the library is not installed."""
        # Without the stroke at its end new resources would land beside the calendar.
        self.wire, self.url = wire, wire.url if wire.parts.query or wire.url.endswith("/") else f"{wire.url}/"
        self._cdav, self._dav = _library("caldav.elements.cdav"), _library("caldav.elements.dav")
        self._tree = _library("lxml.etree")
        client = _library("caldav.davclient").DAVClient(wire.url, enable_rfc6764=False)
        client.session.close()
        client.session = _Session(wire)
        self._client = client

    def looked_at(self) -> None:
        """Makes sure that this is a calendar. Raises DavError that names the calendars there are, if it is none."""
        if _CALENDAR in self._kinds(self.url, depth=0).values():
            return
        inside = self._inside()
        named = ", ".join(urljoin(self.url, href) for href in inside[:NAMED])
        cure = f"There are calendars at {named}." if inside else "Copy the calendar's own address."
        raise DavError("This address is no calendar.", where=self.wire.host, cure=cure, permanent=True)

    def _inside(self) -> list[str]:
        """The calendars in this place, else those that are one's own on this server; none where it does not say."""
        try:
            if found := self._calendars(self.url):
                return found
            principal = self._link(self.url, self._dav.CurrentUserPrincipal())
            home = self._link(principal, self._cdav.CalendarHomeSet()) if principal else ""
            return self._calendars(home) if home else []
        except DavError:
            return []

    def _calendars(self, url: str) -> list[str]:
        return [href for href, kind in self._kinds(url, depth=1).items() if kind == _CALENDAR]

    def _link(self, url: str, wanted: Any) -> str:
        """The first path that a property of a resource leads to; empty where it leads nowhere."""
        asked = _built(self._dav.Propfind(), _built(self._dav.Prop(), wanted))
        for _, props, _ in self._each(self._ask("PROPFIND", url, asked, 0)):
            if (found := props.get(wanted.tag)) is not None:
                return str(found.findtext(self._dav.Href.tag) or "").strip()
        return ""

    def _kinds(self, url: str, depth: int) -> dict[str, str]:
        """Which of the resources are calendars: by path, the tag of a calendar or nothing."""
        asked = _built(self._dav.Propfind(), _built(self._dav.Prop(), self._dav.ResourceType()))
        answer = self._ask("PROPFIND", url, asked, depth)
        found: dict[str, str] = {}
        for href, props, _ in self._each(answer):
            kinds = props.get(self._dav.ResourceType.tag)
            found[href] = _CALENDAR if kinds is not None and kinds.find(_CALENDAR) is not None else ""
        return found

    def everything(self) -> tuple[Stored, ...]:
        """Every event of the calendar, with its text."""
        cdav = self._cdav
        events = _built(cdav.Filter(), _built(cdav.CompFilter("VCALENDAR"), cdav.CompFilter("VEVENT")))
        return self._stored(self._ask("REPORT", self.url, _built(cdav.CalendarQuery(), self._wanted(), events), 1))

    def some(self, hrefs: Iterable[str]) -> tuple[Stored, ...]:
        """The resources at these paths, with their texts; those that are gone are left out."""
        wanted, found = list(hrefs), list[Stored]()
        for first in range(0, len(wanted), AT_ONCE):
            named = [self._dav.Href(value=href) for href in wanted[first : first + AT_ONCE]]
            asked = _built(self._cdav.CalendarMultiGet(), self._wanted(), *named)
            found += self._stored(self._ask("REPORT", self.url, asked, None))
        return tuple(found)

    def since(self, token: str) -> Changes:
        """What changed since the token, without texts; everything where it is empty or the server knows it no more."""
        try:
            return self._since(token)
        except DavError as error:
            # An old token is refused with one of these; a calendar that is really closed refuses the next one too.
            if not token or error.status not in (400, 403, 409, 412, 507):
                raise
        return self._since("")

    def _since(self, token: str) -> Changes:
        changed: dict[str, Stored] = {}
        gone: set[str] = set()
        at = token
        for _ in range(PAGES):
            answer = self._page(at)
            more = self._sort(answer, changed, gone)
            before, at = at, answer.findtext(self._dav.SyncToken.tag) or ""
            if not more or at == before:
                return Changes(tuple(changed.values()), frozenset(gone - changed.keys()), at, whole=not token)
        raise DavError("The list of changes has no end.", where=self.wire.host, cure="", permanent=True)

    def _page(self, token: str) -> Element:
        dav = self._dav
        parts = (dav.SyncToken(value=token), dav.SyncLevel(value="1"), _built(dav.Prop(), dav.GetEtag()))
        return self._ask("REPORT", self.url, _built(dav.SyncCollection(), *parts), 0)

    def _sort(self, answer: Element, changed: dict[str, Stored], gone: set[str]) -> bool:
        """Puts what a page says where it belongs, later words over earlier ones. Gives whether more is to come."""
        more = False
        for href, props, status in self._each(answer):
            if status == 507:
                more = True
            elif status == 404:
                gone.add(href)
                changed.pop(href, None)
            elif not href.endswith("/"):
                gone.discard(href)
                changed[href] = Stored(href, _text(props.get(self._dav.GetEtag.tag)))
        return more

    def create(self, name: str, text: str) -> None:
        """Put a new resource there under that name; status 412 if something is there already."""
        self._client.put(urljoin(self.url, f"{name}.ics"), text, {**_ICS, "If-None-Match": "*"})

    def replace(self, old: Stored, text: str) -> None:
        """Write over a resource, if it is still what it was; status 412 if it is not."""
        self._client.put(urljoin(self.url, old.href), text, {**_ICS, "If-Match": self._mark(old)})

    def remove(self, old: Stored) -> None:
        """Take a resource away, if it is still what it was; status 412 if it is not, 404 if it is gone."""
        self._client.delete(urljoin(self.url, old.href), {"If-Match": self._mark(old)})

    def _mark(self, old: Stored) -> str:
        """The ETag to hold the server to. Some front servers mark theirs as weak, which no condition would accept."""
        etag = old.etag.removeprefix("W/")
        if not etag or not etag.isprintable() or not etag.isascii():
            text = "The calendar server does not say which version of an entry it holds, so nothing is written over."
            raise DavError(text, where=self.wire.host, cure="Choose another calendar.", permanent=True)
        return etag if etag.startswith('"') else f'"{etag}"'

    def _wanted(self) -> Any:
        return _built(self._dav.Prop(), self._dav.GetEtag(), self._cdav.CalendarData())

    def _ask(self, method: str, url: str, query: Any, depth: int | None) -> Element:
        body = self._tree.tostring(query.xmlelement(), encoding="utf-8", xml_declaration=True).decode()
        headers = {} if depth is None else {"Depth": str(depth)}
        try:
            tree = self._client.request(url, method, body, headers).tree
        except self._tree.XMLSyntaxError:
            tree = None
        if tree is None:
            cure = "Try again in a while."
            text = "The answer of the calendar server cannot be read."
            raise DavError(text, where=self.wire.host, cure=cure, permanent=False)
        return tree

    def _stored(self, answer: Element) -> tuple[Stored, ...]:
        found = []
        for href, props, status in self._each(answer):
            data = props.get(self._cdav.CalendarData.tag)
            if status < 300 and data is not None:
                found.append(Stored(href, _text(props.get(self._dav.GetEtag.tag)), _text(data)))
        return tuple(found)

    def _each(self, answer: Element) -> Iterator[tuple[str, dict[str, Element], int]]:
        """Each resource of an answer: its path, the properties it has, and its status (200 where none is said)."""
        dav = self._dav
        for one in answer.iterfind(dav.Response.tag):
            href = _path(one.findtext(dav.Href.tag) or "")
            props: dict[str, Element] = {}
            for part in one.iterfind(dav.PropStat.tag):
                if _code(part.findtext(dav.Status.tag)) < 300:
                    props |= {prop.tag: prop for found in part.iterfind(dav.Prop.tag) for prop in found}
            yield href, props, _code(one.findtext(dav.Status.tag))


_ICS = {"Content-Type": "text/calendar; charset=utf-8"}


def _built(root: Any, *parts: Any) -> Any:
    """An element of the library with these parts in it."""
    for part in parts:
        root.append(part)
    return root


def _path(href: str) -> str:
    """The path of an address, whatever server it names; as it is where it is no address."""
    try:
        return urlsplit(href.strip()).path
    except ValueError:
        return href


def _text(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _code(status: str | None) -> int:
    words = (status or "").split()
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 200


def _library(module: str) -> Any:
    """A module of the extra. Raises DavError with the command that installs it."""
    try:
        found = import_module(module)
    except ModuleNotFoundError as wrong:
        name = module.partition(".")[0]
        cure = 'Run pip install "homecall[caldav]".'
        raise DavError(f"This needs {name}, which is not installed.", cure=cure, permanent=True) from wrong
    # It writes what it finds odd to the log, with the words of other people's events in it.
    logging.getLogger("caldav").setLevel(logging.CRITICAL)
    return found
