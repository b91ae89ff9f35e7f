"""Hands letters over to a mail server: over TLS where it is offered, each noted before and after."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from ipaddress import ip_address

from homecall.errors import DeliveryError
from homecall.outlets.invite.ledger import Ledger
from homecall.outlets.invite.letters import Letter

TIMEOUT = 30.0
"""Seconds for each word of a mail server, where nobody says otherwise."""
IMPLICIT_TLS = 465
SUBMISSION = 587
Drawn = Callable[[Letter], EmailMessage]
"""The mail of a letter."""


@dataclass(frozen=True, slots=True)
class Office:
    """A mail server, and who one is there. Port 465 speaks TLS from the first word; `seconds` is for each word."""

    host: str
    port: int = SUBMISSION
    user: str = ""
    password: str = field(default="", repr=False)
    seconds: float = TIMEOUT


@dataclass(frozen=True, slots=True)
class Carrier:
    """Writes letters of one carer to one address, and notes them in the ledger."""

    ledger: Ledger
    carer: str
    to: str
    drawn: Drawn

    def carry(self, line: smtplib.SMTP, letter: Letter, sender: str) -> None:
        """One letter, noted before and after. Raises DeliveryError.

        A refusal is certain, and the letter is still owed. If the line breaks once the text is on its way nobody knows,
        and the ledger says so.
        """
        text = self.drawn(letter).as_bytes()
        number = self.ledger.handing_over(self.carer, self.to, letter)
        under_way = False
        try:
            _accepted(line.mail(sender), 250, "the sender")
            _accepted(line.rcpt(self.to), 250, "the address")
            under_way = True
            _accepted(line.data(text), 250, "the letter")
        except (smtplib.SMTPResponseException, _No) as no:
            self.ledger.refused(number)
            raise _refused(no.smtp_code if isinstance(no, smtplib.SMTPResponseException) else no.code, no) from no
        except (OSError, smtplib.SMTPException) as wrong:
            if under_way:
                text_ = "The line to the mail server broke while a letter was on its way; it may have arrived, or not."
                cure = "Ask the carer. Run it again with --again to send that letter once more."
                raise DeliveryError(text_, cure=cure, permanent=False) from wrong
            self.ledger.refused(number)
            raise _unreachable(wrong) from wrong
        self.ledger.taken(number)


class _No(Exception):
    """A mail server's refusal, with its code."""

    def __init__(self, code: int, what: str) -> None:
        super().__init__(what)
        self.code = code


def _accepted(answer: tuple[int, bytes], wanted: int, what: str) -> None:
    if answer[0] // 10 != wanted // 10:
        raise _No(answer[0], what)


@contextmanager
def connected(office: Office, trust: ssl.SSLContext | None = None) -> Iterator[smtplib.SMTP]:
    """A line to the mail server as long as the block lasts. Raises DeliveryError, as `dialled`."""
    line = dialled(office, trust)
    try:
        yield line
    finally:
        _farewell(line)


def dialled(office: Office, trust: ssl.SSLContext | None = None) -> smtplib.SMTP:
    """A line to the mail server, protected where it offers that, and signed in where there is a user.

    Raises DeliveryError. `trust` is what certificates are held against; what the machine trusts, if left out.
    """
    line: smtplib.SMTP | None = None
    try:
        line = _greeted(office, trust or ssl.create_default_context())
        if office.user:
            line.login(office.user, office.password)
    except (OSError, smtplib.SMTPException, UnicodeError) as wrong:
        if line is not None:
            line.close()
        raise _not_connected(wrong, office) from wrong
    return line


def _greeted(office: Office, trust: ssl.SSLContext) -> smtplib.SMTP:
    at_once = office.port == IMPLICIT_TLS
    line = (
        smtplib.SMTP_SSL(office.host, office.port, timeout=office.seconds, context=trust)
        if at_once
        else smtplib.SMTP(office.host, office.port, timeout=office.seconds)
    )
    try:
        line.ehlo()
        if not at_once and line.has_extn("starttls"):
            line.starttls(context=trust)
            line.ehlo()
        elif not at_once and office.user and not _near(office.host):
            cure = "Use the port of your provider that speaks TLS, often 465 or 587."
            text = "The mail server offers no protection, and a password would be sent in the open."
            raise DeliveryError(text, where=office.host, cure=cure, permanent=True)
    except BaseException:
        line.close()
        raise
    return line


def _near(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _farewell(line: smtplib.SMTP) -> None:
    try:
        line.quit()
    except (OSError, smtplib.SMTPException):  # what was to be said has been said
        line.close()


def _not_connected(wrong: Exception, office: Office) -> DeliveryError:
    if isinstance(wrong, smtplib.SMTPAuthenticationError):
        permanent = wrong.smtp_code >= 500
        text = f"The mail server refused the name or the password. (SMTP {wrong.smtp_code})"
        return DeliveryError(text, where=office.host, cure="Give the current ones.", permanent=permanent)
    if isinstance(wrong, ssl.SSLCertVerificationError):
        cure = "Check the host; its certificate does not prove that it is who it says."
        text = "The connection to the mail server could not be trusted."
        return DeliveryError(text, where=office.host, cure=cure, permanent=True)
    if isinstance(wrong, smtplib.SMTPNotSupportedError):
        text = "The mail server lets nobody sign in here."
        return DeliveryError(text, where=office.host, cure="Leave --user out, or use another port.", permanent=True)
    if isinstance(wrong, UnicodeError):
        text = "The name or the password holds letters that mail servers do not take."
        return DeliveryError(text, where=office.host, cure="Choose one of plain letters.", permanent=True)
    error = _unreachable(wrong)
    return DeliveryError(error.message, where=office.host, cure=error.cure, permanent=error.permanent)


def _refused(code: int, what: Exception) -> DeliveryError:
    """A certain refusal: for good from 500 on, for now below."""
    permanent = code >= 500
    said = {"the sender": "the sender's address", "the address": "the carer's address"}.get(str(what), "the letter")
    cure = "Check the addresses." if permanent else "Try again in a while."
    return DeliveryError(f"The mail server refused {said}. (SMTP {code})", cure=cure, permanent=permanent)


def _unreachable(_: Exception) -> DeliveryError:
    cure = "Check the host and the connection, then try again; what was sent is not sent twice."
    return DeliveryError("The mail server does not answer.", cure=cure, permanent=False)
