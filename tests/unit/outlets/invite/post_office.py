"""A real mail server on the loopback, which can refuse, break off and speak TLS."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from homecall.outlets.invite.post import Office
from tests.unit.dav.server import free_port

USER, PASSWORD = "ana", "s3cret word"


@dataclass
class Desk:
    """What arrives, and what is answered: `says` by stage (`MAIL`, `RCPT`, `DATA`), a code or "break".

    `lines` says of each that arrived over which line, counted in the order of their first words.
    """

    says: dict[str, list[str]] = field(default_factory=dict)
    arrived: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    protected: list[bool] = field(default_factory=list)
    signed_in: list[bool] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    open: list[SMTP] = field(default_factory=list)

    def hang_up(self) -> None:
        """Break all lines off, as a server does that starts anew."""
        for server in self.open:
            transport: Any = server.transport
            if transport is not None:
                server.loop.call_soon_threadsafe(transport.abort)

    def mails(self) -> list[EmailMessage]:
        """The mails that arrived."""
        return [message_from_bytes(one, policy=default) for one in self.arrived]

    def _next(self, stage: str) -> str:
        waiting = self.says.get(stage, [])
        return waiting.pop(0) if waiting else "250 OK"

    async def handle_MAIL(self, server: SMTP, _: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        """The sender."""
        envelope.mail_from = address
        if server not in self.open:
            self.open.append(server)
        envelope.mail_options.extend(options)
        return self._broken(server, self._next("MAIL"))

    async def handle_RCPT(self, server: SMTP, _: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        """The receiver."""
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return self._broken(server, self._next("RCPT"))

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The letter. After "lost" it is kept and the line breaks."""
        said = self._next("DATA")
        if said.startswith(("250", "lost")):
            content = envelope.content
            self.arrived.append(content if isinstance(content, bytes) else (content or "").encode())
            self.to += envelope.rcpt_tos
            self.lines.append(self.open.index(server))
            self.protected.append(session.ssl is not None)
            self.signed_in.append(bool(session.authenticated))
        return self._broken(server, said)

    def _broken(self, server: SMTP, said: str) -> str:
        if said in ("break", "lost"):
            transport: Any = server.transport
            transport.abort()
            return "421 gone"
        return said


@contextmanager
def office(desk: Desk, tls: ssl.SSLContext | None = None, *, sign_in: bool = False) -> Iterator[Office]:
    """The server for as long as the block lasts; with `tls` it offers STARTTLS."""

    def known(*_: object) -> AuthResult:
        given = _[4]
        good = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False)

    more: dict[str, Any] = (
        {"authenticator": known, "auth_required": True, "auth_require_tls": tls is not None} if sign_in else {}
    )
    controller = _started(desk, tls, more)
    try:
        yield Office("127.0.0.1", controller.port, *((USER, PASSWORD) if sign_in else ()))
    finally:
        controller.stop()


def _started(desk: Desk, tls: ssl.SSLContext | None, more: dict[str, Any]) -> Controller:
    """The server on a port of its own; one that somebody else was quicker to take is given up for another."""
    for _ in range(4):
        controller = Controller(desk, hostname="127.0.0.1", port=free_port(), tls_context=tls, **more)
        with suppress(OSError):
            controller.start()
            return controller
    raise AssertionError("the mail server did not start")


def certificate(folder: Path, name: str = "127.0.0.1") -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate of its own, and a client's that trusts it."""
    from datetime import UTC, datetime, timedelta
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(name))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "cert.pem").write_bytes(pem + private)
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(folder / "cert.pem")
    return server, ssl.create_default_context(cadata=pem.decode())
