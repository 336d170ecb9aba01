"""Cases of the rules on needs."""

from tests.formats.sen2.check.cases.table import case, edge

case("SV591", {"new SENneed": None}, passes={"ended SENneed": None})
case("SV592", {"new +SENneed": {"SENtype": "HI", "SENtypeRank": "3"}}, also="SV595")
case("SV593", {"new SENneed.SENtype": "NSA"}, passes={"new SENneed.SENtype": "DS"})
case("SV594", {"new SENneed.SENtype": "DS"}, also="SV593", year=2024)
case("SV595", {"new SENneed[2].SENtypeRank": "0"})
case("SV596", {"ended SENneed.SENtypeRank": "2"})
case("SV597", {"new SENneed[2].SENtypeRank": "1"})
case("SV598", {"new SENneed[2].SENtype": "SLCN"})

edge("SV596", 1, {"ended SENneed.SENtypeRank": "0"})
