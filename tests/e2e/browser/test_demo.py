"""The invented family leaves without a trace."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.slow
def test_leaving_the_demo_leaves_nothing(page: Page) -> None:
    """One tap, and the pages of that family are not there any more."""
    page.goto("/")
    page.get_by_role("button", name="Look around").click()
    expect(page.get_by_text("an invented family")).to_be_visible()
    page.get_by_role("button", name=re.compile("Leave")).click()
    expect(page.get_by_role("button", name="Look around")).to_be_visible()
    page.goto("/week/")
    expect(page.get_by_role("button", name="Look around")).to_be_visible()
