"""Reading the data files that lie beside the code."""

import tomllib
from importlib import resources
from typing import Any


def load(name: str) -> dict[str, Any]:
    """The contents of a TOML file of this package, such as ``rulebook/review.toml``."""
    return tomllib.loads((resources.files("wherewithal.domain.law") / name).read_text("utf-8"))
