"""A file is taken into the record whole or not at all, and the same child is recognised."""

from datetime import date

import pytest

from tests.returns.people import UPNS, asked, in_force, person, planned, refused, write
from wherewithal.apps.audit.models import Event
from wherewithal.apps.people.models import Child, DoubtfulMatch
from wherewithal.apps.places.models import Authority
from wherewithal.apps.plans.models import Case, Clock, Plan, Standing
from wherewithal.apps.returns.loading import begin, load_sen2
from wherewithal.apps.returns.models import Finding, Load, SourceRecord
from wherewithal.domain.formats.errors import FileRejected

pytestmark = pytest.mark.django_db
AS_AT = date(2026, 1, 15)


@pytest.fixture
def authority():
    return Authority.objects.by_number("201")


@pytest.fixture
def load(authority, tmp_path):
    def load_people(*people, year=2026):
        path = write(tmp_path / "return.xml", people, year)
        return load_sen2(begin(authority=authority, by=None, file_name="return.xml", as_at=AS_AT), path)

    return load_people


def record():
    """Every row of the record, so that two moments can be compared."""
    tables = (Child, Case, Plan, Standing, Clock, SourceRecord)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in tables}


def test_a_child_is_recorded_with_the_dates_of_the_file(load):
    done = load(person(Requests=[planned()]))
    case = Case.objects.get()
    assert done.state == Load.State.LOADED
    assert done.counts | {"errors": 0, "queries": 0} == {
        "children": 1, "new": 1, "changed": 0, "unchanged": 0, "doubts": 0, "errors": 0, "queries": 0,
    }  # fmt: skip
    assert (case.received_on, case.plan.started_on) == (date(2025, 1, 20), date(2025, 6, 5))
    assert case.placements.get().setting == "OLA"
    assert case.needs.get().type == "SLCN"


def test_an_undecided_request_has_a_clock_that_runs(load):
    load(person())
    standing = Standing.objects.get()
    assert (standing.stage, standing.next_rule) == ("request", "EHCNA-DECIDE-6W")
    assert standing.next_due_on == date(2026, 1, 5)


def test_loading_the_same_file_twice_changes_nothing(load):
    people = [person(Requests=[planned()]), person(UPN=UPNS[1], Forename="Idris", Requests=[in_force()])]
    load(*people)
    before = record()
    again = load(*people)
    assert again.counts["unchanged"] == 2
    assert record() == before


def test_a_corrected_file_updates_rather_than_doubles(load):
    load(person(Requests=[asked()]))
    case = Case.objects.get()
    again = load(person(Surname="Rowan-Ash", Requests=[refused("2025-11-24", "2026-01-02")]))
    assert again.counts["changed"] == 1
    assert Child.objects.get().surname == "Rowan-Ash"
    assert Case.objects.get().pk == case.pk
    assert Case.objects.get().decision == "N"
    assert Standing.objects.get().stage == "closed"


def test_what_a_corrected_file_takes_back_is_taken_back(load):
    load(person(Requests=[refused()]))
    load(person(Requests=[asked("2025-02-03")]))
    case = Case.objects.get()
    assert (case.decision, case.decided_on) == ("A", None)


def test_a_corrected_day_of_the_request_keeps_the_case(load):
    load(person(Requests=[asked("2025-11-24")]))
    case = Case.objects.get()
    load(person(Requests=[asked("2025-11-25")]))
    assert Case.objects.get().pk == case.pk
    assert Case.objects.get().received_on == date(2025, 11, 25)


def test_a_request_no_longer_told_of_is_superseded_and_not_deleted(load):
    load(person(Requests=[refused(), asked()]))
    load(person(Requests=[asked()]))
    assert Case.objects.count() == 2
    assert Case.objects.get(superseded_at=None).decision == "A"
    assert Standing.objects.count() == 1


def test_the_next_year_keeps_what_it_leaves_out(load):
    load(person(Requests=[planned("2024-01-15", "2024-02-20", "2024-05-30")]), year=2025)
    load(person(Requests=[in_force("2024-05-30", ReviewMeeting="2025-05-01")]), year=2026)
    case = Case.objects.get()
    assert case.received_on == date(2024, 1, 15)
    assert case.assessment.outcome == "Y"
    assert case.reviews.get().met_on == date(2025, 5, 1)
    assert SourceRecord.objects.filter(superseded_by=None).count() == 2


def test_an_older_year_loaded_later_does_not_undo_the_newer_one(load):
    load(person(Surname="Newname", Requests=[in_force("2024-05-30", ReviewMeeting="2025-05-01")]), year=2026)
    load(person(Requests=[planned("2024-01-15", "2024-02-20", "2024-05-30")]), year=2025)
    assert Child.objects.get().surname == "Newname"
    assert Case.objects.get().received_on == date(2024, 1, 15)


def test_a_doubtful_match_is_asked_about_and_recorded_apart(load):
    load(person())
    done = load(person(), person(Surname="Oak", Forename="Otis", PersonBirthDate="2010-01-01"))
    assert done.counts["doubts"] == 1
    assert Child.objects.count() == 2
    assert DoubtfulMatch.objects.get().answer == "open"


def test_a_doubt_is_asked_once(load):
    people = [person(), person(Surname="Oak", Forename="Otis", PersonBirthDate="2010-01-01")]
    load(*people)
    load(*people)
    assert DoubtfulMatch.objects.count() == 1


def test_the_file_of_another_authority_is_refused_and_nothing_changes(load, authority, tmp_path):
    load(person())
    before = record()
    path = write(tmp_path / "other.xml", [person(Surname="Else")], authority="202")
    with pytest.raises(FileRejected, match="the number of City of London"):
        load_sen2(begin(authority=authority, by=None, file_name="other.xml", as_at=AS_AT), path)
    assert record() == before
    assert Load.objects.latest("pk").state == Load.State.REFUSED


def test_values_that_cannot_be_read_refuse_the_file_with_every_problem(load):
    with pytest.raises(FileRejected) as refused_file:
        load(person(PersonBirthDate="4 May"), person(UPN=UPNS[1], Requests=[asked("soon")]))
    assert len(refused_file.value.problems) == 2
    assert Child.objects.count() == 0


def test_what_the_check_found_is_kept_with_the_child(load):
    load(person(Ethnicity="XXXX"))
    finding = Finding.objects.get(rule="SV110")
    assert finding.child == Child.objects.get()
    assert "XXXX" in finding.found


def test_every_load_leaves_its_trace(load):
    load(person())
    load(person(Surname="Rowan-Ash"))
    whats = list(Event.objects.order_by("pk").values_list("what", flat=True))
    assert whats == ["child.added", "return.loaded", "child.changed", "return.loaded"]


def test_the_trace_names_fields_and_nobody(load):
    load(person())
    load(person(Surname="Rowan-Ash"))
    details = Event.objects.get(what="child.changed").details
    assert details["fields"] == ["surname"]
    assert "Rowan" not in str(list(Event.objects.values()))


def test_a_value_too_long_for_the_record_refuses_the_file_and_says_where(load):
    with pytest.raises(
        FileRejected, match=r"line \d+, Surname: found A{40}… \(120 characters\), wanted no more than 100"
    ):
        load(person(Surname="A" * 120))
    assert Child.objects.count() == 0
