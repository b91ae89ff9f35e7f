"""The Circle page: who helps, whom to ask, and thanks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from homecall.plan.plan import Ask, Shift
from homecall.spans.span import HOUR, Span, instant
from homecall.web.circle import store
from homecall.web.circle.models import Thanks
from homecall.web.circle.pages import circle_page
from homecall.web.circle.week import as_hours, carer_week, this_week
from homecall.web.family import store as families
from homecall.web.look.clocks import hours, window
from homecall.web.people import store as people
from homecall.web.plans import store as plans
from homecall.web.plans.store import Shown
from tests.web.made import Sitting, seat
from tests.web.queries import growth

NOW = instant(datetime.fromisoformat("2026-12-02T12:00:00-06:00"))
"""A Wednesday at noon, in the middle of the plan's first week."""


@pytest.fixture
def shown(demo: Sitting) -> Shown:
    """The demo family's plan."""
    found = plans.shown(seat(demo.family))
    assert found is not None
    return found


def at(text: str) -> int:
    """An instant in Chicago in winter."""
    return instant(datetime.fromisoformat(f"{text}-06:00"))


def asked(shown: Shown, start: str, end: str, of: str = "joan") -> Shown:
    """The plan with one ask in it and no other."""
    ask = Ask("carer", of, Span(at(start), at(end)), "Why.", "Gains.")
    shown.__dict__["plan"] = replace(shown.plan, asks=(ask,))
    return shown


def test_a_week_has_what_is_behind_and_what_is_ahead(shown: Shown) -> None:
    """Noon on Wednesday parts a shift in two."""
    shift = Shift("rosa", Span(at("2026-12-02T08:00"), at("2026-12-02T15:00")), asked=False, pay=0)
    plan = replace(shown.plan, shifts=(shift,))
    rosa = shown.household.carers[0]
    found = carer_week(rosa, plan, this_week(shown.household.wall, plan, NOW), NOW)
    assert (found.worked, found.ahead, found.whole) == (4 * HOUR, 3 * HOUR, True)


def test_pay_due_is_what_is_guaranteed_and_what_came_on_top(shown: Shown) -> None:
    """Rosa has forty hours at 27.50 in any case."""
    shift = Shift("rosa", Span(at("2026-12-02T08:00"), at("2026-12-02T15:00")), asked=False, pay=55.0)
    later = Shift("rosa", Span(at("2026-12-09T08:00"), at("2026-12-09T15:00")), asked=False, pay=99.0)
    plan = replace(shown.plan, shifts=(shift, later))
    found = carer_week(shown.household.carers[0], plan, this_week(shown.household.wall, plan, NOW), NOW)
    assert (found.guaranteed, found.beyond, found.due) == (1100.0, 55.0, 1155.0)


def test_a_week_that_the_plan_does_not_hold_whole_says_so(shown: Shown) -> None:
    """What was before the plan began is not known here."""
    later = replace(shown.plan, span=Span(at("2026-12-01T00:00"), shown.plan.span.end))
    week = this_week(shown.household.wall, later, NOW)
    assert not carer_week(shown.household.carers[0], later, week, NOW).whole


def test_hours_are_said_to_the_quarter() -> None:
    """Nobody pays by the minute."""
    assert as_hours(7 * HOUR + 22) == 7.25


def test_everybody_who_helps_is_there_with_hours_and_terms(shown: Shown) -> None:
    """In words, as the family agreed them."""
    rosa, joan, *_rest = circle_page(shown.household, shown, (), NOW).carers
    assert rosa.hours == ("Mon–Fri 7\N{NO-BREAK SPACE}am to 6:30\N{NO-BREAK SPACE}pm",)
    assert "40 hours a week are paid in any case." in rosa.pay
    assert "Wants to know 12 hours before." in joan.terms
    assert "Can be there 15 minutes after a call." in joan.terms


def test_an_ask_has_words_that_are_ready_to_send(shown: Shown) -> None:
    """Kind, short, with day and hours, and easy to say no to."""
    page = circle_page(shown.household, asked(shown, "2026-12-04T17:30", "2026-12-04T18:30"), (), NOW)
    assert page.headline == "The first to ask is Joan, for Friday 4 December."
    assert page.asks[0].draft.startswith("Hi Joan, could you be with ")
    assert "Friday 4 December, 5:30" in page.asks[0].draft
    assert "just say so" in page.asks[0].draft


def test_an_ask_says_by_when(shown: Shown) -> None:
    """Joan wants to know twelve hours before."""
    page = circle_page(shown.household, asked(shown, "2026-12-04T17:30", "2026-12-04T18:30"), (), NOW)
    assert page.asks[0].late == "Ask by Friday 4 December."


def test_short_notice_is_said_and_forbids_nothing(shown: Shown) -> None:
    """One may ask all the same."""
    page = circle_page(shown.household, asked(shown, "2026-12-02T18:00", "2026-12-02T19:00"), (), NOW)
    assert "ask all the same" in page.asks[0].late


