"""Seasons, the long view, looking back, and money."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from homecall.career.money import Lasts
from homecall.web.career import store
from homecall.web.career.models import CareerSeason, MoneyRow
from homecall.web.career.money_pages import Computed, between
from homecall.web.family import store as families
from homecall.web.moments.models import Held
from homecall.web.plans.models import Plan
from tests.web.made import Sitting, seat
from tests.web.queries import growth

SUMS = {"savings": "120,000", "spending": "6000", "care": "3,500", "tax": "25 %", "mean": "-1", "spread": "12"}


def text(client: Client, path: str) -> str:
    """What a page says."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def hold(family: int, day: date, who: str) -> None:
    """A bedtime that was kept."""
    new = {"moment": "bedtime", "title": "Roses and thorns", "dated": False, "at": day.toordinal(), "people": who}
    Held.objects.create(family_id=family, day=day, **new)


def test_a_season_is_begun_looked_at_and_taken_out(demo: Sitting) -> None:
    """At its end it waits, until the family has looked again."""
    form = {"title": "Newborn", "start": "2026-09-01", "end": "2026-11-30", "goals": "Sleep\n\nSay no"}
    demo.client.post("/career/seasons/", form)
    row = CareerSeason.objects.get(title="Newborn")
    assert "This season is over" in text(demo.client, "/career/")
    demo.client.post(f"/career/seasons/{row.pk}/look/", {"learned": "Carmen came early"})
    assert "This season is over" not in text(demo.client, "/career/")
    assert "Carmen came early" in text(demo.client, "/career/seasons/")
    assert demo.client.post(f"/career/seasons/{row.pk}/drop/").status_code == 302
    assert demo.client.post(f"/career/seasons/{row.pk}/look/").status_code == 404


@pytest.mark.parametrize("wrong", [{"end": ""}, {"end": "2020-01-01"}, {"title": " "}, {"start": "now"}])
def test_a_season_that_cannot_be_is_refused(demo: Sitting, wrong: dict[str, str]) -> None:
    """With what was typed still there."""
    answer = demo.client.post("/career/seasons/", {"title": "Newborn", "end": "2027-03-01", "goals": "Sleep", **wrong})
    assert answer.status_code == 422
    assert "Sleep" in answer.content.decode()
    assert not CareerSeason.objects.filter(title="Newborn").exists()


def test_the_long_view_counts_by_child_and_parent(parent: Sitting) -> None:
    """Two of Ana's with each of the children; a year of which nothing is known is not shown."""
    hold(parent.family, date(2026, 5, 1), "ana")
    hold(parent.family, date(2026, 5, 2), "ana ben")
    page = text(parent.client, "/career/years/")
    assert "2 moments, kept." in page
    assert page.count("2 times with Ana") == 2
    assert page.count("1 time with Ben") == 2
    assert "2025" not in page


def test_the_review_says_kept_first_and_goes_back(parent: Sitting) -> None:
    """This quarter and the one before."""
    hold(parent.family, date(2026, 11, 1), "ana")
    page = text(parent.client, "/career/review/")
    assert "1 moment was kept." in page
    assert page.index("Kept") < page.index("Room ahead") < page.index("Work")
    assert "Mia: 1 time with Ana" in page
    assert "1 July 2026 to 30 September 2026" in text(parent.client, "/career/review/?of=quarter&back=1")
    assert ">2025<" in text(parent.client, "/career/review/?of=year&back=1")


def test_a_plan_that_is_looked_for_still_answers_with_what_is_there(parent: Sitting) -> None:
    """And says that a better one may follow; without any plan nobody can say."""
    Plan.objects.filter(family=parent.family).update(final=False)
    for path in ("/career/review/", "/career/"):
        page = text(parent.client, path)
        assert "Nobody can say yet." not in page
        assert "Work leaves room for" in page
        assert "The plan is still being made." in page
    Plan.objects.filter(family=parent.family).delete()
    assert "Nobody can say yet." in text(parent.client, "/career/")


def test_a_moment_of_one_child_is_that_childs_alone(parent: Sitting) -> None:
    """Whatever its moment says today; one of which nobody knows takes what it says."""
    hold(parent.family, date(2026, 5, 1), "ana")
    Held.objects.filter(family=parent.family).update(children="mia")
    page = text(parent.client, "/career/years/")
    assert page.count("1 time with Ana") == 1


