"""Cases of the rules on assessments."""

from tests.formats.sen2.check.base import UNDISPUTED_PLAN, UNDISPUTED_REQUEST
from tests.formats.sen2.check.cases.table import case, edge

NO_PLAN = {"assessing AssessmentOutcome": "N", "assessing AssessmentOutcomeDate": "2025-12-20"} | {
    f"assessing {item}": "0" for item in UNDISPUTED_PLAN
}
AGREED = {"assessing AssessmentOutcome": "Y", "assessing Week20": "0"} | {
    f"assessing {item}": "0" for item in UNDISPUTED_PLAN
}

case("SV301", {"assessing AssessmentOutcome": "S"}, also="SV135", passes={"assessing AssessmentOutcome": "W"})
case("SV302", NO_PLAN | {"assessing AssessmentOutcomeDate": None}, also="SV135", passes=NO_PLAN)
case("SV303", {"new AssessmentOutcomeDate": None}, passes=AGREED)
case("SV304", AGREED | {"assessing AssessmentOutcomeDate": "2025-12-20"}, also="SV135", passes=AGREED)
case("SV305", {"assessing AssessmentOutcomeDate": "2025-12-20"}, passes=NO_PLAN)
case(
    "SV306",
    NO_PLAN | {"assessing AssessmentOutcomeDate": "2025-11-04"},
    passes=NO_PLAN | {"assessing AssessmentOutcomeDate": "2025-11-05"},
)
case(
    "SV307",
    NO_PLAN | {"assessing AssessmentOutcomeDate": "2025-09-30"},
    also="SV306",
    passes=NO_PLAN | {"assessing AssessmentOutcomeDate": "2025-10-01"},
)
case(
    "SV308",
    NO_PLAN | {"assessing AssessmentOutcomeDate": "2026-01-16"},
    also="SV135",
    passes=NO_PLAN | {"assessing AssessmentOutcomeDate": "2026-01-15"},
)
case(
    "SV309",
    NO_PLAN | {"assessing AssessmentOutcomeDate": "2024-12-31"},
    also="SV135 SV306 SV307",
    passes=NO_PLAN | {"assessing AssessmentOutcomeDate": "2025-01-01"},
)
case(
    "SV310",
    NO_PLAN | {"assessing ReceivedDate": "2025-08-29", "assessing RequestOutcomeDate": "2025-10-01"},
    passes=NO_PLAN | {"assessing ReceivedDate": "2025-08-30", "assessing RequestOutcomeDate": "2025-10-01"},
)
case(
    "SV311",
    {"new AssessmentOutcomeDate": "2025-06-10", "new StartDate": "2025-06-10"},
    passes={"new AssessmentOutcomeDate": "2025-06-09", "new StartDate": "2025-06-09"},
)
case(
    "SV312",
    {
        "new AssessmentOutcomeDate": "2026-01-15",
        "new StartDate": "2026-01-15",
        "new ReceivedDate": "2025-01-15",
        "new Week20": "0",
    },
    also="SV215 SV311",
    passes={"new AssessmentOutcomeDate": "2026-01-14", "new StartDate": "2026-01-14", "new ReceivedDate": "2025-01-15"},
)
case("SV313", {"new Week20": None})
case(
    "SV314",
    {"new Week20": "1"},
    also="SV315",
    passes={"new Week20": "1", "new AssessmentOutcomeDate": "2025-06-10", "new StartDate": "2025-06-10"},
)
case(
    "SV315",
    {"new Week20": "1", "new AssessmentOutcomeDate": "2025-06-10", "new StartDate": "2025-06-10"},
    passes={**{f"p{n}": "new" for n in range(3)}, "new Week20": "1"},
)
case("SV316", {"assessing Week20": "1"}, passes={"assessing Week20": "0"})
case("SV317", {"new OtherTribunal": None})
case("SV318", {"assessing OtherMediation": "1"}, passes={"assessing OtherMediation": "0"})
case("SV319", {"new AssessmentTribunal": "1"}, passes={"new OtherTribunal": "1"})
case("SV320", NO_PLAN | {"assessing OtherTribunal": "1"}, passes=NO_PLAN | {"assessing AssessmentTribunal": "1"})
case(
    "SV321",
    {"old RequestOutcome": "W", "old ReceivedDate": "2025-01-02", "old RequestSource": "1", "old RYA": "0"},
    also="SV230",
)
case(
    "SV322",
    {"assessing ReceivedDate": "2025-08-27", "assessing RequestOutcomeDate": "2025-10-01"},
    passes={"assessing ReceivedDate": "2025-08-28", "assessing RequestOutcomeDate": "2025-10-01"},
)
case("SV323", {"ended NamedPlan": None, "ended ActivePlans": None}, also="SV135")
case("SV324", {"assessing +NamedPlan": {"StartDate": "2025-12-20", "CeaseDate": "2026-01-05", "CeaseReason": "7"}})
case(
    "SV325",
    NO_PLAN | {"assessing +NamedPlan": {"StartDate": "2025-12-20", "CeaseDate": "2026-01-05", "CeaseReason": "7"}},
    passes=NO_PLAN
    | {
        "assessing +NamedPlan": {"StartDate": "2025-12-20", "CeaseDate": "2026-01-05", "CeaseReason": "7"},
        "assessing AssessmentTribunal": "1",
    },
)
case("SV326", {"new TransferLA": "305"}, passes={"old TransferLA": "306"})
case(
    "SV327",
    {
        "waiting RequestOutcome": "Y",
        "waiting RequestOutcomeDate": "2026-01-05",
        **{f"waiting {item}": "0" for item in UNDISPUTED_REQUEST},
        "waiting +Assessment": {"AssessmentOutcome": "A"},
        "waiting ++Assessment": {"AssessmentOutcome": "A"},
    },
    also="SV016",
)

TOLD_EARLY = {"AssessmentOutcome": "N", "AssessmentOutcomeDate": "2025-03-01"}
LATE = {"new AssessmentOutcomeDate": "2025-06-10", "new StartDate": "2025-06-10"}
LONG_AGO = {"assessing ReceivedDate": "2024-01-08", "assessing RequestOutcomeDate": "2025-01-08"}
edge("SV306", 0, {"refused +Assessment": TOLD_EARLY})
edge("SV309", 0, {"assessing AssessmentOutcome": "W", "assessing AssessmentOutcomeDate": "2024-12-31"})
edge("SV311", 1, LATE | {"new AssessmentMediation": None})
edge("SV311", 0, LATE | {"new RequestMediation": "1"})
edge("SV311", 0, LATE | {"new OtherTribunal": "1"})
edge("SV311", 0, NO_PLAN | LONG_AGO | {"assessing Week20": "0"})
edge("SV312", 0, NO_PLAN | LONG_AGO)
edge("SV313", 0, AGREED | {"assessing Week20": None})
edge("SV314", 1, {"new Week20": "1", "new AssessmentOutcomeDate": "2025-06-09", "new StartDate": "2025-06-09"})
edge("SV319", 0, NO_PLAN | {"assessing AssessmentTribunal": "1"})
