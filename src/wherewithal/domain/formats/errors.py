"""A file that cannot be read: what is wrong with it, where, and the cure, all at once."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; ``where`` is "" for the file as a whole, else for example "line 12"."""

    where: str
    found: str
    wanted: str
    cure: str

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}found {self.found}, wanted {self.wanted}. {self.cure}"


class FileRejected(Exception):
    """Nothing of the file was read; str() is one line for one problem, else a heading and a line for each."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = list(problems)
        super().__init__(name, self.problems)

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return f"{self.name} was not read: {self.problems[0]}"
        heading = f"{self.name} was not read: {len(self.problems)} problems"
        return "\n".join([heading, *(f"  {problem}" for problem in self.problems)])
