"""Cases of the rules on placements."""

from tests.formats.sen2.check.base import NOT_SPECIAL
from tests.formats.sen2.check.cases.table import SCHOOLS, case, edge

case("SV551", {"ended PlacementDetail": None})
case("SV552", {"new PlacementDetail.URN": None, "new PlacementDetail.SENunitIndicator": "0"})
case("SV553", {"new PlacementDetail.UKPRN": "10099999"})
case("SV554", {"ended PlacementDetail.UKPRN": "99"}, passes={"ended PlacementDetail.UKPRN": "10000007"})
case("SV555", {"old PlacementDetail[3].SENsetting": "ABC"}, passes={"old PlacementDetail[3].SENsetting": "EHE"})
case(
    "SV556",
    {"old PlacementDetail[3].SENsetting": "OTH"},
    passes={"old PlacementDetail[3].SENsetting": "OTH", "old PlacementDetail[3].SENSettingOther": "A day centre"},
)
case("SV557", {"old PlacementDetail.PlacementRank": "0"})
case("SV558", {"new PlacementDetail.PlacementRank": "2"}, also="SV561")
case(
    "SV559",
    {"old PlacementDetail[3].PlacementRank": "1"},
    also="SV570 SV581 SV582",
    passes={"old PlacementDetail[3].PlacementRank": "1", "old PlacementDetail[3].LeavingDate": "2026-01-14"},
)
SECOND = {"SENsetting": "EHE", "PlacementRank": "2", "EntryDate": "2025-10-01", **NOT_SPECIAL}
case("SV560", {"old +PlacementDetail": SECOND}, passes={"old +PlacementDetail": SECOND | {"LeavingDate": "2026-01-14"}})
case(
    "SV561",
    {"old PlacementDetail[3].EntryDate": "2025-05-05"},
    passes={"old PlacementDetail[3].EntryDate": "2025-05-06"},
)
case("SV562", {"ended PlacementDetail.EntryDate": None}, passes={"ended PlacementDetail[2].EntryDate": None})
case(
    "SV563",
    {"old PlacementDetail[3].EntryDate": "2026-01-16"},
    passes={"old PlacementDetail[3].EntryDate": "2026-01-15"},
)
case("SV564", {"new PlacementDetail.EntryDate": "2020-03-13"}, passes={"new PlacementDetail.EntryDate": "2020-03-14"})
case(
    "SV565",
    {"ended PlacementDetail[2].EntryDate": "2025-09-01", "ended CeaseDate": "2025-09-01"},
    passes={"ended PlacementDetail[2].EntryDate": "2025-08-31"},
)
case(
    "SV566",
    {"old PlacementDetail[3].LeavingDate": "2026-01-16"},
    passes={"old PlacementDetail[3].LeavingDate": "2026-01-15"},
)
case(
    "SV567",
    {"ended PlacementDetail.LeavingDate": "2024-12-31"},
    passes={"ended PlacementDetail.LeavingDate": "2025-01-01"},
)
case(
    "SV568",
    {"ended PlacementDetail[2].LeavingDate": None},
    passes={"ended PlacementDetail[2].LeavingDate": "2025-08-30"},
)
case(
    "SV569",
    {
        "ended +PlacementDetail": {
            "SENsetting": "EHE",
            "PlacementRank": "1",
            "EntryDate": "2025-09-01",
            "LeavingDate": "2025-09-30",
            **NOT_SPECIAL,
        }
    },
    also="SV568",
    passes={"ended PlacementDetail[2].EntryDate": "2025-08-31"},
)
case(
    "SV570",
    {"ended PlacementDetail.LeavingDate": "2025-07-13"},
    passes={"ended PlacementDetail.LeavingDate": "2025-07-12"},
)
case("SV571", {"new PlacementDetail.ResourcedProvisionIndicator": None})
case(
    "SV572",
    {"new PlacementDetail.ResourcedProvisionIndicator": "1"},
    passes={"old PlacementDetail[2].ResourcedProvisionIndicator": "1"},
)
case(
    "SV573",
    {"old PlacementDetail[2].URN": "900004", "old PlacementDetail[2].SENunitIndicator": "1"},
    also="SV581",
    passes={"old PlacementDetail[2].SENunitIndicator": "1"},
    given={"schools": SCHOOLS},
)
case("SV574", {"old Res": "C"}, passes={"old PlacementDetail[2].Res": "B"})
case("SV575", {"ended WBP": "X"}, passes={"ended WBP": "T"})
case(
    "SV576",
    {"old PlacementDetail[2].WBP": "T"},
    passes={"old PlacementDetail[2].WBP": "T", "old PersonBirthDate": "2010-01-15"},
)
case(
    "SV577",
    {"ended PersonBirthDate": "2010-01-16", "ended CeaseReason": "7"},
    also="SV410 SV576",
    passes={"ended PersonBirthDate": "2010-01-15", "ended CeaseReason": "7"},
)
case("SV578", {"old PlacementDetail[3].SENsetting": "NIEC"}, passes={"ended PlacementDetail[2].SENsetting": "NIEC"})
case(
    "SV579",
    {
        "old PlacementDetail[2].URN": None,
        "old PlacementDetail[2].SENsetting": "OTH",
        "old PlacementDetail[2].SENSettingOther": "At home",
    },
    also="SV581",
    passes={"old PlacementDetail[2].URN": None, "old PlacementDetail[2].SENsetting": "EHE"},
)
case(
    "SV580",
    {
        "new PlacementDetail.URN": None,
        "new PlacementDetail.SENsetting": "EYP",
        "new PlacementDetail.SENunitIndicator": "0",
    },
    also="SV581",
    passes={
        "new +PlacementDetail": {
            "SENsetting": "EYP",
            "PlacementRank": "1",
            "EntryDate": "2025-06-05",
            "LeavingDate": "2025-08-31",
            **NOT_SPECIAL,
        }
    },
)
case("SV581", {"new PlacementDetail.URN": "900004"}, passes={"new PlacementDetail.UKPRN": "10000001"})
case("SV582", {"old PlanRes": None}, passes={"ended PlanRes": "A"})
case("SV583", {"new AttendancePattern": "H"}, passes={"new AttendancePattern": "P"}, year=2023)
case("SV584", {"new AttendancePattern": "F"}, also="SV015")
case(
    "SV585",
    {},
    passes={"old PlacementDetail[2].URN": "900001", "old PlacementDetail[2].SENunitIndicator": "1"},
    given={"minimum_places": {("900001", True, False): 2}},
)

