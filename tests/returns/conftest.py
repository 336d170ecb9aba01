from collections import Counter
from datetime import date, datetime

import pytest

from tests.returns.people import AUTHORITY, write
from wherewithal.domain.formats.sen2.layout import layout


@pytest.fixture
def authority(db):
    from wherewithal.apps.places.models import Authority

    return Authority.objects.by_number(AUTHORITY)


@pytest.fixture
def take_in(authority):
    """Load a file that is there, as the command does on census day."""
    from wherewithal.apps.returns.loading import begin, load_sen2

    def load(path, *, year=2026, by=None):
        about = begin(authority=authority, by=by, file_name=path.name, as_at=layout().census_date(year))
        return load_sen2(about, path)

    return load


@pytest.fixture
def load(take_in, tmp_path):
    """Load the return of a year that tells of some people."""

    def load_people(*people, year=2026):
        return take_in(write(tmp_path / f"sen2-{year}.xml", people, year), year=year)

    return load_people


@pytest.fixture
def export(authority, tmp_path):
    """Write the return of a year from the record, as at census day unless told otherwise; returns file and report."""
    from wherewithal.apps.returns.drafting import export_sen2

    def write_return(year=2026, as_at: date | None = None, **options):
        to = tmp_path / f"exported-{year}.xml"
        day = as_at or layout().census_date(year)
        done = export_sen2(authority, year=year, as_at=day, to=to, made_at=datetime(year, 2, 2), **options)
        return to, done

    return write_return


@pytest.fixture
def found():
    """How often each rule found something."""

    def count(report) -> Counter:
        return +Counter(report.counts())

    return count
