"""Cases of the rules on requests for an assessment."""

from tests.formats.sen2.check.cases.table import case, edge

WITHDRAWN = {"ReceivedDate": "2025-02-04", "RequestSource": "1", "RYA": "0", "RequestOutcome": "W"}

case("SV201", {"waiting RequestOutcome": "X"}, also="SV135", passes={"waiting RequestOutcome": "W"})
case("SV202", {"waiting ReceivedDate": None}, passes={"old ReceivedDate": None})
case("SV203", {"waiting ReceivedDate": "2026-01-16"}, passes={"waiting ReceivedDate": "2026-01-15"})
case("SV204", {"waiting PersonBirthDate": "2025-12-21"}, passes={"waiting PersonBirthDate": "2025-12-20"})
case("SV205", {"waiting PersonBirthDate": "2000-12-20"}, passes={"waiting PersonBirthDate": "2000-12-21"})
case("SV206", {"waiting RequestSource": None}, passes={"old RequestSource": None})
case("SV207", {"waiting RequestSource": "6"}, passes={"waiting RequestSource": "5"})
case("SV208", {"waiting RYA": None}, passes={"old RYA": None})
case("SV209", {"waiting RYA": "1"}, passes={"waiting RYA": "1", "waiting PersonBirthDate": "2015-12-20"})
case("SV210", {"refused RequestOutcomeDate": None}, also="SV135")
case("SV211", {"waiting RequestOutcomeDate": "2026-01-05"})
case("SV212", {"refused RequestOutcomeDate": "2025-02-02"}, passes={"refused RequestOutcomeDate": "2025-02-03"})
case(
    "SV213",
    {"refused RequestOutcomeDate": "2026-01-16", "refused ReceivedDate": "2025-12-10"},
    also="SV135",
    passes={"refused RequestOutcomeDate": "2026-01-15", "refused ReceivedDate": "2025-12-10"},
)
case(
    "SV214",
    {"assessing RequestOutcomeDate": "2024-12-31", "assessing ReceivedDate": "2024-12-01"},
    also="SV322",
    passes={"assessing RequestOutcomeDate": "2025-01-01", "assessing ReceivedDate": "2024-12-01"},
)
case("SV215", {"refused RequestOutcomeDate": "2025-03-18"}, passes={"refused RequestOutcomeDate": "2025-03-17"})
case("SV216", {"waiting ReceivedDate": "2025-12-03"}, passes={"waiting ReceivedDate": "2025-12-04"})
case("SV217", {"waiting ReceivedDate": "2025-01-14"}, also="SV216", passes={"waiting ReceivedDate": "2025-01-15"})
case("SV218", {"ended ReceivedDate": "2025-01-01"}, passes={"old ReceivedDate": "2025-01-01"})
case("SV219", {"refused RequestTribunal": None})
case("SV220", {"waiting RequestTribunal": "1"}, passes={"waiting RequestTribunal": "0"})
case("SV221", {"new RequestMediation": "1"}, passes={"refused RequestTribunal": "1"})
case("SV222", {"assessing Exported": "301"}, passes={"assessing Exported": "302"})
case("SV223", {"new Exported": "302"}, passes={"assessing Exported": "302"})
case("SV224", {"refused Exported": "302"}, passes={"assessing Exported": "302"})
case(
    "SV225",
    {"refused +Requests": {"ReceivedDate": "2025-02-03", "RequestSource": "1", "RYA": "0", "RequestOutcome": "W"}},
    passes={
        "refused +Requests": {"ReceivedDate": "2025-02-04", "RequestSource": "1", "RYA": "0", "RequestOutcome": "W"}
    },
)
case(
    "SV226",
    {"assessing +Requests": {"ReceivedDate": "2025-12-20", "RequestSource": "1", "RYA": "0", "RequestOutcome": "A"}},
    passes={
        "refused +Requests": {"ReceivedDate": "2025-12-20", "RequestSource": "1", "RYA": "0", "RequestOutcome": "A"}
    },
)
case(
    "SV227",
    {"ended +Requests": {"ReceivedDate": "2025-08-30", "RequestSource": "1", "RYA": "0", "RequestOutcome": "W"}},
    passes={"ended +Requests": {"ReceivedDate": "2025-08-31", "RequestSource": "1", "RYA": "0", "RequestOutcome": "W"}},
)
case("SV228", {"assessing Assessment": None}, also="SV135")
case("SV229", {"ended Assessment": None}, also="SV135 SV503")
case("SV230", {"waiting +Assessment": {"AssessmentOutcome": "W"}})
case(
    "SV231",
    {"refused +Assessment": {"AssessmentOutcome": "W"}, "refused RequestMediation": "0"},
    passes={"refused +Assessment": {"AssessmentOutcome": "W"}},
)

edge("SV209", 0, {"waiting RYA": "1", "waiting PersonBirthDate": "2007-12-20"})
edge("SV209", 1, {"waiting RYA": "1", "waiting PersonBirthDate": "2006-12-20"})
edge("SV214", 0, {"waiting RequestOutcomeDate": "2024-12-31"})
edge("SV215", 0, {"refused RequestOutcome": "W", "refused RequestOutcomeDate": "2025-03-25"})
ASKED_AGAIN = {"ReceivedDate": "2025-12-20", "RequestSource": "1", "RYA": "0", "RequestOutcome": "A"}
edge("SV226", 2, {"assessing +Requests": ASKED_AGAIN, "assessing ++Requests": WITHDRAWN})
edge("SV231", 0, {"refused RequestMediation": "0"})
