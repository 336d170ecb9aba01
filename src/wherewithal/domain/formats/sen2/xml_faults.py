"""What is wrong with a file that is no SEN2 XML, in words: from its first bytes, or from where the parser stopped."""

import re
from xml.parsers.expat import ExpatError, errors

from wherewithal.domain.formats.sen2.errors import Problem

SEN2_XML = "a SEN2 return in XML"
EXPORT_AGAIN = "Export it again from the system that made it."
PICK_THE_RETURN = "Choose the SEN2 return itself."
ENCODINGS = ("utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252")

_WEB_PAGE = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(?>(<!--.*?-->\s*)*)<(!doctype\s+html|html|head|body)\b", re.I | re.S)
_UTF_8_MARK = b"\xef\xbb\xbf"
_BEGINNINGS = (
    (b"PK", "a zip file or an Excel workbook", "Choose the XML file; if it is inside the zip, take it out first."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", PICK_THE_RETURN),
    (b"%PDF", "a PDF", PICK_THE_RETURN),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


def problem_of_start(start: bytes) -> Problem | None:
    """What the first bytes of a file show it to be, if not XML."""
    if not start.strip(b" \t\r\n\0"):
        return Problem("", "an empty file", SEN2_XML, EXPORT_AGAIN)
    if start.startswith(_UTF_16):
        return Problem("", "text in UTF-16", "text in UTF-8", "Open it in a text editor and save it as UTF-8.")
    for beginning, found, cure in _BEGINNINGS:
        if start.startswith(beginning):
            return Problem("", found, SEN2_XML, cure)
    if _WEB_PAGE.match(start.removeprefix(_UTF_8_MARK)):
        return web_page("")
    return _problem_of_text(start.removeprefix(_UTF_8_MARK).lstrip())


def web_page(where: str) -> Problem:
    return Problem(where, "a web page", SEN2_XML, "Download the return itself, not the page that shows it.")


def document_type(where: str, name: str) -> Problem:
    """A DTD may hold entities that fill the memory or fetch other files, and a return needs none."""
    if name.lower() == "html":
        return web_page(where)
    cure = "Take that declaration out, or ask who made the file why it is there."
    return Problem(where, "a document type declaration (DOCTYPE)", "none, because it can harm the reader", cure)


def encoding_problem(encoding: str) -> Problem | None:
    if encoding.lower() in ENCODINGS:
        return None
    cure = 'Save the file again as UTF-8, with encoding="UTF-8" in its first line.'
    return Problem("line 1", f'encoding="{encoding[:40]}"', "UTF-8", cure)


def problem_of_parser(error: ExpatError, innermost: str, before: bytes, at: bytes) -> Problem:
    """Why the parser stopped inside ``innermost``, between the bytes ``before`` and ``at``."""
    found, wanted, cure = _in_words(error, innermost, before, at)
    return Problem(f"line {error.lineno:,}", found, wanted, cure)


def _problem_of_text(start: bytes) -> Problem | None:
    if start.startswith(b"<"):
        return None
    if b"\0" in start:
        return Problem("", "a file that is not text", SEN2_XML, PICK_THE_RETURN)
    if start.split(b"\n", 1)[0].count(b",") > 1:
        cure = "Give the folder or the zip that holds all nine files of the COLLECT export, or the XML file."
        return Problem("line 1", "a table of values with commas between (CSV)", SEN2_XML, cure)
    return Problem("line 1", "text that is not XML", SEN2_XML, PICK_THE_RETURN)


def _in_words(error: ExpatError, innermost: str, before: bytes, at: bytes) -> tuple[str, str, str]:
    kind = errors.messages[error.code]
    closing = f"</{innermost}>" if innermost else SEN2_XML
    if kind in _CUT_OFF:
        return "the end of the file", closing, f"The file was cut off. {EXPORT_AGAIN}"
    if kind == errors.XML_ERROR_TAG_MISMATCH:
        return "a closing tag that does not match", closing, EXPORT_AGAIN
    if kind == errors.XML_ERROR_INVALID_TOKEN:
        return _bad_character(before, at)
    if kind in _KNOWN:
        return _KNOWN[kind]
    return f"a fault in the XML ({kind})", "well-formed XML", EXPORT_AGAIN


def _bad_character(before: bytes, at: bytes) -> tuple[str, str, str]:
    if at[:1] >= b"\x80":
        found = f"a character that is not UTF-8 (byte {at[0]:02X})"
        return found, "UTF-8", "Save the file again as UTF-8; it looks like Windows-1252, as older programs write it."
    if at[:1] < b" " and at[:1] not in (b"\t", b"\n", b"\r", b""):
        return (
            f"a control character (byte {at[0]:02X})",
            "text",
            f"Take it out where the record is kept. {EXPORT_AGAIN}",
        )
    if re.search(rb"&[#\w]*$", before):
        return "an & that stands alone", "&amp;", EXPORT_AGAIN
    if before.endswith(b"<"):
        return "a < that stands alone", "&lt;", EXPORT_AGAIN
    return "something that is not XML", "well-formed XML", EXPORT_AGAIN


_CUT_OFF = (
    errors.XML_ERROR_NO_ELEMENTS,
    errors.XML_ERROR_UNCLOSED_TOKEN,
    errors.XML_ERROR_PARTIAL_CHAR,
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
)
_KNOWN = {
    errors.XML_ERROR_UNDEFINED_ENTITY: (
        "a name such as &nbsp; that XML does not know",
        "the character itself, or &amp; for an &",
        EXPORT_AGAIN,
    ),
    errors.XML_ERROR_BAD_CHAR_REF: ("a number of a character that there is not", "a character", EXPORT_AGAIN),
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: (
        "more after the end of the return",
        "the end of the file",
        f"Two files may have been joined. {EXPORT_AGAIN}",
    ),
    errors.XML_ERROR_MISPLACED_XML_PI: (
        "<?xml that is not at the very start",
        "it as the first five characters of the file",
        "Take out what stands before it.",
    ),
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: ("an attribute twice in one tag", "it once", EXPORT_AGAIN),
}
