"""Small charts, drawn on the server as SVG: across in percent, so that they fit any screen; up in pixels.

A value is a number, or words that say why there is none ("withheld", "not collected"): it gets no mark, and its words
stand in the table.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from django.utils.text import slugify

from wherewithal.web.tables import Column, Table, table

Value = float | int | str
Kind = Literal["columns", "line", "bars"]

HEIGHT = 240
"""Of the plot of columns and lines."""
ROW, THICK = 52, 20
"""Of a bar: with its label, and alone."""
FILLED = 0.7
"""Of the room of one label, the part that its columns fill."""
LETTERS, LETTERS_ON_A_PHONE = 64, 32
"""How much text fits below the plot."""


@dataclass(frozen=True)
class Series:
    name: str
    values: Sequence[Value]


@dataclass(frozen=True)
class Mark:
    """A column or a bar.  ``x`` and ``width`` in percent, ``y`` and ``height`` in pixels."""

    x: float
    y: float
    width: float
    height: float
    series: int
    says: str


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    series: int
    says: str


@dataclass(frozen=True)
class Label:
    x: float
    text: str
    wide_only: bool


@dataclass(frozen=True)
class Chart:
    """``heading`` is what the labels are ("Month"); ``unit`` follows each number, such as "%"."""

    kind: Kind
    title: str
    description: str
    heading: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""

    @property
    def id(self) -> str:
        return f"chart-{slugify(self.title)}"

    @property
    def height(self) -> int:
        return ROW * len(self.labels) * len(self.series) if self.kind == "bars" else HEIGHT

    @property
    def top(self) -> float:
        """The end of the scale, which bars do without; counts are not cut in quarters."""
        values = [value for each in self.series for value in each.values if is_number(value)]
        if self.kind == "bars":
            return max(values, default=0) or 1
        least = 4 if all(isinstance(value, int) for value in values) else 0
        return max(nice_top(max(values, default=0)), least)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Heights of the lines across, with their numbers."""
        return [(self._y(self.top * part / 4), self._words(self.top * part / 4)) for part in range(5)]

    @property
    def axis(self) -> Iterator[Label]:
        """As many labels as fit, and of these the ones for which only a wide screen has room."""
        step = self._step(LETTERS)
        step_on_a_phone = step * math.ceil(self._step(LETTERS_ON_A_PHONE) / step)
        for at in range(0, len(self.labels), step):
            yield Label(self._middle(at), self.labels[at], wide_only=at % step_on_a_phone != 0)

    @property
    def columns(self) -> Iterator[Mark]:
        room = 100 / len(self.labels) if self.labels else 0
        width = room * FILLED / len(self.series)
        for number, each in enumerate(self.series):
            for at, value in self._numbers(each):
                x = room * at + room * (1 - FILLED) / 2 + width * number
                y = self._y(value)
                yield Mark(round(x, 2), y, round(width, 2), HEIGHT - y, number + 1, self._says(each, at))

    @property
    def bars(self) -> Iterator[Mark]:
        """One for every value, of no width where there is no number, since its words stand above it."""
        for number, each in enumerate(self.series):
            for at, value in enumerate(each.values):
                y = ROW * (at * len(self.series) + number + 1) - THICK
                width = round(100 * value / self.top, 2) if is_number(value) else 0
                yield Mark(0, y, width, THICK, number + 1, self._says(each, at))

    @property
    def points(self) -> list[list[Point]]:
        """The points of each series, in stretches without a gap."""
        return [stretch for number, each in enumerate(self.series) for stretch in self._stretches(number + 1, each)]

    @property
    def segments(self) -> Iterator[tuple[Point, Point]]:
        for stretch in self.points:
            yield from pairwise(stretch)

    @property
    def table(self) -> Table:
        columns = [self.heading, *(Column(each.name, numeric=True) for each in self.series)]
        rows = [
            [label, *(self._words(each.values[at]) for each in self.series)] for at, label in enumerate(self.labels)
        ]
        return table(self.title, columns, rows, caption_hidden=True)

    def _numbers(self, each: Series) -> Iterator[tuple[int, float]]:
        return ((at, value) for at, value in enumerate(each.values) if is_number(value))

    def _stretches(self, number: int, each: Series) -> list[list[Point]]:
        stretches: list[list[Point]] = [[]]
        for at, value in enumerate(each.values):
            if is_number(value):
                stretches[-1].append(Point(self._middle(at), self._y(value), number, self._says(each, at)))
            else:
                stretches.append([])
        return [stretch for stretch in stretches if stretch]

    def _step(self, letters: int) -> int:
        """Every how manieth label fits in so many letters, with a gap of two between them."""
        longest = max((len(text) for text in self.labels), default=0)
        return math.ceil(len(self.labels) / max(1, letters // (longest + 2))) or 1

    def _middle(self, at: int) -> float:
        return round(100 * (at + 0.5) / len(self.labels), 2)

    def _y(self, value: float) -> float:
        return round(HEIGHT * (1 - value / self.top), 1)

    def _says(self, each: Series, at: int) -> str:
        who = f"{each.name}, " if len(self.series) > 1 else ""
        return f"{who}{self.labels[at]}: {self._words(each.values[at])}"

    def _words(self, value: Value) -> str:
        return value if isinstance(value, str) else f"{value:,.10g}{self.unit}"


def is_number(value: Value) -> bool:
    return not isinstance(value, str)


def nice_top(highest: float) -> float:
    """The least of 1, 2, 4, 8, 10 times a power of ten that is not below ``highest``; quarters of it read well."""
    if highest <= 0:
        return 1
    power = 10 ** math.floor(math.log10(highest))
    return next(times * power for times in (1, 2, 4, 8, 10) if times * power >= highest)
