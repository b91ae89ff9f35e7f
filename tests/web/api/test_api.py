"""What programs can do, and what they are told where they cannot."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from homecall.web import world
from homecall.web.api import store
from homecall.web.api.models import ApiToken
from homecall.web.api.root import api
from homecall.web.family import store as families
from homecall.web.people import store as people
from homecall.web.people.models import Deed, Membership
from homecall.web.plans import store as plans
from tests.web.api.conftest import Program
from tests.web.made import Sitting, seat


def test_the_household_is_read_as_text_and_as_json(demo: Sitting, program: Program) -> None:
    """The file byte for byte; the same as JSON beside its number."""
    text = families.newest(demo.family).text
    assert program("GET", "/household.toml").content.decode() == text
    said = program("GET", "/household").json()
    assert (said["number"], said["text"]) == (1, text)
    assert said["household"]["timezone"] == families.newest(demo.family).household.wall.zone


def test_a_program_changes_the_household(demo: Sitting, program: Program) -> None:
    """The history names the token, and the change can be taken back."""
    text = families.newest(demo.family).text + "\n# a word\n"
    done = program("PUT", "/household", {"text": text, "expected": 1, "said": "Said a word."}, "write")
    assert done.json() == {"number": 2}
    assert families.newest(demo.family).text == text
    assert program("GET", "/history").json()[0]["by"] == "a writeer"
    assert program("POST", "/undo", {"expected": 2}, "write").json() == {"number": 3}
    assert "# a word" not in families.newest(demo.family).text


def test_what_somebody_else_changed_meanwhile_is_kept(demo: Sitting, program: Program) -> None:
    """409, with the number to read; nothing is lost."""
    families.revise(demo.family, families.newest(demo.family).text + "\n# mine\n", "Ana", "Mine.")
    for path, send in (("household", {"text": "", "expected": 1}), ("undo", {"expected": 1})):
        done = program("PUT" if path == "household" else "POST", f"/{path}", send)
        assert (done.status_code, done.json()["where"]) == (409, "expected")
    assert families.newest(demo.family).number == 2


def test_a_household_that_cannot_be_is_refused_in_a_sentence(demo: Sitting, program: Program) -> None:
    """With the place in the file and the cure, as anywhere else."""
    text = families.newest(demo.family).text.replace("timezone", "timezona", 1)
    done = program("PUT", "/household", {"text": text, "expected": 1})
    assert done.status_code == 422
    assert set(done.json()) == {"message", "where", "cure"}
    assert "timezona" in done.json()["message"]


def test_the_plan_is_the_plan(demo: Sitting, program: Program) -> None:
    """As homecall-plan/1, and by weeks."""
    shown = plans.shown(seat(demo.family))
    assert shown
    assert program("GET", "/plan", scope="read").content.decode() == shown.text
    week = program("GET", "/weeks/0", scope="read").json()
    assert week["cover"] == json.loads(shown.text)["cover"]
    assert [one["at"] for one in program("GET", "/weeks").json()] == [0]
    assert program("GET", "/weeks/1").status_code == 404
    assert program("GET", "/asks").json() == json.loads(shown.text)["asks"]
    assert {one["person"] for one in program("GET", "/schedules").json()} == set(shown.household.schedules)


def test_a_plan_is_asked_for(program: Program) -> None:
    """The answer says that it is being made."""
    assert program("GET", "/progress").json()["renewing"] is False
    assert program("POST", "/plan", scope="write").json()["renewing"] is True


def test_a_file_is_dropped_as_it_is(demo: Sitting, program: Program) -> None:
    """Whatever bytes it has."""
    content = bytes(range(256))
    assert program("PUT", "/uploads?name=feeds/x.bin", content).json()["bytes"] == 256
    assert families.shelf(demo.family)["feeds/x.bin"] == content
    assert "feeds/x.bin" in {one["name"] for one in program("GET", "/uploads").json()}


def test_a_file_that_is_too_large_is_refused(program: Program) -> None:
    """By its size alone."""
    assert program("PUT", "/uploads?name=x", b"x" * 3_000_001).status_code == 413


def test_links_and_devices_are_made_and_taken_back(demo: Sitting, program: Program) -> None:
    """Through the same store as the pages; the log says so."""
    made = program("POST", "/links", {"role": "carer", "person": "rosa", "days": 7}).json()
    found = people.link_of(made["token"])
    assert found
    assert (found.family, found.person) == (demo.family, "rosa")
    assert program("DELETE", f"/links/{made['id']}").status_code == 204
    assert people.link_of(made["token"]) is None
    device = program("POST", "/devices", {"name": "Kitchen"}).json()
    assert people.pair_device(device["code"])
    assert program("GET", "/devices").json()[0]["paired"] is True
    assert program("DELETE", f"/devices/{device['id']}").status_code == 204
    assert {"link made", "link revoked", "device made"} <= set(Deed.objects.values_list("what", flat=True))


def test_a_link_for_nobody_is_refused(program: Program) -> None:
    """A misspelt person would make a link that shows nothing."""
    done = program("POST", "/links", {"role": "carer", "person": "rossa"})
    assert (done.status_code, done.json()["where"]) == (422, "person")


def _scope(operation: Any) -> str:
    return str(operation.auth_callbacks[0].scope)


def operations() -> list[tuple[str, str, str]]:
    """Each operation of the schema: its method, its address, the scope that it needs."""
    views = [(path, op) for _prefix, router in api._routers for path, view in router.path_operations.items()
             for op in view.operations]  # fmt: skip
    return [(method, path.replace("{at}", "0").replace("{id}", "1"), _scope(op))
            for path, op in views for method in op.methods]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "scope"), operations())
def test_every_operation_has_its_door(method: str, path: str, scope: str, program: Program) -> None:
    """Without a token, or with one that may less, nothing is answered but why."""
    assert Client().generic(method, f"/api{path}").status_code == 401
    assert program(method, path, scope="none").status_code == 401
    less = store.SCOPES[: store.SCOPES.index(scope)]
    assert [program(method, path, scope=one).status_code for one in less] == [403] * len(less)


def test_there_are_operations_to_knock_at() -> None:
    """The test above looks at something."""
    assert len(operations()) >= 17
    assert {scope for _method, _path, scope in operations()} == set(store.SCOPES)


def test_other_families_are_not_there(demo: Sitting, program: Program) -> None:
    """An id of theirs is as if it did not exist."""
    other = families.create(families.newest(demo.family).text, "Zoe")
    id, token = people.make_link(other, "reader", "joan", None)
    device, _code = people.make_device(other, "Theirs")
    assert program("DELETE", f"/links/{id}").status_code == 404
    assert program("DELETE", f"/devices/{device}").status_code == 404
    assert people.link_of(token)
    assert program("GET", "/links").json() == program("GET", "/devices").json() == []


def test_a_session_opens_nothing(parent: Sitting) -> None:
    """So no page elsewhere can make a browser change anything here."""
    assert parent.client.get("/api/household").status_code == 401


def ended(row: ApiToken, how: str) -> None:
    """End a token in one of the ways there are."""
    if how == "expired":
        ApiToken.objects.update(expires=world.now() - timedelta(seconds=1))
    elif how == "revoked":
        store.revoke(seat(row.family_id), row.pk)
    else:
        Membership.objects.all().delete()


@pytest.mark.parametrize("how", ["expired", "revoked", "left"])
def test_a_token_ends(how: str, parent: Sitting) -> None:
    """By its day, by hand, or with its maker's leaving the family."""
    page = parent.client.post("/tokens/make/", {"name": "Mine", "scope": "read", "days": "30"}, follow=True)
    token = page.content.decode().partition("<code>")[2].partition("</code>")[0]
    program = Client(HTTP_AUTHORIZATION=f"Bearer {token}")
    assert program.get("/api/progress").status_code == 200
    ended(ApiToken.objects.get(), how)
    assert program.get("/api/progress").status_code == 401


