"""What is wrong with the newest return, grouped by what mends it, with each child; and as a file."""

import csv
import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.pages import cells, links, text
from tests.returns.people import UPNS, asked, person
from tests.somebody import somebody
from wherewithal.apps.accounts.access import Role
from wherewithal.apps.audit.models import Event
from wherewithal.apps.people.models import Child
from wherewithal.domain.formats.sen2.check import rules

pytestmark = pytest.mark.django_db
QUALITY = "/quality/"
WRONG = [
    person(Ethnicity="XXXX", Requests=[asked("2025-09-01")]),
    person(UPN="=1+1", Forename="=1+1", Ethnicity="@SUM(A1)"),
]


def findings(client, form):
    return b"".join(client.get(reverse("returns:download-findings", args=[form])))


def test_without_a_return_the_page_says_how_one_gets_here(signed_in):
    shown = signed_in.get(QUALITY)
    assert "No return has been loaded, so there is nothing to check yet." in text(shown)
    assert links(shown)["load a SEN2 file"] == "/returns/upload"


def test_a_return_with_nothing_wrong_says_so(load, signed_in):
    load(person(Requests=[asked("2026-01-05")]))
    assert "Nothing in this return is in the way of sending it." in text(signed_in.get(QUALITY))


def test_what_is_wrong_is_counted_by_rule_in_the_words_of_its_cure(load, signed_in):
    load(*WRONG)
    shown = signed_in.get(QUALITY)
    assert "Your return has 3 things that DfE would refuse" in text(shown)
    (row,) = [row for row in cells(shown) if row[-1] == "SV110"]
    assert row == [rules()["SV110"].text, "2", rules()["SV110"].cure, "SV110"]


def test_what_dfe_would_refuse_comes_before_what_is_to_be_explained(load, signed_in):
    load(*WRONG)
    shown = signed_in.get(QUALITY)
    severities = [{rules()[row[-1]].severity for row in cells(shown, table)} for table in (0, 1)]
    assert severities == [{"error"}, {"query"}]


def test_a_rule_lists_each_child_it_was_found_with(load, signed_in):
    load(*WRONG)
    shown = signed_in.get(reverse("returns:rule", args=["SV110"]))
    assert [row[0] for row in cells(shown)] == ["Ines Rowan", "=1+1 Rowan"]
    assert cells(shown)[0][1:4] == ["Child or young person", "Ethnicity", "“XXXX”"]
    child = Child.objects.get(upn=UPNS[0])
    assert links(shown)["Ines Rowan"] == reverse("returns:child", args=[child.pk])


def test_a_rule_that_found_nothing_says_so(load, signed_in):
    load(person())
    assert "Nothing was found by this rule in sen2-2026.xml." in text(signed_in.get("/quality/SV110"))


def test_a_rule_that_is_none_is_not_found(load, signed_in):
    load(person())
    assert signed_in.get("/quality/SV999").status_code == 404


def test_the_newest_year_is_shown_whichever_was_loaded_last(load, signed_in):
    load(person(), year=2026)
    load(person(Requests=[asked("2024-11-04")]), year=2025)
    assert "Return of 2026, sen2-2026.xml" in text(signed_in.get(QUALITY))


def test_what_a_corrected_file_mends_is_not_wrong_any_more(load, signed_in):
    load(*WRONG)
    load(person(), person(UPN=UPNS[1], Forename="Idris"))
    assert "SV110" not in text(signed_in.get(QUALITY))


def test_rules_that_were_not_run_are_named_with_the_reason(load, signed_in):
    done = load(person())
    said = text(signed_in.get(QUALITY))
    assert done.not_run
    for number, why in done.not_run.items():
        assert f"{number}: {why}" in said


def test_the_page_does_not_say_of_whom(load, signed_in):
    load(*WRONG)
    assert "Rowan" not in text(signed_in.get(QUALITY))


def test_the_download_has_every_finding_with_its_cure_and_no_formula(load, signed_in):
    done = load(*WRONG)
    rows = list(csv.DictReader(io.StringIO(findings(signed_in, "csv").decode("utf-8-sig"))))
    assert len(rows) == done.counts["errors"] + done.counts["queries"]
    found = {row["Found"]: row for row in rows if row["Rule"] == "SV110"}
    assert {found: row["UPN"] for found, row in found.items()} == {"“XXXX”": UPNS[0], "“@SUM(A1)”": "'=1+1"}
    assert found["“XXXX”"]["What to do"] == rules()["SV110"].cure
    assert not [cell for row in rows for cell in row.values() if cell[:1] in {"=", "+", "@", "-"}]


def test_the_workbook_says_the_same_as_the_csv_file(load, signed_in):
    load(*WRONG)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(findings(signed_in, "xlsx"))).get_sheet_by_index(0)
    as_text = [[str(int(cell)) if isinstance(cell, float) else str(cell) for cell in row] for row in sheet.to_python()]
    assert as_text == list(csv.reader(io.StringIO(findings(signed_in, "csv").decode("utf-8-sig"))))


def test_a_download_is_on_the_trail_and_has_no_names(load, signed_in, officer):
    load(*WRONG)
    assert b"Rowan" not in findings(signed_in, "csv")
    assert Event.objects.get(what="findings.downloaded").by == officer


def test_another_kind_of_file_is_not_found(load, signed_in):
    load(person())
    assert signed_in.get("/quality/download/pdf").status_code == 404


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.READ_ONLY])
def test_everybody_sees_what_is_wrong(client, load, role):
    load(*WRONG)
    client.force_login(somebody(role, authority="201"))
    assert "SV110" in text(client.get(QUALITY))


def test_the_page_asks_the_same_number_of_questions_for_one_finding_and_for_many(
    load, signed_in, django_assert_max_num_queries
):
    load(*WRONG)
    with django_assert_max_num_queries(8):
        signed_in.get(QUALITY)
    with django_assert_max_num_queries(9):
        signed_in.get(reverse("returns:rule", args=["SV110"]))
