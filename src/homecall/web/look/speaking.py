"""Every answer in the language and by the clock of whoever asked: their own choice before what the browser says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import trans_real

from homecall.tongue import Tongue, speaking

_LEANING = (
    (re.compile(r"\b([Ll])as (?=0?1(?::\d\d)?\b(?![:/–]))"), r"\1a "),
    (re.compile(r"\by (?=[IÍií]|[Hh][ií](?![aeo]))"), "e "),
    (re.compile(r"\bo (?=[OÓoó]|[Hh][oó]|8|11\b)"), "u "),
    (re.compile(r"(?<=[ \xa0]m\.)\.(?!\.)"), ""),
)
"""What leans on its neighbour: one o’clock is "la 1", "y Inés" is "e Inés", "o Olga" is "u Olga", "p. m." ends."""


class Speaking:
    """Sets language and clock for one request: the seat's own, else the language that the browser asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        for language, _name in settings.LANGUAGES:
            tongue(language)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer in that language. Who brings no cookie has no seat, and none is looked for."""
        seat = getattr(request, "seat", None) if request.COOKIES else None
        chosen, hours = (seat.language, seat.hours) if seat else ("", "")
        if chosen in dict(settings.LANGUAGES):
            translation.activate(chosen)
            setattr(request, "LANGUAGE_CODE", chosen)  # noqa: B010 (what Django's own middleware has set)
        with speaking(tongue(translation.get_language() or "en", hours)):
            return self.get_response(request)


@contextmanager
def spoken_in(language: str) -> Iterator[None]:
    """Says everything in a language until the block ends, for somebody else than who asked; empty changes nothing."""
    if language not in dict(settings.LANGUAGES):
        yield
        return
    with translation.override(language), speaking(tongue(language)):
        yield


def tongue(language: str, hours: str = "") -> Tongue:
    """How sentences are said in one of the app's languages, with 12 or 24 hours where somebody has chosen."""
    counted = int(hours) if hours in ("12", "24") else 0
    if not language or language.startswith("en"):
        return Tongue(language or "en", counted)
    if language != "es":
        return Tongue(language, counted, trans_real.translation(language))
    return Tongue(language, counted, _spanish(), _leaning)


def _spanish() -> trans_real.DjangoTranslation:
    """The catalogue of Spanish, put in the place of Django's own so that the texts of pages lean too."""
    known = trans_real.translation("es")
    if not isinstance(known, _Spanish):
        known = _Spanish("es")
        trans_real._translations["es"] = known  # type: ignore[attr-defined] # noqa: SLF001 (Django has no other door)
    return known


class _Spanish(trans_real.DjangoTranslation):
    """Says every text so that it leans on its neighbours once its places are filled."""

    def gettext(self, message: str) -> str:
        """The text in Spanish."""
        return _Text(super().gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The text for so many, in Spanish."""
        return _Text(super().ngettext(msgid1, msgid2, n))


class _Text(str):
    """A text of the catalogue, with places."""

    __slots__ = ()

    def __mod__(self, values: Any) -> str:
        """The text with its places filled."""
        return _leaning(super().__mod__(values))

    def format(self, *values: object, **named: object) -> str:
        """The text with its places filled."""
        return _leaning(super().format(*values, **named))


def _leaning(said: str) -> str:
    for before, after in _LEANING:
        said = before.sub(after, said)
    return said
