"""The door of `homecall serve --demo`, and the sign of life."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from homecall.web.welcome import store


def test_the_demo_that_was_begun_with_the_server_is_opened(stranger: Client, settings: Settings) -> None:
    """Its plan has been asked for before anybody came."""
    settings.DEMO_FAMILY = store.begin()
    assert stranger.get("/demo/open/").headers["Location"] == "/"
    assert stranger.session["demo"] == settings.DEMO_FAMILY


@pytest.mark.parametrize("family", [None, 77])
def test_elsewhere_there_is_nothing_to_open(stranger: Client, settings: Settings, family: int | None) -> None:
    """An app that was not started for it, or whose demo is over, lets nobody in."""
    settings.DEMO_FAMILY = family
    stranger.get("/demo/open/")
    assert "demo" not in stranger.session


def test_the_app_says_that_it_is_alive(stranger: Client) -> None:
    """And nothing else."""
    assert stranger.get("/healthz").content == b"ok\n"
