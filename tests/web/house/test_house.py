"""The Settings page: the ways on, and one person's own language and hours."""

from __future__ import annotations

import pytest

from homecall.web.family import store as families
from homecall.web.house.pages import sections
from homecall.web.people.models import User
from tests.web.made import Sitting
from tests.web.queries import growth


def test_settings_lead_to_the_family_and_its_people(parent: Sitting) -> None:
    """In few queries."""
    page = parent.client.get("/settings/").content.decode()
    assert 'href="/household/"' in page
    text = families.newest(parent.family).text
    grow = lambda: families.revise(parent.family, f"{text}\n# more\n", "Ana", "More.")  # noqa: E731 (one change)
    assert growth(parent.client, "/settings/", grow)


def test_a_parent_keeps_language_and_hours(parent: Sitting) -> None:
    """They are the account's own."""
    assert (
        parent.client.post("/settings/habits/", {"language": "es", "hours": "24"}).headers["Location"] == "/settings/"
    )
    user = User.objects.get()
    assert (user.language, user.hours) == ("es", "24")


def test_what_is_not_offered_changes_nothing(parent: Sitting) -> None:
    """A sentence says so."""
    page = parent.client.post("/settings/habits/", {"language": "xx", "hours": "24"}, follow=True)
    assert "Nothing was changed" in page.content.decode()
    assert User.objects.get().hours == ""


def test_a_demo_has_no_habits_of_its_own(demo: Sitting) -> None:
    """There is no account to keep them in."""
    assert demo.client.get("/settings/").status_code == 200
    assert demo.client.post("/settings/habits/", {"hours": "24"}).status_code == 404


def test_every_section_is_a_page_that_opens(parent: Sitting) -> None:
    """No way leads nowhere."""
    found = list(sections())
    assert {"/schedules/", "/household/", "/school/"} <= {one.href for one in found}
    answers = {one.href: parent.client.get(one.href, follow=True).status_code for one in found}
    assert set(answers.values()) == {200}, answers


def test_the_household_file_can_be_taken_away(parent: Sitting) -> None:
    """As it is kept, byte for byte."""
    assert "/household/file/household.toml" in parent.client.get("/settings/").content.decode()
    answer = parent.client.get("/household/file/household.toml")
    assert answer.content.decode() == families.newest(parent.family).text


def test_erasing_takes_the_name_and_then_everything(parent: Sitting) -> None:
    """The account stays, and may begin anew."""
    name = families.newest(parent.family).household.name
    answer = parent.client.post("/settings/erase/", {"typed": f" {name.upper()} "})
    assert answer.headers["Location"] == "/"
    assert families.about(parent.family) is None
    assert parent.client.get("/").headers["Location"] == "/welcome/"


@pytest.mark.parametrize("typed", ["", "yes", "the family of somebody else"])
def test_another_name_erases_nothing(parent: Sitting, typed: str) -> None:
    """And says so beside the field."""
    answer = parent.client.post("/settings/erase/", {"typed": typed})
    assert answer.status_code == 422
    assert "everything is still here" in answer.content.decode()
    assert families.about(parent.family) is not None


def test_a_demo_has_its_own_end(demo: Sitting) -> None:
    """It is left with a tap, and not erased here."""
    assert "/settings/erase/" not in demo.client.get("/settings/").content.decode()
    assert demo.client.post("/settings/erase/", {"typed": "x"}).status_code == 404
