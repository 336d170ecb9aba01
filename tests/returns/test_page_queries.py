"""No page of returns asks more of the record for many children than for few."""

import pytest
from django.urls import reverse

from tests.questions import MOST, questions
from tests.returns.people import person, planned
from wherewithal.apps.people.models import Child, DoubtfulMatch
from wherewithal.apps.returns.drafting import ask_for_draft, write_draft
from wherewithal.apps.returns.models import Draft, Load

pytestmark = pytest.mark.django_db
FEW, MANY = 5, 60
WRONG = "SV110"


@pytest.fixture
def grow(load):
    """Load returns of so many children, each with something wrong and with an older return of its own."""

    def load_children(wanted):
        people = [_child(number) for number in range(wanted)]
        load(*people, year=2025)
        load(*people)

    return load_children


def _child(number):
    return person(UPN="", Surname=f"Rowan{number}", Ethnicity="XXXX", Requests=[planned()])


def each_time(signed_in, grow, address):
    """The questions of a first visit, and of one with few and one with many children."""
    grow(FEW)
    here = address()
    first = questions(lambda: signed_in.get(here))
    few = questions(lambda: signed_in.get(here))
    grow(MANY)
    here = address()
    return first, few, questions(lambda: signed_in.get(here))


ADDRESSES = {
    "the list of returns": lambda: reverse("returns:index"),
    "the upload": lambda: reverse("returns:upload"),
    "a load": lambda: reverse("returns:load", args=[Load.objects.first().pk]),
    "the data quality": lambda: reverse("returns:quality"),
    "a rule": lambda: reverse("returns:rule", args=[WRONG]),
    "the second page of a rule": lambda: reverse("returns:rule", args=[WRONG]) + "?page=2",
    "what the returns told of a child": lambda: reverse("returns:child", args=[Child.objects.first().pk]),
    "the list of doubts": lambda: reverse("returns:doubts"),
    "the form of a draft": lambda: reverse("returns:new-draft"),
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_page_asks_as_little_of_many_children_as_of_few(signed_in, grow, address):
    first, few, many = each_time(signed_in, grow, address)
    assert few == many <= first <= MOST


def test_a_child_with_many_findings_and_returns_asks_as_little(signed_in, grow):
    grow(1)
    address = reverse("returns:child", args=[Child.objects.get().pk])
    assert b"Return of 2025" in signed_in.get(address).content
    few = questions(lambda: signed_in.get(address))
    for finding in list(Child.objects.get().findings.all()) * 20:
        finding.pk = None
        finding.save()
    assert signed_in.get(address).content.count(b"app-secondary") > 20
    assert questions(lambda: signed_in.get(address)) == few


def test_a_list_of_many_doubts_asks_as_little_as_of_few(signed_in, grow):
    grow(MANY)
    signed_in.get(reverse("returns:index"))
    children = list(Child.objects.order_by("pk"))
    asked = []
    for count in (FEW, MANY - FEW - 1):
        pairs = zip(children[:count], children[count : 2 * count], strict=False)
        DoubtfulMatch.objects.bulk_create(DoubtfulMatch(child=a, perhaps=b, why="The number") for a, b in pairs)
        asked.append(questions(lambda: signed_in.get(reverse("returns:doubts"))))
    assert asked[0] == asked[1] <= MOST


def test_a_doubt_with_two_children_looked_at_stays_within_what_a_page_may_ask(signed_in, grow):
    grow(2)
    one, other = Child.objects.order_by("pk")
    doubt = DoubtfulMatch.objects.create(child=one, perhaps=other, why="The number is the same")
    assert questions(lambda: signed_in.get(reverse("returns:doubt", args=[doubt.pk]))) <= MOST


def test_many_loads_and_drafts_ask_as_little_as_few(signed_in, grow, authority, officer, today):
    grow(1)
    signed_in.get(reverse("returns:index"))
    few = questions(lambda: signed_in.get(reverse("returns:index")))
    Load.objects.bulk_create(Load(authority=authority, by=officer, file_name="a.xml", as_at=today) for _ in range(30))
    Draft.objects.bulk_create(Draft(authority=authority, by=officer, year=2026, as_at=today) for _ in range(30))
    assert questions(lambda: signed_in.get(reverse("returns:index"))) == few


def test_a_draft_asks_as_little_whatever_was_found_in_it(
    signed_in, grow, authority, officer, today, settings, tmp_path
):
    settings.HOME = tmp_path
    grow(FEW)
    draft = write_draft(ask_for_draft(authority=authority, year=2026, as_at=today, officers={}, by=officer))
    assert draft.counts["rules"]
    assert questions(lambda: signed_in.get(reverse("returns:draft", args=[draft.pk]))) <= MOST
