"""Cases of the rules on active plans: reviews and transfers."""

from tests.formats.sen2.check.base import NOT_SPECIAL
from tests.formats.sen2.check.cases.table import case, edge

case("SV501", {"new ActivePlans": None}, also="SV603", passes={"ended ActivePlans": None})
case("SV502", {"ended ActivePlans": None}, passes={"new ActivePlans": None})
case(
    "SV503",
    {
        "assessing +ActivePlans": {
            "PlacementDetail": [{"URN": "900001", "PlacementRank": "1", "EntryDate": "2025-09-03", **NOT_SPECIAL}],
            "SENneed": [{"SENtype": "MLD", "SENtypeRank": "1"}],
        }
    },
)
case(
    "SV504",
    {
        "ended +ActivePlans": {
            "PlacementDetail": [
                {
                    "URN": "900001",
                    "PlacementRank": "1",
                    "EntryDate": "2025-01-03",
                    "LeavingDate": "2025-02-03",
                    **NOT_SPECIAL,
                }
            ],
            "SENneed": [{"SENtype": "MLD", "SENtypeRank": "1"}],
        }
    },
    also="SV016",
)
case("SV505", {"old TransferLA": "301"}, passes={"old TransferLA": "888"})
case(
    "SV506",
    {"ended ReviewMeeting": "2026-01-16", "ended LastReview": None, "ended ReviewOutcome": None},
    passes={"ended ReviewMeeting": "2026-01-15", "ended LastReview": None, "ended ReviewOutcome": None},
)
case(
    "SV507",
    {"ended ReviewMeeting": "2018-02-11", "ended LastReview": "2018-02-19"},
    passes={"ended ReviewMeeting": "2018-02-12", "ended LastReview": "2018-02-19"},
)
case("SV508", {"ended ReviewOutcome": "X"}, passes={"ended ReviewOutcome": "M"})
case("SV509", {"ended ReviewMeeting": None})
case("SV510", {"ended LastReview": None})
case("SV511", {"ended ReviewOutcome": None}, also="SV515")
case(
    "SV512",
    {"ended LastReview": "2026-01-16", "ended ReviewMeeting": "2026-01-10"},
    passes={"ended LastReview": "2026-01-15", "ended ReviewMeeting": "2026-01-10"},
)
case("SV513", {"ended LastReview": "2025-03-09"}, passes={"ended LastReview": "2025-03-11"})
case("SV514", {"ended LastReview": "2025-04-08"}, passes={"ended LastReview": "2025-04-07"})
case(
    "SV515",
    {"ended ReviewMeeting": "2025-12-17", "ended ReviewOutcome": None, "ended LastReview": None},
    passes={"ended ReviewMeeting": "2025-12-18", "ended ReviewOutcome": None, "ended LastReview": None},
)
case(
    "SV516",
    {
        "new ReviewMeeting": "2025-01-13",
        "new LastReview": "2025-01-20",
        "new ReviewOutcome": "M",
        "new TransferLA": "305",
    },
    also="SV326",
    passes={
        "new ReviewMeeting": "2025-01-14",
        "new LastReview": "2025-01-20",
        "new ReviewOutcome": "M",
        "new TransferLA": "305",
    },
)
case("SV517", {"ended LastReview": "2025-03-10"})
case(
    "SV518", {"ended ReviewDraft": "2025-03-20"}, passes={"ended ReviewDraft": "2025-03-20", "ended ReviewOutcome": "A"}
)
case("SV519", {"old ReviewDraft": "2025-10-05"}, passes={"old ReviewDraft": "2025-10-06"})
case("SV520", {"old ReviewDraft": "2025-11-04"}, passes={"old ReviewDraft": "2025-11-03"})
case(
    "SV521",
    {"old ReviewDraft": None},
    passes={"old ReviewDraft": None, "old ReviewMeeting": "2025-12-18", "old LastReview": "2026-01-05"},
)
case("SV522", {"old PhaseTransferDueDate": "2026-02-16"}, passes={"old PhaseTransferDueDate": "2026-03-31"})
case("SV523", {"new PhaseTransferFinalDate": "2025-12-01"})
case("SV524", {"old PhaseTransferFinalDate": "2026-01-16"}, passes={"old PhaseTransferFinalDate": "2026-01-15"})
case(
    "SV525",
    {"old PhaseTransferDueDate": "2025-03-31"},
    passes={"old PhaseTransferDueDate": "2025-03-31", "old PhaseTransferFinalDate": "2025-03-31"},
)
case(
    "SV526",
    {"old PhaseTransferDueDate": "2025-03-31", "old PhaseTransferFinalDate": None},
    passes={"old PhaseTransferFinalDate": None},
)
case("SV527", {"new PersonBirthDate": "2019-08-31"}, passes={"new PersonBirthDate": "2019-09-01"})
case(
    "SV528",
    {
        "old ReviewOutcome": "C",
        "old ReviewDraft": None,
        "old ReviewMeeting": "2025-09-01",
        "old LastReview": "2025-09-16",
    },
    passes={
        "old ReviewOutcome": "C",
        "old ReviewDraft": None,
        "old ReviewMeeting": "2025-09-01",
        "old LastReview": "2025-09-17",
    },
)

edge("SV511", 1, {"ended LastReview": "2025-03-10", "ended ReviewOutcome": None})
edge("SV513", 0, {"ended LastReview": "2025-03-09", "ended ReviewOutcome": None})
edge("SV519", 1, {"old ReviewDraft": "2026-01-16"})
edge("SV519", 0, {"old ReviewDraft": "2026-01-15"})
edge("SV526", 1, {"old PhaseTransferDueDate": "2026-01-15", "old PhaseTransferFinalDate": None})
