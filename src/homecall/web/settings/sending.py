"""What the environment says about messages: by which mail server they go, where mail is taken in, where the app is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from homecall.errors import SetupError


@dataclass(frozen=True, slots=True)
class Sending:
    """How messages go out and come in; all of it may be empty.

    `smtp` is the mail server, `sender` the address that mail comes from and `address` the root of the app as a phone
    reaches it, with no slash at its end. `mail_in` is where mail is listened for, as (host, port), and `domain` what
    stands behind the @ of the addresses that lead there.
    """

    address: str = ""
    smtp: str = ""
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    mail_in: tuple[str, int] | None = None
    domain: str = ""


def sending(said: Mapping[str, str], hosts: tuple[str, ...] = ()) -> Sending:
    """The environment's variables understood; `hosts` are the app's names in production. Raises SetupError."""
    address = said.get("HOMECALL_ADDRESS", "").strip().rstrip("/") or (f"https://{hosts[0]}" if hosts else "")
    if address and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname):
        cure = "Write it as https://family.example.org."
        raise SetupError(f"HOMECALL_ADDRESS is {address!r}, which is no address of the web.", cure=cure)
    smtp = said.get("HOMECALL_SMTP_HOST", "").strip()
    mail_in, domain = _listener(said.get("HOMECALL_MAIL_IN", "").strip()), said.get("HOMECALL_MAIL_DOMAIN", "").strip()
    if mail_in and not domain:
        cure = "Set it to what stands behind the @ of the addresses that lead here."
        raise SetupError("HOMECALL_MAIL_IN is set, and HOMECALL_MAIL_DOMAIN is not.", cure=cure)
    return Sending(
        address,
        smtp,
        _port(said.get("HOMECALL_SMTP_PORT") or "587", "HOMECALL_SMTP_PORT"),
        said.get("HOMECALL_SMTP_USER", ""),
        said.get("HOMECALL_SMTP_PASSWORD", ""),
        _sender(said.get("HOMECALL_SMTP_FROM", "").strip()) if smtp else "",
        mail_in,
        domain,
    )


def _sender(said: str) -> str:
    if not re.fullmatch(r"[!-~]+@[!-~]+", said):
        cure = "Write it as homecall@example.org."
        raise SetupError("HOMECALL_SMTP_FROM is not a mail address, and mail has to come from one.", cure=cure)
    return said


def _listener(said: str) -> tuple[str, int] | None:
    host, _colon, port = said.rpartition(":")
    if not said:
        return None
    if not host:
        raise SetupError("HOMECALL_MAIL_IN is not a host and a port.", cure="Write it as 127.0.0.1:8725.")
    return host.strip("[]"), _port(port, "HOMECALL_MAIL_IN")


def _port(said: str, name: str) -> int:
    if not (said.isascii() and said.isdigit() and 0 < int(said) < 65536):
        raise SetupError(f"{name} has the port {said!r}.", cure="It is a number from 1 to 65535.")
    return int(said)