def test_moments_of_before_take_the_children_that_theirs_has_now(parent: Sitting) -> None:
    """Those whose moment is gone stay without; what is known already stays as it is."""
    hold(parent.family, date(2026, 5, 1), "ana")
    hold(parent.family, date(2026, 5, 2), "ana")
    Held.objects.filter(family=parent.family, day=date(2026, 5, 2)).update(moment="gone")
    hold(parent.family, date(2026, 5, 3), "ana")
    Held.objects.filter(family=parent.family, day=date(2026, 5, 3)).update(children="leo")
    here = SimpleNamespace(connection=connection)
    import_module("homecall.web.moments.migrations.0002_whose_it_was").fill(apps, here)
    found = dict(Held.objects.filter(family=parent.family).values_list("day", "children"))
    home = families.newest(parent.family).household
    bedtime = next(one for one in home.moments if one.id == "bedtime")
    assert found[date(2026, 5, 1)] == " ".join(bedtime.children)
    assert (found[date(2026, 5, 2)], found[date(2026, 5, 3)]) == ("", "leo")


@pytest.mark.parametrize("query", ["?back=-1", "?back=x&of=decade", "?back=999999", "?back=999", "?of=year&back=999"])
def test_wrong_stretches_are_this_quarter_or_long_ago(demo: Sitting, query: str) -> None:
    """An address that somebody wrote by hand breaks nothing."""
    assert "Does the way our work" in text(demo.client, f"/career/review/{query}")
    assert demo.client.get(f"/career/review/page.pdf{query}").status_code == 200


def test_a_season_stands_in_the_review_with_a_line_for_each_thing_that_matters(demo: Sitting) -> None:
    """They are the family's own lines, and not run together."""
    page = text(demo.client, "/career/review/")
    assert "<p>Saturday mornings stay ours</p>" in page
    assert "stay ours;" not in page


def test_the_review_prints(demo: Sitting, tmp_path: Path) -> None:
    """One PDF with its words as text, the same bytes each time."""
    one, two = (demo.client.get("/career/review/page.pdf") for _ in range(2))
    assert one["Content-Type"] == "application/pdf"
    assert one.content.startswith(b"%PDF")
    assert one.content == two.content


def test_money_is_kept_as_it_was_said(demo: Sitting) -> None:
    """And "not advice" stands there once."""
    demo.client.post("/career/money/", SUMS)
    purse = store.purse(seat(demo.family))
    assert purse is not None
    assert (purse.savings, purse.care, purse.tax, purse.mean) == (120_000, 3_500, 0.25, -0.01)
    page = text(demo.client, "/career/money/")
    assert page.count("not advice") == 1
    assert "9,500 is needed, of which care is 3,500" in page


def test_money_without_returns_is_plain_arithmetic(demo: Sitting) -> None:
    """Twelve months of needs are twelve months."""
    demo.client.post("/career/money/", {"savings": "60000", "spending": "5000", "mean": "0", "spread": "0"})
    page = text(demo.client, "/career/money/")
    assert "savings last for 12 months as they are; with what they may earn or lose, for 12 months in eight" in page


@pytest.mark.parametrize(
    ("lasts", "said"),
    [((3, 4, 4), "3 to 4 months"), ((12, 30, 480), "12 months to 40 years or more"), ((9, 9, 9), "9 months")],
)
def test_a_range_of_time_says_its_unit_once(lasts: tuple[int, int, int], said: str) -> None:
    """Months and months share the word; what outlasts the years that are followed says so."""
    assert between(Computed(Lasts(*lasts, 480), ())) == said


@pytest.mark.parametrize("wrong", [{"tax": "120"}, {"savings": "much"}, {"savings": "-5"}, {"mean": "900"}])
def test_sums_that_cannot_be_are_refused(demo: Sitting, wrong: dict[str, str]) -> None:
    """With what was typed still there, and what was kept before untouched."""
    before = MoneyRow.objects.get(family=demo.family).savings
    answer = demo.client.post("/career/money/", {**SUMS, **wrong})
    assert answer.status_code == 422
    assert 'value="6000"' in answer.content.decode()
    assert MoneyRow.objects.get(family=demo.family).savings == before


def test_money_is_forgotten_when_it_is_asked(demo: Sitting) -> None:
    """Nothing of it is kept."""
    demo.client.post("/career/money/forget/")
    assert not MoneyRow.objects.exists()
    assert "What does income ask of you" in text(demo.client, "/career/money/")


def test_the_look_back_asks_no_more_for_a_longer_life(parent: Sitting) -> None:
    """Twelve at most, however much was kept."""

    def grow() -> None:
        for n in range(40):
            hold(parent.family, date(2026, 1, 1 + n % 28), f"ana {n}")

    growth(parent.client, "/career/review/", grow)
