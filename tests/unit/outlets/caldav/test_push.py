"""Pushes that meet trouble: cut off, overtaken, refused, asked to wait. The end is always the same calendar."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homecall.errors import DavError
from homecall.outlets.caldav.push import PATIENCE, look, push
from homecall.outlets.caldav.resource import OURS
from tests.unit.outlets.caldav.pushing import (
    BENS,
    LATER,
    NIGHTS,
    VIEW,
    Shelf,
    broken,
    counted,
    lost,
    nights,
    put,
    refusal,
)  # fmt: skip

Trouble = Callable[[], DavError]


def full(text: str = NIGHTS) -> Shelf:
    """A calendar that holds a plan."""
    shelf = Shelf()
    put(shelf, nights(text))
    shelf.deeds.clear()
    return shelf


def target(text: str) -> list[str]:
    """What a calendar says after an undisturbed push."""
    return full(text).texts()


@pytest.mark.parametrize("trouble", [lost, broken])
@pytest.mark.parametrize("at", range(8))
def test_a_push_that_is_cut_off_is_finished_by_the_next(at: int, trouble: Trouble) -> None:
    """At whichever event it stops, done or not done: the next push gives the same end, and nothing twice."""
    shelf = Shelf(troubles=[*[None] * at, trouble()])
    with pytest.raises(DavError):
        put(shelf, nights())
    put(shelf, nights())
    assert shelf.texts() == target(NIGHTS)
    assert counted(put(shelf, nights())) == (0, 0, 0, 0, 8)


@settings(max_examples=30)
@given(st.lists(st.sampled_from([None, lost, broken]), max_size=12), st.permutations([NIGHTS, LATER, BENS]))
def test_any_trouble_between_any_plans_heals(troubles: list[Trouble | None], plans: list[str]) -> None:
    """Plans pushed one over the other, lines breaking anywhere: one quiet push, and all is as if nothing had been."""
    shelf = Shelf(troubles=[one() if one else None for one in troubles])
    for text in plans:
        try:
            put(shelf, nights(text))
        except DavError:
            continue
    shelf.troubles.clear()
    put(shelf, nights(plans[-1]))
    assert shelf.texts() == target(plans[-1])


def test_a_push_that_stops_says_how_far_it_came() -> None:
    """Whoever reads it knows that pushing again is all there is to do."""
    shelf = Shelf(troubles=[None, None, None, broken()])
    with pytest.raises(DavError, match=r"3 of 8 changes were made before that; push again and the rest follows\."):
        put(shelf, nights())


def test_two_pushes_at_once_end_in_one_plan() -> None:
    """Another machine made everything between our look and our push: each conflict turns out to be no work."""
    shelf = Shelf()
    aimed = look(shelf, VIEW, nights(), nights().now)
    put(shelf, nights())
    before = deepcopy(shelf.held)
    push(shelf, VIEW, aimed, lambda _: None)
    assert shelf.held == before


def test_an_older_push_that_comes_late_still_ends_whole() -> None:
    """Both saw the old calendar; the later one to write wins event by event, and nothing stands there twice."""
    shelf = full()
    aimed = look(shelf, VIEW, nights(LATER), nights().now)
    put(shelf, nights(BENS))
    push(shelf, VIEW, aimed, lambda _: None)
    put(shelf, nights(LATER))
    assert shelf.texts() == target(LATER)


def test_what_vanishes_before_a_change_is_made_anew() -> None:
    """Somebody removed it while we looked; the plan wants it."""
    shelf = full()
    aimed = look(shelf, VIEW, nights(LATER), nights().now)
    for step in aimed.steps:
        if step.old is not None:
            shelf.change(step.old.stored.href, "")
    push(shelf, VIEW, aimed, lambda _: None)
    assert shelf.texts() == target(LATER)


def test_what_vanishes_before_it_is_removed_is_removed() -> None:
    """There is nothing left to do, and that is no error."""
    shelf = full()
    aimed = look(shelf, VIEW, nights(BENS), nights().now)
    gone = next(step for step in aimed.steps if step.doing == "remove")
    assert gone.old is not None
    shelf.change(gone.old.stored.href, "")
    push(shelf, VIEW, aimed, lambda _: None)
    assert shelf.texts() == target(BENS)


@pytest.mark.parametrize("text", [LATER, BENS])
def test_what_becomes_anothers_while_we_look_is_left(text: str) -> None:
    """Our mark is gone from it by the time we write: it is theirs now, for changes and removals alike."""
    shelf = full()
    aimed = look(shelf, VIEW, nights(text), nights().now)
    theirs = {}
    for href, (_, content) in list(shelf.held.items()):
        theirs[href] = content.replace(OURS, "X-OTHERS")
        shelf.change(href, theirs[href])
    report = push(shelf, VIEW, aimed, lambda _: None)
    assert {href: shelf.held[href][1] for href in theirs} == theirs
    assert {one.doing for one in report.done} == {"leave"}


def test_a_server_with_wrong_versions_is_not_fought() -> None:
    """Each write is refused, whatever version it names: three tries, then the event is left, and said."""
    shelf = full()
    before = deepcopy(shelf.held)
    shelf.troubles = [refusal(412) for _ in range(50)]
    report = put(shelf, nights(LATER))
    assert [one.why for one in report.of("leave")] == ["Somebody keeps changing it; the next push looks again."] * 2
    assert shelf.held == before


def test_a_name_that_is_taken_is_no_obstacle() -> None:
    """Something else lies where our event would go: it goes elsewhere, and the other stays."""
    names = [deed.removeprefix("create ") for deed in _deeds_of_a_first_push()]
    shelf = Shelf(
        {name: (7, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n") for name in names}
    )
    put(shelf, nights())
    assert len(shelf.held) == 16
    assert {shelf.held[name][0] for name in names} == {7}
    assert counted(put(shelf, nights())) == (0, 0, 0, 0, 8)


def _deeds_of_a_first_push() -> list[str]:
    shelf = Shelf()
    put(shelf, nights())
    return shelf.deeds


def test_what_stands_there_twice_stands_there_once_after() -> None:
    """A server that let a copy in is tidied: ours, both of them."""
    shelf = full()
    href, (_, text) = next(iter(shelf.held.items()))
    shelf.change(href.replace("/cal/", "/cal/copy-"), text)
    report = put(shelf, nights())
    assert [one.why for one in report.of("remove")] == ["It stood there twice."]
    assert shelf.texts() == target(NIGHTS)


def test_a_pause_is_kept() -> None:
    """The server asks for ten seconds: they are waited, once, and the push goes on."""
    waited: list[float] = []
    shelf = Shelf(troubles=[None, refusal(429, wait=10)])
    push(shelf, VIEW, look(shelf, VIEW, nights(), nights().now), waited.append)
    assert waited == [10]
    assert shelf.texts() == target(NIGHTS)


def test_a_pause_without_a_length_is_short() -> None:
    """A server that only says "too many" is tried again after a second."""
    waited: list[float] = []
    shelf = Shelf(troubles=[refusal(429)])
    push(shelf, VIEW, look(shelf, VIEW, nights(), nights().now), waited.append)
    assert waited == [1]


@pytest.mark.parametrize("pauses", [[PATIENCE + 1], [PATIENCE // 2, PATIENCE // 2, 1], [86400]])
def test_patience_has_an_end(pauses: list[int]) -> None:
    """Beyond a minute altogether the push stops, to be gone on with later."""
    waited: list[float] = []
    shelf = Shelf(troubles=[refusal(429, wait=seconds) for seconds in pauses])
    with pytest.raises(DavError) as caught:
        push(shelf, VIEW, look(shelf, VIEW, nights(), nights().now), waited.append)
    assert (caught.value.permanent, caught.value.wait) == (False, pauses[-1])
    assert sum(waited) <= PATIENCE


@pytest.mark.parametrize("status", [401, 403, 413, 507])
def test_a_lasting_refusal_stops_at_once(status: int) -> None:
    """Nothing more is asked of a server that will not have it."""
    shelf = Shelf(troubles=[None, refusal(status)])
    with pytest.raises(DavError) as caught:
        put(shelf, nights())
    assert (caught.value.status, len(shelf.deeds)) == (status, 1)


def test_a_conflict_that_nothing_explains_is_an_error() -> None:
    """The server says that the id is taken, and nothing there has it."""
    shelf = Shelf(troubles=[refusal(409), refusal(409)])
    with pytest.raises(DavError) as caught:
        put(shelf, nights())
    assert caught.value.status == 409
