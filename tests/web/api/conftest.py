"""Programs with tokens of each scope."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from homecall.web.api import store
from tests.web.made import Sitting, seat

Program = Callable[..., Any]


@pytest.fixture
def program(demo: Sitting) -> Program:
    """Does something as a program of the demo's family: a method, an address, JSON to send, the token's scope."""
    keys = {scope: store.make(seat(demo.family), f"a {scope}er", scope, None) for scope in store.SCOPES}
    keys["none"] = "hc_nothing"

    def ask(method: str, path: str, send: Any = None, scope: str = "admin") -> Any:
        header = {"Authorization": f"Bearer {keys[scope]}"}
        kind = "application/octet-stream" if isinstance(send, bytes) else "application/json"
        return Client(headers=header).generic(
            method, f"/api{path}", send if isinstance(send, bytes) else _json(send), kind
        )

    return ask


def _json(value: Any) -> str:
    return "" if value is None else json.dumps(value)
