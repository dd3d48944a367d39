"""One row in every list of the casus of the access matrix, and one file."""

from typing import Any

from casussen.actions.onderdelen import add_row
from casussen.models import Belang, Casus, Casusbestand, Dilemma, Doel, Moment, Partij, Sessieopbrengst
from community.confidential import confidential
from tests.factories.casussen import CANARY
from tests.factories.moments import LONG_AGO

ROWS: dict[str, tuple[Any, dict[str, Any]]] = {
    "partij": (Partij, {"name": f"Waterschap {CANARY}"}),
    "belang": (Belang, {"text": f"Rust in de {CANARY}"}),
    "doel": (Doel, {"text": f"Water in de {CANARY}"}),
    "dilemma": (Dilemma, {"pole_a": f"Tempo in de {CANARY}", "pole_b": "Draagvlak", "stand": {"position": 30}}),
    "moment": (Moment, {"day": "2027-02-09", "kind": "WAARHEID", "text": f"Besluit over de {CANARY}"}),
    "bestand": (Casusbestand, {"name": f"{CANARY}.txt", "kind": "TXT", "size": 4, "content": b"Veen"}),
    "opbrengst": (Sessieopbrengst, {"content": {"method": "Troika", "question": f"Durf ik in de {CANARY}?"}}),
}


def onderdelen_samples(casus: Casus) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about the parts of this casus."""
    samples: dict[str, dict[str, Any]] = {"casus-product": {"code": casus.code, "soort": "masterplan"}}
    with confidential():
        for name, (model, values) in ROWS.items():
            row = add_row(actor=casus.owner, casus=casus, model=model, values=values, now=LONG_AGO)
            given = {"code": casus.code, "row_id": row.pk}
            samples |= {f"casus-{name}": given, f"casus-{name}-*": given}
    return samples
