"""The register of the access matrix: GL owns a samenwerking that members do not see and ZA keeps it with her.

Of a second one, of TK, members see its name, area and province; not its phase, place or organisaties.
"""

from typing import Any

from community.models import User
from tests.factories import OrganisatieFactory, SamenwerkingFactory

IN_STILTE, IN_STILTE_READERS = "adderwortelveld", {"GL", "ZA", "CO"}
TEN_DELE, TEN_DELE_READERS = "kamsalamander", {"TK", "CO"}


def samenwerking_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about samenwerkingen."""
    row = SamenwerkingFactory(
        owner=people["GL"], regisseurs=[people["ZA"]], visible="REGISSEURS", area=f"Het {IN_STILTE}",
        provincies=["ZUID_HOLLAND"], behoefte="IMPULS",
    )  # fmt: skip
    named = SamenwerkingFactory(owner=people["TK"], visible="NAAM", provincies=["ZUID_HOLLAND"], fase="PLAN")
    named.organisaties.add(OrganisatieFactory(name=f"Stichting {TEN_DELE}", is_active=False))
    lid = people["ZA"].profiel.code
    return {
        "samenwerking*": {"code": row.code, "lid": lid}, "samenwerking@naam": {"code": named.code, "lid": lid},
    }  # fmt: skip
