"""Where each value of a SEN2 file belongs, found by any spelling of its name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from wherewithal.domain.formats.sen2.columns import Builder
from wherewithal.domain.formats.sen2.layout import Item, Record, layout
from wherewithal.domain.formats.sen2.moved import Moved, moved_items


@dataclass(slots=True)
class Slot:
    """What an element, or a column of the COLLECT export, is.

    ``keep`` takes its text and is False if there is no room for it; ``why`` says why not.
    ``children`` are found by their names in small letters and by every spelling met so far.  A ``holder`` holds
    elements and no text of its own; that of a record has ``begin``, called with the line on which it begins.
    ``lonely`` marks an element that the layout does not have here, as long as it is empty.
    """

    record: str
    path: str
    why: str
    keep: Callable[[str], bool]
    children: "dict[str, Slot]" = field(default_factory=dict)
    holder: bool = False
    begin: Callable[[int], object] | None = None
    lonely: bool = False

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2] or self.record

    def under(self, name: str) -> str:
        return f"{self.path}/{name}" if self.path else name


def top(builder: Builder, moved: Moved) -> Slot:
    """The slot above the root element; what is found below it fills ``builder``."""
    items = header_items(builder)
    content = Slot("", "Message/Header/Content", "ignored", nowhere)
    source = _holder("Message/Header/Source", items)
    details = _holder("Message/Header/CollectionDetails", items)
    inner = {"content": content, "source": source, "collectiondetails": details}
    head = _holder("Message/Header", items | inner)
    persons = _holder("Message/Persons", {"person": people(builder, moved)})
    return _holder("", {"message": _holder("Message", {"header": head, "persons": persons})})


def header(builder: Builder) -> Slot:
    """The slot of the header as one flat record."""
    return _holder("Message/Header", header_items(builder))


def people(builder: Builder, moved: Moved) -> Slot:
    """The slot of a person, with the slots of all other records below it."""
    return _row(layout().record("Person"), builder, moved)


def header_items(builder: Builder) -> dict[str, Slot]:
    return {item.name.lower(): _header_item(item, builder) for item in layout().header}


def stranger(here: Slot, name: str, why: str) -> Slot:
    """The slot of an element that the layout does not have under ``here``."""
    return Slot(here.record, here.under(name), why, nowhere, lonely=True)


def known_names() -> frozenset[str]:
    """Every name of the layout, in small letters."""
    holders = ("message", "header", "collectiondetails", "source", "content", "persons")
    items = [item for record in layout().records for item in record.items] + list(layout().header)
    records = (record.name.lower() for record in layout().records)
    return frozenset([*holders, *records, *_spellings(items)])


def nowhere(_text: str) -> bool:
    return False


def _holder(path: str, children: dict[str, Slot]) -> Slot:
    return Slot("", path, "unknown", nowhere, dict(children), holder=True)


def _header_item(item: Item, builder: Builder) -> Slot:
    def keep(text: str) -> bool:
        room = item.name not in builder.header
        builder.header.setdefault(item.name, text)
        return room

    return Slot("", f"Message/Header/{item.name}", "repeated", keep)


def _row(record: Record, builder: Builder, moved: Moved) -> Slot:
    children = {}
    for item in record.items:
        slot = Slot(record.name, item.name, "repeated", builder.keeper(record.name, item.name))
        children.update(dict.fromkeys(_spellings([item]), slot))
    if record.name == "ActivePlans":
        for item in moved_items():
            slot = Slot(record.name, item.name, "misplaced", partial(moved.keep, item.name))
            children.update(dict.fromkeys(_spellings([item]), slot))
    children.update({child.name.lower(): _row(child, builder, moved) for child in layout().children(record.name)})
    return Slot(record.name, "", "unknown", nowhere, children, holder=True, begin=builder.beginner(record.name))


def _spellings(items: Iterable[Item]) -> Iterator[str]:
    return (name.lower() for item in items for name in (item.name, *item.also))
