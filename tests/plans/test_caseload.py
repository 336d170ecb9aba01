"""The caseload: who needs somebody first, out of those that were asked for."""

import logging
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages import cells, links, main_of, text
from tests.plans.cases import asked, in_force
from wherewithal.apps.places.models import Authority, School
from wherewithal.apps.plans import actions, caseload, presenters
from wherewithal.apps.plans.models import Case, Standing

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 22)
CASELOAD = "/children/"
OVERDUE, SOON, LATER = date(2025, 11, 1), date(2025, 12, 15), date(2026, 1, 12)
"""Days of a request whose six weeks have passed, end in four days, and end in four weeks."""


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = TODAY


@pytest.fixture
def casey(user):
    return user()


@pytest.fixture
def page(client, casey):
    client.force_login(casey)
    return lambda **asked: client.get(CASELOAD, asked)


def names(answer):
    """The surnames of the children on a page, in its order."""
    return [link.text.split()[-1] for link in main_of(answer).xpath(".//tbody/tr/*[1]/a")]


def test_overdue_and_out_of_school_is_on_top_then_the_longest_overdue_then_the_soonest_due(child, page):
    child("Later", case=asked(LATER))
    child("Soon", case=asked(SOON))
    child("Overdue", case=asked(OVERDUE))
    child("Longest", case=asked(OVERDUE - timedelta(days=30)))
    out = [{"setting": "NIEO", "rank": 1}]
    child("Out", **in_force(date(2025, 1, 6), placements=out))
    child("Outlater", **in_force(date(2025, 12, 1), placements=out))
    assert names(page()) == ["Out", "Longest", "Overdue", "Soon", "Later", "Outlater"]


def test_a_row_says_who_what_when_which_rule_who_has_it_and_what_next(child, page, casey, authority):
    case = child("Rowan", case=asked(OVERDUE), birth_on=date(2019, 3, 3))
    actions.assign(cases=[case.pk], to=casey, authority=authority, by=casey)
    ((who, what, when, has, step, choose),) = cells(page())
    assert who == "Ines Rowan , 6 No school recorded"
    assert what == "The decision whether to assess"
    assert when == "5 weeks overdue regulation 5(1)"
    assert has == "You"
    assert step and step[0].isupper()
    assert choose == "Choose Ines Rowan"


def test_a_closed_case_is_not_shown(child, page):
    child("Closed", case=asked(date(2025, 9, 1), decision="N", decided_on=date(2025, 10, 1)))
    assert "There are no open cases in the record." in text(page())


def test_an_empty_record_says_how_children_get_here(page):
    assert links(page())["loads a SEN2 file"] == "/returns/upload"


def test_the_counts_above_the_list_are_those_of_the_lists_they_lead_to(child, page):
    for turn, day in enumerate([OVERDUE, OVERDUE, SOON, LATER, LATER, LATER]):
        child(f"Child{turn}", case=asked(day + timedelta(days=turn % 2)))
    shown = page()
    for number, words in ((2, "overdue"), (1, "due in the next 7 days"), (3, "on track")):
        (href,) = [href for said, href in links(shown).items() if said == f"{number} {words}"]
        query = {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}
        assert len(names(page(**query))) == number


@pytest.mark.parametrize(("when", "who"), [("overdue", "Overdue"), ("soon", "Soon"), ("later", "Later")])
def test_the_list_is_narrowed_by_when(child, page, when, who):
    for name, day in (("Overdue", OVERDUE), ("Soon", SOON), ("Later", LATER)):
        child(name, case=asked(day))
    assert names(page(when=when)) == [who]


@pytest.mark.parametrize(
    ("due_in", "when"), [(-1, "overdue"), (0, "soon"), (7, "soon"), (8, "later")]
)  # fmt: skip
def test_the_last_day_itself_is_not_overdue_and_the_seventh_day_is_soon(child, page, due_in, when):
    child("Edge", case=asked(TODAY + timedelta(days=due_in) - timedelta(weeks=6)))
    assert [asked for asked in caseload.WHEN if names(page(when=asked))] == [when]


def test_the_list_is_narrowed_by_stage(child, page):
    child("Request", case=asked(SOON))
    assessing = asked(date(2025, 10, 1), decision="Y", decided_on=date(2025, 11, 3))
    child("Assessed", case=assessing, assessment={"outcome": "A"})
    child("Agreed", case=assessing, assessment={"outcome": "Y"})
    child("Planned", **in_force(date(2025, 5, 1)))
    shown = {stage: names(page(stage=stage)) for stage in ("request", "assessment", "agreed", "plan")}
    assert shown == {"request": ["Request"], "assessment": ["Assessed"], "agreed": ["Agreed"], "plan": ["Planned"]}


