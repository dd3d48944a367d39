"""The hard rules by name: how each is called on a screen, and which are private.

Private rules ('niet met' and a hierarchical line) are shown as one rule, without names and without saying which.
"""

from collections.abc import Iterable, Sequence

from intervisie.matching.scoring import Violation

PRIVATE_KINDS = frozenset({"conflict", "hierarchie"})
PRIVATE_LABEL = "Vaste regels"
LABELS = {
    "grootte": "Groepsgrootte",
    "organisatie": "Verschillende organisaties",
    "samenwerking": "Verschillende samenwerkingen",
    "tijd": "Gezamenlijke dagdelen",
    "taal": "Gezamenlijke taal",
    "vorm": "Vorm: online of op locatie",
    "reis": "Reisafstand",
    "vast": "Vaste kernen",
    "conflict": PRIVATE_LABEL,
    "hierarchie": PRIVATE_LABEL,
}


def is_private(kind: str) -> bool:
    """Whether a rule of this kind may only appear as 'vaste regels', without names."""
    return kind in PRIVATE_KINDS


def label_of(kind: str) -> str:
    """Return what a kind is called on a screen; the private kinds have one name together."""
    return LABELS.get(kind, PRIVATE_LABEL)


def shown_kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the labels of these kinds, each once, in the order of the rulebook."""
    labels = {label_of(kind) for kind in kinds}
    return tuple(dict.fromkeys(label for label in LABELS.values() if label in labels))


def shown_violations(violations: Sequence[Violation]) -> tuple[Violation, ...]:
    """Return the violations without what is private: no names, and one kind ('vaste regel') for all of them."""
    public = tuple(one for one in violations if not is_private(one.kind))
    return public + ((Violation("vaste regel"),) if len(public) < len(violations) else ())
