"""The record: loading a return, and the nightly work"""

import os
from datetime import date
from pathlib import Path

from bench import Bench

PEOPLE = 20_000
AUTHORITY = "201"
AS_AT = date(2026, 1, 22)
FIRST, AGAIN, NEXT = "Load into an empty record", "Load the same file again", "Load next year's file"


def benches() -> list[Bench]:
    return [bench for database in ("sqlite", "postgres") for bench in _on(database)]


def _on(database: str) -> list[Bench]:
    words = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[database]
    common = {"size": PEOPLE, "times": 1, "database": database}
    return [
        Bench(f"{FIRST}, {words}", load_this_year, before=make_files_and_tables, goals={"wall_s": 60}, **common),
        Bench(f"{AGAIN}, {words}", load_this_year, goals={"wall_s": 20}, **common),
        Bench(f"{NEXT}, {words}", load_next_year, goals={"wall_s": 60}, **common),
        Bench(f"Work every clock out again, {words}", work_out_again, **common),
        Bench(f"Write the return from the record, and check it, {words}", export, **common),
    ]


def make_files_and_tables(folder: Path) -> None:
    """Two years of one authority, unless an earlier run left them there, and the tables of an empty record."""
    from wherewithal.domain.synth import SynthPlan, write_schools, write_sen2

    for year in (2025, 2026):
        if not (folder / f"{year}.xml").exists():
            plan = SynthPlan(people=PEOPLE, year=year, since=2025, seed=7)
            with (folder / f"{year}.xml").open("wb") as target:
                write_sen2(target, plan)
            with (folder / "schools.csv").open("w", newline="") as schools:
                write_schools(schools, plan)
    set_up()
    from django.core.management import call_command

    from wherewithal.apps.places.actions import load_schools

    call_command("migrate", verbosity=0)
    load_schools(folder / "schools.csv", by=None)


def set_up() -> None:
    import django

    os.environ |= {"DJANGO_SETTINGS_MODULE": "wherewithal.config.settings", "WHEREWITHAL_LOCAL": "yes"}
    django.setup()


def load_this_year(folder: Path) -> dict[str, float]:
    return _load(folder, 2025, date(2025, 1, 23))


def load_next_year(folder: Path) -> dict[str, float]:
    return _load(folder, 2026, AS_AT)


def _load(folder: Path, year: int, as_at: date) -> dict[str, float]:
    set_up()
    from wherewithal.apps.places.models import Authority
    from wherewithal.apps.returns.loading import begin, load_sen2

    authority = Authority.objects.by_number(AUTHORITY)
    load = begin(authority=authority, by=None, file_name=f"{year}.xml", as_at=as_at)
    counts = load_sen2(load, folder / f"{year}.xml").counts
    return {name: counts[name] for name in ("children", "new", "changed", "unchanged")}


def work_out_again(folder: Path) -> dict[str, float]:
    set_up()
    from wherewithal.apps.places.models import Authority
    from wherewithal.apps.plans.standing import work_out_again as again

    return {"cases": again(Authority.objects.by_number(AUTHORITY), as_at=AS_AT)}


def export(folder: Path) -> dict[str, float]:
    set_up()
    from django.utils import timezone

    from wherewithal.apps.places.models import Authority
    from wherewithal.apps.returns.drafting import export_sen2

    authority = Authority.objects.by_number(AUTHORITY)
    done = export_sen2(authority, year=2026, as_at=AS_AT, to=folder / "out.xml", made_at=timezone.now())
    return {"people": done.written.people, "errors": done.report.errors}
