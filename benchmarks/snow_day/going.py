"""The figures of a snow day while it goes on: a line now and then, and the same in a file."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.snow_day.crowd import Morning
from benchmarks.snow_day.filled import House, outcome, waiting
from benchmarks.snow_day.processes import Costs
from benchmarks.snow_day.report import share, spent, waits
from benchmarks.snow_day.targets import Targets

EVERY = 20.0
"""Seconds between two lines."""


@dataclass
class Going:
    """What is looked at, and up to where it was looked at last."""

    houses: Sequence[House]
    morning: Morning
    targets: Targets
    costs: Costs
    begun: datetime
    path: Path
    start: float
    _seen: int = 0
    _last: float = 0.0

    def __post_init__(self) -> None:
        """What the processes have cost until now does not count."""
        self._before = self.costs.now()

    def look(self) -> None:
        """Write a line where it is time for one."""
        now = time.time()
        if now - self._last < EVERY:
            return
        self._last, requests = now, self.morning.requests[self._seen :]
        self._seen += len(requests)
        found = waits(self.houses, self.morning, outcome(), self.targets.arrived()).all
        line = {
            "s": round(now - self.start),
            "said": len(self.morning.said),
            "asked": len(found),
            "p95 s until asked": round(share(found, 95), 1),
            "most": round(max(found, default=0.0), 1),
            "requests": len(requests),
            "p95 ms": round(1000 * share((one for _name, one in requests), 95)),
            "errors": len(self.morning.wrong),
            "to do": list(waiting(self.begun - timedelta(minutes=1))),
            "processor s": {kind: round(one) for kind, one in spent(self._before, self.costs.now()).items()},
            "load": round(os.getloadavg()[0], 1),
        }
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)
