"""Whoever is asked: each opens the link in their message after a while, and says yes or no on its page."""

from __future__ import annotations

import http.client
import threading
import time
from random import Random

from benchmarks.snow_day.crowd import Agenda, Morning, Step, Visitor
from benchmarks.snow_day.parents import form
from benchmarks.snow_day.targets import Arrived, Targets

LATER = (10.0, 60.0)
"""Seconds after which somebody opens the link."""
THINKS = 5.0
"""Seconds until they answer."""
YES = 2 / 3
"""The share of them that can come."""


def watched(morning: Morning, agenda: Agenda, targets: Targets) -> threading.Thread:
    """Let everybody who is asked from now on answer, until the morning is over."""
    watch = threading.Thread(target=_watch, args=(morning, agenda, targets), daemon=True)
    watch.start()
    return watch


def _watch(morning: Morning, agenda: Agenda, targets: Targets) -> None:
    dice, known, links = Random(5), 0, set[str]()
    while not morning.over:
        taken = targets.arrived(known)
        known += len(taken)
        for one in taken:
            if one.link and one.link not in links:
                links.add(one.link)
                agenda.add(one.at + dice.uniform(*LATER), carer(morning, one, yes=dice.random() < YES))
        time.sleep(0.5)


def carer(morning: Morning, message: Arrived, *, yes: bool) -> Step:
    """Opens the link; a little later presses a button, where there is still something to answer."""
    who, page = Visitor(), ""

    def step(due: float) -> float | None:
        nonlocal page
        path = message.link
        try:
            if not page:
                status, page = morning.ask("a carer's link", who, path, due)
                assert status == 200, f"a carer's link: {status}"
                return time.time() + THINKS if 'name="answer"' in page else None
            said = form(page, answer="yes" if yes else "no")
            status, _text = morning.ask("a carer's answer", who, path, due, said)
            assert status == 302, f"a carer's answer: {status}"
        except (OSError, http.client.HTTPException, AssertionError) as wrong:
            morning.wrong.append(f"{message.to}: {type(wrong).__name__} {wrong}")
        return None

    return step
