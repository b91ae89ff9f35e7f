"""Who one is to a server, and the answer to its challenge: Basic, or Digest where it asks for that."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)


@dataclass(frozen=True, slots=True)
class Login:
    """A user name and a password. The password never shows in a message or a representation."""

    user: str
    password: str = field(repr=False)


def split_login(url: str, login: Login | None) -> tuple[str, Login | None]:
    """An address without the name and password that stand in it; they are used where no others are given."""
    if "@" not in url:
        return url.strip(), login
    parts = urlsplit(url.strip())
    if "@" not in parts.netloc:
        return url.strip(), login
    within = Login(unquote(parts.username or ""), unquote(parts.password or ""))
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return bare, login or within


class Answering:
    """Gives the Authorization header for a request, once the server has said which kind it wants."""

    def __init__(self, login: Login | None) -> None:
        """Nothing is said of the login before a challenge."""
        self._login = login
        self._basic = False
        self._digest: dict[str, str] | None = None
        keeper = HTTPPasswordMgrWithDefaultRealm()
        self._keeper, self._handler = keeper, AbstractDigestAuthHandler(keeper)

    def challenged(self, challenges: list[str], url: str) -> bool:
        """Takes note of what a 401 asks for. False where it was answered before, or cannot be answered."""
        if self._login is None or self._basic:
            return False
        stale = self._digest is not None
        for challenge in challenges:
            kind, _, rest = challenge.strip().partition(" ")
            if kind.lower() == "digest":
                asked = parse_keqv_list(list(filter(None, parse_http_list(rest))))
                if stale and asked.get("stale", "").lower() != "true":
                    return False
                self._keeper.add_password(None, url, self._login.user, self._login.password)
                self._digest = asked
                return True
        self._basic = any(challenge.strip().lower().startswith("basic") for challenge in challenges)
        return self._basic

    def header(self, url: str, method: str) -> dict[str, str]:
        """The header that proves who is asking; none before the server has asked."""
        if self._login is None:
            return {}
        if self._digest is not None:
            said = self._handler.get_authorization(Request(url, method=method), self._digest)
            return {"Authorization": f"Digest {said}"} if said else {}
        if self._basic:
            pair = f"{self._login.user}:{self._login.password}".encode()
            return {"Authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"}
        return {}
