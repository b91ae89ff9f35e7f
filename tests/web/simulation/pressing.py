"""Addresses that people hold, pressed as their browser or telephone would: what is behind them is the app's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from homecall.web.post import buttons
from homecall.web.post.models import Message

FACTORY = RequestFactory()


def press(path: str, **said: str) -> HttpResponse:
    """Post a form to an address of the app's; what is answered.

    What stands before every view is of browsers, and tested with them.
    """
    found = resolve(path)
    given: HttpResponse = found.func(FACTORY.post(path, said), **found.kwargs)
    return given


def button(row: Message, name: str) -> str:
    """The address that a button under a message posts to, as the message carries it; empty where it has none such."""
    return next((one.post for one in buttons.read(row.buttons) if one.does == name), "")
