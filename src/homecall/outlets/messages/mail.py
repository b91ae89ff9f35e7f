"""Messages by e-mail, handed to the host's own mail server."""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from functools import cache

from homecall.errors import DeliveryError, PostError
from homecall.outlets.ics.lines import clean
from homecall.outlets.invite.mail import Person
from homecall.outlets.invite.post import Office
from homecall.outlets.messages.lines import Lines
from homecall.outlets.messages.note import Begin, Note
from homecall.tongue import noted, say

_SENDER = noted("The mail server does not take mail from this house. (SMTP {code})")
_ADDRESS = noted("The mail server does not take mail for this address. (SMTP {code})")
_MESSAGE = noted("The mail server did not take the message. (SMTP {code})")
_DOT = re.compile(rb"^\.", re.MULTILINE)


class _Tired(Exception):
    """A line that has carried messages before takes no more, and nothing has left over it."""


@dataclass(frozen=True, slots=True)
class Mail:
    """The way to one mail address. `now` is what the mail says about when it was written.

    `lines` are those that other messages left open; whoever made them hangs up.
    """

    office: Office
    sender: Person
    to: str
    now: datetime
    lines: Lines

    @property
    def host(self) -> str:
        """The mail server."""
        return self.office.host

    def hand_over(self, note: Note, begin: Begin) -> None:
        """Hand it over: refused by a word of the server's is certain, a line that breaks after the text is not.

        What a line says that was used before, and before the message leaves, is asked again over a fresh one: a server
        may hang up between two messages, or take only so many.
        """
        text = written(note, self.sender, self.to, self.now)
        try:
            try:
                self._carried(text, begin)
            except _Tired:
                self._carried(text, begin, fresh=True)
        except DeliveryError as wrong:
            if isinstance(wrong, PostError):
                raise
            raise PostError(wrong.message, cure=wrong.cure, permanent=wrong.permanent) from None
        except (OSError, smtplib.SMTPException):
            raise PostError(say("The mail server does not answer.")) from None

    def _carried(self, text: bytes, begin: Begin, *, fresh: bool = False) -> None:
        with self.lines.call(self.office, _trust(), fresh=fresh) as call:
            try:
                _taken(call.line.mail(self.sender.address), _SENDER)
                _taken(call.line.rcpt(self.to), _ADDRESS)
            except (PostError, OSError, smtplib.SMTPException):
                if call.used:
                    raise _Tired from None
                raise
            begin()
            _taken(call.line.docmd("DATA"), _MESSAGE)
            _sent(call.line, text)


def loaded() -> None:
    """Load what mail needs, before a message waits for it."""
    _trust()


@cache
def _trust() -> ssl.SSLContext:
    """What certificates are held against; to read it takes longer than to hand a message over."""
    return ssl.create_default_context()


def _taken(answer: tuple[int, bytes], what: str) -> None:
    code = answer[0]
    if not 200 <= code < 400:
        lasting = code >= 500
        raise PostError(say(what, code=code), permanent=lasting, gone=lasting and what == _ADDRESS)


def _sent(line: smtplib.SMTP, text: bytes) -> None:
    """The text itself, after which only an answer tells whether it was taken."""
    try:
        line.send(_DOT.sub(b"..", text) + b".\r\n")
        answer = line.getreply()
    except (OSError, smtplib.SMTPException):
        raise PostError(say("The line to the mail server broke while it was on its way."), unsure=True) from None
    _taken(answer, _MESSAGE)


def written(note: Note, sender: Person, to: str, now: datetime) -> bytes:
    """The mail as it goes over the line, with an end of line at its end."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = formataddr((clean(sender.name), sender.address))
    mail["To"] = to
    mail["Subject"] = clean(note.title)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{note.id}@{sender.address.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    if note.reply:
        mail["Reply-To"] = note.reply
    mail.set_content(note.text + "\n", cte="quoted-printable")
    return mail.as_bytes()
