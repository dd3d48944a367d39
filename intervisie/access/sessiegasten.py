"""Who lets guests in to a session, which sessions a code opens, and whose result a guest reads later on."""

from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.gastlinks import living_gastlinks
from community.access.kringen import Visitor
from community.models import Gastlink, User
from intervisie.access.sessies import UNENDED, Plek, is_in_closed_kring, leads, may_prepare, may_take_lead
from intervisie.models import Sessie, Sessiedeelnemer, SessieStatus

# The kinds of link (extension_points.gastlink_kinds): to take part, and to read one's result later on.
SESSIE_LINK, RESULT_LINK = "SESSIE", "SESSIERESULTAAT"


def guest_sessies(now: datetime) -> QuerySet[Sessie]:
    """Return the sessions that guests may come in to now: not over, letting guests in, of a Kring that goes on."""
    goes_on = Q(bijeenkomst__isnull=True) | Q(bijeenkomst__kring__closed_at__isnull=True)
    return Sessie.objects.filter(
        goes_on, status__in=UNENDED, lets_guests=True, removed_at__isnull=True, made_at__lte=now,
        bijeenkomst__kring__intervisiegroep__destroyed_at__isnull=True,
    )  # fmt: skip


def joinable_sessies(now: datetime) -> QuerySet[Sessie]:
    """Return the sessions that a code opens now."""
    return guest_sessies(now).exclude(join_digest="")


def hosts(plek: Plek, user: "Visitor | None", now: datetime) -> bool:
    """Whether this person lets guests in and shows the code: who leads, prepares it, or may take the lead back."""
    sessie = plek.sessie
    if sessie.status not in UNENDED or is_in_closed_kring(sessie):
        return False
    prepares = user is not None and may_prepare(user, sessie, now)
    return leads(plek) or prepares or may_take_lead(plek, now)


def may_invite(plek: Plek, user: "Visitor | None", now: datetime) -> bool:
    """Whether this person invites guests by mail: as `hosts`, with an account, as her name stands in the mail."""
    return isinstance(user, User) and user.is_active and not plek.is_guest and hosts(plek, user, now)


def invitations_of(sessie: Sessie, now: datetime) -> QuerySet[Gastlink]:
    """Return the links by which invited guests may still come in."""
    return living_gastlinks(now).filter(kind=SESSIE_LINK, object_id=sessie.pk)


def sessie_of_link(gastlink: Gastlink, now: datetime) -> QuerySet[Sessie]:
    """Return the session that this link of a guest opens now, none when it is over or lets no guests in."""
    return guest_sessies(now).filter(pk__in=[gastlink.object_id] if gastlink.kind == SESSIE_LINK else [])


def has_result(plek: Plek) -> bool:
    """Whether this person has a result of her own: the session is done and she came in. Nobody reads another's."""
    own = plek.deelnemer
    is_done = plek.sessie.status == SessieStatus.KLAAR and plek.sessie.removed_at is None
    return is_done and own is not None and own.joined_at is not None and own.removed_at is None


def guest_seats_with_result() -> QuerySet[Sessiedeelnemer]:
    """Return the seats of guests who have a result: done, not removed, and nobody shut her out."""
    return Sessiedeelnemer.objects.filter(
        user__isnull=True, is_on_paper=False, joined_at__isnull=False, removed_at__isnull=True,
        sessie__status=SessieStatus.KLAAR, sessie__removed_at__isnull=True,
        sessie__bijeenkomst__kring__intervisiegroep__destroyed_at__isnull=True,
    )  # fmt: skip


def seats_with_result(gastlink: Gastlink) -> QuerySet[Sessiedeelnemer]:
    """Return the seat of the guest whose result this link opens, if any."""
    return guest_seats_with_result().filter(pk__in=[gastlink.object_id] if gastlink.kind == RESULT_LINK else [])
