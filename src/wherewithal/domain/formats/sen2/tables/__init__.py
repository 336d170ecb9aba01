"""A return as a folder of typed tables, for other software, and back.

Ten tables: ``Header`` (one row), the eight record types, and ``Extras``.  A record's table begins with its own key
(``person_id``, ``requests_id``, ...: 1, 2, 3 in the order of the file), its parent's key, and its line in the file.
Dates, flags and whole numbers have their types.  A value that cannot be read as its type is null in its table and
stands in Extras ("unreadable"); one that says the same in another spelling ("true" for 1) stands in both ("spelling").
So ``read_tables`` gives back exactly what ``write_tables`` was given; a cell corrected in between wins over Extras.

CSV holds each value as it is, also one that begins with "=", "+", "-" or "@": it is for software, and a spreadsheet
may take such a value for a formula.  In XLSX a text is always a text.
"""

from wherewithal.domain.formats.sen2.tables.folder import FolderInUse, formats_in
from wherewithal.domain.formats.sen2.tables.reading import read_tables
from wherewithal.domain.formats.sen2.tables.writing import FORMATS, write_tables
from wherewithal.domain.formats.sen2.tables.xlsx_file import TooBigForExcel

__all__ = ["FORMATS", "FolderInUse", "TooBigForExcel", "formats_in", "read_tables", "write_tables"]
