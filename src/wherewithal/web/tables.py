"""Tables as GOV.UK draws them, that still read well on a phone and on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html

Cell = Any
"""Words; or something that draws itself, such as a Status, a link or a list; or None for a thing not known."""


@dataclass(frozen=True)
class Column:
    """``order_by`` is the address of the list in this column's order; ``ordered`` "ascending" or "descending"."""

    text: str
    numeric: bool = False
    order_by: str = ""
    ordered: str = ""

    @property
    def head(self) -> dict[str, Any]:
        shown = {"html": format_html('<a class="govuk-link" href="{}">{}</a>', self.order_by, self.text)}
        return {
            **(shown if self.order_by else {"text": self.text}),
            **({"format": "numeric"} if self.numeric else {}),
            **({"attributes": {"aria-sort": self.ordered}} if self.ordered else {}),
        }

    def cell(self, value: Cell) -> dict[str, Any]:
        """``data-label`` stands before the value where rows are stacked."""
        value = self._said(value)
        return {
            **({"html": value.__html__()} if hasattr(value, "__html__") else {"text": str(value)}),
            **({"format": "numeric"} if self.numeric else {}),
            "attributes": {"data-label": self.text},
        }

    def _said(self, value: Cell) -> Cell:
        if value is None:
            return ""
        return f"{value:,}" if self.numeric and isinstance(value, int) else value


@dataclass(frozen=True)
class Table:
    """``stacks``: on a phone each row becomes a card; else the table scrolls inside its own region."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    stacks: bool = False
    caption_hidden: bool = False

    @property
    def parts(self) -> dict[str, Any]:
        """What GOV.UK's table takes."""
        return {
            "caption": self.caption,
            "captionClasses": "govuk-visually-hidden" if self.caption_hidden else "govuk-table__caption--m",
            "head": [column.head for column in self.columns],
            "rows": [
                [column.cell(value) for column, value in zip(self.columns, row, strict=True)] for row in self.rows
            ],
            "firstCellIsHeader": True,
        }


def table(caption: str, columns: Iterable[Column | str], rows: Iterable[Sequence[Cell]], **options: bool) -> Table:
    """A column given as words holds words.  Raises ValueError for a row that is longer or shorter."""
    made = [Column(column) if isinstance(column, str) else column for column in columns]
    return Table(caption, made, [*rows], **options)
