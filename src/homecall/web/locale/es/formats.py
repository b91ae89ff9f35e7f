"""Numbers as Spanish writes them in the United States and in Mexico, where most families of this app live."""

from __future__ import annotations

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
