"""A demonstration: a made-up authority, loaded by the same loader that an authority would use."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import F

from wherewithal.apps.accounts.access import Role
from wherewithal.apps.accounts.actions import create_user, set_password
from wherewithal.apps.accounts.models import User
from wherewithal.apps.places.actions import load_schools
from wherewithal.apps.places.models import Authority
from wherewithal.apps.plans.actions import assign
from wherewithal.apps.plans.models import Case, Standing
from wherewithal.apps.plans.overview import Duty, duties
from wherewithal.apps.returns.holding import STOPPING
from wherewithal.apps.returns.loading import begin, load_sen2
from wherewithal.apps.returns.models import Load
from wherewithal.domain.synth import SynthPlan, write_schools, write_sen2

YEAR = 2026
AUTHORITY, NAME = "201", "Ashmere"
SEED = 7
ERROR_RATE = 0.02
TIMELINESS = {YEAR - 4: 0.986, YEAR - 2: 0.173}
"""The share of plans on time in one real county, two years apart (DfE, "Education, health and care plans", 2025)."""

TEAM = {
    "caseworker": ("Casey Worker", Role.CASEWORKER),
    "caseworker2": ("Robin Worker", Role.CASEWORKER),
    "manager": ("Morgan Manager", Role.MANAGER),
    "data": ("Dana Officer", Role.DATA_OFFICER),
    "reader": ("Reese Reader", Role.READ_ONLY),
}

Says = Callable[[str], None]


@dataclass(frozen=True)
class Found:
    """What the demonstration found: ``worst`` are the ten cases that need somebody most."""

    load: Load
    on: date
    children: int
    open_cases: int
    duties: list[Duty]
    worst: list[Standing]
    password: str


def demonstrate(folder: Path, *, people: int, on: date, say: Says, progress: Callable[[int, str], None]) -> Found:
    """Write the files of a made-up authority to ``folder``, load them into the record, and tell what was found.

    Done again it makes the same files and finds the record unchanged; only the password is new.
    """
    authority = _made_up_authority()
    plan = SynthPlan(
        people=people,
        year=YEAR,
        seed=SEED,
        authority=AUTHORITY,
        timeliness=TIMELINESS,
        error_rate=ERROR_RATE,
        without=frozenset(STOPPING),
    )
    say(f"Making a schools register and a SEN2 file of {people:,} made-up people in {folder}")
    schools, return_ = _files(folder, plan)
    say("Loading the schools")
    load_schools(schools, by=None)
    password = _team(authority)
    say("Checking and loading the SEN2 file")
    load = load_sen2(begin(authority=authority, by=None, file_name=return_.name, as_at=on), return_, progress=progress)
    _share_out(authority)
    return _found(authority, load, on, password)


def _made_up_authority() -> Authority:
    """A real number, as a return must have one, under a name of no authority: no council is shown failing."""
    Authority.objects.filter(pk=AUTHORITY).update(name=NAME)
    return Authority.objects.by_number(AUTHORITY)


def _files(folder: Path, plan: SynthPlan) -> tuple[Path, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    schools, return_ = folder / "schools.csv", folder / f"sen2-{YEAR}.xml"
    with schools.open("w", newline="", encoding="utf-8") as target:
        write_schools(target, plan)
    with return_.open("wb") as target:
        write_sen2(target, plan)
    return schools, return_


def _team(authority: Authority) -> str:
    """One person for each role, all with one new password, which is printed and kept nowhere."""
    password = secrets.token_urlsafe(12)
    for username, (name, role) in TEAM.items():
        user = User.objects.filter(username=username).first()
        if user is None:
            create_user(username=username, name=name, role=role, authority=authority, password=password, by=None)
        else:
            set_password(user, password)
            user.save(update_fields=["password"])
    return password


def _share_out(authority: Authority) -> None:
    """Give half of the cases to the caseworkers, so that some have nobody yet."""
    manager = User.objects.get(username="manager")
    for turn, user in enumerate(User.objects.filter(authority=authority, role=Role.CASEWORKER).order_by("pk")):
        cases = Case.objects.filter(authority=authority, superseded_at=None).alias(turn=F("pk") % 4).filter(turn=turn)
        assign(cases=cases.values_list("pk", flat=True), to=user, authority=authority, by=manager)


def _found(authority: Authority, load: Load, on: date, password: str) -> Found:
    cases = Standing.objects.of(authority).open()
    return Found(
        load=load,
        on=on,
        children=load.counts["children"],
        open_cases=cases.count(),
        duties=[duty for duty in duties(authority, on) if duty.overdue],
        worst=list(cases.worst_first(on).overdue(on).select_related("case__child")[:10]),
        password=password,
    )
