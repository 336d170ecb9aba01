"""One clock: a rule that one fact started, with its last day and how it stands as at a day."""

from datetime import date
from typing import NamedTuple

from wherewithal.domain.law.cautions import cautions
from wherewithal.domain.law.conventions import Convention
from wherewithal.domain.law.counting import months_after
from wherewithal.domain.law.exceptions import Ground
from wherewithal.domain.law.facts import Fact
from wherewithal.domain.law.rulebook import Rule
from wherewithal.domain.law.status import LATE, NO_OBLIGATION, UNDONE, Reason, Status
from wherewithal.domain.law.words import told


class Clock(NamedTuple):
    """A rule started by a fact.

    ``done_by`` is the act that was judged; ``stopped_by``, on ``stopped_on``, what ended the clock or showed that
    it never bound.  ``exception_claimed`` is the authority's own word; ``ground`` is what the facts make out.
    ``binds`` is False where another limit on the same act falls earlier.  (A tuple, as one is made for every limit of
    every child.)
    """

    rule: Rule
    started_by: Fact
    due_on: date
    as_at: date
    status: Status
    done_by: Fact | None
    stopped_by: Fact | None
    stopped_on: date | None
    reason: Reason | None
    ground: Ground | None
    exception_claimed: bool
    binds: bool = True

    @property
    def key(self) -> str:
        return self.rule.key

    @property
    def citation(self) -> str:
        return self.rule.citation

    @property
    def started_on(self) -> date:
        return self.started_by.on

    @property
    def met_on(self) -> date | None:
        """The day of the act, in time or late; None if it is not done."""
        return self.done_by.on if self.done_by else None

    @property
    def days_late(self) -> int:
        """Calendar days from the last day to the act, or to what stopped the clock, or to the day as at; else 0."""
        if self.status not in LATE or (self.reason and self.reason is not Reason.CORONAVIRUS):
            return 0
        return ((self.met_on or self.stopped_on or self.as_at) - self.due_on).days

    @property
    def days_left(self) -> int | None:
        """Calendar days to the last day, 0 on the day itself; None unless pending."""
        return (self.due_on - self.as_at).days if self.status is Status.PENDING else None

    @property
    def is_open(self) -> bool:
        """Somebody still has to act: not done, not stopped, not a mere choice, and no earlier limit on the same act."""
        undone = self.status in UNDONE and self.done_by is None and self.stopped_by is None
        return undone and self.binds and self.rule.force not in NO_OBLIGATION

    @property
    def is_overdue(self) -> bool:
        """A legal limit has passed, nothing excuses it and the act is still owed."""
        return self.status is Status.BREACH and self.is_open

    @property
    def exception_made_out(self) -> bool:
        return self.ground is not None

    @property
    def would_have_been_due(self) -> date | None:
        """The last day of a limit that was switched off or excused; None for any other."""
        return self.due_on if self.status in (Status.SWITCHED_OFF, Status.EXCUSED) else None

    @property
    def aim_on(self) -> date | None:
        """The earlier day that guidance says to aim at, if it names one."""
        return months_after(self.started_on, self.rule.aim) if self.rule.aim else None

    @property
    def words(self) -> str:
        """How it stands, in plain words; worked out when asked for."""
        return told(self)

    @property
    def cautions(self) -> tuple[Convention, ...]:
        """The readings of open questions that matter to this clock as it stands."""
        return cautions(self)
