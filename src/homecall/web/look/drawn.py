"""What is drawn once and shown often. It is kept in each process and may be forgotten at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.cache import caches
from django.utils.connection import ConnectionProxy

if TYPE_CHECKING:
    from django.core.cache.backends.base import BaseCache

DRAWN = cast("BaseCache", ConnectionProxy(caches, "drawn"))
"""Ribbons, words and small values that follow from rows; what processes must share is in the other cache."""
