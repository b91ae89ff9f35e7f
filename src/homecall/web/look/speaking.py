"""Every answer in the language and by the clock of whoever asked: their own choice before what the browser says."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import trans_real

from homecall.tongue import Tongue, speaking

_LEANING = (
    (re.compile(r"\b([Ll])as (?=1(?::\d\d)?\b(?!:))"), r"\1a "),
    (re.compile(r"\by (?=[IÍií]|[Hh][ií](?![aeo]))"), "e "),
    (re.compile(r"(?<= m\.)\.(?!\.)"), ""),
)
"""What leans on its neighbour: one o’clock is "la 1", "y Inés" is "e Inés", and "p. m." ends a sentence."""


class Speaking:
    """Sets language and clock for one request: the seat's own, else the language that the browser asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer in that language. Who brings no cookie has no seat, and none is looked for."""
        seat = getattr(request, "seat", None) if request.COOKIES else None
        chosen, hours = (seat.language, seat.hours) if seat else ("", "")
        if chosen in dict(settings.LANGUAGES):
            translation.activate(chosen)
            setattr(request, "LANGUAGE_CODE", chosen)  # noqa: B010 (what Django's own middleware has set)
        with speaking(tongue(translation.get_language() or "en", hours)):
            return self.get_response(request)


def tongue(language: str, hours: str = "") -> Tongue:
    """How sentences are said in one of the app's languages, with 12 or 24 hours where somebody has chosen."""
    counted = int(hours) if hours in ("12", "24") else 0
    if not language or language.startswith("en"):
        return Tongue(language or "en", counted)
    return Tongue(language, counted, trans_real.translation(language), _leaning if language == "es" else str)


def _leaning(said: str) -> str:
    for before, after in _LEANING:
        said = before.sub(after, said)
    return said
