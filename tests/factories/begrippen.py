"""Terms and sources, written for tests."""

from typing import Any

from django.utils.text import slugify

from community.models import Begrip, Begripnaam, BegripStatus, Begripversie, Bron, BronLicentie, User
from tests.factories.moments import LONG_AGO


def a_bron(titel: str = "Handboek samen sturen", **fields: Any) -> Bron:
    """Return a source; the same one for the same title."""
    plain = {"maker": "Bureau Verzonnen", "jaar": 2021, "licentie": BronLicentie.EIGEN_WOORDEN}
    row, _is_new = Bron.objects.get_or_create(titel=titel, defaults=plain | fields)
    return row


def a_versie(begrip: Begrip, number: int = 1, *, settled_by: User | None = None, **fields: Any) -> Begripversie:
    """Return a version of a term: a concept, or one that somebody settled."""
    plain: dict[str, Any] = {
        "definitie": f"Wat {begrip.term} betekent.", "bron": fields.pop("bron", None) or a_bron(),
        "written_at": LONG_AGO,
    }  # fmt: skip
    if settled_by is not None:
        plain |= {"status": BegripStatus.VASTGESTELD, "approved_by": settled_by, "approved_at": LONG_AGO}
    return Begripversie.objects.create(begrip=begrip, number=number, **(plain | fields))


def a_begrip(term: str, *names: str, settled_by: User | None = None, **fields: Any) -> Begrip:
    """Return a term with a first version."""
    begrip = Begrip.objects.create(term=term, slug=slugify(term))
    Begripnaam.objects.bulk_create(Begripnaam(begrip=begrip, naam=name) for name in names)
    a_versie(begrip, settled_by=settled_by, **fields)
    return begrip
