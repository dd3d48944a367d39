"""Who plans that others look back, who is asked to, and who reads a reflection: nobody but who wrote it.

The coördinerend hart plans; it sees when is looked back and whether a talk was planned, never what anybody wrote, nor
who did.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.kringen import Visitor, active_lidmaatschappen, kring_ids_of, led_kring_ids_of
from community.access.rollen import is_coordinator
from community.access.samenwerkingen import own_samenwerkingen, visible_samenwerkingen
from community.models import Kring, KringKind, Samenwerking, User
from intervisie.models import Evaluatieplanning, EvaluatieplanningForm, Reflectie, Terugblik

# Of which kinds of Kring a looking back can be planned.
LOOKING_BACK = (KringKind.LEERGROEP, KringKind.INTERVISIE, KringKind.TOERNEE)


def may_plan_evaluaties(user: Visitor, now: datetime) -> bool:
    """Whether the person plans that groups and samenwerkingen look back: the coördinerend hart."""
    return is_coordinator(user, now)


def visible_evaluatieplanningen(user: Visitor, now: datetime) -> QuerySet[Evaluatieplanning]:
    """Return the plannings, ended ones too, for who plans them."""
    rows = Evaluatieplanning.objects.all()
    return rows if may_plan_evaluaties(user, now) else rows.none()


def plannable_kringen(user: Visitor, now: datetime) -> QuerySet[Kring]:
    """Return the groups of which this person can plan that they look back: open ones, by who plans."""
    rows = Kring.objects.filter(kind__in=LOOKING_BACK, closed_at__isnull=True)
    return rows if may_plan_evaluaties(user, now) else rows.none()


def plannable_samenwerkingen(user: Visitor, now: datetime) -> QuerySet[Samenwerking]:
    """Return the samenwerkingen of which this person can plan that their regisseurs look back."""
    rows = visible_samenwerkingen(user, now).filter(ended_at__isnull=True)
    return rows if may_plan_evaluaties(user, now) else rows.none()


def visible_terugblikken(user: Visitor, now: datetime) -> QuerySet[Terugblik]:
    """Return the talks to look back that this person is asked to plan: who leads the group, keeps the samenwerking, or
    belongs to the hart."""
    rows = Terugblik.objects.filter(planning__form=EvaluatieplanningForm.GESPREK)
    if not isinstance(user, User) or not user.is_active:
        return rows.none()
    if is_coordinator(user, now):
        return rows
    led = Q(planning__kring__in=led_kring_ids_of(user, now))
    return rows.filter(led | Q(planning__samenwerking__in=own_samenwerkingen(user, now)))


def reflectable_terugblikken(user: Visitor, now: datetime) -> QuerySet[Terugblik]:
    """Return the times at which this person writes for herself: of groups she is in and samenwerkingen she keeps, and
    those she wrote at."""
    if not isinstance(user, User) or not user.is_active:
        return Terugblik.objects.none()
    asked = Q(planning__form=EvaluatieplanningForm.REFLECTIE)
    inside = Q(planning__kring__in=kring_ids_of(user, now))
    kept = Q(planning__samenwerking__in=own_samenwerkingen(user, now))
    # What she wrote stays hers, also when another form was planned since.
    written = Q(pk__in=own_reflecties(user, now).values("terugblik"))
    return Terugblik.objects.filter(asked & (inside | kept) | written)


def own_reflecties(user: Visitor, now: datetime) -> QuerySet[Reflectie]:
    """Return what this person wrote for herself; of others nothing, whatever her role. In a scope."""
    rows = Reflectie.objects.all()
    return rows.filter(user=user) if isinstance(user, User) and user.is_active else rows.none()


def may_reflect(user: Visitor, terugblik: Terugblik, now: datetime) -> bool:
    """Whether the person may write for herself at this time."""
    return reflectable_terugblikken(user, now).filter(pk=terugblik.pk).exists()


def people_to_reflect(planning: Evaluatieplanning, now: datetime) -> list[User]:
    """Return who is asked to write for herself: everybody in the group, or who keeps the samenwerking."""
    if planning.kring is not None:
        rows = active_lidmaatschappen(now).filter(kring=planning.kring, user__is_active=True).select_related("user")
        return [row.user for row in rows]
    return keepers(planning)


def keepers(planning: Evaluatieplanning) -> list[User]:
    """Return the active regisseurs of the samenwerking that looks back; nobody for a group."""
    if planning.samenwerking is None:
        return []
    return list(planning.samenwerking.regisseurs.filter(is_active=True).order_by("sort_key", "pk"))
