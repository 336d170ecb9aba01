"""Which requests of a history a return holds.  Source: DfE, "Special educational needs survey: guide", scope."""

from datetime import date

from wherewithal.domain.synth.history import Life, Request


def in_scope(life: Life, first: date, last: date) -> list[Request]:
    """The requests that the return of the period from ``first``, told on ``last``, holds."""
    return [request for request in life.requests if request.known_from <= last and _is_told(request, first, last)]


def _is_told(request: Request, first: date, last: date) -> bool:
    """In force or ended in the period; else under assessment or assessed in it; else undecided or decided in it."""
    plan, assessment = request.plan, request.assessment
    if plan and plan.starts_on <= last:
        return plan.ends_on is None or plan.ends_on >= first
    if assessment and assessment.begins_on <= last:
        return assessment.ended_on >= first
    return request.decided_on is None or request.decided_on >= first
