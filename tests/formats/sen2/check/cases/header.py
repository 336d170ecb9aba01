"""Cases of the rules on the header and the file as a whole."""

from tests.formats.sen2.check.cases.table import case

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
