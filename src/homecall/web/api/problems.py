"""What a program is told where something is wrong: one shape for everything, in the words that people get."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from homecall.errors import HomecallError


class Problem(Schema):
    """Why a request was refused: a sentence, where in it the reason lies, and what would help.

    The last two may be empty.
    """

    message: str
    where: str = ""
    cure: str = ""


class Refused(Exception):
    """A request that is refused with a status of its own."""

    def __init__(self, status: int, message: str, *, where: str = "", cure: str = "") -> None:
        super().__init__(message)
        self.status, self.problem = status, Problem(message=message, where=where, cure=cure)


REFUSALS = frozenset({400, 401, 403, 404, 409, 413, 422, 429})
"""The statuses with which a problem comes."""


def say(status: int, message: str, where: str = "", cure: str = "") -> HttpResponse:
    """A problem as an answer."""
    content = Problem(message=message, where=where, cure=cure).model_dump_json()
    answer = HttpResponse(content, status=status, content_type="application/json")
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="homecall"'
    return answer


def _refused(request: HttpRequest, wrong: Any) -> HttpResponse:
    return say(wrong.status, wrong.problem.message, wrong.problem.where, wrong.problem.cure)


def _ours(request: HttpRequest, wrong: Any) -> HttpResponse:
    return say(422, wrong.message, wrong.where, wrong.cure)


def _unknown(request: HttpRequest, wrong: Any) -> HttpResponse:
    cure = "Send Authorization: Bearer with a token that a parent has made in the settings."
    return say(401, "This token does not work, or there is none.", "Authorization", cure)


def _misshapen(request: HttpRequest, wrong: Any) -> HttpResponse:
    first = wrong.errors[0] if wrong.errors else {}
    where = ".".join(str(part) for part in first.get("loc", ())[:6])
    text = "Something in the request is not as it should be."
    return say(422, text, where[:200], f"{first.get('msg', 'See the schema')}."[:300])


def _often(request: HttpRequest, wrong: Any) -> HttpResponse:
    seconds = max(1, round(wrong.wait or 0))
    answer = say(429, "That is very often.", cure=f"Ask again in {seconds} seconds.")
    answer["Retry-After"] = str(seconds)
    return answer


def _http(request: HttpRequest, wrong: Any) -> HttpResponse:
    cure = "Send JSON as the schema describes it." if wrong.status_code == 400 else ""
    return say(wrong.status_code, "The request cannot be read.", cure=cure)


def _missing(request: HttpRequest, wrong: Any) -> HttpResponse:
    return say(404, "There is nothing here.")


def _large(request: HttpRequest, wrong: Any) -> HttpResponse:
    return say(413, "This is too large.", cure="Send at most 3,000,000 bytes.")


def _fault(request: HttpRequest, wrong: Any) -> HttpResponse:
    logging.getLogger("django.request").error("A fault in the API.", exc_info=wrong)
    return say(500, "Something went wrong on our side.", cure="Nothing is lost. Please try again in a minute.")


HANDLERS: tuple[tuple[type[Exception], Any], ...] = (
    (Exception, _fault),
    (Refused, _refused),
    (HomecallError, _ours),
    (HttpError, _http),
    (Throttled, _often),
    (AuthenticationError, _unknown),
    (ValidationError, _misshapen),
    (Http404, _missing),
    (RequestDataTooBig, _large),
)


def handle(api: NinjaAPI) -> None:
    """Put the handlers on."""
    for kind, handler in HANDLERS:
        api.add_exception_handler(kind, handler)
