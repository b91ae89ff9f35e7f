"""The interface keeps its schema, whatever is sent to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi

from homecall.web.api import store
from homecall.web.api.root import api
from tests.web.made import Sitting, seat

schema: Any = schemathesis.openapi.from_dict(dict(api.get_openapi_schema(path_prefix="/api/")))
OPERATIONS = [found.ok() for found in schema.get_all_operations()]
CHECKS = [
    checks.not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_schema_conformance,
]


@pytest.fixture(autouse=True)
def _one_connection(demo: Sitting) -> Iterator[None]:
    """No request closes the connection of this test; set up after the demo, whose client would undo it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_answers_are_as_the_schema_says(operation: Any, demo: Sitting) -> None:
    """Never a fault, never a status or a form that is not written down."""
    token = store.make(seat(demo.family), "any", "admin", None)
    operation.app = WSGIHandler()

    @settings(max_examples=12, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        plain = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
        case.call_and_validate(headers=plain, checks=CHECKS)

    ask()
