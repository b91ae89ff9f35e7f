"""How often a pairing code may be typed wrong. Nothing of who typed it is kept but a hash, for some minutes."""

from __future__ import annotations

from ipaddress import ip_network

from django.core.cache import cache
from django.utils.crypto import salted_hmac

TRIES = 5
"""Wrong codes from one address before it has to wait."""
PAUSE = 60
"""Seconds of waiting."""
TRIES_OF_ALL = 100
"""Wrong codes from everywhere before all have to wait: a million codes must not be tried from many places either."""
_COUNTED = 600


def must_wait(address: str) -> bool:
    """Whether an address may not try a code just now."""
    return cache.get(f"{_key(address)}:wait") is not None or cache.get(f"{_key('')}:wait") is not None


def wrong(address: str) -> None:
    """Count a wrong code."""
    for key, most in ((_key(address), TRIES), (_key(""), TRIES_OF_ALL)):
        cache.add(key, 0, _COUNTED)
        if cache.incr(key) >= most:
            cache.delete(key)
            cache.set(f"{key}:wait", 1, PAUSE)


def _key(address: str) -> str:
    """What an address is counted by: a keyed hash of it, of its /64 for version 6. Empty stands for all."""
    try:
        address = str(ip_network(f"{address}/64", strict=False)) if ":" in address else address
    except ValueError:
        address = "elsewhere"
    return f"pair:{salted_hmac('pairing', address).hexdigest()}"
