"""The pages: server time and questions asked of the record"""

import logging
import statistics
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bench import Bench
from bench.record import set_up

FEW, MANY = 1_000, 20_000
PEOPLE = {"202": FEW, "201": MANY}
"""Two authorities in one record, and how many people each has."""
AS_AT = date(2026, 1, 22)
TRIES = 9
WORDS = "an"
CHILDREN = {
    "": "",
    "overdue": "when=overdue",
    "on track": "when=later",
    "of a stage": "stage=plan",
    "of a school": "school=Ash",
    "with a need": "need=ASD",
    "of an age": "age=11",
    "of a caseworker": "caseworker=me",
    "of nobody yet": "caseworker=nobody",
    "by name": "sort=name",
    "the youngest first": "sort=age",
    "the newest request first": "sort=received",
    "page 200": "page=200",
    "by name, page 200": "sort=name&page=200",
    "of a stage, a need and an age, by name": "stage=plan&need=ASD&age=11&sort=name",
    "with a part of a name": f"words={WORDS}",
}
PAGES = {
    **{f"Children {which}".strip(): f"/children/?{query}" for which, query in CHILDREN.items()},
    "One case": "/children/{case}",
    "Overview": "/overview/",
    "Returns": "/returns/",
    "Data quality": "/quality/",
    "One rule": "/quality/SV514",
    "What the returns told of a child": "/returns/children/{child}",
}


def benches() -> list[Bench]:
    return [bench for database in ("sqlite", "postgres") for bench in _on(database)]


def _on(database: str) -> list[Bench]:
    words = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[database]
    common = {"before": fill, "times": 1, "database": database}
    goals = {_at(MANY): 100, "questions": 12}
    pages = [
        Bench(f"{name}, {words}", partial(visit, page=page), goals=goals, **common) for name, page in PAGES.items()
    ]
    return [*pages, Bench(f"Children as a download, {words}", download, goals={"peak_mb": 100}, **common)]


def _at(people: int) -> str:
    return f"ms of {people:,} people"


def fill(folder: Path) -> None:
    """Both authorities, loaded from files as any is, unless an earlier run left them there."""
    set_up()
    from django.core.management import call_command
    from django.db import connection

    from wherewithal.apps.places.models import Authority
    from wherewithal.apps.returns.models import Load

    call_command("migrate", verbosity=0)
    if Load.objects.exists():
        return
    for number, people in PEOPLE.items():
        _fill(Authority.objects.by_number(number), people, folder)
    if connection.vendor == "postgresql":
        connection.cursor().execute("VACUUM ANALYZE")  # it does so by itself soon after a load


def _fill(authority: Any, people: int, folder: Path) -> None:
    from wherewithal.apps.places.actions import load_schools
    from wherewithal.apps.returns.loading import begin, load_sen2
    from wherewithal.domain.synth import SynthPlan, write_schools, write_sen2

    plan = SynthPlan(people=people, year=2026, seed=7, authority=authority.number)
    schools, return_ = folder / f"{authority.number}.csv", folder / f"{authority.number}.xml"
    with schools.open("w", newline="") as target:
        write_schools(target, plan)
    with return_.open("wb") as target:
        write_sen2(target, plan)
    load_schools(schools, by=None)
    load_sen2(begin(authority=authority, by=None, file_name=return_.name, as_at=AS_AT), return_)
    _share_out(authority)


def _share_out(authority: Any) -> None:
    """Eight of ten cases go to one of eight caseworkers; the first of them is a manager."""
    from wherewithal.apps.accounts.actions import create_user
    from wherewithal.apps.plans.actions import assign

    cases = list(authority.cases.order_by("pk").values_list("pk", flat=True))
    for turn in range(8):
        user = create_user(
            username=f"{authority.number}-{turn}",
            name=f"Casey Worker {turn}",
            role="caseworker" if turn else "manager",
            authority=authority,
            password="a long enough phrase",
            by=None,
        )
        assign(cases=cases[turn::10], to=user, authority=authority, by=user)


def visit(folder: Path, page: str) -> dict[str, float]:
    """The middle CPU time of some visits, for a manager of each authority, and the questions of a first visit."""
    set_up()
    figures: dict[str, float] = {}
    for number, people in PEOPLE.items():
        client, address = _manager(number), _address(page, number)
        if "words=" in address:
            client.post("/children/search", {"q": WORDS})
        figures["questions"] = _questions(client, address)
        figures[_at(people)] = statistics.median(_milliseconds(client, address) for _ in range(TRIES))
    return figures | {"growth": figures[_at(MANY)] / figures[_at(FEW)]}


def download(folder: Path) -> dict[str, float]:
    set_up()
    lines = b"".join(_manager("201").get("/children/download")).count(b"\n")
    return {"lines": lines}


def _manager(authority: str) -> Any:
    from django.conf import settings
    from django.test import Client

    from wherewithal.apps.accounts.models import User

    logging.disable(logging.INFO)
    settings.TODAY = AS_AT
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username=f"{authority}-0"))
    return client


def _address(page: str, authority: str) -> str:
    from wherewithal.apps.plans.models import Standing

    some = Standing.objects.filter(authority=authority, stage="plan").order_by("pk")[100]
    return page.format(case=some.case_id, child=some.child_id)


def _questions(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address} answered {answer.status_code}")
    return len(asked)


def _milliseconds(client: Any, address: str) -> float:
    before = _cpu_seconds()
    client.get(address)
    return (_cpu_seconds() - before) * 1000


def _cpu_seconds() -> float:
    """Of this process, and of the server's that answers it where there is one."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time()
    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return time.process_time() + int(server.read_text().split()[0]) / 1e9
