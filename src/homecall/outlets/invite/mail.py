"""A letter as a mail: words for the person, and an iTIP object for the person's calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from homecall.errors import HouseholdError
from homecall.household.household import Household
from homecall.outlets.ics.lines import clean, fold, unescape
from homecall.outlets.ics.render import PRODUCT
from homecall.outlets.ics.zone import vtimezone
from homecall.outlets.invite.letters import Letter
from homecall.plan.voice import Voice
from homecall.spans.span import Minute
from homecall.spans.wall import Wall

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name and a mail address. Raises HouseholdError for an address that cannot be."""

    name: str
    address: str

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.address) or ".." in self.address:
            cure = "Write it as rosa@example.org."
            raise HouseholdError(f"{clean(self.address)[:80]!r} is not a mail address.", cure=cure)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom."""

    sender: Person
    carer: Person


def message(household: Household, letter: Letter, envelope: Envelope, now: Minute) -> EmailMessage:
    """The mail of one letter. Its id is made of the shift and its number: the same letter twice is the same mail."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = formataddr((clean(envelope.sender.name), envelope.sender.address))
    mail["To"] = formataddr((clean(envelope.carer.name), envelope.carer.address))
    mail["Subject"] = _subject(household, letter)
    mail["Date"] = format_datetime(datetime.fromtimestamp(now * 60, UTC))
    mail["Message-ID"] = message_id(letter, envelope.sender.address)
    mail.set_content(_words(household, letter, envelope), cte="quoted-printable")
    parameters = {"method": letter.method, "component": "VEVENT", "name": "invitation.ics"}
    invitation = itip(household, letter, envelope)
    mail.add_alternative(invitation, subtype="calendar", cte="base64", params=parameters)
    return mail


def message_id(letter: Letter, sender: str) -> str:
    """The id of the mail of a letter."""
    local = letter.entry.uid.partition("@")[0]
    return f"<{local}.{letter.entry.sequence}.{letter.method.lower()}@{sender.rpartition('@')[2]}>"


def itip(household: Household, letter: Letter, envelope: Envelope) -> str:
    """The iTIP object: one event with an organizer, one attendee, and a number that rises with each change."""
    entry, zones = letter.entry, letter.entry.zones or (household.timezone,)
    first, last = (Wall(zones[0]).date(at).year for at in (entry.span.start, entry.span.end))
    event = entry.lines()
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", PRODUCT, "CALSCALE:GREGORIAN", f"METHOD:{letter.method}"),
        *vtimezone(zones[0], first, last),
        *event[:-1],
        *_people(letter, envelope),
        event[-1],
        "END:VCALENDAR",
    ]
    return b"".join(fold(line) for line in lines).decode()


def _people(letter: Letter, envelope: Envelope) -> Iterator[str]:
    yield f"ORGANIZER;CN={_quoted(envelope.sender.name)}:mailto:{envelope.sender.address}"
    asked = ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE" if letter.method == "REQUEST" else ""
    who = f"CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{asked};CN={_quoted(envelope.carer.name)}"
    yield f"ATTENDEE;{who}:mailto:{envelope.carer.address}"


def _quoted(name: str) -> str:
    """A parameter value; a quotation mark, which none can hold, becomes an apostrophe."""
    return '"' + clean(name).replace('"', "'") + '"'


def _subject(household: Household, letter: Letter) -> str:
    title, when = _title(letter), Voice(household.wall).on(letter.entry.span)
    if letter.method == "CANCEL":
        return clean(f"No longer needed: {when}")
    return clean(f"{'New hours: ' if letter.again else ''}{title} {when}")


def _title(letter: Letter) -> str:
    return _value(letter, "SUMMARY")


def _value(letter: Letter, name: str) -> str:
    found = next((line for line in letter.entry.body if line.startswith(f"{name}:")), "")
    return unescape(found.partition(":")[2])


def _words(household: Household, letter: Letter, envelope: Envelope) -> str:
    """What a person reads who never looks at the calendar part."""
    when = Voice(household.wall).on(letter.entry.span)
    first = clean(envelope.carer.name)
    if letter.method == "CANCEL":
        told = f"you need not keep this time for us any longer: {when}.\n\nThank you for holding it."
    else:
        ask = _title(letter)
        lead = "some hours have changed. " if letter.again else ""
        notes = _value(letter, "DESCRIPTION")
        told = f"{lead}{ask}\n\n{when}" + (f"\n{notes}" if notes else "")
        told += "\n\nYour calendar can answer this: yes, no, or perhaps. A line back does as well."
    return f"Hello {first},\n\n{told}\n\n{clean(envelope.sender.name)}\n"
