"""Chance that can be repeated: the same words give the same story on every machine and every version of Python."""

import math
import random
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Shares(Generic[T]):
    """Things, each with its weight.  Raises ValueError if all weights are 0."""

    def __init__(self, things: Iterable[T], weights: Iterable[float]) -> None:
        weighted = [(thing, weight) for thing, weight in zip(things, weights, strict=True) if weight > 0]
        if not weighted:
            raise ValueError("Shares need at least one weight above 0")
        self.things = [thing for thing, _ in weighted]
        self._ends = list(accumulate(weight for _, weight in weighted))

    def at(self, roll: float) -> T:
        """The thing at a roll of 0 to 1; the same roll gives the same thing as long as the weights are the same."""
        return self.things[min(bisect_right(self._ends, roll * self._ends[-1]), len(self.things) - 1)]


class Dice:
    """The chances of one person, or of one thing about a person: ``Dice(seed, number, "reviews")``."""

    def __init__(self, *words: object) -> None:
        # Only random() is promised to stay the same between versions of Python, so everything here is made of it.
        self.roll = random.Random("/".join(map(str, words))).random  # noqa: S311

    def chance(self, share: float) -> bool:
        return self.roll() < share

    def between(self, low: int, high: int) -> int:
        """A whole number, ``low`` and ``high`` included."""
        return low + int(self.roll() * (high - low + 1))

    def wait(self, mean: float, most: int) -> int:
        """Days of a wait that is mostly short and sometimes long, no longer than ``most``."""
        return min(int(-math.log(1 - self.roll()) * mean), most)

    def pick(self, things: Sequence[T]) -> T:
        return things[int(self.roll() * len(things))]

    def draw(self, shares: Shares[T]) -> T:
        return shares.at(self.roll())

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.between(0, (last - first).days))
