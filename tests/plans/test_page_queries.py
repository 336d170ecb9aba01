"""No page of cases asks more of the record than another day's, however many cases there are."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.plans.cases import asked, in_force
from tests.questions import MOST, questions
from wherewithal.apps.people.models import Child
from wherewithal.apps.places.models import School
from wherewithal.apps.plans import actions
from wherewithal.apps.plans.caseload import SORTS, WHEN
from wherewithal.apps.plans.facts import CaseFacts
from wherewithal.apps.plans.models import Case
from wherewithal.apps.plans.recording import Story, record_new
from wherewithal.apps.plans.standing import work_out, work_out_again

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 22)
FEW, MANY = 5, 60

CASELOADS = [
    {},
    *({"sort": sort} for sort in SORTS),
    *({"when": when} for when in WHEN),
    {"stage": "plan"},
    {"school": "Alder"},
    {"need": "ASD"},
    {"age": "5"},
    {"caseworker": "me"},
    {"caseworker": "nobody"},
    {"page": "2"},
    {"stage": "plan", "need": "ASD", "age": "5", "school": "Alder", "sort": "name"},
]


@pytest.fixture
def morgan(user):
    return user(role="manager", username="morgan", name="Morgan Manager")


@pytest.fixture
def grow(authority, morgan):
    """Record more children, until there are so many: with requests, with plans, half of them with a caseworker."""
    School.objects.create(urn="100001", name="Alder Academy", authority=authority)

    def make(wanted):
        numbers = range(Child.objects.count(), wanted)
        people = [Child(authority=authority, surname=f"Child{n}", birth_on=date(2016, 5, 4)) for n in numbers]
        Child.objects.bulk_create(people)
        stories = [Story(person, [facts(number)]) for person, number in zip(people, numbers, strict=True)]
        written = record_new(authority, stories)
        work_out(authority, written.cases, as_at=TODAY)
        actions.assign(cases=[case.pk for case, _ in written.cases[::2]], to=morgan, authority=authority, by=morgan)

    return make


def facts(number):
    if number % 3 == 0:
        return CaseFacts(case=asked(TODAY - timedelta(days=38 + number)))
    if number % 3 == 1:
        issued = TODAY - timedelta(days=number)
        told = asked(issued - timedelta(days=100), decision="Y", decided_on=issued - timedelta(days=70))
        return CaseFacts(told, {"outcome": "Y", "outcome_on": issued}, {"started_on": issued})
    place = {"urn": "100001", "rank": 1}
    return CaseFacts(
        **in_force(
            date(2024, 1, 1) + timedelta(days=number),
            named_places=[place],
            placements=[place | {"entered_on": date(2024, 9, 2)}],
            needs=[{"type": "ASD", "rank": 1}],
            reviews=[{"met_on": date(2025, 3, 3)}],
            phase_transfers=[{"due_on": date(2026, 2, 15)}],
        )
    )


@pytest.fixture
def page(client, morgan, settings):
    settings.TODAY = TODAY
    client.force_login(morgan)
    return client.get


def each_time(page, grow, address, asked=None):
    """The questions of a first visit, and of one with few and one with many cases."""
    grow(FEW)
    first = questions(lambda: page(address, asked))
    few = questions(lambda: page(address, asked))
    grow(MANY)
    return first, few, questions(lambda: page(address, asked))


@pytest.mark.parametrize("asked", CASELOADS, ids=str)
def test_the_caseload_asks_as_little_of_many_cases_as_of_few(page, grow, asked):
    first, few, many = each_time(page, grow, reverse("plans:caseload"), asked)
    assert few == many <= first <= MOST


@pytest.mark.parametrize("words", ["child", "child 1", "A201200119001"])
def test_a_search_asks_as_little_of_many_cases_as_of_few(page, grow, client, words):
    client.post(reverse("plans:search"), {"q": words})
    grow(FEW)
    few = questions(lambda: page(reverse("plans:caseload")))
    grow(MANY)
    assert questions(lambda: page(reverse("plans:caseload"))) == few <= MOST


@pytest.mark.parametrize("name", ["plans:overview", "plans:download"])
def test_the_overview_and_the_download_ask_as_little_of_many_cases_as_of_few(page, grow, name):
    first, few, many = each_time(page, grow, reverse(name))
    assert few == many <= first <= MOST


def test_a_case_asks_as_little_with_all_its_parts_as_with_none(page, grow):
    grow(FEW)
    bare, full = (Case.objects.order_by("pk")[number] for number in (0, 2))
    first = questions(lambda: page(reverse("plans:case", args=[full.pk])))
    few = questions(lambda: page(reverse("plans:case", args=[bare.pk])))
    grow(MANY)
    assert few <= questions(lambda: page(reverse("plans:case", args=[full.pk]))) <= first <= MOST


def test_a_case_asks_as_little_when_its_child_has_many_others(page, grow):
    grow(FEW)
    case = Case.objects.order_by("pk")[2]
    page(reverse("plans:case", args=[case.pk]))
    few = questions(lambda: page(reverse("plans:case", args=[case.pk])))
    grow(MANY)
    Case.objects.update(child=case.child)
    work_out_again(case.authority, as_at=TODAY)
    assert page(reverse("plans:case", args=[case.pk])).content.count(b"Request of") >= MANY // 3
    assert questions(lambda: page(reverse("plans:case", args=[case.pk]))) == few
