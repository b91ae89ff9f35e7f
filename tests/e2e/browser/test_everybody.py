"""Every kind of page can be used by everybody, as far as axe-core can tell: by day and in the dark, phone and desk."""

from __future__ import annotations

import re
import tomllib

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import family
from tests.e2e.browser.axe import violations
from tests.e2e.browser.conftest import Opening
from tests.e2e.browser.walk import walk
from tests.e2e.serving import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("served", ["sqlite"], indirect=True)]
Broken = dict[str, list[str]]


def ids(data: object) -> set[str]:
    """Every id of a household file."""
    if isinstance(data, dict):
        own = {one for key, one in data.items() if key == "id" and isinstance(one, str)}
        return own.union(*map(ids, data.values()))
    return set().union(*map(ids, data)) if isinstance(data, list) else set()


def looked(page: Page, starts: list[str], names: set[str]) -> tuple[set[str], Broken]:
    """The kinds of pages from the starts on, and what each that is not for everybody breaks."""
    broken: Broken = {}

    def look(path: str) -> None:
        if found := violations(page):
            broken[path] = found

    return walk(page, starts, names, look), broken


@pytest.fixture(scope="module")
def names(demo: Visitor) -> set[str]:
    """What stands in the addresses of the invented family."""
    return ids(tomllib.loads(demo.get("/household/file/household.toml")[1]))


ALONE = ["/week/all/", "/awake/", "/notices/", "/offline/", "/pair/", "/week/why/lead/mia@29933640/"]
"""Pages that not every page of this family leads to."""


def test_every_kind_of_page_of_a_parent(inside: Page, names: set[str]) -> None:
    """Followed from link to link, with every kind of form in which the household is edited."""
    seen, broken = looked(inside, ["/today/", "/week/", *ALONE], names)
    assert [f"{where}: {one}" for where, all in broken.items() for one in all] == []
    for what in ("parent", "child", "carer", "place", "moment", "ritual"):
        assert f"/household/{what}/*/" in seen
        assert any(one.startswith(f"/household/add/{what}/") for one in seen)
    assert len(seen) > 60


def test_the_pages_of_links(inside: Page, opening: Opening, names: set[str]) -> None:
    """The door of a personal link, the pages behind a carer's and a reader's, what stands there once it has ended."""
    broken: Broken = {}
    for role, of in (("own hours", "carer"), ("read the week", "reader")):
        inside.goto("/people/")
        inside.locator("summary", has_text=role).click()
        form = inside.locator("details[open] form")
        if of == "reader":
            form.get_by_label("For, such as Grandma").fill("Joan")
        form.get_by_role("button").click()
        broken["a new link"] = violations(inside)
        guest = opening()
        guest.goto(inside.get_by_label("Copy it now").input_value())
        broken[f"the door of a {of}"] = violations(guest)
        guest.locator("main form button").click()
        broken |= looked(guest, ["/mine/"], names)[1]
    assert {where: found for where, found in broken.items() if found} == {}


def test_the_pages_of_an_account(page: Page, app: str) -> None:
    """Signing in and up with what is wrong beside it, a second step, passkeys, recovery codes, a new password."""
    broken: Broken = {}
    for path in ("/account/login/", "/account/signup/"):
        page.goto(path)
        page.get_by_label("Email").fill("nobody@example.org")
        page.get_by_label("Password", exact=False).first.fill("short")
        page.locator("main form button").first.click()
        expect(page.locator(".errorlist")).to_be_visible()
        broken[f"{path} refused"] = violations(page)
    family.signed_up(page, "nora.account@example.org")
    page.goto("/account/2fa/totp/activate/")
    broken["asked once more"] = violations(page)
    page.get_by_label("Password").fill(family.PASSWORD)
    page.locator("main form button").first.click()
    expect(page.get_by_label("Authenticator secret")).to_be_visible()
    broken["a secret"] = violations(page)
    family.second_step(page)
    broken["recovery codes"] = violations(page)
    broken |= looked(page, ["/account/2fa/", "/account/2fa/webauthn/add/", "/account/logout/", "/welcome/"], set())[1]
    assert {where: found for where, found in broken.items() if found} == {}


def test_the_pages_that_refuse(inside: Page, opening: Opening) -> None:
    """Nothing here, a form without its mark, too many wrong codes: the page is one of ours, and can be used."""
    broken: Broken = {}
    inside.goto("/nothing/")
    expect(inside.get_by_role("heading", name="There is nothing here.")).to_be_visible()
    broken["404"] = violations(inside)
    inside.goto("/people/")
    inside.evaluate("document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(one => one.remove())")
    inside.get_by_label("Where it stands").fill("Hall")
    inside.get_by_role("button", name="Add a device").click()
    expect(inside.get_by_role("heading", name="This page had been open for too long.")).to_be_visible()
    broken["403"] = violations(inside)
    tablet = opening()
    tablet.goto("/pair/")
    for _ in range(30):
        tablet.get_by_label("Code").fill("12")
        family.pressed(tablet.get_by_role("button", name="Pair"))
        if tablet.get_by_text(re.compile("wait a minute")).count():
            break
    broken["429"] = violations(tablet)
    expect(tablet.get_by_text(re.compile("wait a minute"))).to_be_visible()
    assert {where: found for where, found in broken.items() if found} == {}
