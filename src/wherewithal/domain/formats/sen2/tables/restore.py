"""From the tables of a file to a return: every problem is found before any is told."""

from collections.abc import Iterable, Iterator

from wherewithal.domain.formats.sen2.columns import ABSENT, Builder, Extra, Return
from wherewithal.domain.formats.sen2.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.layout import Record, layout
from wherewithal.domain.formats.sen2.tables.raw import Raw
from wherewithal.domain.formats.sen2.tables.shape import SPELLING, UNREADABLE, is_text, key, shapes, spelled, typed
from wherewithal.domain.formats.sen2.tables.texts import Texts, texts_of

Rows = dict[str | None, int]


def restore(name: str, raws: Iterable[Raw]) -> Return:
    """The return of these tables.  Raises FileRejected."""
    problems: list[Problem] = []
    places, texts = texts_of(raws, problems)
    records = [record for record in layout().records if record.name in texts]
    rows = {record.name: _rows(texts[record.name][key(record.name)]) for record in records}
    for record in records:
        problems.extend(_wrong_keys(places[record.name], record, texts[record.name], rows))
    if "Header" in texts:
        problems.extend(_wrong_header(places["Header"]))
    if "Extras" in texts:
        problems.extend(_wrong_extras(places["Extras"], texts["Extras"], rows))
    if problems:
        raise FileRejected(name, problems)
    return _build(name, texts, rows)


def _rows(keys: list[str | None]) -> Rows:
    """The first row of each key."""
    return {keys[row]: row for row in reversed(range(len(keys))) if keys[row]}


def _wrong_keys(place: Raw, record: Record, texts: Texts, rows: dict[str, Rows]) -> Iterator[Problem]:
    own = key(record.name)
    for row, text in enumerate(texts[own]):
        if text is None or rows[record.name].get(text, row) != row:
            found = "nothing" if text is None else f"{text}, which another row has"
            yield Problem(place.cell(row, own), found, "a key of its own", "Give the row another number.")
    if record.parent in rows:
        column = key(record.parent)
        for row, text in enumerate(texts[column]):
            if text and text not in rows[record.parent]:
                yield _no_such_row(place.cell(row, column), text, record.parent)


def _wrong_header(place: Raw) -> Iterator[Problem]:
    if len(place.numbers) > 1:
        yield Problem(place.where, f"{len(place.numbers)} rows", "one row", "Leave the one of this return.")


def _wrong_extras(place: Raw, texts: Texts, rows: dict[str, Rows]) -> Iterator[Problem]:
    columns = (texts["record"], texts["row_id"], texts["path"], texts["why"])
    for at, (record, row_id, path, why) in enumerate(zip(*columns, strict=True)):
        kept = _keeps_a_cell(why)
        if record in rows and (row_id or kept) and row_id not in rows[record]:
            yield _no_such_row(place.cell(at, "row_id"), row_id or "nothing", record)
        if kept and path not in _typed_items(record):
            wanted = f"a date, flag or number of {record}" if record in rows else "an item of a record that is there"
            yield Problem(place.cell(at, "path"), path or "nothing", wanted, "Correct it, or take out the row.")


def _typed_items(table: str | None) -> set[str]:
    """The items whose texts Extras may keep."""
    items = layout().header if table == "Header" else next((r.items for r in layout().records if r.name == table), ())
    return {item.name for item in items if not is_text(item.type)}


def _no_such_row(where: str, found: str, table: str) -> Problem:
    return Problem(where, found, f"the key of a row of {table}", "Correct it, or put back the row it names.")


def _build(source: str, texts: dict[str, Texts], rows: dict[str, Rows]) -> Return:
    texts["Header"] = {name: column or [None] for name, column in texts["Header"].items()}
    extras = list(_extras(texts["Extras"], rows))
    for extra in extras:
        if _keeps_a_cell(extra.why):
            _put_back(texts[extra.record][extra.path], extra)
    builder = Builder(source)
    builder.extras = [extra for extra in extras if not _keeps_a_cell(extra.why)]
    builder.header = {name: value for name, (value,) in texts["Header"].items() if value}
    for record in layout().records:
        _add(builder, record, texts[record.name], rows.get(record.parent, {}))
    return builder.finish()


def _extras(texts: Texts, rows: dict[str, Rows]) -> Iterator[Extra]:
    names = ("record", "row_id", "path", "value", "why", "line")
    for record, row_id, *rest in zip(*([text or "" for text in texts[name]] for name in names), strict=True):
        path, value, why, line = rest
        row = rows[record].get(row_id, ABSENT) if record in rows else int(row_id or 0) - 1
        yield Extra(record, row, path, value, why, int(line or 0))


def _add(builder: Builder, record: Record, texts: Texts, parents: Rows) -> None:
    keys = texts[key(record.parent)] if record.parent else [None] * len(texts["line"])
    for parent, line in zip(keys, texts["line"], strict=True):
        builder.add(record.name, parents.get(parent, ABSENT), int(line or 0))
    for item in record.items:
        for row, text in enumerate(texts[item.name]):
            if text:
                builder.put_at(record.name, row, item.name, text)


def _keeps_a_cell(why: str | None) -> bool:
    """Whether a row of Extras keeps the text of a cell, rather than a value that has no place in the layout."""
    return why in (UNREADABLE, SPELLING)


def _put_back(column: list[str | None], kept: Extra) -> None:
    """Set the text as it was, unless the cell has been given another value since."""
    row = max(kept.row, 0)
    value = typed(shapes()[kept.record][kept.path], kept.value)
    if column[row] == (None if kept.why == UNREADABLE else spelled(value)):
        column[row] = kept.value
