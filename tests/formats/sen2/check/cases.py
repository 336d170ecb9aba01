"""For every rule a change that breaks it and one that comes close but does not.

``also`` are the other rules that the change breaks.  What is compared with last year says what differs ``then``.
"""

from dataclasses import dataclass, field
from datetime import date

from tests.formats.sen2.check.base import NOT_SPECIAL, UNDISPUTED_PLAN, UNDISPUTED_REQUEST, Changes
from wherewithal.domain.formats.sen2.check import School, Schools

SCHOOLS = Schools.of(
    [
        School("900001", "10000001", "Community school", has_unit=True, has_provision=True),
        School("900002", "10000002", "Academy special converter"),
        School("900003", "10000003", "Community school", "Closed", date(2025, 8, 31)),
        School("900004", "10000004", "Foundation school", has_unit=False, has_provision=False),
        School("900005", "10000005", "University technical college"),
        School("900006", "10000006", "Online provider"),
        School("900007", "10000007", "Other independent school"),
    ]
)
EXPECTED = {("900001", True, False): 2}


@dataclass(frozen=True)
class Case:
    fails: Changes
    passes: Changes
    also: frozenset[str] = frozenset()
    year: int = 2026
    given: dict[str, object] = field(default_factory=dict)
    then: Changes | None = None


CASES: dict[str, Case] = {}


def case(rule: str, fails: Changes, *, also: str = "", passes: Changes | None = None, **more: object) -> None:
    CASES[rule] = Case(fails, passes or {}, frozenset(also.split()), **more)


# The header and the file as a whole

HEADER_ITEMS = ("Collection", "Year", "ReferenceDate", "SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo")
EVERYBODY = ("new", "old", "ended", "refused", "waiting", "assessing")

case(
    "SV001",
    {f"header {item}": None for item in (*HEADER_ITEMS, "DateTime", "DMO", "DCO", "DSCO")},
    also="SV002 SV003 SV005 SV007 SV009 SV010 SV011 SV013",
)
case("SV002", {"header Collection": "SC"}, passes={"header Collection": "sen2"})
case("SV003", {"header Year": "2025"}, also="SV004")
case("SV004", {"header ReferenceDate": "2026-01-22"})
case("SV005", {"header SourceLevel": "S"})
case("SV006", {"header LEA": "909"}, passes={"header LEA": "942"})
case("SV007", {"header DateTime": "2026-02-02"}, passes={"header DateTime": "2026-02-02T10:15:00+00:00"})
case("SV008", {"header DateTime": "2026-01-14T23:59:59"}, passes={"header DateTime": "2026-01-15T00:00:00"})
case("SV009", {"header SerialNo": "0"}, passes={"header SerialNo": "12"})
case("SV010", {"header DMO": None, "header DCO": "Y"}, passes={"header DMO": "R", "header DCO": "Y"})
case("SV011", {"header DCO": "1"}, passes={"header DCO": "R"})
case("SV012", {"header DSCO": None}, passes={"header DSCO": "Y"})
case("SV013", {"header DMO": "R"}, passes={"header DMO": "R", "header DCO": "Y"})
case("SV014", dict.fromkeys(EVERYBODY), passes=dict.fromkeys(EVERYBODY[1:]))
case("SV015", {"new GenderCurrent": "2"})
case("SV016", {"new +NamedPlan": {"StartDate": "2025-06-05", "CeaseDate": "2025-06-05", "CeaseReason": "2"}})
case("SV017", {"new EntryDate": "3/9/2025"}, also="SV558 SV603", passes={"new EntryDate": "2025-09-03T00:00:00"})

# People

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

# Requests for an assessment

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

# Assessments

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

# Plans and the places named in them

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
case(
    "SV429",
    {
        "ended CeaseReason": "5",
        "ended +Requests": {
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
                    "PlacementDetail": [
                        {"URN": "900001", "PlacementRank": "1", "EntryDate": "2025-10-01", **NOT_SPECIAL}
                    ],
                    "SENneed": [{"SENtype": "MLD", "SENtypeRank": "1"}],
                }
            ],
        },
    },
    passes={"ended CeaseReason": "5", "ended TransferLA": "305"},
)
case("SV430", {"old PlanDetail": None}, passes={"ended PlanDetail": None})
case("SV431", {"old +PlanDetail": {"SENsetting": "EHE", "PlacementRank": "3"}}, also="SV432")
case("SV432", {"new PlanDetail.PlacementRank": "3"}, also="SV433")
case("SV433", {"new PlanDetail.PlacementRank": "2"})
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
case(
    "SV453",
    {
        "new +Requests": EARLIER,
        "new NamedPlan[2].CeaseDate": None,
        "new NamedPlan[2].CeaseReason": None,
        "new PlacementDetail[2].LeavingDate": None,
    },
    also="SV227 SV454",
    passes={"new +Requests": EARLIER},
)
case(
    "SV454",
    {"new +Requests": EARLIER, "new NamedPlan[2].CeaseDate": "2025-06-06"},
    also="SV227",
    passes={"new +Requests": EARLIER},
)

# Active plans: reviews and transfers

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

# Placements

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
    given={"minimum_places": EXPECTED},
)

# Needs

case("SV591", {"new SENneed": None}, passes={"ended SENneed": None})
case("SV592", {"new +SENneed": {"SENtype": "HI", "SENtypeRank": "3"}}, also="SV595")
case("SV593", {"new SENneed.SENtype": "NSA"}, passes={"new SENneed.SENtype": "DS"})
case("SV594", {"new SENneed.SENtype": "DS"}, also="SV593", year=2024)
case("SV595", {"new SENneed[2].SENtypeRank": "0"})
case("SV596", {"ended SENneed.SENtypeRank": "2"})
case("SV597", {"new SENneed[2].SENtypeRank": "1"})
case("SV598", {"new SENneed[2].SENtype": "SLCN"})

# Across records and years

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
