"""The household file: text to household and back. `read` and `write` are each other's inverse."""

from homecall.household.codec.extend import with_shifts
from homecall.household.codec.reader import LARGEST, decode, read
from homecall.household.codec.writer import write

__all__ = ["LARGEST", "decode", "read", "with_shifts", "write"]
