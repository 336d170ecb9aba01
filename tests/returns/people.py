"""Synthetic people of a return, told as trees, and files made of them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from wherewithal.domain.formats.sen2.reading import read
from wherewithal.domain.formats.sen2.trees import Tree, trees
from wherewithal.domain.formats.sen2.xml_out import return_header, write_xml

AUTHORITY = "201"
UPNS = ("A201200119001", "Y201201419002")
OFFICERS = {"DMO": "N", "DCO": "Y", "DSCO": "Y"}


def person(**changes: Any) -> Tree:
    """A child with one request, and nothing else, unless the changes say so."""
    return {
        "Surname": "Rowan",
        "Forename": "Ines",
        "PersonBirthDate": "2016-05-04",
        "Sex": "F",
        "Ethnicity": "WBRI",
        "PostCode": "ZZ99 3CZ",
        "UPN": UPNS[0],
        "Requests": [asked()],
        **changes,
    }


def asked(received: str = "2025-11-24", **changes: Any) -> Tree:
    """A request that nobody has decided."""
    return {"ReceivedDate": received, "RequestSource": "1", "RYA": "0", "RequestOutcome": "A", **changes}


def refused(received: str = "2025-02-03", on: str = "2025-03-14") -> Tree:
    return asked(received, RequestOutcome="N", RequestOutcomeDate=on, RequestMediation="0", RequestTribunal="0")


def planned(received: str = "2025-01-20", decided: str = "2025-02-28", issued: str = "2025-06-05") -> Tree:
    """A request that led to a plan in the year, with a placement and a need."""
    return asked(
        received,
        RequestOutcome="Y",
        RequestOutcomeDate=decided,
        RequestMediation="0",
        RequestTribunal="0",
        Assessment=[
            {
                "AssessmentOutcome": "Y",
                "AssessmentOutcomeDate": issued,
                "AssessmentMediation": "0",
                "AssessmentTribunal": "0",
                "OtherMediation": "0",
                "OtherTribunal": "0",
                "Week20": "0",
                "NamedPlan": [plan(issued)],
            }
        ],
        ActivePlans=[active("2025-09-03")],
    )


def in_force(started: str = "2021-04-19", **review: str) -> Tree:
    """A plan made before the year."""
    return {
        "RequestOutcome": "H",
        "Assessment": [{"AssessmentOutcome": "H", "NamedPlan": [plan(started)]}],
        "ActivePlans": [{**review, **active("2023-09-04")}],
    }


def plan(started: str) -> Tree:
    place = {"SENsetting": "OLA", "PlacementRank": "1"}
    return {"StartDate": started, "PB": "0", "PlanDetail": [place]}


def active(entered: str) -> Tree:
    place = {"SENsetting": "OLA", "PlacementRank": "1", "EntryDate": entered}
    return {"PlacementDetail": [place], "SENneed": [{"SENtype": "SLCN", "SENtypeRank": "1"}]}


def write(path: Path, people: Iterable[Tree], year: int = 2026, authority: str = AUTHORITY) -> Path:
    header = return_header(year, authority, 1, datetime(year, 2, 2, 10, 15), officers=OFFICERS)
    with path.open("wb") as target:
        write_xml(target, header, people, year)
    return path


def told_of(path: Path) -> dict[str, Tree]:
    """What a file tells of each person, by the number that names them, or by name and birth date."""
    return {_who(tree): tree for tree in trees(read(path))}


def _who(tree: Tree) -> str:
    names = (tree.get(name, "") for name in ("Surname", "Forename", "PersonBirthDate"))
    return str(tree.get("UPN") or tree.get("UniqueLearnerNumber") or " ".join(map(str, names)))


def differences(one: Tree, other: Tree, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two trees differ: the path to an item or a record, and what stands there in each (None: nothing)."""
    for name in sorted(one.keys() | other.keys()):
        left, right = one.get(name), other.get(name)
        if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
            for pair in zip(left, right, strict=True):
                yield from differences(*pair, path=f"{path}{name}/")
        elif left != right:
            yield path + name, left, right
