"""Cases of the rules on plans."""

from tests.formats.sen2.check.base import NOT_SPECIAL
from tests.formats.sen2.check.cases.table import case, edge

case("SV401", {"ended StartDate": None})
case("SV402", {"new StartDate": "2026-01-16"}, also="SV135 SV406", passes={"new StartDate": "2026-01-15"})
case("SV403", {"old PersonBirthDate": "2021-04-20"}, passes={"old PersonBirthDate": "2021-04-19"})
case("SV404", {"ended StartDate": "2014-08-31"}, passes={"ended StartDate": "2014-09-01"})
case("SV405", {"new StartDate": "2025-01-19"}, also="SV406", passes={"new StartDate": "2025-01-20"})
case("SV406", {"new StartDate": "2025-06-06"})
case("SV407", {"ended StartDate": "2025-01-01"}, passes={"old StartDate": "2025-01-01"})
case("SV408", {"old PlanRes": "C"}, passes={"old PlanRes": "B"})
case("SV409", {"ended PlanWBP": "X"}, passes={"ended PlanWBP": "T"})
case("SV410", {"old PlanWBP": "T"}, passes={"old PlanWBP": "T", "old PersonBirthDate": "2010-01-15"})
case("SV411", {"old PB": None}, passes={"ended PB": None})
case("SV412", {"new OA": None}, passes={"old OA": None})
case("SV413", {"old DP": "H"}, passes={"old OA": "0"})
case("SV414", {"new DP": None}, passes={"new DP": None, "new OA": "1"})
case("SV415", {"new DP": "X"}, passes={"new DP": "I"})
case("SV416", {"ended StartDate": "2025-09-01"}, also="SV407 SV507", passes={"ended StartDate": "2025-08-31"})
case("SV417", {"ended CeaseDate": "2026-01-16"}, also="SV528 SV558 SV603", passes={"ended CeaseDate": "2026-01-15"})
case("SV418", {"ended CeaseDate": "2024-12-31"}, also="SV135 SV568 SV569", passes={"ended CeaseDate": "2025-01-01"})
case("SV419", {"ended CeaseReason": None})
case("SV420", {"old CeaseReason": "2"})
case("SV421", {"ended CeaseReason": "10"}, passes={"ended CeaseReason": "7"})
case("SV422", {"ended CeaseReason": "1"}, passes={"ended CeaseReason": "1", "ended PersonBirthDate": "2000-08-31"})
case("SV423", {"ended PersonBirthDate": "2009-09-01"}, passes={"ended PersonBirthDate": "2009-08-31"})
case(
    "SV424",
    {"ended CeaseReason": "6", "ended PersonBirthDate": "2009-09-01"},
    passes={"ended CeaseReason": "6", "ended PersonBirthDate": "2009-08-31"},
)
case("SV425", {"ended CeaseReason": "9"}, also="SV426")
case(
    "SV426",
    {"ended CeaseReason": "9"},
    also="SV425",
    passes={**{f"p{n}": "ended" for n in range(9)}, "ended CeaseReason": "9"},
)
case("SV427", {"ended CeaseReason": "2"}, passes={"ended CeaseReason": "2", "ended PlacementDetail[2]": None})
case(
    "SV428",
    {"ended CeaseReason": "8", "ended PlacementDetail[2].LeavingDate": "2025-09-01"},
    also="SV568",
    passes={
        "ended CeaseReason": "8",
        "ended PhaseTransferDueDate": "2026-02-15",
        "ended PhaseTransferFinalDate": "2025-08-31",
    },
)
MOVED_IN = {
    "RequestOutcome": "H",
    "Assessment": [
        {
            "AssessmentOutcome": "H",
            "NamedPlan": [
                {
                    "StartDate": "2025-10-01",
                    "PB": "0",
                    "PlanDetail": [{"URN": "900001", "PlacementRank": "1", **NOT_SPECIAL}],
                }
            ],
        }
    ],
    "ActivePlans": [
        {
            "TransferLA": "305",
            "PlacementDetail": [{"URN": "900001", "PlacementRank": "1", "EntryDate": "2025-10-01", **NOT_SPECIAL}],
            "SENneed": [{"SENtype": "MLD", "SENtypeRank": "1"}],
        }
    ],
}
case(
    "SV429",
    {"ended CeaseReason": "5", "ended +Requests": MOVED_IN},
    passes={"ended CeaseReason": "5", "ended TransferLA": "305"},
)
case("SV430", {"old PlanDetail": None}, passes={"ended PlanDetail": None})
case("SV431", {"old +PlanDetail": {"SENsetting": "EHE", "PlacementRank": "3"}}, also="SV432")
case("SV433", {"new PlanDetail.PlacementRank": "2"})
REVIEWED = {"ReviewMeeting": "2025-03-03", "ReviewOutcome": "M", "LastReview": "2025-03-20"}
EARLIER = {
    "RequestOutcome": "H",
    "Assessment": [
        {
            "AssessmentOutcome": "H",
            "NamedPlan": [
                {
                    "StartDate": "2021-01-06",
                    "PB": "0",
                    "CeaseDate": "2025-06-05",
                    "CeaseReason": "2",
                    "PlanDetail": [{"URN": "900001", "PlacementRank": "1", **NOT_SPECIAL}],
                }
            ],
        }
    ],
    "ActivePlans": [
        {
            **REVIEWED,
            "PlacementDetail": [
                {
                    "URN": "900001",
                    "PlacementRank": "1",
                    "EntryDate": "2021-01-06",
                    "LeavingDate": "2025-06-05",
                    **NOT_SPECIAL,
                }
            ],
            "SENneed": [{"SENtype": "MLD", "SENtypeRank": "1"}],
        }
    ],
}
ACTIVE_TWICE = {
    "new +Requests": EARLIER,
    "new NamedPlan[2].CeaseDate": None,
    "new NamedPlan[2].CeaseReason": None,
    "new PlacementDetail[2].LeavingDate": None,
}
case(
    "SV453",
    ACTIVE_TWICE,
    also="SV227 SV454",
    passes={"new +Requests": EARLIER},
)
case(
    "SV454",
    {"new +Requests": EARLIER, "new NamedPlan[2].CeaseDate": "2025-06-06"},
    also="SV227",
    passes={"new +Requests": EARLIER},
)

edge("SV406", 0, {"ended AssessmentOutcomeDate": "2025-01-01"})
edge("SV413", 1, {"old OA": "1"})
edge("SV414", 0, {"old OA": "0"})
edge("SV422", 1, {"ended CeaseReason": "1", "ended RYA": "1"})
edge("SV422", 1, {"ended CeaseReason": "1", "ended PersonBirthDate": "2006-08-31"})
edge("SV422", 0, {"ended CeaseReason": "1", "ended PersonBirthDate": "2006-08-31", "ended RYA": "1"})
edge("SV422", 1, {"ended CeaseReason": "1", "ended PersonBirthDate": "2000-09-01"})
edge("SV426", 0, {"ended CeaseReason": "9", "ended CeaseDate": None})
edge("SV429", 0, {"ended +Requests": MOVED_IN})
edge("SV433", 1, {"new PlanDetail.PlacementRank": "0"})
edge("SV453", 2, ACTIVE_TWICE | {"new ++Requests": EARLIER})
