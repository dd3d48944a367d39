"""The people of a group as one member sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse

from community.access.leergroepen import visible_leden
from community.access.people import visible_fotos, visible_profielen
from community.models import KringRol, Lidmaatschap, User
from community.queries.leergroepen import GroupPage
from community.queries.people import shown_profielen


@dataclass(frozen=True)
class MemberRow:
    """Somebody in a group: her membership, and as much of her profile as the reader may see."""

    lid: Lidmaatschap
    line: str = ""
    url: str = ""
    photo_url: str = ""

    @property
    def is_trekker(self) -> bool:
        """Whether she leads the group."""
        return self.lid.role == KringRol.TREKKER

    @property
    def must_agree(self) -> bool:
        """Whether she still has to agree to the agreements."""
        return not has_agreed(self.lid)


def leden_of(group: GroupPage, now: datetime) -> list[Lidmaatschap]:
    """Return who is in the group, as far as the reader of this page may see; one query."""
    return list(trekkers_first(visible_leden(group.leergroep, group.rights, now)))


def has_agreed(row: Lidmaatschap) -> bool:
    """Whether this member reads along; asks for the `newest` that access.leergroepen.visible_leden adds."""
    return row.newest in (None, row.accepted_id)  # type: ignore[attr-defined]  # annotated


def trekkers_first(rows: QuerySet[Lidmaatschap]) -> QuerySet[Lidmaatschap]:
    """Order memberships as a list of people: who leads first, then by surname."""
    first = Case(When(role=KringRol.TREKKER, then=Value(0)), default=Value(1))
    return rows.select_related("user").order_by(first, "user__sort_key", "pk")


def member_rows(leden: Sequence[Lidmaatschap], user: User, now: datetime) -> list[MemberRow]:
    """Return these memberships with what the reader may see of each profile; five queries for any number."""
    people = [row.user_id for row in leden]
    profielen = list(visible_profielen(user, now).filter(user_id__in=people).select_related("user"))
    shown = {profiel.user_id: profiel for profiel in shown_profielen(user, profielen, now)}
    with_foto = set(visible_fotos(user, now).filter(user_id__in=people).values_list("user_id", flat=True))
    rows = []
    for lid in leden:
        profiel = shown.get(lid.user_id)
        if profiel is None:
            rows.append(MemberRow(lid))
            continue
        code = {"code": profiel.code}
        photo = reverse("lid-foto", kwargs=code) if lid.user_id in with_foto else ""
        rows.append(MemberRow(lid, profiel.line, reverse("lid", kwargs=code), photo))
    return rows
