"""Res and WBP, which the files of 2023 send with the plan, brought to the placement they speak of."""

import numpy as np

from wherewithal.domain.formats.sen2.columns import Bools, Builder, Column, Ints, Return
from wherewithal.domain.formats.sen2.layout import Item, layout


def moved_items() -> tuple[Item, ...]:
    """The items of a placement that may stand under ActivePlans instead."""
    placement = layout().record("PlacementDetail")
    return placement.item("Res"), placement.item("WBP")


class Moved:
    """The values met under ActivePlans, the first of each item for each row, until they are brought home."""

    def __init__(self, builder: Builder) -> None:
        self._columns = {item.name: builder.aside("ActivePlans") for item in moved_items()}

    def keep(self, item: str, value: str) -> bool:
        """Remember a value; False, as it stands where it has no place and is an extra as well."""
        self._columns[item].put(value)
        return False

    def bring_to_placements(self, ret: Return) -> None:
        """Set each value on the main placement (rank 1) open on census day, otherwise on the one that began last.

        A placement that has a value of its own keeps it.
        """
        for item, builder in self._columns.items():
            column = builder.finish()
            if column.present.any():
                _bring(column, ret["PlacementDetail"][item], _chosen_placements(ret))


def _bring(column: Column, home: Column, chosen: Ints) -> None:
    words = list(dict.fromkeys([*home.words, *column.words]))
    homes = np.array([words.index(word) for word in column.words], dtype=np.int32)
    rows = np.flatnonzero(column.present & (chosen >= 0))
    rows = rows[home.blank[chosen[rows]]]
    home.words = words
    home.codes[chosen[rows]] = homes[column.codes[rows]]


def _chosen_placements(ret: Return) -> Ints:
    """For each row of ActivePlans, the row of the placement to take; -1 if it has none."""
    placements = ret["PlacementDetail"]
    began = placements["EntryDate"].days().astype(np.int64)
    best_last = np.lexsort((began, _main_and_open(ret), placements.parent))
    chosen = np.full(len(ret["ActivePlans"]), -1)
    chosen[placements.parent[best_last]] = best_last
    return chosen


def _main_and_open(ret: Return) -> Bools:
    placements = ret["PlacementDetail"]
    if ret.census_day is None:
        return np.zeros(len(placements), dtype=bool)
    day = np.datetime64(ret.census_day, "D")
    came, left = placements["EntryDate"], placements["LeavingDate"]
    here = (came.blank | (came.days() <= day)) & (left.blank | (left.days() >= day))
    return here & (placements["PlacementRank"].wholes() == 1)
