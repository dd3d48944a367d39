"""What speaks against putting somebody in a group, as far as everybody may know it."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.access.kringen import active_lidmaatschappen
from community.models import KringRol, Lidmaatschap, Samenwerking, User
from community.notation import listing
from community.queries.organisaties import employers_on
from community.workdays import local_date
from intervisie.models import Intervisiegroep
from intervisie.queries.groepen import largest_of


def notes_about(
    groep: Intervisiegroep, user: User, role: KringRol, now: datetime, *, knows_rules: bool
) -> list[str]:  # fmt: skip
    """Return sentences about what speaks against somebody in this group: employer, samenwerking, size.

    And that nobody knows the private rules of its people, unless `knows_rules`.
    """
    rows = active_lidmaatschappen(now).filter(kring=groep.kring_id).exclude(user=user).select_related("user")
    people = list(rows.order_by("user__sort_key", "pk"))
    notes = [*_same_employer(user, [row.user for row in people], now), *_same_samenwerking(user, people)]
    members = sum(row.role != KringRol.BEGELEIDER for row in people)
    if role == KringRol.LID and members >= largest_of(groep):
        words = _("De groep heeft al {members} leden. Meer dan {most} was niet de bedoeling.")
        notes.append(words.format(members=members, most=largest_of(groep)))
    if not knows_rules:
        notes.append(_("Van deze groep kennen we geen vaste regels. Vraag na of iedereen zich hier vrij voelt."))
    return notes


def _same_employer(user: User, people: list[User], now: datetime) -> list[str]:
    found = employers_on({user.pk, *(one.pk for one in people)}, local_date(now))
    own = found.get(user.pk)
    same = [one.naam for one in people if own is not None and found.get(one.pk) == own]
    return [_("Zelfde werkgever als {names}.").format(names=listing(same))] if same else []


def _same_samenwerking(user: User, people: list[Lidmaatschap]) -> list[str]:
    own = Samenwerking.objects.filter(regisseurs=user, ended_at__isnull=True)
    ids = [row.user_id for row in people]
    shared = User.objects.filter(samenwerkingen__in=own, pk__in=ids).distinct().order_by("sort_key", "pk")
    names = [one.naam for one in shared]
    return [_("Regisseur in dezelfde samenwerking als {names}.").format(names=listing(names))] if names else []
