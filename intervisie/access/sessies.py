"""Who is in a session, who sees it, and who decides in it.

A session of a Kring is seen by who is in that Kring and agreed to its agreements, at every request again; one of its
own by who made it and who takes part. A guest sees the session she was let in to, while it lets guests in. Who was
shut out, or left the Kring, sees nothing of it from the next request on. Of a group whose content was destroyed there
is nothing to see for anybody.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.access.kringen import Visitor, open_kring_ids_of, standing
from community.links import digest
from community.models import OF_A_GROUP, Bijeenkomst, BijeenkomstStatus, Kring, KringRol, User
from community.workdays import local_date
from intervisie.models import Sessie, Sessiedeelnemer, SessieStatus

# What a session always comes with, so that no page asks for it again.
WITH = ("versie__werkvorm", "deckversie", "bijeenkomst__kring__intervisiegroep", "leader__user", "inbrenger__user")
UNENDED = (SessieStatus.VOORBEREIDING, SessieStatus.BEZIG)
# In a Kring these take the lead whenever they are there.
LEADING = (KringRol.TREKKER, KringRol.BEGELEIDER)
NOT_DESTROYED = Q(bijeenkomst__kring__intervisiegroep__destroyed_at__isnull=True)


@dataclass(frozen=True)
class Plek:
    """One person in one session, as judged at this request. `deelnemer` is None for who may come in and did not yet,
    `user` for a guest."""

    sessie: Sessie
    deelnemer: Sessiedeelnemer | None
    user: User | None = None

    @property
    def number(self) -> int | None:
        """Her seat, None for who did not come in or only guides."""
        own = self.deelnemer
        return own.number if own is not None and own.joined_at is not None and own.takes_part else None

    @property
    def is_guest(self) -> bool:
        """Whether she is here without an account."""
        return self.user is None

    @property
    def is_inside(self) -> bool:
        """Whether she came in and did not leave."""
        own = self.deelnemer
        return own is not None and own.joined_at is not None and own.left_at is None

    @property
    def kring(self) -> Kring | None:
        """The Kring whose session it is, if any."""
        return kring_of(self.sessie)

    @property
    def is_live(self) -> bool:
        """Whether the session goes on: it began, nobody closed it, and its Kring is open."""
        return self.sessie.status == SessieStatus.BEZIG and not is_in_closed_kring(self.sessie)


def kring_of(sessie: Sessie) -> Kring | None:
    """Return the Kring whose session it is; None for one of its own."""
    return sessie.bijeenkomst.kring if sessie.bijeenkomst is not None else None


def is_in_closed_kring(sessie: Sessie) -> bool:
    """Whether the Kring of the session was closed: then it is over, whatever its status says."""
    kring = kring_of(sessie)
    return kring is not None and kring.closed_at is not None


def visible_sessies(user: Visitor, now: datetime) -> QuerySet[Sessie]:
    """Return the sessions this person sees, ended ones too as long as their board is kept."""
    if not isinstance(user, User) or not user.is_active:
        return Sessie.objects.none()
    return sessies_of(user.pk, Q(bijeenkomst__kring__in=open_kring_ids_of(user, now)))


def sessies_of(user_id: uuid.UUID, of_a_kring: Q) -> QuerySet[Sessie]:
    """Return the sessions an active person sees, given which ones she sees because of a Kring."""
    own = Sessiedeelnemer.objects.filter(sessie=OuterRef("pk"), user=user_id)
    of_her_own = Q(bijeenkomst__isnull=True) & (Q(made_by=user_id) | Exists(own))
    return Sessie.objects.filter(
        of_her_own | of_a_kring, NOT_DESTROYED, ~Exists(own.filter(removed_at__isnull=False)), removed_at__isnull=True
    )


def place_of(user: Visitor, code: str, now: datetime) -> Plek | None:
    """Return where this person stands in the session of this address; None when that is not for her."""
    if not isinstance(user, User) or "\x00" in code:
        return None
    sessie = visible_sessies(user, now).select_related(*WITH).filter(code=code).first()
    if sessie is None:
        return None
    own = Sessiedeelnemer.objects.filter(sessie=sessie, user=user).first()
    if own is not None:
        own.user = user
    return Plek(sessie, own, user)


def guest_places(now: datetime) -> QuerySet[Sessiedeelnemer]:
    """Return the seats of guests that still open something: not shut out, in a session that lets guests in."""
    rows = Sessiedeelnemer.objects.filter(user__isnull=True, is_on_paper=False, removed_at__isnull=True)
    return rows.exclude(secret_digest="").filter(
        Q(sessie__bijeenkomst__kring__intervisiegroep__destroyed_at__isnull=True), sessie__lets_guests=True,
        sessie__removed_at__isnull=True, sessie__made_at__lte=now,
    ).exclude(sessie__status=SessieStatus.VERVALLEN)  # fmt: skip


def place_of_guest(token: str, code: str, now: datetime) -> Plek | None:
    """Return the seat that this secret opens in the session of this address; None when it opens nothing."""
    if not token or "\x00" in code:
        return None
    rows = guest_places(now).filter(secret_digest=digest(token), sessie__code=code)
    own = rows.select_related(*(f"sessie__{name}" for name in WITH)).first()
    return Plek(own.sessie, own) if own is not None else None


def may_make_sessie(user: Visitor, bijeenkomst: Bijeenkomst | None, now: datetime) -> bool:
    """Whether the person starts a session: any member one of her own; in a Kring who reads there, until its meeting
    is over."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if bijeenkomst is None:
        return True
    kring = bijeenkomst.kring
    if kring is None or kring.closed_at is not None or bijeenkomst.kind not in OF_A_GROUP:
        return False
    if bijeenkomst.status != BijeenkomstStatus.GEPLAND or local_date(bijeenkomst.ends_at) < local_date(now):
        return False
    return standing(user, kring, now).may_read


