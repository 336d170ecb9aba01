"""One child's case: who, what is due, what happened, on time or late, and where each fact comes from."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.pages import cells, links, main_of, text
from tests.plans.cases import asked, in_force
from wherewithal.apps.audit.models import Event
from wherewithal.apps.places.models import School
from wherewithal.apps.plans import actions
from wherewithal.apps.plans.facts import CaseFacts
from wherewithal.apps.plans.recording import Story, record_new
from wherewithal.apps.plans.standing import work_out

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 22)
LATE = asked(date(2025, 9, 8), decision="Y", decided_on=date(2025, 10, 27), source="1")
BEING_ASSESSED = {"case": LATE, "assessment": {"outcome": "A"}}


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = TODAY


@pytest.fixture
def casey(user):
    return user()


@pytest.fixture
def page(client, casey):
    client.force_login(casey)
    return lambda case: client.get(reverse("plans:case", args=[case.pk]))


def happened(answer):
    return [" ".join(event.text_content().split()) for event in main_of(answer).xpath("//ol[@class='app-timeline']/li")]


def test_a_late_decision_is_said_in_words_with_its_rule(child, page):
    said = text(page(child(**BEING_ASSESSED)))
    assert "The decision whether to assess was due on 20 October 2025, 6 weeks after the request." in said
    assert "It was made 7 days late." in said


def test_each_sentence_of_law_has_its_source_a_link_away(child, page):
    shown = links(page(child(**BEING_ASSESSED)))
    source = "Children and Families Act 2014 s.36(5); SI 2014/1530 reg 5(1)"
    assert shown[source] == "https://www.legislation.gov.uk/uksi/2014/1530/regulation/5"


def test_the_first_sentence_says_what_presses_most(child, page):
    first = main_of(page(child(**BEING_ASSESSED))).xpath(".//p[contains(@class, 'govuk-body-l')]")[0]
    assert first.text_content().startswith("The final plan was due on 26 January 2026") or (
        first.text_content().startswith("The final plan is due on 26 January 2026, 20 weeks after the request.")
    )


def test_what_happens_next_says_who_when_and_under_which_rule(child, page):
    rows = cells(page(child(case=asked(date(2025, 11, 1)))))
    assert rows[0][:4] == [
        "Decide whether to assess, and tell the family",
        "The local authority",
        "5 weeks overdue",
        "13 December 2025",
    ]
    assert "reg 5(1)" in rows[0][4]


def test_a_citation_that_nobody_has_read_again_says_so(child, page):
    review = {"met_on": date(2026, 1, 5)}
    shown = page(child(**in_force(date(2025, 2, 3), reviews=[review])))
    assert "(citation to be checked)" in text(shown)


def test_what_happened_is_told_newest_first(child, page):
    facts = in_force(
        date(2024, 5, 30),
        reviews=[{"met_on": date(2025, 5, 1), "outcome": "A", "decided_on": date(2025, 5, 20)}],
        placements=[{"setting": "OLA", "rank": 1, "entered_on": date(2024, 9, 2)}],
    )
    assert happened(page(child(**facts))) == [
        "20 May 2025 Annual review: decided to amend the plan",
        "1 May 2025 Annual review meeting",
        "2 September 2024 Began: the authority's arrangement outside any school",
        "30 May 2024 Plan begins",
    ]


def test_a_request_says_from_whom(child, page):
    assert happened(page(child(case=LATE)))[-1].startswith("8 September 2025 Request for an assessment from: ")


def test_schools_have_their_names_and_one_that_is_not_known_its_number(child, page, authority):
    School.objects.create(urn="100001", name="Alder Academy", authority=authority)
    placements = [
        {"urn": "100001", "rank": 1, "entered_on": date(2024, 9, 2)},
        {"urn": "100009", "rank": 2, "entered_on": date(2024, 9, 3)},
    ]
    shown = page(child(**in_force(date(2024, 5, 30), placements=placements)))
    assert "2 September 2024 Started at Alder Academy" in happened(shown)
    assert "3 September 2024 Started at school 100009" in happened(shown)
    assert "Alder Academy" in main_of(shown).xpath(".//h1")[0].text_content()


def test_places_say_from_when_to_when(child, page):
    placements = [
        {"setting": "OLA", "rank": 1, "entered_on": date(2023, 9, 4), "left_on": date(2024, 7, 19)},
        {"setting": "NIEO", "rank": 1, "entered_on": date(2024, 7, 20)},
    ]
    said = text(page(child(**in_force(date(2022, 5, 30), placements=placements))))
    assert "4 September 2023 to 19 July 2024" in said and "20 July 2024 to now" in said


def test_needs_come_in_order_and_in_words(child, page):
    needs = [{"type": "ASD", "rank": 2}, {"type": "SLCN", "rank": 1}]
    said = text(page(child(**in_force(date(2024, 5, 30), needs=needs))))
    assert said.index("Speech, language and communication needs") < said.index("utis")


def test_a_personal_budget_is_told_flag_by_flag(child, page):
    case = child(
        case={"decision": "H"},
        plan={"started_on": date(2024, 5, 30), "personal_budget": True, "organised_arrangements": False},
    )
    said = text(page(case))
    assert "Personal budget Yes" in said
    assert "Arranged by the authority, the school or somebody else No" in said


def test_the_other_cases_of_the_child_are_a_link_away(child, page, authority):
    case = child(**in_force(date(2025, 5, 30)))
    written = record_new(authority, [Story(case.child, [CaseFacts(case=asked(date(2023, 3, 6), decision="W"))])])
    work_out(authority, written.cases, as_at=TODAY)
    other = written.cases[0][0]
    shown = page(case)
    assert links(shown)["Request of 6 March 2023"] == reverse("plans:case", args=[other.pk])
    assert "Request of 6 March 2023 Closed" in text(shown)
    assert links(page(other))["A plan from before"] == reverse("plans:case", args=[case.pk])


def test_what_each_return_told_is_a_link_away(child, page):
    case = child(case=LATE)
    told = links(page(case))["See what each return told of this child"]
    assert told == reverse("returns:child", args=[case.child_id])


def test_whoever_looks_is_on_the_trail(child, page, casey):
    case = child(case=LATE)
    page(case)
    event = Event.objects.get(what="child.looked")
    assert (event.by, event.subject_id) == (casey, str(case.child_id))


def test_the_page_names_the_caseworker(child, page, casey, authority):
    case = child(case=LATE)
    assert "Caseworker: Nobody yet" in text(page(case))
    actions.assign(cases=[case.pk], to=casey, authority=authority, by=casey)
    assert "Caseworker: Casey Worker" in text(page(case))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"case": asked(date(2025, 9, 1), decision="W")}, "Closed. No limit of the law is running."),
        ({"case": {"decision": "H"}, "assessment": {"outcome": "A"}}, "Assessing. No limit of the law is running."),
        ({"case": {"decision": "A"}}, "Deciding whether to assess. No limit of the law is running."),
    ],
)
def test_a_case_without_a_clock_says_where_it_stands(child, page, facts, words):
    assert words in text(page(child(**facts)))


def test_a_case_of_which_little_is_known_says_what_is_missing(child, page):
    said = text(page(child("", birth_on=None, case={"decision": "A"})))
    for words in (
        "Birth date not known",
        "No dated fact of this kind is recorded yet.",
        "None recorded.",
        "No limit has been met",
    ):
        assert words in said


def test_a_page_has_no_code_and_no_date_of_a_machine(child, page):
    placements = [{"setting": "NIEO", "rank": 1, "entered_on": date(2024, 9, 2)}]
    needs = [{"type": "SLCN", "rank": 1}]
    said = text(page(child(**in_force(date(2024, 5, 30), placements=placements, needs=needs))))
    assert not re.findall(r"\b(?:N/A|SLCN|NIEO|\d{4}-\d\d-\d\d|[A-Z]{2,}-\w+)\b", said)


def test_a_superseded_case_is_not_found(child, client, casey):
    from django.utils import timezone

    case = child(case=LATE)
    case.superseded_at = timezone.now()
    case.save()
    client.force_login(casey)
    assert client.get(reverse("plans:case", args=[case.pk])).status_code == 404


def test_the_page_asks_few_questions_of_the_record(child, page, django_assert_max_num_queries):
    placements = [{"setting": "OLA", "rank": 1, "entered_on": date(2010 + n, 9, 2)} for n in range(8)]
    case = child(**in_force(date(2009, 5, 30), placements=placements))
    with django_assert_max_num_queries(18):
        page(case)


REVIEWED = [{"met_on": date(2025, 5, 1), "outcome": "M", "decided_on": date(2025, 5, 20)}]
MOVES = [{"due_on": date(2026, 2, 15)}]


def test_what_is_still_to_come_has_not_happened(child, page):
    shown = page(child(**in_force(date(2024, 5, 30), reviews=REVIEWED, phase_transfers=MOVES)))
    assert "15 February 2026" not in " ".join(happened(shown))
    assert "15 February 2026" in text(shown)


def test_what_happened_is_narrowed_to_one_kind(child, page, client):
    case = child(**in_force(date(2024, 5, 30), reviews=REVIEWED))
    reviews = client.get(f"{reverse('plans:case', args=[case.pk])}{links(page(case))['Reviews']}")
    assert [event.split(" ", 3)[3] for event in happened(reviews)] == [
        "Annual review: decided to keep the plan as it is",
        "Annual review meeting",
    ]
    assert "Everything" in links(reviews)
    assert len(happened(client.get(reverse("plans:case", args=[case.pk]), {"show": "nonsense"}))) == 3


def test_what_guidance_expects_is_never_called_overdue(child, page):
    to_college = [{"due_on": date(2026, 3, 31)}]
    case = child(birth_on=date(2010, 4, 19), **in_force(date(2020, 5, 30), phase_transfers=to_college))
    by_guidance = [row for row in cells(page(case)) if row[0] == "Hold the review meeting for the phase transfer"]
    assert [row[2][:9] for row in by_guidance] == ["Expected "]


def test_without_a_personal_budget_nothing_more_is_said_of_it(child, page):
    plan = {"started_on": date(2024, 5, 30), "personal_budget": False}
    said = text(page(child(case={"decision": "H"}, plan=plan)))
    assert "Personal budget No Residential No" in said
