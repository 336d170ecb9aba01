"""A small synthetic return, made in code, as XML and as the nine files of a COLLECT export.

All people, numbers and places are invented.  UPN and ULN have sound check characters; the school numbers 9901xx and the
provider number 10088888 are in no register.  Rightly checked it has no error and two queries: Chestnut's second request
was decided after 50 days (SV215), and Chestnut's review after 43 (SV514).
"""

import re
import zipfile
from calendar import month_abbr
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from wherewithal.domain.formats.sen2.layout import Item, Record, layout
from wherewithal.domain.formats.sen2.trees import Tree

HEADER = {
    "Collection": "SEN2",
    "Year": "2026",
    "ReferenceDate": "2026-01-15",
    "SourceLevel": "L",
    "LEA": "203",
    "SoftwareCode": "Synthetic",
    "Release": "1.0",
    "SerialNo": "1",
    "DateTime": "2026-02-02T10:15:00",
    "DMO": "N",
    "DCO": "Y",
    "DSCO": "R",
}
MAIN = {"PlacementRank": "1"}
SECOND = {"PlacementRank": "2"}
PLAIN = {"SENunitIndicator": "0", "ResourcedProvisionIndicator": "0"}
UNIT = {"SENunitIndicator": "1", "ResourcedProvisionIndicator": "0"}
RESOURCED = {"SENunitIndicator": "0", "ResourcedProvisionIndicator": "1"}

ASH: Tree = {
    "Surname": "Ash",
    "Forename": "Synthetic-One",
    "PersonBirthDate": "2020-03-14",
    "Sex": "F",
    "Ethnicity": "MWAS",
    "PostCode": "ZZ99 3WZ",
    "UPN": "T203201020017",
    "Requests": [
        {
            "ReceivedDate": "2025-01-20",
            "RequestSource": "2",
            "RYA": "0",
            "RequestOutcomeDate": "2025-02-28",
            "RequestOutcome": "Y",
            "RequestMediation": "0",
            "RequestTribunal": "0",
            "Assessment": [
                {
                    "AssessmentOutcome": "Y",
                    "AssessmentOutcomeDate": "2025-06-05",
                    "AssessmentMediation": "0",
                    "AssessmentTribunal": "0",
                    "OtherMediation": "0",
                    "OtherTribunal": "0",
                    "Week20": "0",
                    "NamedPlan": [
                        {
                            "StartDate": "2025-06-05",
                            "PB": "1",
                            "OA": "0",
                            "DP": "E",
                            "PlanDetail": [{"URN": "990101", **MAIN, **UNIT}],
                        }
                    ],
                }
            ],
            "ActivePlans": [
                {
                    "PlacementDetail": [{"URN": "990101", **MAIN, "EntryDate": "2025-09-03", **UNIT}],
                    "SENneed": [{"SENtype": "SLCN", "SENtypeRank": "1"}, {"SENtype": "ASD", "SENtypeRank": "2"}],
                }
            ],
        }
    ],
}
BEECH: Tree = {
    "Surname": "Beech",
    "Forename": "Synthetic-Two",
    "PersonBirthDate": "2014-11-02",
    "Sex": "M",
    "Ethnicity": "WBRI",
    "PostCode": "ZZ99 3WZ",
    "UPN": "R203201420018",
    "Requests": [
        {
            "RequestOutcome": "H",
            "Assessment": [
                {
                    "AssessmentOutcome": "H",
                    "NamedPlan": [
                        {
                            "StartDate": "2021-04-19",
                            "PlanRes": "A",
                            "PB": "0",
                            "PlanDetail": [
                                {"URN": "990102", **MAIN, **RESOURCED},
                                {"SENsetting": "OLA", **SECOND, **PLAIN},
                            ],
                        }
                    ],
                }
            ],
            "ActivePlans": [
                {
                    "TransferLA": "305",
                    "ReviewMeeting": "2025-10-06",
                    "ReviewOutcome": "A",
                    "ReviewDraft": "2025-11-03",
                    "PhaseTransferDueDate": "2026-02-15",
                    "PhaseTransferFinalDate": "2026-01-12",
                    "LastReview": "2025-10-31",
                    "PlacementDetail": [
                        {
                            "SENsetting": "NIEO",
                            "SENSettingOther": "Moved in, waiting for a place",
                            **MAIN,
                            "EntryDate": "2025-05-06",
                            "LeavingDate": "2025-06-01",
                            **PLAIN,
                        },
                        {"URN": "990102", **MAIN, "EntryDate": "2025-06-02", **RESOURCED, "Res": "A"},
                        {"SENsetting": "OLA", **SECOND, "EntryDate": "2025-09-08", **PLAIN},
                    ],
                    "SENneed": [{"SENtype": "SEMH", "SENtypeRank": "1"}, {"SENtype": "SPLD", "SENtypeRank": "2"}],
                }
            ],
        }
    ],
}
CHESTNUT: Tree = {
    "Surname": "Chestnut",
    "Forename": "Synthetic-Three",
    "PersonBirthDate": "2006-12-20",
    "Sex": "M",
    "Ethnicity": "BCRB",
    "PostCode": "ZZ99 3WZ",
    "UniqueLearnerNumber": "4120007714",
    "Requests": [
        {
            "RequestOutcome": "H",
            "Assessment": [
                {
                    "AssessmentOutcome": "H",
                    "NamedPlan": [
                        {
                            "StartDate": "2018-02-12",
                            "PlanWBP": "S",
                            "PB": "0",
                            "CeaseDate": "2025-08-31",
                            "CeaseReason": "4",
                            "PlanDetail": [{"UKPRN": "10088888", **MAIN, **PLAIN}],
                        }
                    ],
                }
            ],
            "ActivePlans": [
                {
                    "ReviewMeeting": "2025-03-10",
                    "ReviewOutcome": "C",
                    "LastReview": "2025-04-22",
                    "PlacementDetail": [
                        {
                            "UKPRN": "10088888",
                            **MAIN,
                            "EntryDate": "2023-09-04",
                            "LeavingDate": "2025-07-11",
                            **PLAIN,
                            "WBP": "S",
                        },
                        {
                            "SENsetting": "NEET",
                            **MAIN,
                            "EntryDate": "2025-07-12",
                            "LeavingDate": "2025-08-31",
                            **PLAIN,
                        },
                    ],
                    "SENneed": [{"SENtype": "MLD", "SENtypeRank": "1"}],
                }
            ],
        },
        {
            "ReceivedDate": "2025-11-10",
            "RequestSource": "1",
            "RYA": "0",
            "RequestOutcomeDate": "2025-12-30",
            "RequestOutcome": "N",
            "RequestMediation": "1",
            "RequestTribunal": "0",
        },
    ],
}
PEOPLE: list[Tree] = [ASH, BEECH, CHESTNUT]

