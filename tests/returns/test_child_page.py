"""The page that says where every fact of a child comes from: each return, item by item, in words."""

import pytest
from django.urls import reverse

from tests.pages import links, text
from tests.returns.people import UPNS, asked, in_force, person, planned
from wherewithal.apps.audit.models import Event
from wherewithal.apps.people.models import Child
from wherewithal.apps.plans.models import Case
from wherewithal.domain.formats.sen2.check import rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(signed_in):
    def get(**child):
        return signed_in.get(reverse("returns:child", args=[Child.objects.get(**child).pk]))

    return get


def test_each_return_tells_its_part_the_newest_first(load, page):
    load(person(Requests=[planned("2024-01-15", "2024-02-20", "2024-05-30")]), year=2025)
    load(person(Requests=[in_force("2024-05-30", ReviewMeeting="2025-05-01")]))
    said = text(page())
    assert said.index("Return of 2026 (census day 15 January 2026)") < said.index(
        "Return of 2025 (census day 16 January"
    )
    assert "From sen2-2026.xml, person 1, line" in said
    assert "15 January 2024" in said and "1 May 2025" in said


def test_values_are_in_words_with_the_code_behind_them(load, page):
    load(person(Requests=[planned()]))
    said = text(page())
    assert "4 May 2016" in said
    assert "Speech, language and communication needs (SLCN)" in said
    assert "2025-01-20" not in said


def test_what_is_wrong_stands_first_with_its_cure(load, page):
    load(person(Ethnicity="XXXX"))
    said = text(page())
    assert f"{rules()['SV110'].text} (found: “XXXX”). {rules()['SV110'].cure}" in said
    assert said.index("SV110") < said.index("Return of 2026")


def test_each_case_of_the_child_is_a_link_away(load, page):
    load(person(Requests=[asked("2025-11-24")]))
    case = Case.objects.get()
    assert links(page())["Case of 24 November 2025"] == reverse("plans:case", args=[case.pk])


def test_a_value_that_is_no_code_is_shown_as_it_was_sent(load, page):
    load(person(Ethnicity="<i>X</i>"))
    answer = page()
    assert "<i>X</i>" in text(answer) and b"<i>X" not in answer.content


def test_whoever_looks_is_on_the_trail(load, page, officer):
    load(person())
    page()
    event = Event.objects.get(what="child.looked")
    assert (event.by, event.subject_id) == (officer, str(Child.objects.get().pk))


def test_a_child_found_to_be_another_is_looked_for_under_that_one(load, signed_in, officer, today):
    from wherewithal.apps.people.models import DoubtfulMatch
    from wherewithal.apps.returns.doubts import decide

    load(person(), year=2025)
    load(person(UPN=UPNS[1]))
    doubt = DoubtfulMatch.objects.get()
    decide(doubt=doubt, answer=DoubtfulMatch.Answer.SAME, by=officer, today=today)
    assert signed_in.get(reverse("returns:child", args=[doubt.child_id])).status_code == 404
    assert signed_in.get(reverse("returns:child", args=[doubt.perhaps_id])).status_code == 200
