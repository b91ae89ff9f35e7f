"""Rounds: who is asked next, and what becomes of every answer."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from homecall.rounds.round import Act, Candidate, Manner, Round, Step
from homecall.rounds.step import Answer, answered, begin, taken, tick, withdrawn
from homecall.spans.span import Span

HOURS = Span(1000, 1060)


def made(*people: str, manner: Manner = "one", last: int = 940, patience: int = 30) -> Round:
    """A round for an hour, asked for at 0."""
    return Round(HOURS, tuple(Candidate(one) for one in people), last, manner, patience)


def words(step: Step) -> list[tuple[str, str, str]]:
    """What a step has to say."""
    return [(act.word, act.who, act.to) for act in step.acts]


def test_one_after_another_asks_the_first_and_waits_as_long_as_the_family_said() -> None:
    """Only the first is asked, and the round wakes when their time is over."""
    step = begin(made("rosa", "june"), 0)
    assert words(step) == [("ask", "rosa", "rosa")]
    assert step.round.wake == 30


def test_all_at_once_asks_everyone() -> None:
    """Nobody is left for later."""
    assert words(begin(made("rosa", "june", manner="all"), 0)) == [("ask", "rosa", "rosa"), ("ask", "june", "june")]


def test_a_short_time_is_shared_by_those_who_are_left() -> None:
    """Three with half an hour in all get ten minutes each."""
    assert begin(made("a", "b", "c", last=30), 0).round.wake == 10


def test_nobody_gets_less_than_five_minutes() -> None:
    """However many are left."""
    assert begin(made(*"abcdef", last=12), 0).round.wake == 5


def test_a_no_asks_the_next_at_once() -> None:
    """The family learns of it too."""
    step = answered(begin(made("rosa", "june"), 0).round, "rosa", "no", 3)
    assert words(step) == [("declined", "rosa", ""), ("ask", "june", "june")]


def test_silence_asks_the_next_and_a_yes_is_still_welcome() -> None:
    """Who answered late, but before anybody else, comes."""
    step = tick(begin(made("rosa", "june"), 0).round, 30)
    assert words(step) == [("ask", "june", "june")]
    yes = answered(step.round, "rosa", "yes", 33)
    assert words(yes) == [("booked", "rosa", "rosa"), ("booked", "rosa", ""), ("settled", "june", "june")]


def test_the_first_yes_wins_and_the_second_gets_a_kind_no_once() -> None:
    """Saying it again brings nothing."""
    both = begin(made("rosa", "june", manner="all"), 0).round
    settled = answered(both, "june", "yes", 1).round
    late = answered(settled, "rosa", "yes", 1)
    assert words(late) == [("too_late", "rosa", "rosa")]
    assert answered(late.round, "rosa", "yes", 2) == Step(late.round)
    assert late.round.winner == Candidate("june", "yes")


def test_a_counter_goes_to_the_family_who_may_take_it() -> None:
    """The hours offered are what is booked."""
    step = answered(begin(made("rosa"), 0).round, "rosa", Span(1030, 1060), 2)
    assert words(step) == [("counter", "rosa", "")]
    assert taken(step.round, "rosa", 5).round.winner == Candidate("rosa", "yes", counter=Span(1030, 1060))


def test_a_counter_that_nobody_decides_on_does_not_hold_up_the_round() -> None:
    """The next is asked, and what was offered can be taken still."""
    countered = answered(begin(made("rosa", "june"), 0).round, "rosa", Span(1030, 1060), 2).round
    step = tick(countered, 32)
    assert words(step) == [("ask", "june", "june")]
    assert taken(step.round, "rosa", 40).round.state == "settled"


def test_that_nobody_can_is_said_as_soon_as_it_is_known() -> None:
    """Long before the last moment; and whoever changes their mind is welcome."""
    step = answered(begin(made("rosa"), 0).round, "rosa", "no", 4)
    assert words(step) == [("declined", "rosa", ""), ("nobody", "", "")]
    assert answered(step.round, "rosa", "yes", 10).round.state == "settled"


def test_who_lets_the_last_moment_pass_is_waited_for_no_more() -> None:
    """The family is shown how it goes without them, as with whoever let an earlier one pass."""
    step = tick(begin(made("rosa", last=20), 0).round, 20)
    assert [one.reply for one in step.round.candidates] == ["silent"]
    assert words(step) == [("nobody", "", "")]


def test_a_yes_is_welcome_until_the_hours_begin_where_nobody_else_comes() -> None:
    """From then on the family has found a way of its own."""
    over = tick(begin(made("rosa"), 0).round, 940)
    over = tick(over.round, 999)
    assert answered(over.round, "rosa", "yes", 999).round.state == "settled"
    assert words(answered(over.round, "rosa", "yes", 1000)) == [("too_late", "rosa", "rosa")]


def test_a_no_after_the_last_moment_asks_nobody_else() -> None:
    """There is no time left to answer."""
    over = tick(begin(made("rosa", "june", last=20), 0).round, 20).round
    assert words(answered(over, "rosa", "no", 25)) == [("declined", "rosa", "")]


def test_what_is_not_needed_any_more_is_taken_back_from_all_who_know() -> None:
    """Those who said no, or were never asked, hear nothing."""
    asked = answered(begin(made("rosa", "june", "pat"), 0).round, "rosa", "no", 1).round
    assert words(withdrawn(asked)) == [("no_longer", "june", "june")]


def test_an_answer_from_somebody_who_was_not_asked_brings_nothing() -> None:
    """Neither from a stranger nor from one whose turn has not come."""
    asked = begin(made("rosa", "june"), 0).round
    assert answered(asked, "june", "yes", 1) == answered(asked, "max", "yes", 1) == Step(asked)


Event = tuple[str, int, Answer | None]
events = st.lists(
    st.tuples(
        st.sampled_from(("rosa", "june", "pat", "", "family")),
        st.integers(0, 400),
        st.sampled_from(("yes", "no", Span(1010, 1060), None)),
    ),
    max_size=25,
)


def lived(asked: Round, said: list[Event]) -> tuple[Round, list[Act]]:
    """The round after all of it, and after the last moment."""
    step = begin(asked, 0)
    acts, now = list(step.acts), 0
    for who, wait, answer in [*said, ("", 1000, None)]:
        now += wait
        step = tick(step.round, now)
        acts += step.acts
        if who == "family":
            step = taken(step.round, "rosa", now)
            acts += step.acts
        elif who and answer is not None:
            step = answered(step.round, who, answer, now)
            assert answered(step.round, who, answer, now).acts == ()
            acts += step.acts
    return step.round, acts


@given(said=events, manner=st.sampled_from(("one", "all")))
def test_every_round_ends_and_says_each_thing_once(said: list[Event], manner: Manner) -> None:
    """Whatever is said and when: one winner at most, no ask without an end, nothing told twice."""
    end, acts = lived(made("rosa", "june", "pat", manner=manner), said)
    assert end.state in ("settled", "nobody")
    assert end.wake is None
    assert sum(one.reply == "yes" for one in end.candidates) == (end.state == "settled")
    once = [act for act in acts if act.word not in ("declined", "counter")]
    assert len(once) == len(set(once))
    assert (Act("nobody", "") in acts) or end.state == "settled"


@given(said=events)
def test_a_withdrawn_round_tells_all_who_still_waited(said: list[Event]) -> None:
    """Nobody who was asked, and has not said no, is left to wait."""
    end, _acts = lived(replace(made("rosa", "june", "pat"), last=10**6), said)
    waiting = {one.who for one in end.candidates if one.reply in ("asked", "counter", "yes")}
    assert {act.to for act in withdrawn(end).acts} == waiting
