"""The synthetic schools register as the checks ask for it."""

import io

from wherewithal.domain.formats.gias.schools import read_schools
from wherewithal.domain.formats.sen2.check import School, Schools
from wherewithal.domain.synth import SynthPlan, write_schools


def written(plan: SynthPlan) -> bytes:
    target = io.StringIO(newline="")
    write_schools(target, plan)
    return target.getvalue().encode()


def lookup(plan: SynthPlan) -> Schools:
    """The written register, read back."""
    rows = read_schools(io.BytesIO(written(plan))).schools
    return Schools.of(
        School(
            urn=row.urn,
            ukprn=row.ukprn,
            type=row.type,
            status=row.status.capitalize(),
            closed_on=row.closed_on,
            has_unit=row.has_sen_unit,
            has_provision=row.has_resourced_provision,
        )
        for row in rows
    )
