"""Read a SEN2 return from the nine CSV files that COLLECT exports ("Blade"), versions 1.1 to 1.3.

Columns are found by name, in any case and order; a missing one is blank, and the values of one that SEN2 does not have
are kept as extras.  The keys of COLLECT join the rows and are then left aside, with its NativeId, sourceid and order.
"""

from collections.abc import Iterator
from pathlib import Path

from wherewithal.domain.formats.sen2.blade_files import Member, members
from wherewithal.domain.formats.sen2.blade_sheet import Keys, Sheet
from wherewithal.domain.formats.sen2.columns import Builder, Return
from wherewithal.domain.formats.sen2.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.layout import layout
from wherewithal.domain.formats.sen2.moved import Moved
from wherewithal.domain.formats.sen2.sizes import GIB, Progress, in_silence
from wherewithal.domain.formats.sen2.slots import Slot, header, people


def read_blade(place: Path, *, progress: Progress | None = None, limit_bytes: int = GIB) -> Return:
    """The return in a folder, or in a zip, that holds the nine files; lines are those of each record's own file.

    Raises FileRejected with all that is wrong: files, columns and keys that are missing, keys that occur twice, rows
    whose parent is missing, rows of another length than the first.
    """
    builder = Builder(place.name)
    moved = Moved(builder)
    with members(place, limit_bytes) as nine:
        problems = _read_all(nine, builder, moved, progress or in_silence)
    if problems:
        raise FileRejected(place.name, problems)
    ret = builder.finish()
    moved.bring_to_placements(ret)
    return ret


def _read_all(nine: dict[str, Member], builder: Builder, moved: Moved, progress: Progress) -> list[Problem]:
    """Each file, a parent before its children; what is wrong in any of them."""
    problems: list[Problem] = []
    keys: dict[str, Keys] = {}
    done = 0
    for module, above, slot in _modules(builder, moved):
        try:
            sheet = Sheet(nine[module], slot, builder, module=module, above=above, parents=keys.get(above))
            keys[module] = sheet.read()
        except FileRejected as rejected:
            problems += rejected.problems
        done += nine[module].size
        progress(done, sum(member.size for member in nine.values()))
    return problems


def _modules(builder: Builder, moved: Moved) -> Iterator[tuple[str, str, Slot]]:
    """Each file, the file above it ("" above the first), and the slots of its columns."""
    yield "sen2", "", header(builder)
    slots = {"Person": people(builder, moved)}
    for record in layout().records:
        slot = slots[record.name]
        slots.update((child.name, slot.children[child.name.lower()]) for child in layout().children(record.name))
        yield record.name.lower(), record.parent.lower() or "sen2", slot
