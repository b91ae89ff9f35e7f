"""QGenda's interface as an address: the login and the days stand in a link, and what comes is one saved answer."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from homecall.errors import FetchError
from homecall.sources.qgenda.rest import Account, fetched
from homecall.sources.qgenda.wire import ask as put
from homecall.sources.tables import a_date
from homecall.sources.web.ask import Answer, Validators, address
from homecall.tongue import say


def with_login(url: str) -> bool:
    """Whether a link holds a login of the interface, and is not simply a file on the web."""
    try:
        parts = urlsplit(url)
        return parts.username is not None and parts.path.rstrip("/").endswith("/schedule")
    except ValueError:
        return False


def ask(url: str, known: Validators | None = None) -> Answer:
    """The schedule of the days in the link, or that what is known still stands. Raises FetchError or SourceError.

    QGenda knows no validators for a schedule, so that the answer's own digest stands in for its ETag.
    """
    parts = address(url)
    first, last = (_day(parts, name) for name in ("startDate", "endDate"))
    if last < first:
        cure = say("Give a startDate that is before the endDate.")
        raise FetchError(say("The link asks for no days."), where=parts.hostname or "", cure=cure, permanent=True)
    content = fetched(_account(parts), first, last, put)
    said = Validators(etag=sha256(content).hexdigest())
    return Answer(None if known is not None and known.etag == said.etag else content, said)


def _account(parts: SplitResult) -> Account:
    """Who asks, and of which company. Raises FetchError where the link does not say."""
    host = parts.hostname or ""
    company = _query(parts, "companyKey")
    if not company or not parts.username or not parts.password:
        cure = say(
            "Write https://E-MAIL:PASSWORD@api.qgenda.com/v2/schedule?companyKey=…, the e-mail with %40 for its @."
        )
        raise FetchError(say("The link lacks a login or a companyKey."), where=host, cure=cure, permanent=True)
    place = parts.netloc.rpartition("@")[2]
    base = f"{parts.scheme.lower()}://{place}{parts.path.rstrip('/').removesuffix('/schedule')}"
    return Account(unquote(parts.username), unquote(parts.password), company, base)


def _day(parts: SplitResult, name: str) -> date:
    try:
        return a_date(_query(parts, name))
    except ValueError:
        cure = say("Add {name}=2026-07-01, with the day that you mean.", name=name)
        raise FetchError(
            say("The link has no {name}.", name=name), where=parts.hostname or "", cure=cure, permanent=True
        ) from None


def _query(parts: SplitResult, name: str) -> str:
    found = {field.lower(): values[0] for field, values in parse_qs(parts.query).items()}
    return found.get(name.lower(), "")
