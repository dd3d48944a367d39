"""A running session in the access matrix: GL leads it, DE and AV take part. DE's question lies on the board; what she
writes now for GL is nobody's yet, also not of who leads."""

from typing import Any

from community.models import User
from tests.factories.sessies import a_sessie, moves_to, writes

OP_HET_BORD, OP_HET_BORD_READERS = "kattendoorn", {"GL", "DE", "AV"}
NOG_NIET, NOG_NIET_READERS = "wilgenroosje", {"DE"}
PAGES = ("live", "stand", "blad", "laten-zien", "verder", "terug", "pauze", "minuut", "begeleiding", "inbrenger",
         "afsluiten", "verlaten", "beamer")  # fmt: skip


def live_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of the live pages of a session."""
    sessie = a_sessie(people["GL"], people["DE"], people["AV"])
    moves_to(sessie, "vraag")
    writes(sessie, people["DE"], "vraag", {"tekst": f"Hoe behouden we de {OP_HET_BORD}?"})
    moves_to(sessie, "inzicht")
    writes(sessie, people["DE"], "inzicht", {"1": f"Denk aan het {NOG_NIET}."})
    return {f"sessie-{page}": {"code": sessie.code} for page in PAGES}