def may_prepare(user: Visitor, sessie: Sessie, now: datetime) -> bool:
    """Whether the person changes what the session will be, or calls it off: who made it and who guides it; in a Kring
    also who leads or guides that. Before it begins."""
    if not isinstance(user, User) or not user.is_active or sessie.status != SessieStatus.VOORBEREIDING:
        return False
    return not is_in_closed_kring(sessie) and _decides(user, sessie, now)


def may_begin(plek: Plek, now: datetime) -> bool:
    """Whether the person lets the session begin: who prepares it; in a Kring anybody who reads there, so that a group
    never waits for who stayed away."""
    if plek.sessie.status != SessieStatus.VOORBEREIDING or is_in_closed_kring(plek.sessie):
        return False
    user, kring = plek.user, plek.kring
    if user is None:
        return False
    return _decides(user, plek.sessie, now) or (kring is not None and standing(user, kring, now).may_read)


def leads(plek: Plek) -> bool:
    """Whether she keeps the steps and the clock now. Asked again under the lock of the session."""
    return plek.is_inside and plek.deelnemer is not None and plek.sessie.leader_id == plek.deelnemer.pk


def arranges(plek: Plek, now: datetime) -> bool:
    """Whether she decides who takes part and in which subgroup: who leads, and before it begins who prepares it."""
    if plek.sessie.status not in UNENDED or is_in_closed_kring(plek.sessie):
        return False
    return leads(plek) or (plek.user is not None and may_prepare(plek.user, plek.sessie, now))


def removable_people(plek: Plek, now: datetime) -> QuerySet[Sessiedeelnemer]:
    """Return whom she can shut out: everybody but herself and who made the session."""
    rows = Sessiedeelnemer.objects.filter(sessie=plek.sessie, removed_at__isnull=True).select_related("user")
    if not arranges(plek, now):
        return rows.none()
    others = rows.exclude(user__isnull=False, user=plek.sessie.made_by_id)
    return others.exclude(pk=plek.deelnemer.pk) if plek.deelnemer is not None else others


def may_take_lead(plek: Plek, now: datetime) -> bool:
    """Whether she takes the lead back without being handed it: who made the session, and who leads or guides the
    Kring."""
    if leads(plek) or not plek.is_inside or plek.user is None:
        return False
    return plek.sessie.made_by_id == plek.user.pk or _has_role(plek.user, plek.sessie, now)


def _decides(user: User, sessie: Sessie, now: datetime) -> bool:
    kring, leader = kring_of(sessie), sessie.leader
    # Who left the Kring decides nothing in it any more, also not of what she made.
    if kring is not None and not standing(user, kring, now).may_read:
        return False
    if sessie.made_by_id == user.pk or (leader is not None and leader.user_id == user.pk):
        return True
    return _has_role(user, sessie, now)


def _has_role(user: User, sessie: Sessie, now: datetime) -> bool:
    kring = kring_of(sessie)
    if kring is None:
        return False
    place = standing(user, kring, now)
    return place.may_read and place.role in LEADING
