"""On random returns no predicate fails to answer, and the grouped ones agree with a plain working."""

from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.formats.sen2 import strategies
from tests.formats.sen2.check.base import header_of
from wherewithal.domain.formats.sen2.check import check, numbers, rules
from wherewithal.domain.formats.sen2.check.days import academic_age, age, elapsed, end_of_school_year
from wherewithal.domain.formats.sen2.check.facts import Facts, Given, NotKnown
from wherewithal.domain.formats.sen2.check.grouped import last_of
from wherewithal.domain.formats.sen2.check.rules import PREDICATES
from wherewithal.domain.formats.sen2.trees import build

CENSUS = date(2026, 1, 15)
DAYS = st.dates(date(2024, 12, 25), date(2025, 1, 20)).map(date.isoformat)
MAYBE = st.one_of(st.none(), DAYS)


def facts(people):
    return Facts(build(header_of(2026), people), Given(CENSUS), rules())


def fails(number, people):
    """The rows that a rule finds among these people."""
    return set(np.flatnonzero(PREDICATES[number](facts(people))).tolist())


def without_none(tree):
    return {name: value for name, value in tree.items() if value is not None}


def records(**items):
    """Trees of one record, their items drawn from strategies."""
    return st.fixed_dictionaries(items).map(without_none)


@given(ret=strategies.returns(), earlier=strategies.returns())
def test_every_predicate_answers_about_any_return(ret, earlier):
    report = check(ret, as_at=CENSUS, last_year=earlier, minimum_places={("900001", True, False): 1})
    assert set(report.counts()) <= set(rules()) - set(report.other_years)
    assert len(list(report.findings())) == report.errors + report.queries
    assert sum(map(len, report.by_person().values())) == report.errors + report.queries


@given(strategies.returns())
def test_every_mask_has_a_place_for_each_row_of_its_level(ret):
    known = Facts(ret, Given(CENSUS), rules())
    for number, predicate in PREDICATES.items():
        try:
            found = predicate(known)
        except NotKnown:
            continue
        level = rules()[number].level
        if isinstance(found, np.ndarray):
            assert found.dtype == bool
            assert len(found) == (len(ret[level]) if level in ret.tables else 1)
        else:
            rows = {"Extra": len(ret.extras), "Header": 1, "Return": 1} | {name: len(ret[name]) for name in ret.tables}
            assert all(0 <= row < rows[spot.record] for spot in found for row in spot.rows)


DATES = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(DATES, DATES)
def test_ages_are_those_counted_birthday_by_birthday(born, on):
    assume(born <= on)
    birthdays = [
        year
        for year in range(born.year + 1, on.year + 1)
        if (on.year, on.month, on.day) >= (year, born.month, born.day)
    ]
    assert age(np.array([born], "datetime64[D]"), np.datetime64(on)) == [len(birthdays)]


@given(DATES, DATES)
def test_the_academic_age_is_the_age_on_the_31_august_before_the_school_year(born, on):
    september = on.year if on.month >= 9 else on.year - 1
    last = date(september, 8, 31)
    assume(born <= last)
    expected = last.year - born.year - ((last.month, last.day) < (born.month, born.day))
    assert academic_age(np.array([born], "datetime64[D]"), np.datetime64(on)) == [expected]


@given(DATES)
def test_a_school_year_ends_on_the_next_31_august(day):
    found = end_of_school_year(np.array([day], "datetime64[D]"))[0].astype(date)
    assert (found.month, found.day) == (8, 31)
    assert timedelta(0) <= found - day < timedelta(366)


def test_a_missing_day_gives_no_age_and_no_time():
    never, some = np.array(["NaT"], "datetime64[D]"), np.array(["2020-01-01"], "datetime64[D]")
    for found in (age(never, some), academic_age(some, never), elapsed(never, some)):
        assert np.isnan(found).all()
    assert np.isnat(end_of_school_year(never)).all()


def check_letter_by_hand(rest):
    """Sum of the products of each digit and its place from 2 to 13, divided by 23; the remainder picks the letter."""
    alphabet = "ABCDEFGHJKLMNPQRTUVWXYZ"
    total = 0
    for place in range(2, 14):
        sign = rest[place - 2]
        total += place * (alphabet.index(sign) if sign in alphabet else int(sign))
    return alphabet[total % 23]


