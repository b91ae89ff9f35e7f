"""Where and when figures were taken."""

from __future__ import annotations

import os
import platform
from datetime import datetime
from importlib.metadata import version
from pathlib import Path


def here() -> str:
    """The date, the machine, what else it was doing, and the versions that matter, in a line."""
    now = datetime.now().astimezone()
    busy = f"load {os.getloadavg()[0]:.1f} at the start"
    versions = f"Python {platform.python_version()}, OR-Tools {version('ortools')}"
    return f"{now:%Y-%m-%d %H:%M %Z}, {os.cpu_count()} cores ({processor()}), {busy}, {versions}"


def processor(listing: Path = Path("/proc/cpuinfo")) -> str:
    """The model of the processor as Linux names it; elsewhere what Python knows."""
    if listing.is_file():
        for line in listing.read_text("utf-8").splitlines():
            name, _, model = line.partition(":")
            if name.strip() == "model name":
                return model.strip()
    return platform.processor() or platform.machine()
