"""Schools come from registers, all or nothing, and no register takes away what another one told."""

import io
from datetime import date

import pytest

from wherewithal.apps.audit.models import Event
from wherewithal.apps.places.actions import Loaded, load_schools, load_successors
from wherewithal.apps.places.models import Authority, School
from wherewithal.domain.formats.errors import FileRejected

pytestmark = pytest.mark.django_db

HEAD = (
    "URN,LA (code),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),CloseDate,UKPRN,"
    "TypeOfResourcedProvision (name),Town,Postcode,Easting\n"
)
ALDER = "900001,888,Alder School,Community school,Open,,10000001,SEN unit,Preston,PR1 1AA,354000\n"
BIRCH = "900002,888,Birch School,Community special school,Open,,,,Lancaster,LA1 1AA,\n"
CARDIFF = "900003,681,Cedar School,Welsh establishment,Open,,,,Cardiff,CF1 1AA,\n"


def load(text, by=None):
    return load_schools(io.BytesIO(text.encode()), by=by)


def test_a_school_is_kept_with_what_the_register_says():
    load(HEAD + ALDER)
    alder = School.objects.get(urn="900001")
    assert (alder.name, alder.authority.name, alder.ukprn) == ("Alder School", "Lancashire", "10000001")
    assert (alder.type, alder.kind, alder.status) == ("Community school", "mainstream", "open")
    assert (alder.has_sen_unit, alder.has_resourced_provision, alder.easting) == (True, False, 354000)


def test_what_the_register_leaves_blank_is_not_known():
    load(HEAD + BIRCH)
    birch = School.objects.get(urn="900002")
    assert birch.has_sen_unit is birch.easting is birch.closed_on is birch.section_41 is None


def test_a_school_outside_england_is_kept_without_an_authority_and_noted():
    loaded = load(HEAD + CARDIFF)
    assert School.objects.get(urn="900003").authority is None
    assert loaded.notes == ("Schools in no authority of England: 1.",)


def test_loading_the_same_register_again_changes_nothing():
    first = load(HEAD + ALDER + BIRCH)
    before = list(School.objects.values())
    second = load(HEAD + ALDER + BIRCH)
    assert (first, second) == (Loaded(2, 0, 0), Loaded(0, 0, 2))
    assert list(School.objects.values()) == before


def test_a_later_register_changes_adds_and_closes():
    load(HEAD + ALDER + BIRCH)
    closed = ALDER.replace("Open,,", "Closed,31-08-2026,")
    assert load(HEAD + closed + BIRCH + CARDIFF) == Loaded(1, 1, 1, 1, ("Schools in no authority of England: 1.",))
    assert School.objects.get(urn="900001").closed_on == date(2026, 8, 31)
    assert load(HEAD + closed).closed == 0


def test_a_school_that_a_register_does_not_name_stays():
    load(HEAD + ALDER + BIRCH)
    load(HEAD + BIRCH)
    assert School.objects.filter(urn="900001", status="open").exists()


def test_a_column_that_a_smaller_register_lacks_is_left_as_a_fuller_one_told_it():
    load(HEAD + ALDER)
    loaded = load("URN,EstablishmentName,Town\n900001,Alder Academy,\n")
    alder = School.objects.get(urn="900001")
    assert loaded == Loaded(0, 1, 0)
    assert (alder.name, alder.town) == ("Alder Academy", "")
    assert (alder.has_sen_unit, alder.authority_id, alder.ukprn, alder.kind) == (True, "888", "10000001", "mainstream")


def test_a_register_with_one_bad_row_changes_nothing_at_all():
    load(HEAD + ALDER)
    with pytest.raises(FileRejected, match="line 3, Easting"):
        load(HEAD + ALDER.replace("Alder School", "Alder Academy") + BIRCH.replace(",\n", ",north\n"))
    assert list(School.objects.values_list("name", flat=True)) == ["Alder School"]
    assert Event.objects.count() == 1


def test_the_audit_trail_says_how_many_schools_were_loaded():
    load(HEAD + ALDER + BIRCH)
    event = Event.objects.of("").get()
    assert event.what == "schools.loaded"
    assert event.details == {"added": 2, "changed": 0, "unchanged": 0, "closed": 0}


def test_the_school_that_took_the_place_of_another_is_linked_where_both_are_known():
    load(HEAD + ALDER + BIRCH)
    links = b"URN,LinkURN,LinkType\n900001,900002,Successor\n900002,999999,Successor\n"
    first, second = (load_successors(io.BytesIO(links), by=None) for _ in range(2))
    assert (first, second) == (Loaded(0, 1, 0), Loaded(0, 0, 1))
    assert School.objects.get(urn="900001").successor.name == "Birch School"
    assert School.objects.get(urn="900001").town == "Preston"


def test_links_between_schools_that_are_not_known_change_nothing():
    links = b"URN,LinkURN,LinkType\n900001,900002,Successor\n"
    assert load_successors(io.BytesIO(links), by=None) == Loaded(0, 0, 0)


def school(urn, **more):
    return School.objects.create(urn=urn, name=f"School {urn}", **more)


def test_the_schools_open_on_a_day_are_those_opened_and_not_yet_closed():
    school("900001", opened_on=date(2020, 9, 1), closed_on=date(2025, 8, 31), status="closed")
    school("900002", opened_on=date(2025, 9, 1), status="open")
    school("900003", status="closed")
    school("900004", status="proposed")
    school("900005")
    assert open_on(date(2025, 8, 31)) == {"900001", "900005"}
    assert open_on(date(2025, 9, 1)) == {"900002", "900005"}


def open_on(day):
    return set(School.objects.open_on(day).values_list("urn", flat=True))


def test_a_school_is_found_by_its_number_or_by_any_of_its_words():
    load(HEAD + ALDER + BIRCH)
    for words in ("900002", "birch", "school lancaster", "LA1"):
        assert [school.urn for school in School.objects.search(words)] == ["900002"]
    lancashire = Authority.objects.by_number("888")
    assert School.objects.of(lancashire).search("school").count() == 2


EXTRACTS = {
    "gias_search_extract_850_936_20220420.csv": 1096,
    "gias_open_mainstream_schools_20220425.csv": 20185,
    "schools_register_assembled_england_20250711.csv": 22010,
    "schools_register_assembled_lancashire_888_20250711.csv": 627,
}


@pytest.mark.parametrize("name", EXTRACTS)
def test_a_published_register_is_loaded_whole_and_once(shared, name):
    path = shared / "data" / "gias" / name
    first, second = (load_schools(path, by=None) for _ in range(2))
    assert (first.added, second.unchanged) == (EXTRACTS[name], EXTRACTS[name])
    assert (second.added, second.changed, second.closed) == (0, 0, 0)
    assert School.objects.count() == EXTRACTS[name]


def test_published_registers_loaded_over_each_other_keep_what_each_of_them_told(shared):
    folder = shared / "data" / "gias"
    load_schools(folder / "gias_search_extract_850_936_20220420.csv", by=None)
    with_unit = School.objects.filter(has_sen_unit=True).count()
    load_schools(folder / "gias_open_mainstream_schools_20220425.csv", by=None)
    linked = load_successors(folder / "links_edubasealldata20250422.csv", by=None)
    assert School.objects.filter(has_sen_unit=True).count() == with_unit == 34
    assert School.objects.filter(status="closed").count() == 368
    assert linked.changed == School.objects.exclude(successor=None).count() > 100
