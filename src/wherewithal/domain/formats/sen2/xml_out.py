"""Write a return as XML, one person at a time: the elements of the layout, in its order, with the items of one year.

``Content`` is left out, and nobody has published where the three officers stand, so their place is an argument.
Source: DfE, "Special educational needs survey: guide", 2023 to 2026.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from lxml import etree

from wherewithal import __version__
from wherewithal.domain.formats.sen2.layout import Item, UnknownYear, layout
from wherewithal.domain.formats.sen2.trees import Tree, below, refuse_unknown, refuse_unknown_header

COLLECTION = ("Collection", "Year", "ReferenceDate")
SOURCE = ("SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime")
OFFICERS = ("DMO", "DCO", "DSCO")

_SEX_AS_GENDER = ("Sex", "GenderCurrent", {"M": "1", "F": "2"})
_GENDER_AS_SEX = ("GenderCurrent", "Sex", {"1": "M", "2": "F"})
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class CannotBeWritten(ValueError):
    """A value that XML cannot hold, or a header of another year than the file's."""


@dataclass(frozen=True)
class Written:
    """What was written: ``left_out`` counts, by item, the values that are not collected in the year of the file."""

    people: int
    left_out: dict[str, int]


def return_header(
    year: int,
    authority_number: str,
    serial: int,
    made_at: datetime,
    *,
    software: str = "Wherewithal",
    release: str = __version__,
    officers: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The header of an authority's return; ``officers`` gives the codes of DMO, DCO and DSCO where they are known.

    Raises UnknownYear.
    """
    header = {
        "Collection": "SEN2",
        "Year": str(year),
        "ReferenceDate": layout().census_date(year).isoformat(),
        "SourceLevel": "L",
        "LEA": authority_number,
        "SoftwareCode": software,
        "Release": release,
        "SerialNo": str(serial),
        "DateTime": made_at.strftime("%Y-%m-%dT%H:%M:%S"),
    }
    return {name: value for name, value in (header | dict(officers or {})).items() if value}


def write_xml(
    target: BinaryIO, header: Mapping[str, str], people: Iterable[Tree], year: int, *, officers_in: str = "Header"
) -> Written:
    """Write the return of ``year`` in UTF-8, streaming.

    ``officers_in`` is the element that holds DMO, DCO and DSCO: "Header", "CollectionDetails", "Source", or another
    name for an element of their own after Source.  Sex and GenderCurrent are given in the code set of the year.
    Raises UnknownYear, CannotBeWritten, and ValueError for a name that is not in the layout; what was written to
    ``target`` until then is no whole file.
    """
    writer = _Writer(year)
    with etree.xmlfile(target, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element("Message"):
            _write_line(file, writer.header(header, officers_in), level=1)
            file.write("\n  ")
            with file.element("Persons"):
                for element in writer.people(people):
                    _write_line(file, element, level=2)
                file.write("\n  ")
            file.write("\n")
    return Written(writer.written, dict(+writer.left_out))


def _write_line(file: Any, element: Any, level: int) -> None:
    etree.indent(element, level=level)
    file.write("\n" + level * "  ", element)


class _Writer:
    """Makes the elements of one year, and counts what that year does not collect."""

    def __init__(self, year: int) -> None:
        if year not in layout().years:
            known = ", ".join(map(str, layout().years))
            raise UnknownYear(f"There is no layout for {year}; the years that can be written are {known}")
        self.year = year
        self.written = 0
        self.left_out: Counter[str] = Counter()
        self.items = {record.name: self._collected(record.items) for record in layout().records}
        self.absent = {record.name: self._not_collected(record.items) for record in layout().records}
        self.children = {
            record.name: [child.name for child in layout().children(record.name)] for record in layout().records
        }

    def header(self, header: Mapping[str, str], officers_in: str) -> Any:
        refuse_unknown_header(header)
        if header.get("Year", str(self.year)) != str(self.year):
            raise CannotBeWritten(
                f"The header is of {header['Year']} but the file is to be of {self.year}: give it a header of that year"
            )
        wanted = {name: header[name] for name in self._collected(layout().header) if header.get(name)}
        self.left_out.update(name for name in self._not_collected(layout().header) if header.get(name))
        try:
            return _header(wanted, officers_in)
        except ValueError as error:
            raise _refusal("the header", dict(header), error) from None

    def people(self, people: Iterable[Tree]) -> Iterator[Any]:
        for tree in people:
            refuse_unknown(tree)
            try:
                element = self._grow(etree.Element("Person"), "Person", self._with_sex(tree))
            except ValueError as error:
                raise _refusal(f"person {self.written + 1}", tree, error) from None
            self.written += 1
            yield element

    def _grow(self, element: Any, record: str, tree: Tree) -> Any:
        for name in self.items[record]:
            if value := tree.get(name):
                etree.SubElement(element, name).text = value
        for name in self.children[record]:
            for child in below(tree, name):
                self._grow(etree.SubElement(element, name), name, child)
        for name in self.absent[record]:
            self.left_out[name] += bool(tree.get(name))
        return element

    def _with_sex(self, tree: Tree) -> Tree:
        """The person's tree with the sex as this year gives it, where it can be told from what another year gives."""
        old, new, codes = _GENDER_AS_SEX if "Sex" in self.items["Person"] else _SEX_AS_GENDER
        found = tree.get(old)
        if tree.get(new) or not isinstance(found, str) or found not in codes:
            return tree
        return {name: value for name, value in tree.items() if name != old} | {new: codes[found]}

    def _collected(self, items: Iterable[Item]) -> list[str]:
        return [item.name for item in items if item.collected_in(self.year)]

    def _not_collected(self, items: Iterable[Item]) -> list[str]:
        return [item.name for item in items if not item.collected_in(self.year)]


def _header(values: Mapping[str, str], officers_in: str) -> Any:
    header = etree.Element("Header")
    _fill(etree.SubElement(header, "CollectionDetails"), values, COLLECTION)
    _fill(etree.SubElement(header, "Source"), values, SOURCE)
    if officers := [name for name in OFFICERS if name in values]:
        place = header if officers_in == "Header" else header.find(officers_in)
        _fill(etree.SubElement(header, officers_in) if place is None else place, values, officers)
    return header


def _fill(parent: Any, values: Mapping[str, str], names: Iterable[str]) -> None:
    for name in names:
        if name in values:
            etree.SubElement(parent, name).text = values[name]


def _refusal(whose: str, tree: Mapping[str, Any], error: ValueError) -> Exception:
    """The words for a value that XML cannot hold; ``error`` itself if there is no such value."""
    for name, value in _texts(tree):
        if found := _NOT_XML.search(value):
            character = f"U+{ord(found[0]):04X}"
            return CannotBeWritten(
                f"{name} of {whose} is {value!r}, and XML cannot hold its character {character}: correct the record"
            )
    return error


def _texts(tree: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, str):
            yield name, value
        else:
            for child in value:
                yield from _texts(child)
