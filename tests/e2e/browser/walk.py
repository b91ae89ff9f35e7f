"""Every kind of page that somebody can come to, found by following links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Page

HREFS = "all => all.map(one => one.getAttribute('href'))"
FILES = re.compile(r"\.(pdf|toml|json|ics|txt|zip)$|/recovery-codes/download/$")
ONE = re.compile(r"^\d+$|[@.]")
EXPECTED = {"/account/password/reset/": 404}
"""Pages that say that something is not there: this house mails no passwords."""


def kind(path: str, names: Iterable[str]) -> str:
    """What a page is one of: its address with a star for a number and for each name of this family."""
    known = set(names)
    return "/".join("*" if part in known or ONE.search(part) else part for part in path.split("/"))


def walk(page: Page, starts: Iterable[str], names: Iterable[str], look: Callable[[str], None]) -> set[str]:
    """Open one page of each kind, from the starts on, and look at each. Gives the kinds that were there."""
    known, waiting, seen = set(names), list(starts), set[str]()
    while waiting:
        path = waiting.pop(0)
        if kind(path, known) in seen:
            continue
        seen.add(kind(path, known))
        answer = page.goto(path)
        if answer is None or answer.status != EXPECTED.get(path, 200):
            raise AssertionError(f"{path} is linked to, and answers {answer.status if answer else 'nothing'}")
        look(path)
        waiting += [one for one in _onward(page) if kind(one, known) not in seen]
    return seen


def _onward(page: Page) -> list[str]:
    found = (urldefrag(one)[0] for one in page.locator("a[href]:not([download])").evaluate_all(HREFS))
    paths = (urlsplit(one).path for one in found if one.startswith("/"))
    return [one for one in paths if not FILES.search(one)]
