"""Whoever leaves takes along what the browser had kept for them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

LEAVING = frozenset({"account_logout", "out_everywhere", "open_link", "demo_begin", "demo_end"})
"""The names of the addresses by which one leaves."""


class Leaving:
    """Tells the browser to forget kept pages and whatever else it has stored, once somebody has left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the order to forget where it ends a sitting."""
        answer = self.get_response(request)
        found = request.resolver_match
        if request.method == "POST" and found is not None and found.url_name in LEAVING and answer.status_code == 302:
            answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer
