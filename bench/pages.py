"""The pages: server time and queries"""

import logging
import statistics
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bench import Bench
from bench.record import AUTHORITY, set_up

SIZES = (1_000, 20_000)
AS_AT = date(2026, 1, 22)
TRIES = 7
PAGES = {
    "Children": "/children/",
    "Children overdue": "/children/?when=overdue",
    "Children of a stage, a need and an age, by name": "/children/?stage=plan&need=ASD&age=11&sort=name",
    "Children, the last page": "/children/?page=9999",
    "Children by a school": "/children/?school=Ash",
    "A child's case": "case",
    "Overview": "/overview/",
    "Data quality": "/quality/",
    "One rule": "/quality/SV514",
    "Returns": "/returns/",
    "What the returns told of a child": "child",
}


def benches() -> list[Bench]:
    return [bench for database in ("sqlite", "postgres") for size in SIZES for bench in _of(database, size)]


def _of(database: str, size: int) -> list[Bench]:
    words = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[database]
    goals = {f"{name} ms": 100 for name in PAGES} | {"queries at most": 12}
    return [
        Bench(
            f"Pages of {size:,} people, {words}",
            all_pages,
            before=partial(fill, people=size),
            size=size,
            times=1,
            goals=goals,
            database=database,
        )
    ]


def fill(folder: Path, people: int) -> None:
    """A record of an authority with so many people, in the place of what was there."""
    from wherewithal.domain.synth import SynthPlan, write_schools, write_sen2

    set_up()
    from django.core.management import call_command

    from wherewithal.apps.accounts.actions import create_user
    from wherewithal.apps.places.actions import load_schools
    from wherewithal.apps.places.models import Authority
    from wherewithal.apps.plans.actions import assign
    from wherewithal.apps.plans.models import Case
    from wherewithal.apps.returns.loading import begin, load_sen2

    call_command("migrate", "returns", "zero", verbosity=0)
    call_command("migrate", "plans", "zero", verbosity=0)
    call_command("migrate", "people", "zero", verbosity=0)
    call_command("migrate", verbosity=0)
    plan = SynthPlan(people=people, year=2026, seed=7)
    with (folder / "schools.csv").open("w", newline="") as schools:
        write_schools(schools, plan)
    with (folder / "return.xml").open("wb") as target:
        write_sen2(target, plan)
    authority = Authority.objects.by_number(AUTHORITY)
    load_schools(folder / "schools.csv", by=None)
    load_sen2(begin(authority=authority, by=None, file_name="r.xml", as_at=AS_AT), folder / "return.xml")
    from wherewithal.apps.accounts.models import User

    user = User.objects.filter(username="morgan").first() or create_user(
        username="morgan",
        name="Morgan",
        role="manager",
        authority=authority,
        password="a long enough phrase",
        by=None,
    )
    mine = Case.objects.filter(superseded_at=None).order_by("pk").values_list("pk", flat=True)[::2]
    assign(cases=mine, to=user, authority=authority, by=user)


def all_pages(folder: Path) -> dict[str, float]:
    """The middle CPU time of several tries of each page, in milliseconds, and the most queries of any."""
    set_up()
    from django.conf import settings
    from django.test import Client

    from wherewithal.apps.accounts.models import User
    from wherewithal.apps.plans.models import Standing

    logging.disable(logging.INFO)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username="morgan"))
    some = Standing.objects.open().select_related("case").order_by("pk")[5]
    places = {"case": f"/children/{some.case_id}", "child": f"/returns/children/{some.case.child_id}"}
    timed = {name: _timed(client, places.get(page, page)) for name, page in PAGES.items()}
    figures = {f"{name} ms": milliseconds for name, (milliseconds, _) in timed.items()}
    return figures | {"queries at most": max(queries for _, queries in timed.values())}


def _timed(client: Any, page: str) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        answer = client.get(page)
    queries = len(captured)
    if answer.status_code != 200:
        raise AssertionError(f"{page} answered {answer.status_code}")
    return statistics.median(_once(client, page) for _ in range(TRIES)), queries


def _once(client: Any, page: str) -> float:
    """Milliseconds of this process and, where there is one, of the database's own that serves it."""
    before = _cpu()
    client.get(page)
    return (_cpu() - before) * 1000


def _cpu() -> float:
    from django.db import connection

    spent = time.process_time()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        schedule = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        spent += int(schedule.read_text().split()[0]) / 1e9 if schedule.exists() else 0
    return spent