def test_the_list_is_narrowed_by_need(child, page):
    child("Speech", **in_force(date(2025, 5, 1), needs=[{"type": "ASD", "rank": 2}, {"type": "SLCN", "rank": 1}]))
    child("Autism", **in_force(date(2025, 5, 1), needs=[{"type": "ASD", "rank": 1}]))
    assert names(page(need="SLCN")) == ["Speech"]
    assert names(page(need="ASD")) == ["Autism"]


@pytest.mark.parametrize("typed", ["alder", "100001"])
def test_the_list_is_narrowed_by_school_by_part_of_its_name_or_its_number(child, page, authority, typed):
    School.objects.create(urn="100001", name="Alder Academy", authority=authority)
    School.objects.create(urn="100002", name="Birch School", authority=authority)
    for name, urn in (("Atalder", "100001"), ("Atbirch", "100002")):
        placements = [{"urn": urn, "rank": 1, "entered_on": date(2024, 9, 2)}]
        child(name, **in_force(date(2025, 5, 1), placements=placements))
    assert names(page(school=typed)) == ["Atalder"]
    assert "Alder Academy" in text(page(school=typed))


@pytest.mark.parametrize(
    ("age", "born", "outside"),
    [
        ("0", date(2021, 1, 23), date(2021, 1, 22)),
        ("5", date(2021, 1, 22), date(2021, 1, 23)),
        ("5", date(2015, 1, 23), date(2015, 1, 22)),
        ("11", date(2010, 1, 23), date(2010, 1, 22)),
        ("16", date(2007, 1, 23), date(2007, 1, 22)),
        ("19", date(2000, 1, 23), date(2000, 1, 22)),
    ],
)
def test_the_list_is_narrowed_by_age_to_the_day(child, page, age, born, outside):
    child("Inside", case=asked(SOON), birth_on=born)
    child("Outside", case=asked(SOON), birth_on=outside)
    assert names(page(age=age)) == ["Inside"]


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1)])
def test_every_age_has_a_group_on_a_leap_day_too(day):
    for age in range(26):
        for born in (day.replace(year=day.year - age, day=min(day.day, 28)), date(day.year - age, 1, 1)):
            years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
            groups = [k for k, (a, b) in caseload.AGES.items() if _within(caseload._born(a, b, day), born)]
            assert groups == [k for k, (a, b) in caseload.AGES.items() if a <= years <= b]


def _within(days, born):
    return days[0] <= born <= days[1]


def test_the_list_is_narrowed_by_caseworker(child, page, casey, user, authority):
    robin = user(username="robin", name="Robin Worker")
    for name, who in (("Mine", casey), ("Robins", robin), ("Nobodys", None)):
        actions.assign(cases=[child(name, case=asked(SOON)).pk], to=who, authority=authority, by=casey)
    assert names(page(caseworker="me")) == ["Mine"]
    assert names(page(caseworker=str(robin.pk))) == ["Robins"]
    assert names(page(caseworker="nobody")) == ["Nobodys"]


def test_a_choice_that_there_is_not_is_left_aside(child, page):
    child("Rowan", case=asked(SOON))
    assert names(page(stage="dancing", need="XX", age="7", caseworker="999", sort="luck", page="99")) == ["Rowan"]


def test_a_narrowed_list_that_is_empty_says_what_to_do(child, page):
    child("Rowan", case=asked(SOON))
    shown = page(when="overdue")
    assert "No child fits what you asked for." in text(shown)
    assert links(shown)["Show all"] == CASELOAD


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("worst", ["Birch", "Cedar", "Alder"]),
        ("name", ["Alder", "Birch", "Cedar"]),
        ("age", ["Cedar", "Alder", "Birch"]),
        ("received", ["Alder", "Cedar", "Birch"]),
    ],
)
def test_the_list_is_put_in_an_order(child, page, sort, wanted):
    child("Alder", case=asked(LATER), birth_on=date(2015, 1, 1))
    child("Birch", case=asked(OVERDUE), birth_on=date(2010, 1, 1))
    child("Cedar", case=asked(SOON), birth_on=date(2020, 1, 1))
    assert names(page(sort=sort)) == wanted


