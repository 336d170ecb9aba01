"""Which school took the place of which."""

import io

import pytest

from wherewithal.domain.formats.errors import FileRejected
from wherewithal.domain.formats.gias.links import read_successors

HEAD = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n"


def successors(rows):
    return read_successors(io.BytesIO((HEAD + rows).encode("cp1252")))


def test_a_school_is_followed_by_its_successor_however_it_came_about():
    rows = (
        "900001,900003,Birch Academy,Successor,01-09-2024\n"
        "900002,900003,Birch Academy,Successor - merged,01-09-2024\n"
        "900003,900001,Alder School,Predecessor,01-09-2024\n"
    )
    assert successors(rows) == {"900001": "900003", "900002": "900003"}


def test_a_school_split_between_several_has_no_one_successor():
    rows = "900001,900003,Birch,Successor - Split School,\n900001,900004,Cedar,Successor - Split School,\n"
    assert successors(rows) == {}


def test_a_wrong_number_is_refused_with_its_line():
    with pytest.raises(FileRejected, match=r"line 2: found 900001 and next door"):
        successors("900001,next door,Birch,Successor,\n")


def test_a_file_without_links_is_refused():
    with pytest.raises(FileRejected, match="take the establishment links CSV"):
        read_successors(io.BytesIO(b"URN,EstablishmentName\n900001,Alder\n"))


def test_the_published_links_are_read(shared):
    found = read_successors(shared / "data" / "gias" / "links_edubasealldata20250422.csv")
    assert len(found) == 16606
    assert found["100012"] == "100021"
