"""Taking a schedule in: a link is looked at for its form, a file is read, and both become a line of a parent's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from homecall.errors import HouseholdError, SourceError
from homecall.household.household import Household
from homecall.household.people import Parent, SourceSpec
from homecall.sources.base import Intake
from homecall.sources.gather import read
from homecall.sources.web.body import LIMIT
from homecall.sources.web.hosts import allowed, public
from homecall.spans.span import instant
from homecall.spans.wall import Horizon
from homecall.web.schedules import kinds

LONGEST_LINK = 2000
AHEAD = 28
"""Days of a file that are looked at before it is believed."""
_Edit = Callable[[tuple[SourceSpec, ...]], tuple[SourceSpec, ...]]
_HOME = re.compile(r"(^|\.)(localhost|local|internal|lan|home|home\.arpa)$")
_CURE = "Copy the link of the calendar itself once more; it begins with https:// or webcal://."


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was understood: as which source, and all that it said."""

    spec: SourceSpec
    intake: Intake


def of_link(text: str) -> SourceSpec:
    """The source for a pasted link, which nobody has asked yet. Raises HouseholdError for what cannot be one."""
    link = text.strip().strip("<>")
    if not link:
        raise HouseholdError(_("There is no link yet."), cure=_("Paste it, drop a file, or do this later."))
    if len(link) > LONGEST_LINK or not link.isprintable() or " " in link:
        raise HouseholdError(_("This is not one link."), cure=_(_CURE))
    if not re.match(r"(https?|webcal)://[^/\s]+", link, re.IGNORECASE):
        raise HouseholdError(_("This is not a link."), cure=_(_CURE))
    _of_the_open_internet(link)
    return SourceSpec(kinds.of_link(link), url=link)


def _of_the_open_internet(link: str) -> None:
    """Raises HouseholdError where an address says by itself that it is at home; names are looked up by the worker."""
    try:
        host = (urlsplit(link).hostname or "").rstrip(".").lower()
    except ValueError:
        raise HouseholdError(_("This is not a link."), cure=_(_CURE)) from None
    if allowed().host(host):
        return
    try:
        ip = ip_address(host)
        private = not (public(ip) or allowed().address(ip))
    except ValueError:
        private = bool(_HOME.search(host)) or "." not in host
    if private:
        cure = _("Use the link that works from anywhere, or save the schedule as a file and drop it here.")
        raise HouseholdError(_("This address leads into a private network, which is not asked."), cure=cure)


def fits(size: int | None) -> None:
    """Raises SourceError for a file that is too large to be a schedule, before any of it is read."""
    if size and size > LIMIT:
        said = _("This file has %(size)d MB; a schedule may have %(most)d.")
        cure = _("Export fewer months, or only your own duties.")
        raise SourceError(said % {"size": size // 1024**2, "most": LIMIT // 1024**2}, cure=cure)


def of_file(name: str, content: bytes, parent: Parent, horizon: Horizon, match: str = "") -> Read:
    """What a file says, read as the kind that makes most sense of it. Raises SourceError where none does.

    Where it lists several people, `match` or else the parent's own name is looked for.
    """
    fits(len(content))
    found, wrong = list[Read](), list[SourceError]()
    for kind in kinds.of_content(content):
        for whose in dict.fromkeys((match,) if match else ("", parent.name)):
            spec = SourceSpec(kind, path=name, match=whose)
            try:
                found.append(Read(spec, read(spec, horizon, {name: content})))
                break
            except SourceError as error:
                wrong.append(error)
    if not found:
        raise _no_schedule(wrong)
    return max(found, key=_sense)


def _no_schedule(wrong: list[SourceError]) -> SourceError:
    """What all readers agree on; where they do not, that this is none of the schedules that we know."""
    if len({one.message for one in wrong}) == 1:
        return wrong[0]
    cure = _("A calendar file (.ics) or an export as CSV is read best.")
    return next(
        (one for one in wrong if "lists" in one.message),
        SourceError(_("We find no schedule in this file."), cure=cure),
    )


def _sense(one: Read) -> tuple[bool, bool, int]:
    """How much sense a reading makes: something of one's own in it, and little of it refused."""
    said = one.intake
    return len(said.rejects) <= len(said.entries), bool(said.entries), -len(said.rejects)


def named(name: str, taken: Iterable[str]) -> str:
    """A plain name for a dropped file that no other file has."""
    plain = re.sub(r"[^\w.-]+", "-", name.replace("\\", "/").rpartition("/")[2]).strip("-.")[-80:] or "schedule"
    stem, dot, ending = plain.rpartition(".") if "." in plain else (plain, "", "")
    used = set(taken)
    return next(new for n in range(1, 10_000) if (new := plain if n == 1 else f"{stem}-{n}{dot}{ending}") not in used)


def parent_of(home: Household, id: str) -> Parent | None:
    """The parent of an id, None where there is none."""
    return next((one for one in home.parents if one.id == id), None)


def added(home: Household, id: str, spec: SourceSpec) -> Household:
    """The household with one more schedule for a parent; one that is there already stays single."""
    return _changed(home, id, lambda now: now if _same(now, spec) else (*now, spec))


def removed(home: Household, id: str, number: int) -> Household:
    """The household without a parent's schedule of that number, from 0."""
    return _changed(home, id, lambda now: (*now[:number], *now[number + 1 :]))


def exchanged(home: Household, id: str, number: int, spec: SourceSpec) -> Household:
    """The household with another source in the place of a parent's schedule of that number, from 0.

    What was said of the old one goes with it, but that it yields to others.
    """
    return _changed(home, id, lambda now: (*now[:number], replace(spec, yields=now[number].yields), *now[number + 1 :]))


def _same(now: tuple[SourceSpec, ...], spec: SourceSpec) -> bool:
    return any((one.path, one.url, one.match) == (spec.path, spec.url, spec.match) for one in now)


def _changed(home: Household, id: str, edit: _Edit) -> Household:
    parents = tuple(replace(one, schedule=edit(one.schedule)) if one.id == id else one for one in home.parents)
    return replace(home, parents=parents)


def horizon_of(home: Household, now: datetime) -> Horizon:
    """The days from the family's today on that a file is looked at for."""
    at = instant(now)
    return Horizon(home.wall, home.wall.date(at), AHEAD, at)
