"""Random numbers by name: the same life meets the same luck in every scenario, whoever else is in it."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
"""An array (lives, days)."""
Days = NDArray[np.int8]
"""An array (lives, days) of small whole numbers."""


@dataclass(frozen=True, slots=True)
class Dice:
    """The luck of so many lives over so many days. Each name has numbers of its own, whatever else was asked before."""

    root: int
    lives: int
    days: int

    @classmethod
    def of(cls, rng: np.random.Generator, lives: int, days: int) -> Dice:
        """Dice that are thrown once by a generator."""
        return cls(int(rng.integers(2**63)), lives, days)

    def named(self, name: str) -> np.random.Generator:
        """A generator of its own for a name."""
        return np.random.default_rng([self.root, crc32(name.encode())])

    def uniform(self, name: str) -> Numbers:
        """Numbers from 0 up to 1, one for each life and day."""
        return self.named(name).random((self.lives, self.days), dtype=np.float32)

    def normal(self, name: str) -> Numbers:
        """Standard normal numbers, one for each life and day."""
        return self.named(name).standard_normal((self.lives, self.days), dtype=np.float32)

    def person(self, name: str) -> NDArray[np.float64]:
        """Standard normal numbers, one for each life: what is not known of a person."""
        return self.named(name).standard_normal(self.lives)

    def spells(self, name: str, chance: Numbers, mean: float, most: int = 7) -> Days:
        """Spells that begin with a chance on each day and last `mean` days on average, at most `most`.

        0 where there is none, else which day of its spell it is, from 1.
        """
        begins = self.uniform(f"{name} begins") < chance
        last = np.log(np.clip(self.uniform(f"{name} lasts"), 1e-6, 1.0))
        stop = np.log1p(-1 / mean) if mean > 1 else -np.inf
        length = np.minimum(1 + np.floor(last / stop), most).astype(np.int8)
        return _run(begins, length)


def _run(begins: NDArray[np.bool_], length: Days) -> Days:
    """The days of each spell, counted; a spell that begins in another is a part of it."""
    found = np.zeros(begins.shape, dtype=np.int8)
    left = np.zeros(len(begins), dtype=np.int8)
    count = np.zeros(len(begins), dtype=np.int8)
    for day in range(begins.shape[1]):
        new = begins[:, day] & (left <= 0)
        left = np.where(new, length[:, day], left)
        count = np.where(new, 1, np.where(left > 0, count + 1, 0)).astype(np.int8)
        found[:, day] = count
        left = np.maximum(left - 1, 0).astype(np.int8)
    return found
