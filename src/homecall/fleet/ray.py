"""Jobs on a Ray cluster: one actor a core.

Each machine of the cluster needs the same homecall, and for a folder of households the same folder.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from typing import Any

from homecall.errors import FleetError
from homecall.fleet.extra import needed
from homecall.fleet.job import Job, Search, do
from homecall.fleet.pool import Hand, Lost, News, Ready, Work

QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
"""Nothing is reported to Ray's makers, and no word is said of graphics cards that nobody asked for."""

STORE = 256 * 1024 * 1024
"""Bytes that a cluster of this machine alone sets aside for what is under way; Ray would take a third of the memory."""


class Cluster:
    """A crew of actors. Without an address it is a cluster of this machine alone, which ends with the run."""

    at_hand = 1  # what an actor has finished may be lost with it, while the next job is under way

    def __init__(self, size: int = 0, address: str = "", work: Work = do) -> None:
        """`size` is how many actors work at once; 0 is one for each core of the cluster. Raises FleetError."""
        for name, value in QUIET.items():
            os.environ.setdefault(name, value)
        self.ray = needed("ray")
        self._join(size, address)
        self.size = size or max(1, int(self.ray.cluster_resources().get("CPU", 1)))
        self.actor = self.ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(_Worker)
        self.work = work

    def _join(self, size: int, address: str) -> None:
        known = {"include_dashboard": False, "log_to_driver": False, "logging_level": "ERROR"}
        local = {"num_cpus": size or None, "_node_ip_address": "127.0.0.1", "object_store_memory": STORE}
        try:
            self.ray.init(**({"address": address} | known if address else local | known))
        except (ConnectionError, RuntimeError, ValueError) as wrong:
            said = " ".join(str(wrong).split())[:120]
            cure = "Check --cluster, and that the machines run the same versions of Python and Ray."
            raise FleetError(f"The Ray cluster cannot be had: {said}", cure=cure) from wrong

    def hire(self) -> Hand:
        """A new actor, on any machine of the cluster with a free core."""
        return _Actor(self)

    def wait(self, hands: Sequence[Hand], seconds: float) -> list[tuple[Hand, News]]:
        """News of those that have any."""
        of = {hand.due[0]: hand for hand in hands if isinstance(hand, _Actor) and hand.due}
        some, rest = self.ray.wait(list(of), num_returns=1, timeout=seconds)
        more, _ = self.ray.wait(rest, num_returns=len(rest), timeout=0) if rest and some else ([], [])
        return [(of[due], of[due].news()) for due in (*some, *more)]

    def close(self) -> None:
        """Leave the cluster; one of this machine alone ends."""
        self.ray.shutdown()


class _Worker:
    """What lives on a core of the cluster."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def ready(self) -> Ready:
        """The first word."""
        return Ready()

    def do(self, job: Job, search: Search) -> Any:
        """What came of a job."""
        return self.work(job, search)


class _Actor:
    def __init__(self, crew: Cluster) -> None:
        self.ray = crew.ray
        self.actor = crew.actor.remote(crew.work)
        self.due: deque[Any] = deque([self.actor.ready.remote()])

    def give(self, job: Job, search: Search) -> None:
        """Queue a job."""
        self.due.append(self.actor.do.remote(job, search))

    def news(self) -> News:
        """What it says next, or that it is gone."""
        try:
            said: News = self.ray.get(self.due.popleft())
        except self.ray.exceptions.RayError as wrong:
            return Lost(f"was lost ({type(wrong).__name__})")
        return said

    def stop(self) -> None:
        """Kill it."""
        self.ray.kill(self.actor, no_restart=True)
