from collections import Counter
from datetime import date, datetime

import pytest
from django.core.management import call_command

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


@pytest.fixture
def today(settings):
    settings.TODAY = date(2026, 1, 22)
    return settings.TODAY


@pytest.fixture
def officer(authority):
    from tests.somebody import somebody
    from wherewithal.apps.accounts.access import Role

    return somebody(Role.DATA_OFFICER, authority=AUTHORITY)


@pytest.fixture
def signed_in(client, officer, today):
    """A browser in which the data officer has signed in."""
    client.force_login(officer)
    return client


@pytest.fixture
def work():
    """Let the worker do what waits for it, as it does behind the pages."""

    def do():
        call_command(
            "db_worker", queue_name="*", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0
        )

    return do
