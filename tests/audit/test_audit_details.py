"""An event names the fields that changed, and says from and to only where that identifies nobody."""

from datetime import date

from wherewithal.apps.audit.details import changes


def test_only_the_fields_that_differ_are_named():
    assert changes({"stage": "request", "need": "ASD"}, {"stage": "request", "need": "HI"}) == {"need": ["ASD", "HI"]}


def test_a_name_or_a_number_of_a_person_is_only_said_to_have_changed():
    before = {"surname": "Alder", "upn": "A801200006001", "birth_on": date(2015, 3, 2), "postcode": "PR1 1AA"}
    after = {"surname": "Birch", "upn": "A801200006002", "birth_on": date(2015, 3, 3), "postcode": "PR1 1AB"}
    assert changes(before, after) == dict.fromkeys(before, "changed")


def test_days_and_counts_and_yes_or_no_are_kept_from_and_to():
    before = {"decided_on": None, "places": 3, "late": True}
    after = {"decided_on": date(2025, 10, 20), "places": 4, "late": False}
    assert changes(before, after) == {"decided_on": [None, "2025-10-20"], "places": [3, 4], "late": [True, False]}


def test_words_somebody_typed_are_only_said_to_have_changed():
    assert changes({"setting_other": ""}, {"setting_other": "waits with her aunt"}) == {"setting_other": "changed"}


def test_a_field_that_was_not_there_before_comes_from_nothing():
    assert changes({}, {"need": "ASD"}) == {"need": [None, "ASD"]}
