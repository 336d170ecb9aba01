"""Cases of the rules on the places named in plans."""

from tests.formats.sen2.check.cases.table import SCHOOLS, case, edge

case("SV432", {"new PlanDetail.PlacementRank": "3"}, also="SV433")
case("SV434", {"old PlanDetail[2].PlacementRank": "1"})
case("SV435", {"old PlanDetail[2].SENsetting": None})
case("SV436", {"new PlanDetail.UKPRN": "10099999"})
case("SV437", {"old PlanDetail.URN": "90002"}, also="SV581")
case(
    "SV438",
    {"old PlanDetail.URN": "900009"},
    also="SV581",
    passes={"old PlanDetail.URN": "90002"},
    given={"schools": SCHOOLS},
)
case(
    "SV439",
    {"old PlanDetail.URN": "900003"},
    also="SV581",
    passes={"ended PlanDetail.URN": "900003", "ended PlanDetail.UKPRN": None},
    given={"schools": SCHOOLS},
)
case("SV440", {"ended PlanDetail.UKPRN": "20099999"})
case(
    "SV441",
    {"ended PlanDetail.UKPRN": "10000002"},
    passes={"ended PlanDetail.UKPRN": "10000003"},
    given={"schools": SCHOOLS},
)
case("SV442", {"old PlanDetail[2].SENsetting": "NEET"}, passes={"old PlanDetail[2].SENsetting": "EHE"})
case(
    "SV443",
    {"old PlanDetail[2].SENsetting": "OTH"},
    passes={"old PlanDetail[2].SENsetting": "OTH", "old PlanDetail[2].SENSettingOther": "A day centre"},
)
case("SV444", {"old PlanDetail[2].SENSettingOther": "A day centre"})
case("SV445", {"new PlanDetail.SENunitIndicator": None}, passes={"ended PlanDetail.SENunitIndicator": None})
case("SV446", {"new PlanDetail.ResourcedProvisionIndicator": "1"})
case("SV447", {"ended PlanDetail.SENunitIndicator": "1"})
case(
    "SV448",
    {"old PlanDetail.URN": "900004", "old PlanDetail.SENunitIndicator": "1"},
    also="SV581",
    passes={"old PlanDetail.SENunitIndicator": "1"},
    given={"schools": SCHOOLS},
)
case(
    "SV449",
    {"old PlanDetail.URN": "900004", "old PlanDetail.ResourcedProvisionIndicator": "1"},
    also="SV581",
    passes={"old PlanDetail.ResourcedProvisionIndicator": "1"},
    given={"schools": SCHOOLS},
)
case(
    "SV450",
    {"old PlanDetail.URN": "900005"},
    also="SV581",
    passes={"old PlanDetail.URN": "900006"},
    given={"schools": SCHOOLS},
)
case(
    "SV451",
    {"old PlanDetail.URN": "900006"},
    also="SV581",
    passes={"old PlanDetail.URN": "900005"},
    given={"schools": SCHOOLS},
)
case("SV452", {"old PlanDetail[2].SENsetting": None, "old PlanDetail[2].URN": "900002"})

edge("SV441", 0, {"old PlanDetail.UKPRN": "10000002"}, given={"schools": SCHOOLS})
edge("SV444", 0, {"old PlanDetail[2].SENsetting": "OTH", "old PlanDetail[2].SENSettingOther": "A day centre"})
