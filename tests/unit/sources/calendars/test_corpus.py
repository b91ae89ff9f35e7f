"""Every calendar of the corpus gives what stands beside it, wherever the machine stands and in whatever order."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.oracles.cases import CLASSES, CORPUS, Case, cases
from tests.unit.sources.calendars.looking import listed, look, tentative
from tests.unit.sources.calendars.turning import turned

SOUND = [one for one in cases() if not one.error]
BROKEN = [one for one in cases() if one.error]
ZONES = {"UTC": False, "America/Chicago": True, "Australia/Sydney": False, "Pacific/Apia": True}
"""The zones of machines, and whether each of them meets the components in the opposite order."""

Stand = Callable[[str], None]


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Stand:
    """Moves the machine to a zone, for the time of a test."""

    def there(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    return there


def name(case: Case) -> str:
    """Topic and defect."""
    return case.name


@pytest.mark.parametrize("case", SOUND, ids=name)
def test_reads_what_stands_beside_it(case: Case, stand: Stand, tmp_path: Path) -> None:
    """The same occurrences in each zone of the machine and in each order, and nothing is lost without its name."""
    content, file = case.file.read_bytes(), tmp_path / "feed.ics"
    for zone, other_way in ZONES.items():
        stand(zone)
        file.write_bytes(turned(content) if other_way else content)
        found = look(file, case.window)
        assert found.error == ""
        seen = listed(found, case.window)
        missing = Counter(case.occurrences) - Counter(seen)
        too_many = [] if case.said.get("more") else list((Counter(seen) - Counter(case.occurrences)).elements())
        assert (list(missing.elements()), too_many) == ([], [])
        assert len(tentative(found.occurrences)) == len(tentative(case.said["occurrences"]))
        named = " ".join(str(one) for one in found.rejects)
        assert all(word in named for word in case.said.get("rejects", []))
        assert bool(found.rejects) == bool(case.said.get("rejects", found.rejects))


@pytest.mark.parametrize("case", BROKEN, ids=name)
def test_refuses_what_is_no_whole_calendar(case: Case) -> None:
    """An error that says what the file is instead, and never a calendar without events."""
    assert case.error.lower() in look(case.file, case.window).error.lower()


def test_every_case_is_whole() -> None:
    """Each calendar has its expectation and each expectation its calendar, in a class that we know."""
    assert {one.stem for one in CORPUS.glob("*/*.json")} == {one.stem for one in CORPUS.glob("*/*.ics")}
    assert {one.said["class"] for one in cases()} == set(CLASSES)


def test_the_corpus_is_as_large_as_promised() -> None:
    """At least 150 calendars, most of them such as every reader must read."""
    assert len(cases()) >= 150
    assert sum(one.said["class"] == "must" for one in cases()) >= 100


def test_turning_turns() -> None:
    """The opposite order is another one for many of the files, so that something is tested."""
    assert sum(turned(one.file.read_bytes()) != one.file.read_bytes() for one in SOUND) > 100
