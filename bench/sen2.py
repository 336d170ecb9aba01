"""SEN2: reading, checking and tabulating a return"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from bench import Bench
from wherewithal.domain.formats.sen2.blade import read_blade
from wherewithal.domain.formats.sen2.xml_in import read_xml

PEOPLE = 20_000
MANY = 100_000
AS_AT = date(2026, 1, 15)
BARE = "A bare libxml2 pass over the XML"
READ = "Reading the XML"
WHOLE = "Reading, checking and tabulating (Parquet)"


def benches() -> list[Bench]:
    return [
        Bench(BARE, bare_pass, before=make_xml, size=PEOPLE, times=5),
        Bench(READ, read, before=make_xml, size=PEOPLE, times=5, goals={"cpu_s": 1.6, "peak_mb": 80}, against=BARE),
        Bench(
            f"{READ} of {MANY:,} people", read_many, before=make_more_xml, size=MANY, goals={"ratio": 1.1}, against=READ
        ),
        Bench(WHOLE, whole, before=make_xml, size=PEOPLE, times=3, goals={"cpu_s": 5, "peak_mb": 150}, against=BARE),
        Bench(
            f"{WHOLE}, {MANY:,} people",
            whole_many,
            before=make_more_xml,
            size=MANY,
            goals={"ratio": 1.1},
            against=WHOLE,
        ),
        Bench("Writing the XML", write_again, before=make_xml, size=PEOPLE),
        Bench(
            "Reading the nine files of COLLECT", read_export, before=make_export, size=PEOPLE, goals={"peak_mb": 100}
        ),
    ]


def bare_pass(folder: Path) -> dict[str, float]:
    """What it takes libxml2 to find each person and forget it again, nothing being read of it."""
    from lxml import etree

    found = 0
    for _, person in etree.iterparse(_xml(folder, PEOPLE), tag="Person", resolve_entities=False, no_network=True):
        person.clear()
        while person.getprevious() is not None:
            del person.getparent()[0]
        found += 1
    return {"people": found, "file_mb": _xml(folder, PEOPLE).stat().st_size / 1e6}


def read(folder: Path) -> dict[str, float]:
    return {"people": read_xml(_xml(folder, PEOPLE)).people}


def read_many(folder: Path) -> dict[str, float]:
    return {"people": read_xml(_xml(folder, MANY)).people}


def whole(folder: Path) -> dict[str, float]:
    return _whole(folder, PEOPLE)


def whole_many(folder: Path) -> dict[str, float]:
    return _whole(folder, MANY)


def _whole(folder: Path, people: int) -> dict[str, float]:
    """The main job on a file: read it, run every rule of the year, write the tables."""
    from wherewithal.domain.formats.sen2.check import check
    from wherewithal.domain.formats.sen2.tables import write_tables

    found = read_xml(_xml(folder, people))
    report = check(found, as_at=AS_AT)
    with TemporaryDirectory() as tables:
        write_tables(found, Path(tables) / "tables", "parquet")
    return {"people": found.people, "queries": report.queries}


def write_again(folder: Path) -> dict[str, float]:
    """Reading included, as the tables have to come from somewhere."""
    from wherewithal.domain.formats.sen2.trees import trees
    from wherewithal.domain.formats.sen2.xml_out import write_xml

    found = read_xml(_xml(folder, PEOPLE))
    with TemporaryFile() as target:
        return {"people": write_xml(target, found.header, trees(found), 2026).people}


def read_export(folder: Path) -> dict[str, float]:
    return {"people": read_blade(_export(folder)).people}


def make_xml(folder: Path) -> None:
    _make(folder, PEOPLE)


def make_more_xml(folder: Path) -> None:
    _make(folder, MANY)


def make_export(folder: Path) -> None:
    """The same people as nine CSV files, unless an earlier run left them there."""
    from tests.formats.sen2.files import export, put_in_folder
    from wherewithal.domain.formats.sen2.trees import trees

    if not _export(folder).exists():
        ret = read_xml(_xml(folder, PEOPLE))
        put_in_folder(_export(folder), export(list(trees(ret)), ret.header))


def _make(folder: Path, people: int) -> None:
    """A synthetic return, unless an earlier run left it there."""
    from wherewithal.domain.synth import SynthPlan, write_sen2

    if not _xml(folder, people).exists():
        with _xml(folder, people).open("wb") as target:
            write_sen2(target, SynthPlan(people=people, year=2026))


def _xml(folder: Path, people: int) -> Path:
    return folder / f"{people}.xml"


def _export(folder: Path) -> Path:
    return folder / "export"
