"""When a chosen reading is worth a word beside a clock.  The words are in ``conventions.toml``."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from wherewithal.domain.law.conventions import CONVENTIONS, Convention
from wherewithal.domain.law.status import Reason, Status

if TYPE_CHECKING:
    from wherewithal.domain.law.clock import Clock

ALWAYS = ("W4",)


def cautions(clock: "Clock") -> tuple[Convention, ...]:
    """The readings of the rule, and those of all rules, that matter to the clock as it stands."""
    asked = (CONVENTIONS[id] for id in (*clock.rule.readings, *ALWAYS))
    return tuple(convention for convention in asked if convention.when and WHEN[convention.when](clock, convention))


def _on_the_day(clock: "Clock", convention: Convention) -> bool:
    """Done on the last day itself, or still to be done by it."""
    return clock.status is Status.PENDING or clock.met_on == clock.due_on


def _one_day_late(clock: "Clock", convention: Convention) -> bool:
    return clock.days_late == 1


def _started_before(clock: "Clock", convention: Convention) -> bool:
    return convention.before is not None and clock.started_on < convention.before


def _coronavirus(clock: "Clock", convention: Convention) -> bool:
    return clock.reason is Reason.CORONAVIRUS


def _bare_claim(clock: "Clock", convention: Convention) -> bool:
    return clock.status is Status.BREACH and clock.exception_claimed


WHEN: dict[str, Callable[["Clock", Convention], bool]] = {
    "on_the_day": _on_the_day,
    "one_day_late": _one_day_late,
    "started_before": _started_before,
    "coronavirus": _coronavirus,
    "bare_claim": _bare_claim,
}
