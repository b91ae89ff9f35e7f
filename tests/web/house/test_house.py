"""The Settings page: the ways on, and one person's own language and hours."""

from __future__ import annotations

from homecall.web.people.models import User
from tests.web.made import Sitting
from tests.web.queries import growth


def test_settings_lead_to_the_family_and_its_people(parent: Sitting) -> None:
    """In few queries."""
    page = parent.client.get("/settings/").content.decode()
    assert 'href="/household/"' in page
    assert growth(parent.client, "/settings/", lambda: None)


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
