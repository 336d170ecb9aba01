"""For every rule a change that breaks it and one that comes close, by section."""

from tests.formats.sen2.check.cases import (  # noqa: F401  each tells its cases
    across,
    active_plan,
    assessment,
    header,
    need,
    person,
    placement,
    plan,
    plan_detail,
    requests,
)
from tests.formats.sen2.check.cases.table import CASES, EDGES, SCHOOLS

__all__ = ["CASES", "EDGES", "SCHOOLS"]
