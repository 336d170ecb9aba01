"""The words for how a clock stands."""

from enum import StrEnum


class Status(StrEnum):
    """How a clock stands.

    pending          not done, and the last day has not passed
    met              done on or before the last day
    breach           a legal limit missed, with no ground made out (done late or not done)
    excused          a legal limit missed, with a ground made out: owed as soon as practicable
    guidance_missed  a date of guidance missed
    off_course       a date worked out from other limits missed: not a limit, but those can hardly be met now
    too_early        the authority acted before the time given to the family was over
    in_time          the family acted within its time
    out_of_time      the family acted after its time
    switched_off     what happened shows that the limit never bound, or it stopped before its last day
    ended            the time is over and, on these facts, nothing is owed
    not_known        the facts recorded cannot settle it; ``Clock.reason`` says why
    """

    PENDING = "pending"
    MET = "met"
    BREACH = "breach"
    EXCUSED = "excused"
    GUIDANCE_MISSED = "guidance_missed"
    OFF_COURSE = "off_course"
    TOO_EARLY = "too_early"
    IN_TIME = "in_time"
    OUT_OF_TIME = "out_of_time"
    SWITCHED_OFF = "switched_off"
    ENDED = "ended"
    NOT_KNOWN = "not_known"


class Reason(StrEnum):
    """Why a status is not known."""

    UNRECORDED = "unrecorded"
    OVERTAKEN = "overtaken"
    EARLIER_REVIEWS = "earlier_reviews"
    CORONAVIRUS = "coronavirus"


LATE = frozenset(
    {Status.BREACH, Status.EXCUSED, Status.GUIDANCE_MISSED, Status.OFF_COURSE, Status.OUT_OF_TIME, Status.NOT_KNOWN}
)
UNDONE = frozenset({Status.PENDING, Status.BREACH, Status.EXCUSED, Status.GUIDANCE_MISSED, Status.OFF_COURSE})
NO_OBLIGATION = frozenset({"family", "power"})
