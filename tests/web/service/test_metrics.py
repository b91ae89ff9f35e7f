"""What a host sees: numbers without names, what is stale, a log without what anybody sent."""

from __future__ import annotations

import base64
import json
import logging
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from homecall.errors import SetupError
from homecall.web import world
from homecall.web.jobs.models import Job
from homecall.web.post import store as post
from homecall.web.post.models import Message
from homecall.web.service.logs import Lines
from homecall.web.service.metrics import Number, numbers
from homecall.web.settings.environment import environment
from tests.web.made import Sitting

TOKEN = "a token that is long enough"


def found(settings: LazySettings) -> dict[str, float]:
    """The numbers of now."""
    return {one.name: one.value for one in numbers(world.now(), settings.DATA)}


@pytest.fixture
def told(settings: LazySettings) -> None:
    """The host has set a token."""
    settings.METRICS_TOKEN = TOKEN


@pytest.mark.parametrize("header", ["", "Bearer wrong", "Basic !!!", "Basic eDp5"])
def test_without_the_token_nothing_is_there(told: None, demo: Sitting, header: str) -> None:
    """Nor for a parent."""
    headers = {"Authorization": header} if header else {}
    assert demo.client.get("/metrics", headers=headers).status_code == 404
    assert demo.client.get("/host/", headers=headers).status_code == 401


def test_no_token_is_no_door(db: None, settings: LazySettings) -> None:
    """An empty one opens nothing."""
    settings.METRICS_TOKEN = ""
    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    assert Client().get("/host/").status_code == 404


def test_prometheus_reads_it(told: None, demo: Sitting) -> None:
    """Every line is a name and a number, and no name of a person is among them."""
    said = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    assert "homecall_post_waiting 0.0" in said
    assert "Rosa" not in said
    assert all(line.startswith("#") or len(line.split()) == 2 for line in said.splitlines())


def test_what_is_late_stands_first(told: None, demo: Sitting) -> None:
    """A job that has waited for an hour; a browser shows it."""
    hour = world.now() - timedelta(hours=1)
    Job.objects.filter(family=demo.family).update(wanted=9, done=1, leased=None, asked_at=hour, not_before=hour)
    key = base64.b64encode(f"host:{TOKEN}".encode()).decode()
    said = Client().get("/host/", headers={"Authorization": f"Basic {key}"}).content.decode()
    assert "Something is late." in said
    assert "Seconds since the job that waits longest was asked for (plan)" in said


def test_messages_are_counted_by_how_they_stand(demo: Sitting, settings: LazySettings) -> None:
    """Those that wait, and those of which nobody knows."""
    for key in ("a", "b"):
        post.queue(demo.family, "rosa", "ask", key, "t", "b", now=world.now() - timedelta(minutes=2), urgent=True)
    Message.objects.filter(key="b").update(state="unsure")
    seen = found(settings)
    assert (seen["homecall_post_waiting"], seen["homecall_post_unsure"]) == (1, 1)
    assert 119 < seen["homecall_post_wait_seconds"] < 180
    assert Number("homecall_post_unsure", "", 1).stale


def test_a_short_token_is_refused_at_the_start() -> None:
    """With the cure."""
    with pytest.raises(SetupError, match="too short"):
        environment({"HOMECALL_METRICS_TOKEN": "guess", "HOMECALL_SECRET": "x" * 40})


def test_a_line_of_the_log_holds_nothing_that_was_sent() -> None:
    """No path with its token, no text of a fault; where it came from stays."""
    try:
        raise ValueError("Rosa's secret")
    except ValueError as wrong:
        trace = (type(wrong), wrong, wrong.__traceback__)
    record = logging.LogRecord("django.request", 40, "x.py", 1, "%s: %s", ("Fault", "/open/token/"), trace)
    line = json.loads(Lines().format(record))
    assert line["fault"] == "ValueError"
    assert "test_metrics.py" in line["places"]
    assert "token" not in json.dumps(line)
    assert "secret" not in json.dumps(line)
