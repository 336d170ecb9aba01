"""The walk through the elements of a SEN2 file: each value goes to its slot, and what has none is kept beside.

Lenient on purpose: any order, any case, any namespace, header items wherever they stand outside Persons.
Comments and processing instructions are not data and are passed over.
"""

from xml.parsers.expat import XMLParserType

from wherewithal.domain.formats.sen2.columns import Builder, Extra
from wherewithal.domain.formats.sen2.errors import FileRejected, Problem
from wherewithal.domain.formats.sen2.moved import Moved
from wherewithal.domain.formats.sen2.sizes import LONGEST_VALUE
from wherewithal.domain.formats.sen2.slots import Slot, header_items, known_names, stranger, top

DEEPEST = 32
LONGEST_NAME = 100
XMLS_OWN = ("xsi:", "xml:")


class Walk:
    """The handlers of an expat parser, filling a Builder.  Raises FileRejected from within them.

    An item with neither attributes nor children, as nearly all are, never leaves ``start`` and ``end``: it is the
    ``leaf``, and its text is what came after the first ``before`` of ``texts``, which stand between the items.
    """

    def __init__(self, parser: XMLParserType, builder: Builder, moved: Moved) -> None:
        self.parser = parser
        self.builder = builder
        self.here = top(builder, moved)
        self.leaf: Slot | None = None
        self.texts: list[str] = []
        self.before = 0
        self._open: list[Slot] = []
        self._anywhere = header_items(builder)
        self._known = known_names()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.texts.append

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.leaf is None:
            slot = self.here.children.get(name)
            if slot is not None and not attributes and not slot.holder:
                self.leaf = slot
                self.before = len(self.texts)
                return
        self._enter(name, attributes)

    def end(self, _name: str) -> None:
        leaf = self.leaf
        if leaf is None:
            self._leave()
            return
        self.leaf = None
        texts = self.texts
        pieces = len(texts) - self.before
        if pieces:
            text = (texts.pop() if pieces == 1 else self._joined(self.before)).strip()
            if text and (len(text) > LONGEST_VALUE or not leaf.keep(text)):
                self._no_room(leaf, text)

    @property
    def innermost(self) -> str:
        """The name of the element that is open now; "" before the first."""
        return (self.leaf or self.here).name

    def check_open_text(self) -> None:
        """Refuse a text that goes on and on before it can fill the memory."""
        if sum(map(len, self.texts)) > 10 * LONGEST_VALUE:
            self._reject_long_text(self.innermost)

    def _enter(self, name: str, attributes: dict[str, str]) -> None:
        self._settle()
        slot = self.here.children.get(name) or self._another(name)
        self._open.append(self.here)
        self.here = slot
        if slot.begin:
            slot.begin(self.parser.CurrentLineNumber)
        if attributes:
            self._attributes(slot, attributes)

    def _leave(self) -> None:
        self._settle()
        if self.here.lonely:
            self._spare(self.here, self.here.path, "")
        self.here = self._open.pop()

    def _settle(self) -> None:
        """Give the text met so far to the elements it stands in."""
        if self.leaf is not None:
            self._promote(self.leaf)
        text = "".join(self.texts).strip()
        self.texts.clear()
        if text and (len(text) > LONGEST_VALUE or not self.here.keep(text)):
            self._no_room(self.here, text)

    def _promote(self, leaf: Slot) -> None:
        """A leaf that turns out to have children becomes the slot where we are."""
        text = self._joined(self.before)
        self.leaf = None
        self._settle()
        self._open.append(self.here)
        self.here = leaf
        self.texts.append(text)

    def _joined(self, before: int) -> str:
        text = "".join(self.texts[before:])
        del self.texts[before:]
        return text

    def _no_room(self, slot: Slot, text: str) -> None:
        if len(text) > LONGEST_VALUE:
            self._reject_long_text(slot.name)
        slot.lonely = False
        self._spare(slot, slot.under("text()") if slot.holder else slot.path, text)

    def _another(self, name: str) -> Slot:
        """The slot of an element under a name not met here before: another spelling, or none that belongs here."""
        here = self.here
        here.lonely = False
        local = name.rpartition(":")[2]
        small = local.lower()
        slot = here.children.get(small)
        if slot is not None:
            here.children[name] = slot
            return slot
        self._check_position(local)
        if not here.record and here.why != "ignored" and small in self._anywhere:
            return self._anywhere[small]
        why = "misplaced" if small in self._known else "unknown"
        return stranger(here, local, "ignored" if here.why == "ignored" else why)

    def _attributes(self, slot: Slot, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if name == "xmlns" or name.startswith("xmlns:"):
                continue
            self._check_name(name)
            if len(value) > LONGEST_VALUE:
                self._reject_long_text(name)
            slot.lonely = False
            why = "ignored" if name.startswith(XMLS_OWN) or slot.why == "ignored" else "unknown"
            self._spare(slot, slot.under(f"@{name}"), value, why)

    def _spare(self, slot: Slot, path: str, value: str, why: str = "") -> None:
        row = self.builder.count(slot.record) - 1 if slot.record else -1
        line = self.parser.CurrentLineNumber
        self.builder.spare(Extra(slot.record, row, path, value, why or slot.why, line))

    def _check_position(self, name: str) -> None:
        self._check_name(name)
        if not self._open:
            wanted = "<Message>, with which a SEN2 return begins"
            self._reject(f"<{name}> as the outermost element", wanted, "Check that this is the SEN2 return.")
        if len(self._open) >= DEEPEST:
            wanted = f"no more than {DEEPEST} levels"
            self._reject("elements inside one another without end", wanted, "Export the return again.")

    def _check_name(self, name: str) -> None:
        if len(name) > LONGEST_NAME:
            wanted = f"no more than {LONGEST_NAME} characters"
            self._reject(f"a longer name, <{name[:20]}…", wanted, "Check that this is the SEN2 return.")

    def _reject_long_text(self, name: str) -> None:
        wanted = f"no more than {LONGEST_VALUE:,} characters"
        self._reject(f"a longer text in <{name}>", wanted, "Shorten it in the system that holds the record.")

    def _reject(self, found: str, wanted: str, cure: str) -> None:
        line = self.parser.CurrentLineNumber
        raise FileRejected(self.builder.source, [Problem(f"line {line:,}", found, wanted, cure)])
