"""Whatever file is given, the answer is a return or one clear line that says what, where and the cure."""

import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.sen2.files import HEADER, PEOPLE, changed, example, export, put_in_folder, put_in_zip
from wherewithal.domain.formats.sen2.columns import Return
from wherewithal.domain.formats.sen2.errors import FileRejected
from wherewithal.domain.formats.sen2.reading import read
from wherewithal.domain.formats.sen2.tables import write_tables
from wherewithal.domain.formats.sen2.trees import trees
from wherewithal.domain.formats.sen2.xml_in import read_xml

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BILLION_LAUGHS = f'<!DOCTYPE Message [<!ENTITY l0 "ha">{LAUGHS}]><Message>'
EXTERNAL = '<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/hostname">]><Message>'
OUTSIDE_DTD = '<!DOCTYPE Message SYSTEM "http://example.org/sen2.dtd"><Message>'
XHTML = '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html></html>'
SURNAME = example()[: example().index("Ash")].count("\n") + 1
LAST = example().count("\n")


def with_surname(text: str) -> bytes:
    return changed(example(), ">Ash<", f">{text}<").encode()


def with_message(text: str) -> bytes:
    return changed(example(), "<Message>", text).encode()


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "billion laughs": (with_message(BILLION_LAUGHS), "line 2: found a document type", "Take that declaration out"),
    "an external entity": (with_message(EXTERNAL), "line 2: found a document type", "Take that declaration out"),
    "a DTD elsewhere": (with_message(OUTSIDE_DTD), "line 2: found a document type", "Take that declaration out"),
    "an unknown entity": (with_surname("A&nbsp;sh"), f"line {SURNAME}: found a name such as &nbsp;", "Export it again"),
    "a truncated file": (
        example().encode()[:1_500],
        "line 47: found the end of the file, wanted </NamedPlan>",
        "was cut off",
    ),
    "a file cut in a tag": (example().encode()[:-4], f"line {LAST}: found the end of the file", "was cut off"),
    "an empty file": (b"", "found an empty file", "Export it again"),
    "nothing but space": (b" \n\t\n", "found an empty file", "Export it again"),
    "Windows-1252 called UTF-8": (
        changed(example(), ">Ash<", ">Zoë Ash<").encode("cp1252"),
        f"line {SURNAME}: found a character that is not UTF-8 (byte EB)",
        "Save the file again as UTF-8",
    ),
    "UTF-16": (example().encode("utf-16"), "found text in UTF-16", "save it as UTF-8"),
    "UTF-16 without a mark": (example().encode("utf-16-le"), "found text in UTF-16", "save it as UTF-8"),
    "UTF-16 in name only": (
        changed(example(), "UTF-8", "UTF-16").encode(),
        'line 1: found encoding="UTF-16"',
        "Save the file again as UTF-8",
    ),
    "an encoding that nobody knows": (
        changed(example(), "UTF-8", "latin-9000").encode(),
        'line 1: found encoding="latin-9000"',
        "Save the file again as UTF-8",
    ),
    "a web page": (b"\n<!doctype HTML>\n<title>Sign in</title>", "found a web page", "Download the return itself"),
    "a web page without a type": (b"\xef\xbb\xbf<!-- x --><HTML lang='en'>", "found a web page", "Download the return"),
    "a web page in XML": (XHTML.encode(), "found a web page", "Download the return itself"),
    "a web page after a comment": (b"<?x?><!DOCTYPE html><html/>", "line 1: found a web page", "Download the return"),
    "a zip": (b"PK\x03\x04rest", "found a zip file or an Excel workbook", "take it out first"),
    "an old workbook": (b"\xd0\xcf\x11\xe0rest", "found an old Excel workbook", "Choose the SEN2 return"),
    "a PDF": (b"%PDF-1.7", "found a PDF", "Choose the SEN2 return"),
    "a gzip": (b"\x1f\x8b\x08\x00rest", "found a compressed file", "Unpack it first"),
    "a CSV file": (b"surname,forename,upn\r\nAsh,One,T1\r\n", "line 1: found a table of values", "all nine files"),
    "plain text": (b"Dear colleague", "line 1: found text that is not XML", "Choose the SEN2 return"),
    "a program": (b"\x7fELF\x02\x01\x00\x00", "found a file that is not text", "Choose the SEN2 return"),
    "bytes in the middle": (with_surname("\x00"), f"line {SURNAME}: found a control character", "Take it out"),
    "a control character": (with_surname("A\x0bsh"), f"line {SURNAME}: found a control character (byte 0B)", "Take it"),
    "a bare &": (with_surname("Ash & Sons"), f"line {SURNAME}: found an & that stands alone", "Export it again"),
    "a bare & before a letter": (with_surname("R&D"), f"line {SURNAME}: found an & that stands alone", "Export it"),
    "a bare <": (with_surname("A < B"), f"line {SURNAME}: found a < that stands alone", "Export it again"),
    "a bare >": (with_surname("]]>"), f"line {SURNAME}: found something that is not XML", "Export it again"),
    "a number of no character": (with_surname("&#0;"), f"line {SURNAME}: found a number of a character", "Export it"),
    "a tag that does not match": (
        changed(example(), "</Surname>", "</Forename>").encode(),
        f"line {SURNAME}: found a closing tag that does not match, wanted </Surname>",
        "Export it again",
    ),
    "a tag left open": (
        changed(example(), "</Person>", "").encode(),
        "found a closing tag that does not match, wanted </Person>",
        "Export it again",
    ),
    "an attribute twice": (
        with_message("<Message a='1' a='2'>"),
        "line 2: found an attribute twice",
        "Export it again",
    ),
    "an attribute without quotes": (with_message("<Message a=1>"), "line 2: found something that", "Export it again"),
    "an open CDATA": (with_surname("<![CDATA[A"), "found the end of the file, wanted </Surname>", "was cut off"),
    "a parameter entity": (with_surname("&#x41;&x;"), f"line {SURNAME}: found a name such as", "Export it again"),
    "two files joined": (example().encode() * 2, f"line {LAST + 1}: found more after the end", "may have been joined"),
    "space before the declaration": (b"\n" + example().encode(), "line 2: found <?xml that is not", "Take out what"),
    "another collection's root": (b"<Census/>", "line 1: found <Census> as the outermost", "Check that this is"),
    "endless depth": (with_surname("<a>" * 40 + "</a>" * 40), f"line {SURNAME}: found elements inside", "Export"),
    "an endless value": (with_surname("x" * 10_001), f"line {SURNAME}: found a longer text in <Surname>", "Shorten"),
    "an endless value in pieces": (with_surname("x\n" * 400_000), "found a longer text in <Surname>", "Shorten it"),
    "an endless attribute": (with_message(f"<Message a='{'x' * 10_001}'>"), "line 2: found a longer text in <a>", "S"),
    "an endless stray text": (with_message(f"<Message>{'x' * 10_001}"), "line 3: found a longer text", "Shorten it"),
    "an endless tag": (b"<" + b"a" * 3_000_000, "line 1: found a tag or a comment without end", "Export it again"),
    "an endless comment": (with_message("<!--" + "x" * 3_000_000), "line 2: found a tag or a comment", "Export it"),
    "an endless name": (with_surname(f"<{'a' * 101}/>"), f"line {SURNAME}: found a longer name, <aaa", "Check that"),
    "an endless name of an attribute": (with_message(f"<Message {'a' * 101}=''>"), "line 2: found a longer name", "C"),
    "names without end": (
        with_message("<Message>" + "".join(f"<a{n}/>" for n in range(20_000))),
        "found more than 2,000 different names",
        "Choose the SEN2 return",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_sound_return_is_refused_in_one_clear_line(kind, tmp_path):
    content, found, cure = REFUSED[kind]
    path = tmp_path / "return.xml"
    path.write_bytes(content)
    with pytest.raises(FileRejected) as rejected:
        read_xml(path)
    message = str(rejected.value)
    assert message.startswith("return.xml was not read: ")
    assert found in message
    assert cure in message
    assert "\n" not in message
    assert len(message) < 300


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "huge.xml"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(FileRejected, match="found 2,147 MB, wanted at most 1,074 MB") as rejected:
        read(path)
    assert "check that this is the SEN2 return" in str(rejected.value)


def test_a_stream_of_unknown_size_is_refused_as_soon_as_it_passes_the_limit():
    class Pipe(BytesIO):
        def seek(self, *_where: int) -> int:
            raise OSError("not a file")

    text = example(PEOPLE * 50).encode()
    assert read_xml(Pipe(text), limit_bytes=len(text)).people == 150
    with pytest.raises(FileRejected, match="The file was not read: found"):
        read_xml(Pipe(text), limit_bytes=len(text) - 1)


@pytest.mark.parametrize("element", [b"<Person/>", b"<Odd/>", b"<Person><Surname><b/></Surname></Person>"])
def test_records_and_odd_elements_without_end_are_refused(element, monkeypatch):
    monkeypatch.setattr("wherewithal.domain.formats.sen2.xml_in.MOST_RECORDS", 10_000)
    with pytest.raises(FileRejected, match="found more than 10,000 records, wanted one authority's return"):
        read_xml(BytesIO(b"<Message><Persons>" + element * 40_000 + b"</Persons></Message>"))


BOMBS = """
import resource, sys
from pathlib import Path
from io import BytesIO
from tests.formats.sen2.test_safety import BILLION_LAUGHS, with_message
from wherewithal.domain.formats.sen2.errors import FileRejected
from wherewithal.domain.formats.sen2.reading import read
from wherewithal.domain.formats.sen2.xml_in import read_xml

class Endless:
    "A stream of 200 MB: a beginning, then one piece again and again."
    def __init__(self, start, piece):
        self.start, self.piece, self.left = start, piece * (65_536 // len(piece)), 200_000_000
    def read(self, size):
        found, self.start = self.start or self.piece, b""
        self.left -= len(found)
        return found if self.left > 0 else b""

now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (now + 60_000_000, now + 60_000_000))
quadratic = b'<!DOCTYPE m [<!ENTITY a "' + b"x" * 60_000 + b'">]><Message>' + b"&a;" * 20_000
bombs = [BytesIO(with_message(BILLION_LAUGHS)), BytesIO(quadratic)]
bombs += [Endless(b"<Message>", piece) for piece in (b"x", b" ", b"<a>", b"&#65;")]
bombs += [Endless(b"<Message>" + start, b"x") for start in (b"<!-- ", b"<![CDATA[", b"<b c='", b"<", b"<?x ")]
for bomb in [*bombs, *map(Path, sys.argv[1:])]:
    try:
        read(bomb) if isinstance(bomb, Path) else read_xml(bomb)
    except FileRejected as rejected:
        print(rejected.problems[0].found)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is limited in this way on Linux only")
def test_bombs_are_refused_without_filling_the_memory(tmp_path):
    places = [crowded_zip(tmp_path / "crowded.zip")]
    for kind in (" ", ",", '"'):
        files = {name: text + kind * 20_000_000 * ("person" in name) for name, text in export().items()}
        places.append(put_in_zip(tmp_path / f"{len(places)}.zip", files))
    done = subprocess.run(
        [sys.executable, "-c", BOMBS, *places],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 15
    assert "memory" not in done.stdout


def crowded_zip(place: Path) -> Path:
    with zipfile.ZipFile(place, "w") as archive:
        for number in range(5_000):
            archive.writestr(f"{number:0200}.csv", "")
    return place


def test_a_zip_that_unpacks_to_more_than_the_limit_is_refused_unread(tmp_path):
    files = {name: text + "\n" * 1_000_000 for name, text in export().items()}
    place = put_in_zip(tmp_path / "bomb.zip", files)
    assert place.stat().st_size < 100_000
    with pytest.raises(FileRejected, match="found 9 MB, wanted at most 8 MB"):
        read(place, limit_bytes=8_000_000)


def test_a_zip_of_very_many_files_is_refused(tmp_path):
    with pytest.raises(FileRejected, match="found a zip of very many files, wanted nine files"):
        read(crowded_zip(tmp_path / "crowded.zip"))


def test_a_zip_that_is_damaged_or_locked_is_refused(tmp_path):
    sound = put_in_zip(tmp_path / "export.zip", export()).read_bytes()
    listed = sound.index(b"PK\x01\x02")
    kinds = {
        "cut off": sound[:-30],
        "changed inside": sound[:200] + b"\xff" * 20 + sound[220:],
        "locked": sound[:6] + b"\x01" + sound[7 : listed + 8] + b"\x01" + sound[listed + 9 :],
        "packed in an unknown way": sound[:8] + b"\x63" + sound[9 : listed + 10] + b"\x63" + sound[listed + 11 :],
    }
    for kind, content in kinds.items():
        place = tmp_path / f"{kind}.zip"
        place.write_bytes(content)
        with pytest.raises(FileRejected, match="found a zip that is damaged or locked"):
            read(place)


def test_a_path_that_leads_nowhere_is_refused(tmp_path):
    with pytest.raises(FileRejected, match=r"none.xml was not read: found no file .*Check the path"):
        read(tmp_path / "none.xml")


def test_what_is_in_a_file_decides_how_it_is_read(tmp_path):
    (tmp_path / "return.txt").write_text(example())
    put_in_zip(tmp_path / "export.xml", export())
    put_in_folder(tmp_path / "export", export())
    ret = read(tmp_path / "return.txt")
    write_tables(ret, tmp_path / "tables", "csv")
    write_tables(ret, tmp_path / "workbook", "xlsx")
    places = ["export.xml", "export", "tables", "workbook", "workbook/sen2.xlsx"]
    for found in (ret, *(read(tmp_path / place) for place in places)):
        assert (list(trees(found)), found.header) == (PEOPLE, HEADER)


def test_a_folder_or_a_zip_without_a_return_is_refused(tmp_path):
    (tmp_path / "readme.txt").write_text("Nothing here")
    with pytest.raises(
        FileRejected, match=r"found a folder without a SEN2 return, wanted the XML file, the nine files"
    ):
        read(tmp_path)
    with pytest.raises(FileRejected, match=r"found a zip without a SEN2 return.*Take the return out of the zip"):
        read(put_in_zip(tmp_path / "other.zip", {"return.xml": example()}))


XML_PIECES = [b"<Person>", b"</Person>", b"<", b">", b"&", b"&amp;", b"<!DOCTYPE a [", b"<![CDATA[", b"]]>", b"<!--"]
OTHER_PIECES = [b"\xff", b'"', b"\x00", b"<Odd a='1'>", b"\xc3", b"PK\x03\x04", b",", b"\r", b"\n", b"requests-1"]
PIECES = st.sampled_from([*XML_PIECES, *OTHER_PIECES])
PLACES = st.floats(0, 1, exclude_max=True)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), PLACES, st.one_of(PIECES, st.binary(max_size=8))),
        st.tuples(st.just("delete"), PLACES, st.integers(1, 400)),
        st.tuples(st.just("swap"), PLACES, PLACES),
        st.tuples(st.just("repeat"), PLACES, st.integers(1, 2_000)),
        st.tuples(st.just("cut"), PLACES, st.none()),
    ),
    min_size=1,
    max_size=4,
)


def mutated(content: bytes, edits: list[tuple[str, float, object]]) -> bytes:
    for kind, place, what in edits:
        at = int(place * len(content))
        match kind, what:
            case "insert", bytes(piece):
                content = content[:at] + piece + content[at:]
            case "delete", int(size):
                content = content[:at] + content[at + size :]
            case "repeat", int(size):
                content = content[:at] + content[at : at + size] + content[at:]
            case "swap", float(other):
                first, second = sorted((at, int(other * len(content))))
                content = content[second:] + content[first:second] + content[:first]
            case _:
                content = content[:at]
    return content


def assert_read_or_refused(place: Path) -> None:
    try:
        assert isinstance(read(place), Return)
    except FileRejected as rejected:
        assert all(problem.found and problem.wanted and problem.cure for problem in rejected.problems)
        assert rejected.problems


fuzzed = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@fuzzed
@given(EDITS)
def test_a_mutated_xml_file_is_read_or_refused(tmp_path, edits):
    (tmp_path / "return.xml").write_bytes(mutated(example().encode(), edits))
    assert_read_or_refused(tmp_path / "return.xml")


@fuzzed
@given(st.data())
def test_mutated_csv_files_are_read_or_refused(tmp_path, data):
    files = export()
    folder = put_in_folder(tmp_path / "export", files)
    for name in data.draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=2, unique=True)):
        (folder / name).write_bytes(mutated(files[name].encode(), data.draw(EDITS)))
    assert_read_or_refused(folder)


@fuzzed
@given(EDITS)
def test_a_mutated_zip_is_read_or_refused(tmp_path, edits):
    sound = put_in_zip(tmp_path / "sound.zip", export()).read_bytes()
    (tmp_path / "export.zip").write_bytes(mutated(sound, edits))
    assert_read_or_refused(tmp_path / "export.zip")


@fuzzed
@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_read_or_refused(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    assert_read_or_refused(tmp_path / "file")
