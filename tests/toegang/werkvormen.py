"""Methods in the access matrix: one that every member reads, and one that is not offered yet."""

from typing import Any

from intervisie.models import Werkvorm, Werkvormversie
from tests.factories.moments import LONG_AGO

OP_DE_PLANK = "doorgroeidfonteinkruid"  # stands in a method that is not offered


def werkvorm_samples() -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about methods."""
    first = Werkvormversie.objects.get(werkvorm__code="incident", number=1)
    hidden = Werkvorm.objects.create(
        code="op-de-plank", name=f"Werkvorm {OP_DE_PLANK}", summary=f"Over de {OP_DE_PLANK}.", is_offered=False
    )
    Werkvormversie.objects.create(
        werkvorm=hidden, number=1, schema=first.schema, source=OP_DE_PLANK, published_at=LONG_AGO
    )  # fmt: skip
    return {"werkvorm*": {"code": "incident"}, "werkvorm@concept": {"code": hidden.code}}