@pytest.mark.parametrize(("sort", "wanted"), [("age", ["Known", "Unknown"]), ("received", ["Known", "Unknown"])])
def test_what_is_not_known_comes_last_in_every_order(child, page, sort, wanted):
    child("Unknown", birth_on=None, **in_force(date(2025, 5, 1)))
    child("Known", case=asked(SOON), birth_on=date(2010, 1, 1))
    assert names(page(sort=sort)) == wanted


@pytest.mark.parametrize("typed", ["rowan", "ines row", "A201200119001", "a201200119001", "  Rowan  Ines "])
def test_a_child_is_found_by_name_or_upn(child, client, page, typed):
    child("Rowan", case=asked(SOON), upn="A201200119001")
    child("Oak", case=asked(SOON))
    found = client.post("/children/search", {"q": typed, "back": ""}, follow=True)
    assert names(found) == ["Rowan"]
    assert names(page()) == ["Rowan"]


def test_what_was_searched_for_stays_until_it_is_cleared(child, client, page):
    child("Rowan", case=asked(SOON))
    child("Oak", case=asked(SOON))
    client.post("/children/search", {"q": "rowan", "back": ""})
    assert names(page(when="soon")) == ["Rowan"]
    client.post("/children/search", {"q": "rowan", "clear": "yes", "back": ""})
    assert sorted(names(page())) == ["Oak", "Rowan"]


def test_a_name_that_was_searched_for_stands_in_no_address_and_no_log(child, client, page, caplog):
    child("Rowan", case=asked(SOON))
    page()
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/children/search", {"q": "Rowan", "back": "?when=soon"}, follow=True)
    assert [address for address, _ in answer.redirect_chain] == ["/children/?when=soon"]
    assert not [href for href in links(answer).values() if href and "rowan" in href.lower()]
    assert "rowan" not in caplog.text.lower()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "?x=1\r\nX: y", "/account/"])
def test_a_search_leads_back_to_the_list_alone(client, page, back):
    page()
    answer = client.post("/children/search", {"q": "rowan", "back": back})
    assert answer.url.startswith(CASELOAD) and "elsewhere" not in answer.url


def test_another_authority_has_its_own_list(child, page):
    bolton = Authority.objects.by_number("350")
    child("Theirs", case=asked(OVERDUE), of=bolton)
    child("Ours", case=asked(SOON))
    assert names(page()) == ["Ours"]


def test_a_long_list_comes_in_pages(child, page):
    for number in range(caseload.A_PAGE + 2):
        child(f"Child{number:03}", case=asked(SOON))
    assert len(names(page(sort="name"))) == caseload.A_PAGE
    assert names(page(sort="name", page="2")) == ["Child050", "Child051"]


def test_a_full_page_asks_few_questions_of_the_record(child, page, django_assert_max_num_queries):
    for number in range(30):
        child(f"Child{number:03}", case=asked(SOON))
    with django_assert_max_num_queries(12):
        page()


def test_the_counts_equal_a_count_by_hand(child, authority):
    for number in range(40):
        child(f"Child{number}", case=asked(TODAY - timedelta(days=number * 3)))
    due = list(Standing.objects.exclude(stage="closed").values_list("next_due_on", flat=True))
    soon = TODAY + timedelta(days=7)
    assert caseload.counts(authority, TODAY) == caseload.Counts(
        overdue=sum(day is not None and day < TODAY for day in due),
        soon=sum(day is not None and TODAY <= day <= soon for day in due),
        later=sum(day is None or day > soon for day in due),
    )
    assert Case.objects.count() == 40


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        ("Children and Families Act 2014 s.36(5); SI 2014/1530 reg 5(1)", "regulation 5(1)"),
        ("SI 2014/1530 regs 20(10), 21(9)", "regulations 20(10), 21(9)"),
        ("Children and Families Act 2014 s.44(1); SEND Code of Practice 9.166, 9.169", "section 44(1), 2014 Act"),
    ],
)
def test_a_rule_is_named_as_people_say_it(citation, said):
    assert presenters.short(citation) == said


def test_a_choice_that_is_none_is_left_aside_without_a_word(user):
    client = Client()
    client.force_login(user())
    answer = client.get(reverse("plans:caseload"), {"stage": "closed", "need": "XYZ"})
    assert answer.status_code == 200
    assert "Error" not in answer.content.decode()
