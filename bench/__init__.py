"""What a benchmark is.  How to add one: README.md beside this file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Facts = Mapping[str, float]


@dataclass(frozen=True)
class Bench:
    """One thing to measure.

    name      what a reader sees in the table
    run       does the work in the folder it is given; may return further figures, by name
    before    makes what ``run`` needs, in a process of its own that is not measured, each time before ``run``
    size      how many of ``unit`` one run handles; 0 where that has no meaning
    times     how often to run; the one with the least CPU time counts
    goals     the most that a figure may be: cpu_s, wall_s, peak_mb, each_us, ratio, or a name that ``run`` returns
    against   the name of an earlier bench of the module; ``ratio`` is CPU time (for each ``unit``) divided by its
    database  "sqlite" or "postgres": which empty database WHEREWITHAL_DATABASE_URL names
    """

    name: str
    run: Callable[[Path], Facts | None]
    before: Callable[[Path], object] | None = None
    size: int = 0
    unit: str = "person"
    times: int = 3
    goals: Facts = field(default_factory=dict)
    against: str = ""
    database: str = "sqlite"
