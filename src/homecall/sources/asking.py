"""The one question that is put to the address of a source, whatever its kind."""

from __future__ import annotations

from homecall.household.people import SourceSpec
from homecall.sources.web.ask import Answer, Validators
from homecall.sources.web.ask import ask as ask_web


def asked(spec: SourceSpec, known: Validators | None = None) -> Answer:
    """What the address of a source says, or that what is known still stands. Raises FetchError or SourceError."""
    if spec.kind == "caldav":
        from homecall.sources.caldav.ask import ask as ask_server  # only where there is such a source

        return ask_server(spec.url, known)
    if spec.kind == "qgenda-json":
        from homecall.sources.qgenda.ask import ask as ask_interface
        from homecall.sources.qgenda.ask import with_login

        if with_login(spec.url):
            return ask_interface(spec.url, known)
    return ask_web(spec.url, known, spec.user_agent)
