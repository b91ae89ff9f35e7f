"""Where and when figures were taken."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = {"homecall": "homecall", "OR-Tools": "ortools", "NumPy": "numpy", "highspy": "highspy"}
"""What the figures may depend on, as far as it is installed."""


def here() -> str:
    """The date, the machine, what else it was doing, and the versions that matter, in a line."""
    now = datetime.now().astimezone()
    busy = f"load {load():.1f} at the start"
    return f"{now:%Y-%m-%d %H:%M %Z}, {os.cpu_count()} cores ({processor()}), {busy}, {', '.join(_versions())}"


def load() -> float:
    """How many processes wanted a core in the last minute, in the mean."""
    return os.getloadavg()[0]


def _versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}"
    for name, package in PACKAGES.items():
        with suppress(PackageNotFoundError):
            yield f"{name} {version(package)}"


def processor(listing: Path = Path("/proc/cpuinfo")) -> str:
    """The model of the processor as Linux names it; elsewhere what Python knows."""
    if listing.is_file():
        for line in listing.read_text("utf-8").splitlines():
            name, _, model = line.partition(":")
            if name.strip() == "model name":
                return model.strip()
    return platform.processor() or platform.machine()
