"""Who knows of a round of intervisie, who registers for it, and who divides it.

Members see the rounds of their region and their own registration; of others nothing. The coördinerend hart sees who
registered and when and where they can. What somebody keeps private (Vasteregel) is read by herself alone, and by the
engine in the worker.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.kringen import Visitor
from community.access.people import visible_profielen
from community.access.rollen import is_coordinator
from community.models import Profiel, Samenwerking, User
from community.workdays import local_date
from intervisie.models import (
    OPEN_AANMELDING,
    Matchaanmelding,
    Matchronde,
    RondeStatus,
    Rondeuitnodiging,
    Vasteregel,
)

# A round that people can still come into or leave.
UNDECIDED = (RondeStatus.OPEN, RondeStatus.GESLOTEN)
CHANGEABLE = (RondeStatus.CONCEPT, *UNDECIDED)


def may_run_matching(user: Visitor, now: datetime) -> bool:
    """Whether the person makes rounds and divides who registered: the coördinerend hart."""
    return is_coordinator(user, now)


def may_change_ronde(user: Visitor, ronde: Matchronde, now: datetime) -> bool:
    """Whether the person may still change this round: nothing was decided about it."""
    return ronde.status in CHANGEABLE and may_run_matching(user, now)


def planned_rondes(user: Visitor, now: datetime) -> QuerySet[Matchronde]:
    """Return what a coördinator looks after: every round, a concept too."""
    rows = Matchronde.objects.all()
    return rows if may_run_matching(user, now) else rows.none()


def visible_rondes(user: Visitor, now: datetime) -> QuerySet[Matchronde]:
    """Return the rounds a member may know of: those open for her region, and those she registered for."""
    if not isinstance(user, User) or not user.is_active:
        return Matchronde.objects.none()
    own = Matchaanmelding.objects.filter(user=user).values("ronde")
    return Matchronde.objects.filter(_open_on(now) & _meant_for(user) | Q(pk__in=own))


def open_rondes(user: Visitor, now: datetime) -> QuerySet[Matchronde]:
    """Return the rounds this person can register for today: open, and for her region or with her asked by name."""
    if not isinstance(user, User) or not user.is_active:
        return Matchronde.objects.none()
    return Matchronde.objects.filter(_open_on(now) & _meant_for(user))


def may_register(user: Visitor, ronde: Matchronde, now: datetime) -> bool:
    """Whether the person may register for this round today, or change what she asked: it is open, for her region.

    Who registered before may change it also when she moved to another region since; who was asked by name may register
    wherever she works.
    """
    if not isinstance(user, User) or not user.is_active or not is_open(ronde, now):
        return False
    if is_for(ronde, _provincies_of(user)) or Matchaanmelding.objects.filter(ronde=ronde, user=user).exists():
        return True
    return Rondeuitnodiging.objects.filter(ronde=ronde, user=user, is_by_name=True).exists()


def may_ask_by_name(user: Visitor, ronde: Matchronde, now: datetime) -> bool:
    """Whether the person asks members by name for this round: who divides it, while it is open."""
    return is_open(ronde, now) and may_run_matching(user, now)


def may_withdraw(user: Visitor, aanmelding: Matchaanmelding, now: datetime) -> bool:
    """Whether the person may take back this registration: it is hers. What still can be, is judged under lock."""
    return isinstance(user, User) and user.is_active and aanmelding.user_id == user.pk


def is_open(ronde: Matchronde, now: datetime) -> bool:
    """Whether one can register on this day: opened, and the last day is not over."""
    return ronde.status == RondeStatus.OPEN and local_date(now) <= ronde.closes_date


def is_for(ronde: Matchronde, provincies: Collection[str]) -> bool:
    """Whether a round is for who works in these provinces. Without any, on either side: yes."""
    return not ronde.provincies or not provincies or bool(set(ronde.provincies) & set(provincies))


def visible_aanmeldingen(user: Visitor, ronde: Matchronde, now: datetime) -> QuerySet[Matchaanmelding]:
    """Return who is registered for this round: to the coördinerend hart all, to others their own."""
    if not isinstance(user, User) or not user.is_active:
        return Matchaanmelding.objects.none()
    rows = Matchaanmelding.objects.filter(OPEN_AANMELDING, ronde=ronde)
    return rows if may_run_matching(user, now) else rows.filter(user=user)


def own_aanmeldingen(user: Visitor, now: datetime) -> QuerySet[Matchaanmelding]:
    """Return the person's own registrations, withdrawn ones too."""
    if not isinstance(user, User) or not user.is_active:
        return Matchaanmelding.objects.none()
    return Matchaanmelding.objects.filter(user=user)


def own_vasteregels(user: Visitor, now: datetime) -> QuerySet[Vasteregel]:
    """Return what the person herself keeps private about her registrations. In a scope."""
    if not isinstance(user, User) or not user.is_active:
        return Vasteregel.objects.none()
    return Vasteregel.objects.filter(aanmelding__user=user)


def own_uitnodigingen(user: Visitor, now: datetime) -> QuerySet[Rondeuitnodiging]:
    """Return what rounds this person was told of."""
    if not isinstance(user, User) or not user.is_active:
        return Rondeuitnodiging.objects.none()
    return Rondeuitnodiging.objects.filter(user=user)


def invitable_people(ronde: Matchronde, now: datetime) -> QuerySet[User]:
    """Return who is told that this round opens: every active member of its region, or of no region."""
    rows = User.objects.filter(is_active=True, profiel__isnull=False)
    if not ronde.provincies:
        return rows
    return rows.filter(Q(profiel__provincies=[]) | Q(profiel__provincies__overlap=ronde.provincies))


def directed_samenwerkingen(user: User, now: datetime) -> QuerySet[Samenwerking]:
    """Return the samenwerkingen in the register that this person directs now."""
    return Samenwerking.objects.filter(regisseurs=user, ended_at__isnull=True)


def nameable_people(user: User, now: datetime) -> QuerySet[User]:
    """Return whom this person may name in a registration: every member whose page she may open, but not herself."""
    rows = visible_profielen(user, now).values("user")
    return User.objects.filter(pk__in=rows, is_active=True).exclude(pk=user.pk)


def _open_on(now: datetime) -> Q:
    return Q(status=RondeStatus.OPEN, closes_date__gte=local_date(now))


def _meant_for(user: User) -> Q:
    provincies = _provincies_of(user)
    if not provincies:
        return Q()
    by_name = Rondeuitnodiging.objects.filter(user=user, is_by_name=True)
    return _for_provincies(provincies) | Q(pk__in=by_name.values("ronde"))


def _for_provincies(provincies: Collection[str]) -> Q:
    return Q(provincies=[]) | Q(provincies__overlap=list(provincies))


def _provincies_of(user: User) -> list[str]:
    """Return in which provinces she works, as she wrote it herself. One query for as often as it is asked."""
    try:
        return list(user.profiel.provincies)
    except Profiel.DoesNotExist:
        return []
