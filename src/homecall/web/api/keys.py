"""Who a program is: a token gives it a parent's seat, within the token's scope."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from homecall.web.api.pace import GUESSES
from homecall.web.api.problems import Refused
from homecall.web.api.store import SCOPES, seat_by
from homecall.web.people.access import Seat


class Key(HttpBearer):
    """Lets a token in that has at least this scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Seat | None:
        """The seat, None where the token does not work.

        Raises Refused where it may not do this, and where an address has guessed too often.
        """
        found, address = seat_by(token), request.META.get("REMOTE_ADDR", "")
        if found is None:
            if GUESSES.must_wait(address):
                raise Refused(429, "Too many tokens from here do not work.", cure="Ask again in a minute.")
            GUESSES.wrong(address)
            return None
        seat, scope = found
        if SCOPES.index(scope) < SCOPES.index(self.scope):
            text = f"This token may {scope} only."
            raise Refused(403, text, where="Authorization", cure=f"Make one with the scope {self.scope}.")
        return seat


READ, WRITE, ADMIN = (Key(scope) for scope in SCOPES)


def seat(request: HttpRequest) -> Seat:
    """The seat that a request's token gave."""
    found = getattr(request, "auth", None)
    assert isinstance(found, Seat), "every address of the API has a key"
    return found
