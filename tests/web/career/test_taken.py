"""Changes as files: taken away, brought back, and read for the hours of help in them."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from homecall.futures.codec import read as read_scenario
from homecall.web.career import studio
from homecall.web.career.bought import hours_of
from homecall.web.career.models import SavedScenario
from homecall.web.family import store as families
from tests.web.made import Sitting, seat


def test_hours_of_help_are_those_of_the_file() -> None:
    """Of somebody new as of somebody there; what cannot be read has none."""
    assert hours_of('[[hire]]\nid = "sam"\nhours = ["Mon-Fri 16:00-19:00", "Sat 22:00-06:00"]\n') == 23
    assert hours_of('[[hours]]\nhours = ["whenever"]\n') == 0
    assert hours_of("[[") == 0


def test_a_change_is_taken_away_as_a_file_and_brought_back(demo: Sitting) -> None:
    """The very scenario that the studio lives; of another family there is none."""
    home = families.newest(demo.family).household
    one = SavedScenario.objects.filter(family=demo.family).order_by("pk")[0]
    answer = demo.client.get(f"/career/if/{one.pk}/scenario.toml")
    assert "attachment" in answer.headers["Content-Disposition"]
    taken = answer.content.decode()
    assert read_scenario(taken, "taken.toml", home) == read_scenario(one.text, "kept.toml", home)
    one.delete()
    upload = SimpleUploadedFile("scenario.toml", taken.encode(), "text/plain")
    assert demo.client.post("/career/if/add/", {"file": upload, "text": ""}).status_code == 302
    again = SavedScenario.objects.filter(family=demo.family).latest("pk")
    assert (again.name, again.text) == (one.name, taken)
    assert demo.client.get("/career/if/999999/scenario.toml").status_code == 404


def test_a_change_that_fits_the_family_no_more_is_taken_away_as_it_was_kept(demo: Sitting) -> None:
    """Nobody loses what they wrote."""
    studio.save(seat(demo.family), "Gone", 'format = 1\nname = "Gone"\n[[drop]]\ncarer = "nobody"\n')
    one = SavedScenario.objects.get(family=demo.family, name="Gone")
    assert demo.client.get(f"/career/if/{one.pk}/scenario.toml").content.decode() == one.text
