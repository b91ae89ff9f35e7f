"""Libraries that only fleets need, and the sentence for whoever has not got them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from homecall.errors import FleetError


def needed(module: str) -> Any:
    """A module of the extra. Raises FleetError with the command that installs it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as wrong:
        name = module.partition(".")[0]
        raise FleetError(
            f"This needs {name}, which is not installed.", cure='Run pip install "homecall[fleet]".'
        ) from wrong