def test_what_is_past_is_not_asked_for(shown: Shown) -> None:
    """Yesterday's ask is gone."""
    page = circle_page(shown.household, asked(shown, "2026-12-01T18:00", "2026-12-01T19:00"), (), NOW)
    assert page.asks == ()
    assert page.headline.startswith("Nobody needs to be asked.")


def test_a_thank_you_is_noted_and_shown(parent: Sitting) -> None:
    """With its day and words."""
    sent = {"person": "rosa", "words": "She stayed when the shift ran over.", "day": "2026-11-20"}
    page = parent.client.post("/circle/thank/", sent, follow=True).text
    assert "She stayed when the shift ran over." in page
    assert Thanks.objects.get().day == date(2026, 11, 20)


@pytest.mark.parametrize("day", ["", "soon", "2999-01-01"])
def test_a_day_that_cannot_be_is_today(parent: Sitting, day: str) -> None:
    """Nobody thanks for tomorrow; today is the family's own: still Sunday in Chicago."""
    parent.client.post("/circle/thank/", {"person": "rosa", "words": "x", "day": day})
    assert Thanks.objects.get().day == date(2026, 12, 3)


def test_a_stranger_is_not_thanked(parent: Sitting) -> None:
    """It is a sentence, and nothing is kept."""
    assert "Say whom you thank." in parent.client.post("/circle/thank/", {"person": "nobody"}, follow=True).text
    assert not Thanks.objects.exists()


def test_another_familys_thanks_are_not_there(parent: Sitting) -> None:
    """Neither shown nor taken out."""
    other = families.create(families.newest(parent.family).text, "x")
    store.note(seat(other), "rosa", "Rosa", "A secret of theirs.", date(2026, 11, 20))
    id = Thanks.objects.get().pk
    assert "A secret of theirs." not in parent.client.get("/circle/").text
    assert parent.client.post(f"/circle/thank/{id}/forget/").status_code == 404
    assert Thanks.objects.exists()


def test_a_thank_you_can_be_taken_out(parent: Sitting) -> None:
    """By whoever noted it, or the other parent."""
    parent.client.post("/circle/thank/", {"person": "rosa", "words": "x"})
    parent.client.post(f"/circle/thank/{Thanks.objects.get().pk}/forget/")
    assert not Thanks.objects.exists()


def test_words_are_text(parent: Sitting) -> None:
    """Whatever stands in them."""
    page = parent.client.post("/circle/thank/", {"person": "rosa", "words": "<i>x</i>"}, follow=True).text
    assert "<i>x" not in page


def test_hours_over_midnight_say_their_day(shown: Shown) -> None:
    """A night that ends early is plain; a day and a night is not."""
    wall = shown.household.wall
    assert "to Saturday 4 pm" in hours(wall, Span(at("2026-12-04T18:00"), at("2026-12-05T16:00")))
    assert hours(wall, Span(at("2026-12-04T22:00"), at("2026-12-05T06:00"))) == "10 pm to 6 am"


def test_weekdays_are_ranges_where_they_run(shown: Shown) -> None:
    """Two days are named, three are a range."""
    wall, weekly = shown.household.wall, shown.household.carers[0].hours[0]
    assert window(wall, replace(weekly, days=frozenset({1, 3, 4}))).startswith("Tue, Thu, Fri ")
    assert window(wall, replace(weekly, days=frozenset({0, 1, 2, 5}))).startswith("Mon–Wed, Sat ")


def test_the_page_asks_as_much_for_many_thanks(parent: Sitting) -> None:
    """Whatever the number of carers and thanks."""

    def grow() -> None:
        for n in range(5):
            store.note(seat(parent.family), "rosa", "Rosa", f"{n}", date(2026, 11, 20))

    growth(parent.client, "/circle/", grow)


def test_a_draft_is_in_the_language_of_whoever_is_asked(shown: Shown) -> None:
    """By their own link; all else on the page stays in the reader's."""
    page = circle_page(
        shown.household, asked(shown, "2026-12-04T17:00", "2026-12-04T19:00"), (), NOW, {"joan": "es", "rosa": "en"}
    )
    (ask,) = page.asks
    assert "viernes 4 de diciembre" in ask.draft
    assert "Friday 4 December" in ask.day
    assert "help us" not in ask.draft


def test_the_page_finds_the_languages_of_links_that_work(demo: Sitting) -> None:
    """The newest counts; one that was taken back does not, nor another family's."""
    people.make_link(demo.family, "carer", "rosa", None, language="en")
    people.make_link(demo.family, "carer", "rosa", None, language="es")
    gone, _token = people.make_link(demo.family, "carer", "joan", None, language="es")
    people.revoke_link(demo.family, gone)
    assert people.languages(demo.family) == {"rosa": "es"}
    assert people.languages(demo.family + 1) == {}