Spell = Callable[[str], str]


def example(people: list[Tree] | None = None, header: dict[str, str] | None = None, spell: Spell = str) -> str:
    """The return as XML, a line for each element; ``spell`` turns the name of each element into what is written."""
    details = ("Collection", "Year", "ReferenceDate")
    officers = ("DMO", "DCO", "DSCO")
    header = HEADER if header is None else header
    head: Tree = {
        "CollectionDetails": [{name: header[name] for name in header if name in details}],
        "Source": [{name: header[name] for name in header if name not in details + officers}],
        **{name: header[name] for name in header if name in officers},
    }
    message: Tree = {"Header": [head], "Persons": [{"Person": PEOPLE if people is None else people}]}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *_element("Message", message, spell)]
    return "\n".join(lines) + "\n"


def _element(name: str, value: "Tree | str", spell: Spell, depth: int = 0) -> Iterator[str]:
    space, tag = "  " * depth, spell(name)
    if isinstance(value, str):
        yield f"{space}<{tag}>{escape(value)}</{tag}>"
        return
    yield f"{space}<{tag}>"
    for child, inner in value.items():
        for each in inner if isinstance(inner, list) else [inner]:
            yield from _element(child, each, spell, depth + 1)
    yield f"{space}</{tag}>"


def changed(text: str, old: str, new: str) -> str:
    """The text with the first ``old`` replaced; an error if there is none."""
    assert old in text, old
    return text.replace(old, new, 1)


def backwards(tree: Tree) -> Tree:
    """The tree with its items and its kinds of records in the opposite order."""
    return {
        name: [backwards(child) for child in value] if isinstance(value, list) else value
        for name, value in reversed(tree.items())
    }


def export(people: list[Tree] | None = None, header: dict[str, str] | None = None) -> dict[str, str]:
    """The nine files of a COLLECT export, each name with its text, in the way that COLLECT writes values."""
    header = HEADER if header is None else header
    items = [item for item in layout().header if item.name in header]
    rows: dict[str, list[list[str]]] = {record.name.lower(): [] for record in layout().records}
    for tree in PEOPLE if people is None else people:
        _rows(tree, layout().record("Person"), "sen2-1", rows)
    head = ["sen2-1", "203", "1", "", *(_as_collect(item, header[item.name]) for item in items)]
    titles = ["sen2tableid", "NativeId", "sen2orderseqcolumn", "sourceid", *(item.name.lower() for item in items)]
    files = {"sen2": [titles, head]}
    for record in layout().records:
        files[record.name.lower()] = [_titles(record), *rows[record.name.lower()]]
    return {f"Blade-Export_02-02-2026_{name}.csv": _csv(lines) for name, lines in files.items()}


def _titles(record: Record) -> list[str]:
    name, parent = record.name.lower(), record.parent.lower() or "sen2"
    keys = [f"{name}tableid", "NativeId", f"{name}orderseqcolumn", "sourceid", f"{parent}tableid"]
    return [*keys, *(item.name.lower() for item in record.items)]


def _rows(tree: Tree, record: Record, parent: str, rows: dict[str, list[list[str]]]) -> None:
    mine = rows[record.name.lower()]
    number = len(mine) + 1
    key = f"{record.name.lower()}-{number}"
    values = [_as_collect(item, str(tree.get(item.name, ""))) for item in record.items]
    mine.append([key, "203", str(number), "", parent, *values])
    for child in layout().children(record.name):
        for below in tree.get(child.name, []):
            assert isinstance(below, dict)
            _rows(below, child, key, rows)


def _as_collect(item: Item, value: str) -> str:
    """Dates as 2022-Sep-28 00:00:00; what is no date as it is."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d:\d\d))?", value)
    if not found or (item.type != "date" and item.name != "DateTime") or not 1 <= int(found[2]) <= 12:
        return value
    return f"{found[1]}-{month_abbr[int(found[2])]}-{found[3]} {found[4] or '00:00:00'}"


def _csv(rows: list[list[str]]) -> str:
    return "".join(",".join(map(_cell, row)) + "\r\n" for row in rows)


def _cell(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if set(value) & set('",\r\n') else value


def put_in_folder(folder: Path, files: dict[str, str], encoding: str = "utf-8") -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode(encoding))
    return folder


def put_in_zip(place: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return place
