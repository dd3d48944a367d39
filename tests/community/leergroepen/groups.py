"""Small groups for tests, and what became of the people in them."""

from community.models import Bericht, Joining, Leergroep, Lidmaatschap, Toetreding, User
from tests.factories import LeergroepFactory, LidmaatschapFactory


def a_group(*, capacity: int | None = None, joining: str = Joining.OPEN) -> tuple[Leergroep, User]:
    """Return a group with one trekker."""
    leergroep = LeergroepFactory(capacity=capacity, joining=joining, kring__name="Natte teelten")
    return leergroep, LidmaatschapFactory(kring=leergroep.kring, trekker=True).user


def people_in(leergroep: Leergroep) -> set[User]:
    """Return who is in the group now."""
    rows = Lidmaatschap.objects.filter(kring=leergroep.kring, until_at__isnull=True)
    return {row.user for row in rows.select_related("user")}


def told(user: User) -> list[tuple[str, str]]:
    """Return what this person was told: kind and situation."""
    return list(Bericht.objects.filter(recipient=user).order_by("created_at", "kind").values_list("kind", "moment"))


def asked_by(user: User) -> Toetreding:
    """Return the wish to join of this person."""
    return Toetreding.objects.select_related("kring", "user").get(user=user)
