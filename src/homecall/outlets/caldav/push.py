"""Puts a plan into a calendar on a server, one event after the other, each only if nobody else was faster.

Nothing is remembered here between two pushes: what lies on the server says what was done, so a push that was cut off
in the middle is finished by the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from homecall.dav.calendar import Stored
from homecall.errors import DavError
from homecall.outlets.caldav.resource import Found, found, name_of, text_of
from homecall.outlets.caldav.steps import Aim, Doing, Step, aim, same
from homecall.outlets.ics.entry import Entry
from homecall.outlets.ics.views import View
from homecall.plan.plan import Plan
from homecall.spans.span import Minute

PATIENCE = 60
"""Seconds that a push waits altogether where the server asks for a pause; then it stops, to be gone on with later."""
_TRIES = 3
_CONFLICTS = (404, 409, 412)


class Shelf(Protocol):
    """A calendar on a server, as far as a push needs one. Everything raises DavError."""

    def everything(self) -> tuple[Stored, ...]:
        """Every event, with its text."""
        ...

    def some(self, hrefs: Iterable[str]) -> tuple[Stored, ...]:
        """The resources at these paths; those that are gone are left out."""
        ...

    def create(self, name: str, text: str) -> None:
        """Put a new resource there; status 412 or 409 where it cannot be one."""
        ...

    def replace(self, old: Stored, text: str) -> None:
        """Write over a resource, if it is still what it was; status 412 or 404 if it is not."""
        ...

    def remove(self, old: Stored) -> None:
        """Take a resource away, if it is still what it was; status 412 or 404 if it is not."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """One event and what became of it. `why` is empty or a sentence."""

    doing: Doing
    entry: Entry
    why: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a push did. `kept` counts events of ours that stay as they are, `others` what is not ours."""

    done: tuple[Done, ...]
    kept: int
    others: int

    def of(self, doing: Doing) -> tuple[Done, ...]:
        """What was made, changed, removed or left alone, in order of time."""
        return tuple(one for one in self.done if one.doing == doing)


def look(shelf: Shelf, view: View, plan: Plan, now: Minute) -> Aim:
    """What a push would do, from what lies there now. Nothing is changed. Raises DavError."""
    return aim(view, plan, now, (found(one, view.owner) for one in shelf.everything()))


def intended(aimed: Aim) -> Report:
    """The report of a push in which everything goes as it should."""
    done = tuple(Done(step.doing, step.entry, step.why) for step in aimed.steps)
    return Report(done, aimed.kept, aimed.others)


def push(shelf: Shelf, view: View, aimed: Aim, wait: Callable[[float], object]) -> Report:
    """Do what `look` said. `wait` sleeps for so many seconds where the server asks for it.

    Raises DavError where it cannot go on: with what had been done by then, and whether to try again.
    """
    hand = _Hand(shelf, view, wait)
    done: list[Done] = []
    for step in aimed.steps:
        try:
            done.append(hand.does(step))
        except DavError as error:
            raise _cut_off(error, len(done), len(aimed.steps)) from error
    return Report(tuple(done), aimed.kept, aimed.others)


def _cut_off(error: DavError, done: int, of: int) -> DavError:
    told = f" {done} of {of} changes were made before that; push again and the rest follows." if done else ""
    return DavError(
        f"{error.message}{told}",
        where=error.where, cure=error.cure, permanent=error.permanent, status=error.status, wait=error.wait,
    )  # fmt: skip


@dataclass(slots=True)
class _Hand:
    """Carries steps out, and decides anew where the calendar is not what it was when they were thought of."""

    shelf: Shelf
    view: View
    wait: Callable[[float], object]
    waited: int = 0
    crowded: set[str] = field(default_factory=set)

    def does(self, step: Step) -> Done:
        """What became of the step. Raises DavError."""
        for _ in range(_TRIES):
            if step.doing == "leave":
                break
            try:
                self._patient(step)
                break
            except DavError as error:
                if error.status not in _CONFLICTS:
                    raise
                again = self._anew(step, error)
            if again is None:
                return Done(step.doing, step.entry, step.why)
            step = again
        else:
            step = Step("leave", step.entry, step.old, "Somebody keeps changing it; the next push looks again.")
        return Done(step.doing, step.entry, step.why)

    def _patient(self, step: Step) -> None:
        """The step, tried again after the pause that the server asks for."""
        while True:
            try:
                return self._try(step)
            except DavError as error:
                pause = error.wait or (1 if error.status == 429 else 0)
                if error.permanent or not pause or self.waited + pause > PATIENCE:
                    raise
                self.waited += pause
                self.wait(pause)

    def _try(self, step: Step) -> None:
        if step.doing == "remove" and step.old is not None:
            return self.shelf.remove(step.old.stored)
        text = text_of(step.entry, self.view.owner, self.view.household.timezone)
        if step.old is not None:
            return self.shelf.replace(step.old.stored, text)
        again = "/again" if step.entry.uid in self.crowded else ""
        return self.shelf.create(name_of(f"{step.entry.uid}{again}"), text)

    def _anew(self, step: Step, error: DavError) -> Step | None:
        """The step that is right now; None where nothing is left to do. Raises the error where nothing explains it."""
        there = self._there(step)
        mine = next((one for one in there if one.entry and one.entry.uid == step.entry.uid), None)
        if mine is not None:
            if step.doing == "remove":
                return Step("remove", step.entry, mine, step.why)
            if same(mine, step.entry):
                return None
            number = max(step.entry.sequence, (mine.entry.sequence if mine.entry else 0) + 1)
            entry = Entry(step.entry.uid, step.entry.stamp, number, step.entry.body, step.entry.span)
            return Step("change", entry, mine, step.why)
        if any(step.entry.uid in one.uids for one in there):
            return Step("leave", step.entry, None, "Somebody has made it their own.")
        if step.doing == "remove":
            return None
        if step.doing == "change":
            return Step("make", step.entry, None, step.why)
        if error.status != 412 or step.entry.uid in self.crowded:
            raise error
        self.crowded.add(step.entry.uid)  # something else lies under the name that we would have given it
        return step

    def _there(self, step: Step) -> list[Found]:
        """What lies there now: the one resource that the step is about; all of them where it is about a new one."""
        stored = self.shelf.everything() if step.old is None else self.shelf.some([step.old.stored.href])
        return [found(one, self.view.owner) for one in stored]
