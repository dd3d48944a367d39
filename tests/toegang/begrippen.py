"""Terms in the access matrix: one that is settled with a concept that waits, and what a member proposed about it."""

from typing import Any

from community.models import Kennisvoorstel, User
from tests.factories.begrippen import a_begrip, a_versie
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.paginas import a_kennispagina

VOORGESTELD = "doorschijnendglanswier"
NIEUWE_TEKST = "spitsfonteinkruid"

# Proposals and concepts of settled terms are for redacteuren and the coördinerend hart.
VOORGESTELD_READERS = {"CO", "RE"}
NIEUWE_TEKST_READERS = {"CO", "RE"}


def begrip_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about terms; GL proposed something, RE wrote a concept that CO did not settle."""
    begrip = a_begrip("oevergemeenschap", settled_by=people["CO"])
    a_versie(begrip, 2, definitie=f"Een groep met {NIEUWE_TEKST}.", written_by=people["RE"], written_at=LONG_AGO)
    row = Kennisvoorstel.objects.create(
        user=people["GL"], begrip=begrip, text=f"Noem ook het {VOORGESTELD}.", created_at=NOW
    )  # fmt: skip
    return {
        "begrip": {"slug": begrip.slug}, "begrip-voorstel": {"slug": begrip.slug},
        "kennisvoorstel-behandeld": {"voorstel_id": row.pk}, "casus-stap": {"part": "format"},
        "kennis-voorstel": {"pk": a_kennispagina("Over oevers").pk},
    }  # fmt: skip
