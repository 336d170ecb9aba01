"""A small return without anything wrong, for any year, and the means to change one thing in it.

Its people are ``new`` (a plan issued in the year), ``old`` (a plan that moved in, reviewed), ``ended``, ``refused``,
``waiting`` and ``assessing``.  A change is written ``{"new ReceivedDate": "2025-03-01"}``: the person (or header), then
an item, or a record type whose value None takes it out.  ``SENneed[2]`` is the second one of the person's needs,
``SENneed[2].SENtype`` its type, and ``+SENneed`` adds one beside or after the others.
"""

import re
from copy import deepcopy
from datetime import date

from wherewithal.domain.formats.sen2.check.views import owner
from wherewithal.domain.formats.sen2.columns import Return
from wherewithal.domain.formats.sen2.layout import layout
from wherewithal.domain.formats.sen2.trees import Tree, build

AS_AT = date(2026, 11, 21)

HEADER = {
    "Collection": "SEN2",
    "SourceLevel": "L",
    "LEA": "301",
    "SoftwareCode": "Trial",
    "Release": "1.0",
    "SerialNo": "1",
    "DMO": "Y",
    "DCO": "N",
    "DSCO": "R",
}
NOT_SPECIAL = {"SENunitIndicator": "0", "ResourcedProvisionIndicator": "0"}
UNDISPUTED_REQUEST = {"RequestMediation": "0", "RequestTribunal": "0"}
UNDISPUTED_PLAN = {"AssessmentMediation": "0", "AssessmentTribunal": "0", "OtherMediation": "0", "OtherTribunal": "0"}

