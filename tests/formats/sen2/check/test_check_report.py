"""What was found, as findings, counts and files; never with a name."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from tests.formats.sen2.check.base import AS_AT, clean, last_year
from wherewithal.domain.formats.sen2.check import CureCount, check, sheets, summary, write_csv, write_xlsx
from wherewithal.domain.formats.sen2.check.words import in_words
from wherewithal.domain.formats.sen2.layout import Item

CHANGES = {
    "old Surname": "=Bay",
    "old Forename": None,
    "old UPN": "=1+1",
    "ended LastReview": "2025-04-22",
    "refused RequestOutcomeDate": "2025-03-18",
    "refused RequestTribunal": "perhaps",
    "waiting RequestOutcome": "Z",
    "waiting Surname": None,
}


@pytest.fixture(scope="module")
def report():
    return check(clean(changes=CHANGES), as_at=AS_AT)


def found(report, number):
    (finding,) = report.findings(number)
    return finding


def test_a_finding_says_what_where_whose_and_what_to_do(report):
    finding = found(report, "SV215")
    assert (finding.severity, finding.record, finding.row, finding.person) == ("query", "Requests", 3, 3)
    assert finding.number == "W301201619004"
    assert finding.field == "RequestOutcomeDate"
    assert finding.found == (
        "Date of the decision whether to assess: 18 March 2025; Date the request was received: 3 February 2025"
    )
    assert finding.wanted == "A decision within 42 days of the request"
    assert finding.cure.startswith("Check both dates.")


def test_an_item_of_another_record_is_told_too():
    report = check(clean(changes={"new TransferLA": "305"}), as_at=AS_AT)
    assert found(report, "SV326").found == (
        "Decision whether to issue a plan: Issue a plan (Y); Authority the plan came from: Bromley (305)"
    )


def test_records_that_are_missing_or_too_many_are_counted():
    changes = {"new +SENneed": {"SENtype": "HI", "SENtypeRank": "3"}, "ended ActivePlans": None}
    report = check(clean(changes=changes), as_at=AS_AT)
    assert found(report, "SV592").found == "3"
    assert (
        found(report, "SV502").found
        == "Plan in the year: review and transfer: nothing; Date the plan ended: 31 August 2025"
    )


def test_a_share_is_told_in_numbers():
    report = check(clean(changes={"new Ethnicity": "NOBT"}), as_at=AS_AT)
    finding = found(report, "SV111")
    assert (finding.found, finding.person, finding.number) == ("1 of 6 people (17 %)", -1, "")


def test_the_header_is_told_in_words():
    report = check(clean(changes={"header DMO": "R"}), as_at=AS_AT)
    assert found(report, "SV013").found == (
        "Designated medical officer in post: Recruiting (R); Designated clinical officer in post: No (N)"
    )


def test_a_return_without_people_is_told_as_nothing():
    nobody = dict.fromkeys(("new", "old", "ended", "refused", "waiting", "assessing"))
    assert found(check(clean(changes=nobody), as_at=AS_AT), "SV014").found == "nothing"


def test_a_finding_of_last_year_has_its_row_and_nobody_of_this_year():
    report = check(clean(changes={"old": None}), as_at=AS_AT, last_year=last_year())
    finding = found(report, "SV604")
    assert (finding.last_year, finding.record, finding.row, finding.person) == (True, "NamedPlan", 0, -1)
    assert (finding.number, finding.found) == ("A301201419002", "19 April 2021")
    assert found(report, "SV611").found == "active plans: 1, last year 2"


def test_findings_are_counted_by_rule_and_by_severity(report):
    counts = report.counts()
    assert counts == {each: sum(f.rule == each for f in report.findings()) for each in counts}
    assert report.errors == sum(finding.severity == "error" for finding in report.findings())
    assert report.queries == sum(finding.severity == "query" for finding in report.findings()) == 2


def test_findings_are_gathered_by_person(report):
    assert {finding.rule for finding in report.by_person()[3]} == {"SV017", "SV215", "SV219"}
    assert set(report.by_person()) == {1, 2, 3, 4}


def test_findings_are_gathered_by_cure_errors_first_and_each_person_counted_once(report):
    cures = report.by_cure()
    assert CureCount("Enter the child's legal name.", "error", 2, 2, ("SV101", "SV102")) in cures
    assert [each.severity for each in cures] == sorted(each.severity for each in cures)
    assert sum(each.findings for each in cures) == report.errors + report.queries


def test_the_summary_has_errors_first_and_then_what_was_found_most(report):
    rows = summary(report)
    assert [row.severity for row in rows] == sorted(row.severity for row in rows)
    assert sum(row.findings for row in rows) == report.errors + report.queries
    assert rows[-1].text == "The decision after the review took more than 4 weeks"


def test_the_csv_file_has_a_row_for_each_finding_with_positions_from_1(report):
    rows = list(csv.reader(io.StringIO(as_csv(report))))
    assert len(rows) == 1 + report.errors + report.queries
    row = dict(zip(rows[0], next(row for row in rows if row[0] == "SV215"), strict=True))
    assert (row["Record"], row["Row"], row["Person"]) == ("Request for an assessment", "4", "4")
    assert row["Item"] == "Date of the decision whether to assess (RequestOutcomeDate)"
    assert row["Return"] == ""


def test_no_name_is_told_and_no_cell_is_a_formula(report):
    text = as_csv(report)
    for name in ("Bay", "Elm", "Trial-Two", "Cob"):
        assert name not in text
    assert "'=1+1" in text
    assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(text)) for cell in row)


def test_names_that_are_alike_are_not_told_either():
    changes = {"new Surname": "Elm", "new Forename": "Trial-Five", "new PersonBirthDate": "2017-06-07"}
    findings = list(check(clean(changes=changes), as_at=AS_AT).findings("SV133"))
    assert len(findings) == 2
    assert all("Surname: not shown; Forename: not shown" in finding.found for finding in findings)


def test_the_workbook_has_a_summary_the_findings_and_what_was_not_run(report):
    book = as_workbook(report)
    assert book.sheet_names == ["Summary", "Findings", "Not run"]
    assert len(book.get_sheet_by_name("Summary").to_python()) == 1 + len(report.counts())
    findings = book.get_sheet_by_name("Findings").to_python()
    assert len(findings) == 1 + report.errors + report.queries
    assert ["SV438", "No schools register was given."] in book.get_sheet_by_name("Not run").to_python()
    assert any("=1+1" in row for row in findings)


def test_more_findings_than_a_sheet_can_hold_go_on_in_the_next(report, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    book = as_workbook(report)
    pages = [book.get_sheet_by_name(name).to_python()[1:] for name in book.sheet_names if name.startswith("Findings")]
    assert [len(page) for page in pages[:-1]] == [3] * (len(pages) - 1)
    assert sum(map(len, pages)) == report.errors + report.queries


def test_an_empty_report_has_its_headings():
    empty = check(clean(), as_at=AS_AT)
    assert as_csv(empty).count("\n") == 1
    assert len(as_workbook(empty).get_sheet_by_name("Findings").to_python()) == 1
    assert (empty.errors, empty.queries, summary(empty), empty.by_cure(), empty.by_person()) == (0, 0, [], [], {})


@pytest.mark.parametrize(
    ("item", "word", "words"),
    [
        (Item("EntryDate", "date", ""), "2025-10-20", "20 October 2025"),
        (Item("EntryDate", "date", ""), "20/10/2025", "“20/10/2025”"),
        (Item("PB", "flag", ""), "true", "yes"),
        (Item("PB", "flag", ""), "perhaps", "“perhaps”"),
        (Item("PlacementRank", "whole", ""), "2", "2"),
        (Item("PlacementRank", "whole", ""), "two", "“two”"),
        (Item("Ethnicity", "code", "", codes="ethnicity"), "WENG", "White: British (WENG)"),
        (Item("Ethnicity", "code", "", codes="ethnicity"), "ZZZZ", "“ZZZZ”"),
        (Item("Exported", "text", ""), "305", "Bromley (305)"),
        (Item("URN", "text", ""), "1" * 70, f"“{'1' * 60}…”"),
        (Item("Surname", "text", ""), "Ash", "not shown"),
        (Item("SENSettingOther", "text", ""), "With her aunt", "not shown"),
        (Item("Surname", "text", ""), "", "nothing"),
    ],
)
def test_a_value_is_told_in_plain_words(item, word, words):
    assert in_words(item, word) == words


def as_csv(report):
    file = io.StringIO(newline="")
    write_csv(report, file)
    return file.getvalue()


def as_workbook(report):
    file = io.BytesIO()
    write_xlsx(report, file)
    return CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue()))
