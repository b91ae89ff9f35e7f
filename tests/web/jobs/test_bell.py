"""The bell beside the queue: it is quick, and nothing depends on it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from homecall.web import world
from homecall.web.family.models import Family
from homecall.web.jobs import bell
from homecall.web.jobs import store as jobs
from homecall.web.plans import worker

pytestmark = pytest.mark.django_db

Commits = Callable[..., object]


@pytest.fixture
def data(tmp_path: Path, settings: object) -> Path:
    """The folder that web and worker share."""
    settings.DATA = tmp_path  # type: ignore[attr-defined] # pytest-django's own
    (tmp_path / bell.NAME).touch()
    return tmp_path


@contextmanager
def heard(data: Path) -> Iterator[threading.Event]:
    """Somebody who sleeps until the bell is rung."""
    stop, sleeper = threading.Event(), threading.Event()
    listening = threading.Thread(target=bell.listen, args=(data, stop, [sleeper]))
    listening.start()
    try:
        stop.wait(5 * bell.EAR)  # what was there before is no ring
        yield sleeper
    finally:
        stop.set()
        listening.join()


def family() -> int:
    """A family without anything."""
    return int(Family.objects.create(made=world.now(), seen=world.now()).pk)


def test_asking_for_work_wakes_whoever_sleeps(data: Path, django_capture_on_commit_callbacks: Commits) -> None:
    """Each time anew, long before they would look by themselves."""
    mine = family()
    with heard(data) as sleeper:
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
                jobs.want(mine, world.now(), jobs.CHANGE)
            assert sleeper.wait(5)
            sleeper.clear()


@pytest.mark.django_db(transaction=True)
def test_nobody_is_woken_before_the_work_is_there_to_see(data: Path) -> None:
    """Not by what may still be undone, and not by what was."""
    mine = family()
    with heard(data) as sleeper:
        with transaction.atomic():
            jobs.want(mine, world.now())
            assert not sleeper.wait(5 * bell.EAR)
            transaction.set_rollback(True)  # as after a fault
        assert not sleeper.wait(5 * bell.EAR)
        jobs.want(mine, world.now())
        assert sleeper.wait(5)


@pytest.mark.django_db(transaction=True)
def test_where_no_bell_can_be_rung_the_work_is_asked_for_all_the_same(settings: object, tmp_path: Path) -> None:
    """The server may have another folder than its workers, and no bell in it; it makes none."""
    settings.DATA = tmp_path / "elsewhere"  # type: ignore[attr-defined] # pytest-django's own
    mine = family()
    jobs.want(mine, world.now())
    assert jobs.progress(mine).renewing
    assert not (tmp_path / "elsewhere").exists()


def test_what_no_bell_told_is_done_a_little_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that hears no ring looks by itself, again and again."""
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    mine, one, done = family(), worker.Worker("one", tmp_path), list[int]()

    def work() -> bool:
        claim = jobs.claim("one", world.now())
        if claim is not None:
            done.append(claim.family)
            one.stop.set()
        elif len(done) == 0:
            jobs.want(mine, world.now())
        return False

    one._until_stopped(threading.Event(), work)
    assert done == [mine]