PEOPLE: dict[str, Tree] = {
    "new": {
        "Surname": "Ash",
        "Forename": "Trial-One",
        "PersonBirthDate": "2020-03-14",
        "Sex": "F",
        "Ethnicity": "MWAS",
        "PostCode": "ZZ99 3CZ",
        "UPN": "C301200119001",
        "Requests": [
            {
                "ReceivedDate": "2025-01-20",
                "RequestSource": "2",
                "RYA": "0",
                "RequestOutcomeDate": "2025-02-28",
                "RequestOutcome": "Y",
                **UNDISPUTED_REQUEST,
                "Assessment": [
                    {
                        "AssessmentOutcome": "Y",
                        "AssessmentOutcomeDate": "2025-06-05",
                        **UNDISPUTED_PLAN,
                        "Week20": "0",
                        "NamedPlan": [
                            {
                                "StartDate": "2025-06-05",
                                "PB": "1",
                                "OA": "0",
                                "DP": "E",
                                "PlanDetail": [
                                    {
                                        "URN": "900001",
                                        "PlacementRank": "1",
                                        "SENunitIndicator": "1",
                                        "ResourcedProvisionIndicator": "0",
                                    }
                                ],
                            }
                        ],
                    }
                ],
                "ActivePlans": [
                    {
                        "PlacementDetail": [
                            {
                                "URN": "900001",
                                "PlacementRank": "1",
                                "EntryDate": "2025-09-03",
                                "SENunitIndicator": "1",
                                "ResourcedProvisionIndicator": "0",
                            }
                        ],
                        "SENneed": [
                            {"SENtype": "SLCN", "SENtypeRank": "1"},
                            {"SENtype": "ASD", "SENtypeRank": "2"},
                        ],
                    }
                ],
            }
        ],
    },
    "old": {
        "Surname": "Bay",
        "Forename": "Trial-Two",
        "PersonBirthDate": "2014-11-02",
        "Sex": "M",
        "Ethnicity": "WBRI",
        "PostCode": "ZZ99 3CZ",
        "UPN": "A301201419002",
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
                                    {"URN": "900002", "PlacementRank": "1", **NOT_SPECIAL},
                                    {"SENsetting": "OLA", "PlacementRank": "2", **NOT_SPECIAL},
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
                                "SENSettingOther": "Moved in",
                                "PlacementRank": "1",
                                "EntryDate": "2025-05-06",
                                "LeavingDate": "2025-06-01",
                                **NOT_SPECIAL,
                            },
                            {
                                "URN": "900002",
                                "PlacementRank": "1",
                                "EntryDate": "2025-06-02",
                                **NOT_SPECIAL,
                                "Res": "A",
                            },
                            {"SENsetting": "OLA", "PlacementRank": "2", "EntryDate": "2025-09-08", **NOT_SPECIAL},
                        ],
                        "SENneed": [
                            {"SENtype": "SEMH", "SENtypeRank": "1"},
                            {"SENtype": "SPLD", "SENtypeRank": "2"},
                        ],
                    }
                ],
            }
        ],
    },
    "ended": {
        "Surname": "Cob",
        "Forename": "Trial-Three",
        "PersonBirthDate": "2006-12-20",
        "Sex": "M",
        "Ethnicity": "BCRB",
        "PostCode": "ZZ99 3CZ",
        "UniqueLearnerNumber": "5000001248",
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
                                "PlanDetail": [{"UKPRN": "10099999", "PlacementRank": "1", **NOT_SPECIAL}],
                            }
                        ],
                    }
                ],
                "ActivePlans": [
                    {
                        "ReviewMeeting": "2025-03-10",
                        "ReviewOutcome": "C",
                        "LastReview": "2025-04-02",
                        "PlacementDetail": [
                            {
                                "UKPRN": "10099999",
                                "PlacementRank": "1",
                                "EntryDate": "2023-09-04",
                                "LeavingDate": "2025-07-11",
                                **NOT_SPECIAL,
                                "WBP": "S",
                            },
                            {
                                "SENsetting": "NEET",
                                "PlacementRank": "1",
                                "EntryDate": "2025-07-12",
                                "LeavingDate": "2025-08-31",
                                **NOT_SPECIAL,
                            },
                        ],
                        "SENneed": [{"SENtype": "MLD", "SENtypeRank": "1"}],
                    }
                ],
            }
        ],
    },
    "refused": {
        "Surname": "Dale",
        "Forename": "Trial-Four",
        "PersonBirthDate": "2016-05-01",
        "Sex": "F",
        "Ethnicity": "AIND",
        "PostCode": "ZZ99 3CZ",
        "UPN": "W301201619004",
        "Requests": [
            {
                "ReceivedDate": "2025-02-03",
                "RequestSource": "1",
                "RYA": "0",
                "RequestOutcomeDate": "2025-03-10",
                "RequestOutcome": "N",
                "RequestMediation": "1",
                "RequestTribunal": "0",
            }
        ],
    },
    "waiting": {
        "Surname": "Elm",
        "Forename": "Trial-Five",
        "PersonBirthDate": "2017-06-07",
        "Sex": "M",
        "Ethnicity": "WBRI",
        "PostCode": "ZZ99 3CZ",
        "UPN": "U301201719005",
        "Requests": [{"ReceivedDate": "2025-12-20", "RequestSource": "3", "RYA": "0", "RequestOutcome": "A"}],
    },
    "assessing": {
        "Surname": "Fir",
        "Forename": "Trial-Six",
        "PersonBirthDate": "2018-07-08",
        "Sex": "F",
        "Ethnicity": "WBRI",
        "PostCode": "ZZ99 3CZ",
        "UPN": "R301201819006",
        "Requests": [
            {
                "ReceivedDate": "2025-10-01",
                "RequestSource": "1",
                "RYA": "0",
                "RequestOutcomeDate": "2025-11-05",
                "RequestOutcome": "Y",
                **UNDISPUTED_REQUEST,
                "Assessment": [{"AssessmentOutcome": "A"}],
            }
        ],
    },
}

# Last year's return of the same authority, as far as this year's is compared with it.
LAST_YEAR: dict[str, Tree] = {
    "old": {
        "PersonBirthDate": "2014-11-02",
        "UPN": "A301201419002",
        "Requests": [
            {
                "RequestOutcome": "H",
                "Assessment": [{"AssessmentOutcome": "H", "NamedPlan": [{"StartDate": "2021-04-19"}]}],
                "ActivePlans": [{"SENneed": [{"SENtype": "SEMH", "SENtypeRank": "1"}]}],
            }
        ],
    },
    "ended": {
        "PersonBirthDate": "2006-12-20",
        "UniqueLearnerNumber": "5000001248",
        "Requests": [
            {
                "RequestOutcome": "H",
                "Assessment": [{"AssessmentOutcome": "H", "NamedPlan": [{"StartDate": "2018-02-12"}]}],
                "ActivePlans": [{"SENneed": [{"SENtype": "MLD", "SENtypeRank": "1"}]}],
            }
        ],
    },
    "gill": {"UPN": "Y301201519003", "Requests": [{"ReceivedDate": "2024-03-04", "RequestOutcome": "N"}]},
    "hall": {"UPN": "P301201919007", "Requests": [{"ReceivedDate": "2024-05-06", "RequestOutcome": "N"}]},
    "ives": {"UPN": "H301202019008", "Requests": [{"ReceivedDate": "2024-07-08", "RequestOutcome": "N"}]},
    "left": {
        "Surname": "Jay",
        "Forename": "Trial-Ten",
        "PersonBirthDate": "2015-02-03",
        "Requests": [
            {
                "ReceivedDate": "2024-01-10",
                "RequestOutcome": "Y",
                "Assessment": [
                    {
                        "AssessmentOutcome": "Y",
                        "NamedPlan": [{"StartDate": "2024-06-03", "CeaseDate": "2024-12-02", "CeaseReason": "7"}],
                    }
                ],
            }
        ],
    },
}

