"""What the tests of the app share: a demo family with a plan, and browsers that sit in it as anybody."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("HOMECALL_SECRET", "only for tests, where nothing is kept secret")
os.environ.setdefault("HOMECALL_DATA", f"{tempfile.gettempdir()}/homecall-tests-never-made")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.web.settings")

import django

django.setup()

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from homecall.web import world
from homecall.web.look.drawn import DRAWN
from homecall.web.people import store as people
from homecall.web.people.models import User
from homecall.web.plans.making import Answer
from tests.web.made import Sitting, order_of, planned, seated_in, thorough


@pytest.fixture(autouse=True)
def _no_ribbons_of_others() -> Iterator[None]:
    """Ids begin anew in each test's database, so what was drawn for one must not be shown for another."""
    yield
    DRAWN.clear()


@pytest.fixture(scope="session")
def answer() -> Answer:
    """A week's plan of the demo family, searched once for all tests, and to its end: no clock cuts it short."""
    return thorough(order_of("two-residents"))


@pytest.fixture
def demo(db: None, answer: Answer) -> Sitting:
    """A browser that looks at the demo family, whose plan is there."""
    client = Client()
    client.post("/demo/begin/")
    family = client.session["demo"]
    planned(family, answer)
    return Sitting(client, family)


@pytest.fixture
def parent(demo: Sitting) -> Sitting:
    """A parent of the demo's family with an account, signed in."""
    user = User.objects.create_user("ana@example.org", "a long enough password", name="Ana")
    people.join(user, demo.family, "ana")
    client = Client()
    client.force_login(user)
    return Sitting(client, demo.family)


@pytest.fixture
def carer(demo: Sitting) -> Sitting:
    """Rosa, with a link that works for a week."""
    id, _token = people.make_link(demo.family, "carer", "rosa", world.now() + timedelta(days=7))
    return Sitting(seated_in(link=id), demo.family)


@pytest.fixture
def reader(demo: Sitting) -> Sitting:
    """A grandmother with a link to read by."""
    id, _token = people.make_link(demo.family, "reader", "joan", None)
    return Sitting(seated_in(link=id), demo.family)


@pytest.fixture
def device(demo: Sitting) -> Sitting:
    """A paired tablet in the kitchen."""
    _id, code = people.make_device(demo.family, "Kitchen")
    client = Client()
    client.cookies["homecall-device"] = people.pair_device(code) or ""
    return Sitting(client, demo.family)


@pytest.fixture
def stranger(db: None) -> Client:
    """A browser that nobody knows."""
    return Client()
