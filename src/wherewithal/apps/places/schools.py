"""The schools of the record as the checks of a SEN2 return ask for them."""

from wherewithal.apps.places.models import Authority
from wherewithal.apps.places.models import School as Kept
from wherewithal.domain.formats.sen2.check.schools import School, Schools

WORDS = {"": ""} | dict(Kept.Status.choices)


def schools_lookup(authority: Authority | None = None) -> Schools | None:
    """Every school of the record, by one query; None where there is none, or none of ``authority``.

    All of England's are given, since children go to school outside their own authority too; but a register without
    any school of the authority that sent a return cannot tell what is wrong with the return.
    """
    fields = ("authority_id", "urn", "ukprn", "type", "status", "closed_on", "has_sen_unit", "has_resourced_provision")
    rows = list(Kept.objects.order_by().values_list(*fields))
    if not any(authority is None or number == authority.pk for number, *_ in rows):
        return None
    return Schools.of_register(
        School(urn, ukprn, type_, WORDS[status], closed_on, unit, provision)
        for _, urn, ukprn, type_, status, closed_on, unit, provision in rows
    )
