"""Cases of the rules on plans across records and years."""

from tests.formats.sen2.check.base import Changes
from tests.formats.sen2.check.cases.requests import WITHDRAWN
from tests.formats.sen2.check.cases.table import case, edge

case("SV601", {"new RequestOutcome": "N"}, also="SV231", passes={"new RequestOutcome": "N", "new RequestTribunal": "1"})
case(
    "SV602",
    {f"old PlacementDetail[{n}].LeavingDate": "2026-01-14" for n in (2, 3)},
    also="SV558",
    passes={"new PlacementDetail.LeavingDate": "2026-01-14"},
)
case(
    "SV603",
    {"new PlacementDetail.LeavingDate": "2026-01-14"},
    also="SV558",
    passes={"new PlacementDetail.LeavingDate": "2026-01-15"},
)
case("SV604", {"old": None}, also="SV611", passes={"old CeaseDate": "2025-12-31", "old CeaseReason": "7"}, then={})
ENDED_THEN = {"old CeaseDate": "2024-12-31", "old CeaseReason": "7"}
case("SV605", {}, also="SV611", passes={"old StartDate": "2025-03-01"}, then=ENDED_THEN)
case("SV606", {"old StartDate": "2021-04-20"}, then={})
case("SV607", {"old SENneed.SENtype": "ASD"}, passes={"old SENneed[2].SENtype": "ASD"}, then={})
OPEN_THEN = {
    "kerr": {"UPN": "U301201719005", "Requests": [{"ReceivedDate": "2024-12-20", "RequestOutcome": "A"}]},
}
case("SV608", {}, passes={"waiting ReceivedDate": "2024-12-20"}, then=OPEN_THEN)
REFUSED_THEN = {
    "lowe": {"UPN": "R301201819006", "Requests": [{"ReceivedDate": "2024-12-20", "RequestOutcome": "N"}]},
}
case(
    "SV609",
    {"assessing ReceivedDate": "2024-12-20", "assessing RequestOutcomeDate": "2025-01-20"},
    also="SV322 SV611",
    passes={"assessing ReceivedDate": "2024-12-21", "assessing RequestOutcomeDate": "2025-01-20"},
    then=REFUSED_THEN,
)
case("SV610", {"old PersonBirthDate": "2014-11-03"}, passes={"new PersonBirthDate": "2020-03-15"}, then={})
case("SV611", {"waiting": None}, passes={"waiting": None, "refused +Requests": WITHDRAWN}, then={})

edge("SV606", 1, {"old StartDate": "2025-01-16"}, then={})
edge("SV606", 0, {"old StartDate": "2025-01-17"}, then={})
edge("SV604", 1, {"old StartDate": "2025-01-17"}, then={})
edge("SV607", 0, {"ended SENneed.SENtype": "ASD"}, then={})
edge("SV607", 0, {"old SENneed.SENtype": "ASD", "old SENneed.SENtypeRank": "0"}, then={})
edge("SV607", 0, {"old SENneed.SENtype": None}, then={})
edge("SV607", 0, {}, then={"old SENneed.SENtype": None})


def asked_then(upn: str, received: str, outcome: str, **more: object) -> Changes:
    """Somebody more in last year's return, with one request."""
    return {"more": {"UPN": upn, "Requests": [{"ReceivedDate": received, "RequestOutcome": outcome, **more}]}}


UNFINISHED = {"Assessment": [{"AssessmentOutcome": "A"}]}
REFUSED_A_PLAN = {"Assessment": [{"AssessmentOutcome": "N"}]}
edge("SV608", 1, {}, then=asked_then("U301201719005", "2024-12-20", "Y", **UNFINISHED))
edge("SV608", 0, {}, then=asked_then("C301200119001", "2025-01-20", "A"))
edge("SV608", 0, {}, then=asked_then("A301201419002", "2024-12-20", "A"))
edge("SV608", 0, {}, then=asked_then("U301201719005", "2024-12-20", "W"))
STILL_REFUSED = {"refused ReceivedDate": "2024-12-20", "refused RequestOutcomeDate": "2025-01-20"}
edge("SV609", 0, STILL_REFUSED, then=asked_then("W301201619004", "2024-12-20", "N"))
edge("SV609", 1, {}, then=asked_then("C301200119001", "2025-01-20", "Y", **REFUSED_A_PLAN))
edge("SV610", 1, {"old PersonBirthDate": "2014-11-01"}, then={})