def test_a_token_is_shown_once_and_kept_as_a_hash(parent: Sitting) -> None:
    """The next look at the page has it no more."""
    page = parent.client.post("/tokens/make/", {"name": "Mine", "scope": "read", "days": ""}, follow=True)
    token = page.content.decode().partition("<code>")[2].partition("</code>")[0]
    assert len(token) > 40
    assert token not in parent.client.get("/tokens/").content.decode()
    row: Any = ApiToken.objects.get()
    assert (row.hash, row.expires) == (people.hashed(token), None)


def test_a_form_for_a_token_that_lacks_something_says_so(parent: Sitting) -> None:
    """And makes none."""
    page = parent.client.post("/tokens/make/", {"name": "", "scope": "everything", "days": "30"})
    assert page.status_code == 422
    assert "errorlist" in page.content.decode()
    assert not ApiToken.objects.exists()


def test_another_familys_token_cannot_be_taken_back(parent: Sitting) -> None:
    """It goes on working."""
    other = families.create(families.newest(parent.family).text, "Zoe")
    store.make(seat(other), "Theirs", "read", None)
    parent.client.post(f"/tokens/{ApiToken.objects.get().pk}/revoke/")
    assert ApiToken.objects.get().revoked is None


def test_a_fault_of_ours_is_a_sentence_too(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the one shape, without a word of what went wrong inside."""
    monkeypatch.setattr(families, "newest", lambda _family: 1 / 0)
    done = program("GET", "/household")
    assert done.status_code == 500
    assert "division" not in done.content.decode()
    assert set(done.json()) == {"message", "where", "cure"}
