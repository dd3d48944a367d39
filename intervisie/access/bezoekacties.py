"""Who decides about the actions after a visit, and who reads the list.

The host alone decides, also after the toernee ended, until its content is destroyed. The voorzitter of her visit reads
along once the letter is final. A Kring reads the list when she showed it there, and nothing else of the visit.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.access.kringen import Visitor, active_lidmaatschappen, standings_of
from community.models import Kring, KringKind, User
from intervisie.access.bezoeken import Bezoekplaats
from intervisie.models import Bezoeksactie, Bezoekverslag, Rol, VerslagStatus

# In which kinds of Kring a list can be shown.
SHARED_IN = (KringKind.LEERGROEP, KringKind.INTERVISIE, KringKind.TOERNEE, KringKind.EDITIE)
OPEN = Q(done_at__isnull=True, dropped_at__isnull=True)


def may_keep_acties(place: Bezoekplaats, verslag: Bezoekverslag | None) -> bool:
    """Whether the person makes and changes this list: the host, once the letter was put before her."""
    if verslag is None or verslag.status == VerslagStatus.CONCEPT:
        return False
    return place.is_host and place.has_agreed and place.bezoek.toernee.destroyed_at is None


def reads_acties(place: Bezoekplaats, verslag: Bezoekverslag | None) -> bool:
    """Whether the person reads this list: the host, and the voorzitter of the visit once the letter is final."""
    if may_keep_acties(place, verslag):
        return True
    is_final = verslag is not None and verslag.status == VerslagStatus.VASTGESTELD
    return is_final and place.has_agreed and place.rol == Rol.VOORZITTER


def changeable_acties(place: Bezoekplaats, verslag: Bezoekverslag | None) -> QuerySet[Bezoeksactie]:
    """Return the open actions that this person changes, finishes or lets go. In a scope."""
    rows = Bezoeksactie.objects.filter(OPEN, verslag=verslag)
    return rows if may_keep_acties(place, verslag) else rows.none()


def sharable_kringen(user: Visitor, now: datetime) -> QuerySet[Kring]:
    """Return the open Kringen whose content this person reads, in which she can show her list."""
    ids = [kring_id for kring_id, place in standings_of(user, now).items() if place.may_read]
    return Kring.objects.filter(pk__in=ids, kind__in=SHARED_IN, closed_at__isnull=True)


def shown_lists(user: Visitor, now: datetime) -> QuerySet[Bezoekverslag]:
    """Return the letters whose list of actions this person reads in a Kring of hers; not the letter. In a scope.

    A list goes when its host takes it back, leaves that Kring or the toernee or closes her account, or the content is
    destroyed.
    """
    rows = Bezoekverslag.objects.defer("letter", "reaction")
    if not isinstance(user, User) or not user.is_active:
        return rows.none()
    ids = [kring_id for kring_id, place in standings_of(user, now).items() if place.may_read]
    there = active_lidmaatschappen(now).filter(kring=OuterRef("actions_kring"), user=OuterRef("bezoek__host__user"))
    return rows.filter(
        Exists(there), actions_kring__in=ids, actions_shared_at__isnull=False,
        bezoek__toernee__destroyed_at__isnull=True, bezoek__host__user__is_active=True,
        bezoek__host__left_at__isnull=True,
    )  # fmt: skip