@given(st.from_regex(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]", fullmatch=True))
def test_the_check_letter_of_a_pupil_number_is_the_one_worked_out_by_hand(rest):
    assert numbers.upn_check_letter(rest) == check_letter_by_hand(rest)


def test_a_pupil_number_that_cannot_be_read_has_no_check_letter():
    assert numbers.upn_check_letter("30120011900O") == ""
    assert numbers.upn_check_letter("3012001190٣1") == ""


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_a_learner_number_is_valid_with_one_last_digit_at_most(nine):
    remainder = sum((10 - place) * int(digit) for place, digit in enumerate(nine)) % 11
    valid = [digit for digit in "0123456789" if numbers.uln_is_valid(nine + digit)]
    assert valid == ([] if remainder == 0 else [str(10 - remainder)])


@pytest.mark.parametrize("number", ["0000000019", "500000124", "50000012480", "50000O1248", ""])
def test_a_learner_number_of_another_form_is_not_valid(number):
    assert not numbers.uln_is_valid(number)


@given(
    st.lists(records(UPN=st.sampled_from([None, "A", "B", "C"]), UniqueLearnerNumber=st.sampled_from([None, "1", "2"])))
)
def test_a_number_given_to_two_people_is_found_at_both(people):
    for number, item in (("SV122", "UPN"), ("SV123", "UniqueLearnerNumber")):
        expected = {
            row
            for pair in combinations(range(len(people)), 2)
            for row in pair
            if people[pair[0]].get(item) and people[pair[0]].get(item) == people[pair[1]].get(item)
        }
        assert fails(number, people) == expected


@given(
    st.lists(
        records(
            Surname=st.sampled_from([None, "Ash", "ASH", "Bay"]),
            Forename=st.sampled_from([None, "Jo", "jo", "Al"]),
            PersonBirthDate=st.sampled_from([None, "2015-01-02", "2015-01-03", "02/01/2015"]),
            PostCode=st.sampled_from([None, "AB1 2CD", "ab12cd", "AB1 2CE"]),
        ),
        max_size=6,
    )
)
def test_people_who_look_alike_are_found(people):
    def alike(a, b):
        def same(item):
            one, other = ("".join(p.get(item, "").casefold().split()) for p in (a, b))
            return one != "" and one == other and "/" not in one

        born_alike = same("PersonBirthDate") and same("Surname")
        return born_alike and (same("Forename") or same("PostCode"))

    expected = {
        row for pair in combinations(range(len(people)), 2) if alike(*(people[n] for n in pair)) for row in pair
    }
    assert fails("SV133", people) == expected


def person_with_plans(spans):
    requests = [
        without_none({"ReceivedDate": received, "RequestOutcome": "H"})
        | {"Assessment": [{"NamedPlan": [without_none({"StartDate": start, "CeaseDate": end})]}]}
        for received, start, end in spans
    ]
    return {"Surname": "Ash", "Requests": requests}


PEOPLE_WITH_PLANS = st.lists(st.lists(st.tuples(MAYBE, MAYBE, MAYBE), max_size=4), max_size=4)


def day(text, otherwise=None):
    return date.fromisoformat(text) if text else otherwise


def span_days(start, end):
    """The days of a span, the last one left out, up to a day after all that are drawn."""
    first, last = day(start), day(end, date(2025, 2, 1))
    return set() if first is None else {first + timedelta(n) for n in range((last - first).days)}


@given(PEOPLE_WITH_PLANS)
def test_plans_that_share_a_day_are_found(people):
    row, expected = 0, set()
    for spans in people:
        days = [span_days(start, end) for _, start, end in spans]
        expected |= {
            row + n for pair in combinations(range(len(days)), 2) if days[pair[0]] & days[pair[1]] for n in pair
        }
        row += len(spans)
    assert fails("SV454", [person_with_plans(spans) for spans in people]) == expected


@given(PEOPLE_WITH_PLANS)
def test_a_request_on_a_day_of_another_plan_is_found(people):
    row, expected = 0, set()
    for spans in people:
        for n, (received, _, _) in enumerate(spans):
            others = [span_days(start, end) for m, (_, start, end) in enumerate(spans) if m != n]
            if received and received[:4] == "2025" and any(day(received) in days for days in others):
                expected.add(row + n)
        row += len(spans)
    assert fails("SV227", [person_with_plans(spans) for spans in people]) == expected


@given(st.lists(st.lists(MAYBE, max_size=4), max_size=4))
def test_requests_of_the_same_day_are_found(people):
    row, expected = 0, set()
    for received in people:
        expected |= {row + n for n, text in enumerate(received) if text and received.count(text) > 1}
        row += len(received)
    trees = [
        {"Surname": "Ash", "Requests": [without_none({"RequestOutcome": "A", "ReceivedDate": text}) for text in texts]}
        for texts in people
    ]
    assert fails("SV225", trees) == expected


PLACEMENTS = st.lists(
    st.lists(st.tuples(st.sampled_from(["1", "2"]), MAYBE, MAYBE), min_size=1, max_size=5), max_size=3
)


def placed(plans):
    return [
        {
            "Surname": "Ash",
            "Requests": [
                {
                    "ActivePlans": [
                        {
                            "PlacementDetail": [
                                without_none({"PlacementRank": rank, "EntryDate": entry, "LeavingDate": leaving})
                                for rank, entry, leaving in plan
                            ]
                        }
                    ]
                }
            ],
        }
        for plan in plans
    ]


def attended(entry, leaving, earliest=None):
    """The days of a placement, first and last included, up to census day."""
    first, last = day(entry, earliest), day(leaving, CENSUS)
    return {first + timedelta(n) for n in range((last - first).days + 1)} if first else set()


@given(PLACEMENTS)
def test_main_placements_that_share_more_than_a_day_are_found(plans):
    row, expected = 0, set()
    for plan in plans:
        main = [(n, attended(entry, leaving)) for n, (rank, entry, leaving) in enumerate(plan) if rank == "1"]
        expected |= {row + n for (a, x), (b, y) in combinations(main, 2) if len(x & y) > 1 for n in (a, b)}
        row += len(plan)
    assert fails("SV570", placed(plans)) == expected


@given(PLACEMENTS)
def test_a_second_placement_on_a_day_without_a_main_one_is_found(plans):
    row, expected, period = 0, set(), {date(2025, 1, 1) + timedelta(n) for n in range(380)}
    for plan in plans:
        main = set().union(
            *(attended(entry, leaving, date(2025, 1, 1)) for rank, entry, leaving in plan if rank == "1")
        )
        for n, (rank, entry, leaving) in enumerate(plan):
            if rank == "2" and (attended(entry, leaving) & period) - main:
                expected.add(row + n)
        row += len(plan)
    assert fails("SV561", placed(plans)) == expected


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(0, 3), st.integers(0, 3), st.booleans())))
def test_the_last_of_a_group_is_the_greatest_and_of_equals_the_latest(rows):
    group, one, two = (np.array([row[n] for row in rows], dtype=np.int32) for n in range(3))
    among = np.array([row[3] for row in rows], dtype=bool)
    chosen = [(g, a, b, n) for n, (g, a, b, kept) in enumerate(rows) if kept and g >= 0]
    expected = {max(each for each in chosen if each[0] == g)[3] for g in {each[0] for each in chosen}}
    assert set(np.flatnonzero(last_of(group, among, one, two)).tolist()) == expected


@given(st.lists(st.lists(st.sampled_from([None, "1", "2", "3", "x"]), max_size=4), max_size=3))
def test_needs_of_the_same_rank_are_found(plans):
    row, expected = 0, set()
    for ranks in plans:
        expected |= {row + n for n, rank in enumerate(ranks) if rank in ("1", "2", "3") and ranks.count(rank) > 1}
        row += len(ranks)
    trees = [
        {
            "Requests": [
                {"ActivePlans": [{"SENneed": [without_none({"SENtypeRank": r, "SENtype": "HI"}) for r in ranks]}]}
            ]
        }
        for ranks in plans
    ]
    assert fails("SV597", trees) == expected


def test_rows_that_hang_under_nobody_are_not_taken_for_one_persons():
    known = facts([{"Surname": "Ash", "Requests": [{"ReceivedDate": "2025-01-02", "RequestOutcome": "A"}] * 2}])
    known.ret["Requests"].parent[:] = -1
    for number in ("SV225", "SV226"):
        assert not PREDICATES[number](known).any()
