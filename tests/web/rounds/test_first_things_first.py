"""While families wait for a first answer, nobody searches for what is wanted only later."""

from __future__ import annotations

from homecall.web.family import store as families
from homecall.web.jobs import store as jobs
from homecall.web.rounds import ways, working
from homecall.web.rounds.models import Round
from tests.web.made import SMALL
from tests.web.rounds.conftest import Life


def elsewhere(life: Life) -> None:
    """Something happens in another family, and no hand is free."""
    jobs.want(families.create(SMALL, "Nora"), life.now, jobs.CHANGE)


def test_others_are_looked_for_when_nobody_waits_for_a_first_answer(asked: Life) -> None:
    """Rosa has half an hour to answer: who else could come is found after another family's first answer."""
    elsewhere(asked)
    assert not working.look()
    assert not Round.objects.get().looked
    jobs.finish(jobs.claim("a hand", asked.now, jobs.CHANGE) or jobs.Claim(0, 0, "", "", 0, 0))
    assert working.look()
    assert Round.objects.get().looked


def test_the_next_is_known_before_somebodys_time_is_over(asked: Life) -> None:
    """However many families wait."""
    elsewhere(asked)
    asked.wait(30 - working.NEAR)
    assert working.look()


def test_a_round_that_asks_all_at_once_waits_for_nobody(asked: Life) -> None:
    """The others are to hear of it now."""
    ways.set_habits(asked.family, ways.Habits("all"))
    Round.objects.update(manner="all")
    elsewhere(asked)
    assert working.look()
