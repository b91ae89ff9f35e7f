"""Whatever a plan says, a child is not shown somebody alone who will probably be late."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from homecall.plan.plan import Risk
from homecall.timeline.period import Kind
from homecall.web.board.cards import MOST, cards
from tests.web.board.seen import at, cover, duty, sight

LEADS = st.sampled_from(["ana", "ben", "rosa", None])


@given(
    now=st.integers(0, 47),
    leads=st.tuples(LEADS, LEADS, LEADS),
    ends=st.tuples(st.integers(8, 19), st.integers(8, 19)),
    median=st.integers(0, 200),
    limit=st.sampled_from([0.0, 0.1, 0.5, 1.0]),
    called=st.floats(0, 1),
)
def test_nobody_is_shown_alone_who_is_late_or_called_in_beyond_the_limit(
    now: int, leads: tuple[str | None, ...], ends: tuple[int, int], median: int, limit: float, called: float
) -> None:
    """One name is a promise; two are one of whom the first is sure; and there are never too many cards."""
    covers = (
        cover("04 00:00", "04 08:30", leads[0]),
        cover("04 15:00", "04 18:30", leads[1]),
        cover("04 18:30", "05 08:30", leads[2]),
        cover("05 15:00", "06 08:30", leads[0]),
    )
    roster = tuple(
        duty(who, "04 06:00", f"04 {end:02}:00", overrun=(median, median * 2))
        for who, end in zip(("ana", "ben"), ends, strict=True)
    )
    home_call = duty("ben", "04 18:30", "05 08:00", Kind.HOME_CALL)
    risks = (Risk("ben", at("04 18:30"), "Shift", called, 0.0, "rosa", "home_call"),)
    when = f"{4 + now // 24:02} {now % 24:02}:10"
    seen = sight(when, *covers, duties=(*roster, home_call), risks=risks, limit=limit)
    shown = cards(seen, "mia")
    assert 1 <= len(shown) <= MOST
    for card in shown:
        if card.who:
            assert seen.late(card.who[0], card.at) <= limit
        if len(card.who) == 1:
            planned = next(c for c in seen.plan.cover if c.span.holds(card.at))
            assert card.who[0] != planned.lead or seen.doubt(planned, card.at) <= limit