edge("SV554", 1, {"new PlacementDetail.URN": "12"}, given={"schools": SCHOOLS})
edge("SV554", 1, {"new PlacementDetail.URN": "999999"}, given={"schools": SCHOOLS})
edge("SV554", 1, {"ended PlacementDetail.UKPRN": "99"}, given={"schools": SCHOOLS})
edge("SV572", 1, {"ended PlacementDetail.SENunitIndicator": "1"})
PROVISION = {"old PlacementDetail[2].URN": "900004", "old PlacementDetail[2].ResourcedProvisionIndicator": "1"}
edge("SV573", 1, PROVISION, given={"schools": SCHOOLS})
edge("SV577", 1, {"ended PersonBirthDate": "2000-01-15"})
edge("SV577", 0, {"ended PersonBirthDate": "2000-01-16"})
OTHER = {"URN": None, "SENsetting": "OTH", "SENSettingOther": "At home", "SENunitIndicator": "0"}
NEW_OTHER = {f"new PlacementDetail.{item}": value for item, value in OTHER.items()}
OLD_OTHER = {f"old PlacementDetail[2].{item}": value for item, value in OTHER.items()}
edge("SV579", 1, NEW_OTHER | {"new PersonBirthDate": "2020-08-31"})
edge("SV579", 0, NEW_OTHER | {"new PersonBirthDate": "2020-09-01"})
edge("SV579", 1, OLD_OTHER | {"old PersonBirthDate": "2009-09-01"})
edge("SV579", 0, OLD_OTHER | {"old PersonBirthDate": "2009-08-31"})
edge("SV581", 1, {"old PlanDetail.PlacementRank": "2", "old PlanDetail[2].PlacementRank": "1"})
edge("SV581", 1, {"old PlanDetail.PlacementRank": "0", "old PlanDetail[2].PlacementRank": "1"})
