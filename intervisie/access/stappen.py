"""Who does a step of a toernee, who reads what was answered in it, and who may excuse somebody from it.

What somebody answers is hers until she hands it in; who reads it then says the step in the protocol. A coördinator
knows which step is whose and whether it is late, never what was answered; a begeleider neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from community.access.kringen import Visitor, agreed_lidmaatschappen
from community.access.rollen import coordinatoren
from community.models import KringRol, User
from community.workdays import local_date
from intervisie.access.bezoeken import Bezoekplaats, place_at
from intervisie.access.toernees import goes_on, may_look_after_toernees, may_read_toernee, own_deelnemer
from intervisie.models import Bezoek, Bezoekrol, BezoekStatus, Rol, Stapantwoord, Toernee, Toerneedeelnemer, Toerneestap
from intervisie.protocol import words
from intervisie.protocol.steps import Stap

# A step that somebody still has to do.
OPEN_STEP = Q(done_at__isnull=True, excused_at__isnull=True)


@dataclass(frozen=True)
class Stapplaats:
    """Where one person stands at one step, of a visit or of the whole toernee, at one moment."""

    step: Stap
    toernee: Toernee
    bezoek: Bezoek | None = None
    deelnemer: Toerneedeelnemer | None = None
    own: Toerneestap | None = None
    is_reader: bool = False

    @property
    def may_open(self) -> bool:
        """She does this step, or may read what others answered in it."""
        return self.own is not None or self.is_reader

    @property
    def is_live(self) -> bool:
        """The step can still be done: the Kring is open, its visit not dropped, and she was not excused."""
        is_dropped = self.bezoek is not None and self.bezoek.status == BezoekStatus.VERVALLEN
        return self.own is not None and not is_dropped and self.own.excused_at is None and goes_on(self.toernee)

    def may_write(self, now: datetime) -> bool:
        """It is hers to do, and from its first day on."""
        return self.is_live and self.own is not None and self.own.opens_date <= local_date(now)


def place_in_step(
    user: Visitor, toernee: Toernee, bezoek: Bezoek | None, step: Stap, now: datetime,
    place: Bezoekplaats | None = None,
) -> Stapplaats:  # fmt: skip
    """Return where a person stands at a step. `toernee.kring` is at hand; `place` when where she stands at the visit
    was looked up already. At most four queries."""
    nowhere = Stapplaats(step, toernee, bezoek)
    if not isinstance(user, User) or not may_read_toernee(user, toernee, now):
        return nowhere
    if place is None and bezoek is not None:
        place = place_at(user, bezoek, now)
    deelnemer = place.deelnemer if place else own_deelnemer(user, toernee, now)
    if deelnemer is None:
        return nowhere
    deelnemer.user = user
    own = Toerneestap.objects.filter(toernee=toernee, bezoek=bezoek, step=step.code, deelnemer=deelnemer).first()
    if own is not None:
        own.deelnemer = deelnemer
    is_reader = place is not None and (
        (step.reads == words.BEZOEKERS and place.is_visitor)
        or (step.reads == words.GASTHEER_EN_BEZOEKERS and (place.is_visitor or place.is_host))
    )
    return Stapplaats(step, toernee, bezoek, deelnemer, own, is_reader)


def own_antwoord(place: Stapplaats) -> Stapantwoord | None:
    """Return what this person wrote in this step, None when nothing. In a scope."""
    if place.own is None:
        return None
    row = Stapantwoord.objects.filter(stap=place.own).first()
    if row is not None:
        row.stap = place.own
    return row


def readable_antwoorden(place: Stapplaats) -> QuerySet[Stapantwoord]:
    """Return what others answered in this step and this person reads now: handed in, never a draft. In a scope.

    With NA_EIGEN nothing before she handed in her own. Who receives in somebody's place reads nothing from before she
    came: that is about the samenwerking of who left.
    """
    rows = Stapantwoord.objects.filter(
        stap__toernee=place.toernee, stap__bezoek=place.bezoek, stap__step=place.step.code, handed_in_at__isnull=False
    ).exclude(stap=place.own)
    if place.bezoek is not None and place.deelnemer is not None and place.bezoek.host_id == place.deelnemer.pk:
        rows = rows.filter(handed_in_at__gte=place.deelnemer.joined_at)
    if place.is_reader:
        return rows
    if place.step.reads == words.NA_EIGEN and place.own is not None:
        is_in = Stapantwoord.objects.filter(stap=place.own, handed_in_at__isnull=False).exists()
        return rows if is_in else rows.none()
    return rows.none()


def may_excuse(user: Visitor, stap: Toerneestap, now: datetime) -> bool:
    """Whether the person may say that this step need not be done: the hart any step, host and voorzitter of a visit
    those of that visit. `toernee__kring` and `bezoek__toernee__kring` are at hand."""
    if not goes_on(stap.toernee):
        return False
    if may_look_after_toernees(user, now):
        return True
    return stap.bezoek is not None and may_lead_bezoek(user, stap.bezoek, now)


def may_lead_bezoek(user: Visitor, bezoek: Bezoek, now: datetime) -> bool:
    """Whether the person sees to the steps of this visit: its host and its voorzitter, who agreed and are still in."""
    return leads(place_at(user, bezoek, now))


def leads(place: Bezoekplaats) -> bool:
    """Whether who stands here sees to the steps of the visit."""
    return place.has_agreed and (place.is_host or (place.is_visitor and place.rol == Rol.VOORZITTER))


def excusable_stappen(user: Visitor, toernee: Toernee, now: datetime) -> QuerySet[Toerneestap]:
    """Return the steps of a toernee from which this person could excuse somebody; `may_excuse` judges each."""
    rows = Toerneestap.objects.filter(toernee=toernee)
    is_known = may_look_after_toernees(user, now) or may_read_toernee(user, toernee, now)
    return rows if is_known else rows.none()


def told_of_late_steps(now: datetime) -> list[User]:
    """Return who hears in the end that a step is late: the coördinerend hart. A name and a step, nothing else."""
    return coordinatoren(now)


def who_see_to(stappen: Sequence[Toerneestap], now: datetime) -> dict[UUID, User]:
    """Return who hears first that these steps are late, by step: the voorzitter of the visit, and for a step of the
    whole toernee its contactpersoon. Never who is late herself, nor who left or did not agree. Three queries."""
    bezoek_ids = {stap.bezoek_id for stap in stappen if stap.bezoek_id}
    chairs = {
        row.bezoek_id: row.deelnemer.user
        for row in Bezoekrol.objects.filter(
            bezoek__in=bezoek_ids, rol=Rol.VOORZITTER, deelnemer__left_at__isnull=True
        ).select_related("deelnemer__user")
    }
    kring_ids = {stap.toernee.kring_id for stap in stappen}
    agreed = agreed_lidmaatschappen(now).filter(kring__in=kring_ids).select_related("user")
    inside = {(row.kring_id, row.user_id) for row in agreed}
    leading = {row.kring_id: row.user for row in agreed if row.role == KringRol.TREKKER}
    found = {}
    for stap in stappen:
        user = chairs.get(stap.bezoek_id) if stap.bezoek_id else leading.get(stap.toernee.kring_id)
        if user and user.pk != stap.deelnemer.user_id and (stap.toernee.kring_id, user.pk) in inside:
            found[stap.pk] = user
    return found
