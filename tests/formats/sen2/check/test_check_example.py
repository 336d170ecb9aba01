"""The example of the reference, and our own stand-in for it, give exactly what is said of them."""

import io
import re
from datetime import date
from pathlib import Path

from wherewithal.domain.formats.sen2.check import check
from wherewithal.domain.formats.sen2.xml_in import read_xml

AS_AT = date(2026, 11, 21)
EXAMPLE = Path(__file__).with_name("example.xml")


def test_our_example_has_no_error_and_two_queries():
    ret = read_xml(EXAMPLE)
    report = check(ret, as_at=AS_AT)
    assert report.errors == 0
    assert [(finding.rule, finding.person, finding.line) for finding in report.findings()] == [
        ("SV215", 2, _line("<ReceivedDate>2025-11-10") - 1),
        ("SV514", 2, _line("<ReviewMeeting>2025-03-10") - 1),
    ]


def test_the_example_of_the_reference_has_no_error_and_two_queries(shared):
    text = (shared / "reference" / "sen2.md").read_text("utf-8")
    ret = read_xml(io.BytesIO(re.search(r"```xml\n(.*?)```", text, re.S)[1].encode()))
    report = check(ret, as_at=AS_AT)
    assert report.errors == 0
    assert [finding.rule for finding in report.findings()] == ["SV215", "SV514"]
    assert {ret["Person"]["Surname"][finding.person] for finding in report.findings()} == {"Cedar"}


def _line(text):
    return next(number for number, line in enumerate(EXAMPLE.read_text("utf-8").splitlines(), 1) if text in line)
