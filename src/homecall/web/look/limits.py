"""How often somebody may be wrong. Nothing of who they are is kept but a hash, for some minutes, for all processes."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_network

from django.core.cache import cache
from django.utils.crypto import salted_hmac

COUNTED = 600
"""Seconds after the last wrong try after which all are forgotten."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many wrong tries of one kind, from one address and from everywhere, before one waits `pause` seconds.

    `of_all` is 0 where only single addresses have to wait: for secrets so long that many places together do not
    guess one either, and where whoever errs on purpose must not keep everybody else out.
    """

    name: str
    tries: int
    of_all: int = 0
    pause: int = 60

    def must_wait(self, address: str) -> bool:
        """Whether an address may not try just now."""
        waits = (f"{self._key(address)}:wait", f"{self._key('')}:wait")
        return bool(cache.get_many(waits))

    def wrong(self, address: str) -> None:
        """Count a wrong try."""
        self._count(self._key(address), self.tries)
        if self.of_all:
            self._count(self._key(""), self.of_all)

    def _count(self, key: str, most: int) -> None:
        tries = int(cache.get(key, 0)) + 1
        if tries >= most:
            cache.delete(key)
            cache.set(f"{key}:wait", 1, self.pause)
        else:
            cache.set(key, tries, COUNTED)

    def _key(self, address: str) -> str:
        """What an address is counted by: a keyed hash of it, of its /64 for version 6. Empty stands for all."""
        try:
            address = str(ip_network(f"{address}/64", strict=False)) if ":" in address else address
        except ValueError:
            address = "elsewhere"
        return f"{self.name}:{salted_hmac('limit', address).hexdigest()}"


LINKS = Limit("link", 20)
"""Wrong addresses of personal links, invitations and calendars."""