Changes = dict[str, object]


def clean(year: int = 2026, changes: Changes | None = None) -> Return:
    """The return of a year, changed here and there."""
    changes = changes or {}
    header = header_of(year) | {
        w.removeprefix("header "): v or "" for w, v in changes.items() if w.startswith("header ")
    }
    people = {name: _of_year(tree, "Person", year) for name, tree in deepcopy(PEOPLE).items()}
    changed = _changed(people, {where: value for where, value in changes.items() if not where.startswith("header ")})
    return build(header, changed.values())


def last_year(changes: Changes | None = None) -> Return:
    """The return of the year before, changed here and there."""
    return build(header_of(2025), _changed(deepcopy(LAST_YEAR), changes or {}).values())


def header_of(year: int) -> dict[str, str]:
    census = layout().census_date(year)
    header = HEADER | {"Year": str(year), "ReferenceDate": census.isoformat(), "DateTime": f"{year}-02-02T10:15:00"}
    return {item.name: header[item.name] for item in layout().header if item.collected_in(year)}


def change(person: Tree, path: str, value: object) -> None:
    """Set, add or take out what ``path`` names in a person's tree."""
    name, number, item = re.fullmatch(r"\+*(\w+)(?:\[(\d)\])?(?:\.(\w+))?", path).groups()
    records = {record.name for record in layout().records}
    if path.startswith("+"):
        _all(person, layout().record(name).parent)[0].setdefault(name, []).append(deepcopy(value))
    elif name in records and item is None:
        _take_out(person, name, int(number or 0))
    else:
        record = name if item else owner(name, "Person")[0]
        _set(_all(person, record)[int(number or 1) - 1], item or name, value)


def _changed(people: dict[str, Tree], changes: Changes) -> dict[str, Tree]:
    for where, value in changes.items():
        person, _, path = where.partition(" ")
        if path:
            change(people[person], path, value)
        else:
            people = _with_person(people, person, value)
    return people


def _with_person(people: dict[str, Tree], name: str, tree: object) -> dict[str, Tree]:
    """The people without one of them, or with one more: a tree, or the name of a person to be repeated."""
    if tree is None:
        return {other: kept for other, kept in people.items() if other != name}
    return people | {name: deepcopy(people[tree] if isinstance(tree, str) else tree)}


def _all(person: Tree, record: str) -> list[Tree]:
    """Every tree of a record type in a person's."""
    if record == "Person":
        return [person]
    return [child for above in _all(person, layout().record(record).parent) for child in above.get(record, [])]


def _take_out(person: Tree, record: str, number: int) -> None:
    for above in _all(person, layout().record(record).parent):
        if number:
            del above[record][number - 1]
        else:
            above.pop(record, None)


def _set(tree: Tree, item: str, value: object) -> None:
    if value is None:
        tree.pop(item, None)
    else:
        tree[item] = value


def _of_year(tree: Tree, record: str, year: int) -> Tree:
    """A tree with its dates moved to another year, and only the items collected in it."""
    kept: Tree = {}
    for name, value in tree.items():
        if isinstance(value, list):
            kept[name] = [_of_year(child, name, year) for child in value]
        elif layout().record(record).item(name).collected_in(year):
            kept[name] = _moved(value, year - 2026)
    if record == "Person" and year < 2024:
        kept["GenderCurrent"] = {"M": "1", "F": "2"}[tree["Sex"]]
    return kept


def _moved(value: str, years: int) -> str:
    return f"{int(value[:4]) + years}{value[4:]}" if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value
