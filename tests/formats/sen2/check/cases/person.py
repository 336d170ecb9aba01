"""Cases of the rules on people."""

from tests.formats.sen2.check.cases.table import SCHOOLS, case, edge

case("SV101", {"new Surname": None})
case("SV102", {"new Forename": None})
case("SV103", {"new PersonBirthDate": None})
case("SV104", {"waiting PersonBirthDate": "2026-01-16"}, also="SV204", passes={"waiting PersonBirthDate": "2025-01-15"})
case("SV105", {"old PersonBirthDate": "2001-01-15"}, passes={"old PersonBirthDate": "2001-01-16"})
case("SV106", {"old PersonBirthDate": "2000-01-15"}, also="SV107", passes={"old PersonBirthDate": "2000-01-16"})
case("SV107", {"old PersonBirthDate": "2000-08-31"}, also="SV105", passes={"old PersonBirthDate": "2000-09-01"})
case("SV108", {"new Sex": "9"}, passes={"new Sex": "M"})
case("SV109", {"new GenderCurrent": "F"}, passes={"new GenderCurrent": "0"}, year=2023)
case("SV110", {"new Ethnicity": "ABCD"}, passes={"new Ethnicity": "WENG"})
case("SV111", {"new Ethnicity": "NOBT"}, passes={f"p{n}": "new" for n in range(4)} | {"old Ethnicity": "REFU"})
case("SV112", {"new PostCode": None})
case("SV113", {"new PostCode": "PR1-8XJ"}, passes={"new PostCode": "PR18XJ"})
case("SV114", {"new UPN": None}, passes={"waiting UPN": None, "waiting UPNunknown": "UN8"})
case("SV115", {"new UPNunknown": "UN8"}, passes={"waiting UPN": None, "waiting UPNunknown": "UN8"})
case("SV116", {"new UPN": "C30120011900"})
case("SV117", {"new UPN": "A301200119001"})
case("SV118", {"new UPN": "C999201419002"})
case("SV119", {"new UPN": "C3012001I9001"})
case("SV120", {"new UPN": "C30120011900S"}, passes={"new UPN": "X30120141900A"})
case("SV121", {"new UPN": "X30120141900A"})
case("SV122", {"new UPN": "A301201419002"})
case("SV123", {"ended UniqueLearnerNumber": "5000001256", "waiting UniqueLearnerNumber": "5000001256"}, also="SV125")
case("SV124", {"ended UniqueLearnerNumber": "5000001249"}, passes={"ended UniqueLearnerNumber": "5000001256"})
case(
    "SV125",
    {"old UniqueLearnerNumber": "5000001256"},
    passes={"old UniqueLearnerNumber": "5000001256", "old PersonBirthDate": "2012-01-15"},
)
case(
    "SV126",
    {"waiting UPN": None, "waiting UPNunknown": "UN4"},
    passes={"waiting UPN": None, "waiting UPNunknown": "UN5"},
)
case(
    "SV127",
    {"waiting UPN": None, "waiting UPNunknown": "UN1"},
    passes={"waiting UPN": None, "waiting UPNunknown": "UN1", "waiting PersonBirthDate": "2020-01-16"},
)
case(
    "SV128",
    {"waiting UPN": None, "waiting UPNunknown": "UN9"},
    passes={"waiting UPN": None, "waiting UPNunknown": "UN9", "waiting PersonBirthDate": "2010-01-15"},
)
case(
    "SV129",
    {"ended UniqueLearnerNumber": None, "ended UPNunknown": "UN2"},
    passes={"waiting UPN": None, "waiting UPNunknown": "UN3"},
)
case(
    "SV130",
    {"ended UniqueLearnerNumber": None, "ended UPNunknown": "UN10"},
    passes={"waiting UPN": None, "waiting UPNunknown": "UN10"},
)
case(
    "SV131",
    {"old UPN": None},
    also="SV114",
    passes={"old UPN": None, "old PlacementDetail[2].URN": "900007"},
    given={"schools": SCHOOLS},
)
case("SV132", {"old UPN": None, "old UPNunknown": "UN5"}, passes={"waiting UPN": None, "waiting UPNunknown": "UN5"})
case(
    "SV133",
    {"new Surname": "ELM", "new PersonBirthDate": "2017-06-07", "new PostCode": "zz993cz"},
    also="SV113",
    passes={"new Surname": "Elm"},
)
case("SV134", {"waiting Requests": None})
case(
    "SV135",
    {"refused RequestOutcomeDate": "2024-12-31", "refused ReceivedDate": "2024-12-01"},
    also="SV214",
    passes={"refused RequestOutcomeDate": "2025-01-01", "refused ReceivedDate": "2024-12-01"},
)

edge("SV104", 0, {"waiting PersonBirthDate": "2026-01-15"})
edge("SV106", 0, {"ended PersonBirthDate": "1999-01-01"})
edge("SV107", 1, {"new PersonBirthDate": "2025-09-01"})
edge("SV107", 0, {"new PersonBirthDate": "2025-08-31"})
edge("SV127", 1, {"waiting UPN": None, "waiting UPNunknown": "UN1", "waiting PersonBirthDate": "2020-01-15"})
edge("SV131", 1, {"new UPN": None, "new PersonBirthDate": "2020-01-15"}, given={"schools": SCHOOLS})
edge("SV131", 0, {"new UPN": None, "new PersonBirthDate": "2020-01-16"}, given={"schools": SCHOOLS})
LEFT = {"new UPN": None, "new PersonBirthDate": "2019-01-15", "new PlacementDetail.LeavingDate": "2026-01-14"}
edge("SV131", 0, LEFT, given={"schools": SCHOOLS})
