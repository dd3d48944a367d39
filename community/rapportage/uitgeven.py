"""Disclosure control of a report: which figures are shown, and what is remembered behind it for later reports."""

from collections.abc import Mapping, Sequence
from typing import Any

from community.onthulling import Raster, Vereniging, protect
from community.rapportage.vakken import Bekend, Kolommen, Working, as_list, few_of, order_of, shown_of, unions_of
from community.rapportage.verschillen import Verschillen, verschillen_of


def publish(
    earlier: Sequence[Working], counts: Mapping[str, int], populations: Mapping[str, int], kolommen: Kolommen,
    bekend: Bekend | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return what is known of this report after disclosure control, to be stored in Rapport.working.

    `bekend`: what a reader knows of people by name. `published` holds the class of every new cell, or None: not shown.
    The rest is never shown anywhere; `between` are the groups of quarters that were made anew (verschillen.py).
    """
    all_counts, few = _merged(earlier, "counts") | dict(counts), few_of(counts, kolommen)
    all_populations = _merged(earlier, "populations") | dict(populations)
    old = earlier[-1]["columns"] if earlier else {}
    between = verschillen_of(kolommen, old, all_counts, all_populations)
    unions = [*(_known(union, all_counts) for union in unions_of(kolommen)), *between.unions]
    hidden = _merged([one["between"] for one in earlier], "counts") | between.counts
    raster = Raster(
        counts=all_counts | hidden,
        populations=all_populations | _merged([one["between"] for one in earlier], "populations") | between.populations,
        unions=(*(Vereniging(whole, tuple(parts)) for one in earlier for whole, parts in one["unions"]), *unions),
        frozen=shown_of(_merged(earlier, "published")) | dict.fromkeys(hidden),
        few=frozenset([*few, *(cell for one in earlier for cell in one["few"])]),
        named=bekend.cells if bekend else {},
        known=bekend.people if bekend else 0,
    )
    shown = protect(raster, order_of(kolommen))
    return {
        "counts": dict(counts), "populations": dict(populations), "few": few, "columns": kolommen.all(),
        "unions": [[union.whole, list(union.parts)] for union in unions], "between": _stored(between),
        "published": {cell: as_list(shown.get(cell)) for cell in counts},
    }  # fmt: skip


def _stored(between: Verschillen) -> dict[str, Any]:
    return {"counts": between.counts, "populations": between.populations}


def _merged(earlier: Sequence[Mapping[str, Any]], key: str) -> dict[str, Any]:
    return {cell: value for one in earlier for cell, value in one[key].items()}


def _known(union: Vereniging, counts: Mapping[str, int]) -> Vereniging:
    """Return the union without what did not exist in an earlier report: an activity that a new module brought."""
    return Vereniging(union.whole, tuple(part for part in union.parts if part in counts))
