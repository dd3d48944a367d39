"""Who reads and keeps what stands of a founding partner.

Its contacts hold the role PARTNERCONTACT for the organisatie: there is no second list of them. They read it until
four months after its end, and change it while it runs. BEEINDIGD closes it for them at once. The coördinerend hart
keeps all partnerschappen, but never reads the lines of a list of regisseurs.
"""

import uuid
from datetime import date, datetime

from django.db.models import Q, QuerySet

from community.access.kennis import may_keep_registers
from community.access.kringen import Visitor
from community.access.rollen import active_toekenningen, is_coordinator
from community.bewaarregels import REGELS
from community.models import RUNNING, Partnerschap, PartnerschapStatus, Rol, Roltoekenning, User
from community.workdays import local_date

# How long contacts read on after the last day, and how long the lines of their list stay: four months. When it ends in
# the first days of a quarter, its last report is frozen more than three months later.
AFTERWARDS = REGELS["regisseurlijsten"].term


def contact_organisatie_ids(user: Visitor, now: datetime) -> set[uuid.UUID]:
    """Return the organisaties this person is contact of. Costs no query when the roles came with the person."""
    return {
        toekenning.organisatie_id
        for toekenning in active_toekenningen(user, now)
        if toekenning.rol == Rol.PARTNERCONTACT and toekenning.organisatie_id is not None
    }


def own_partnerschappen(user: Visitor, now: datetime) -> QuerySet[Partnerschap]:
    """Return the partnerschappen this person reads as a contact; no query for who is contact of nothing."""
    ids = contact_organisatie_ids(user, now)
    return Partnerschap.objects.filter(readable_on(local_date(now)), organisatie__in=ids) if ids else _nothing()


def visible_partnerschappen(user: Visitor, now: datetime) -> QuerySet[Partnerschap]:
    """Return the partnerschappen this person reads: her own, and all of them for the coördinerend hart."""
    return Partnerschap.objects.all() if may_keep_partnerschappen(user, now) else own_partnerschappen(user, now)


def registered_partnerschappen(user: User, now: datetime) -> QuerySet[Partnerschap]:
    """Return the partnerschappen in the register of /beheer/: with whom and until when, for who keeps registers."""
    return Partnerschap.objects.all() if may_keep_registers(user, now) else _nothing()


def may_keep_partnerschappen(user: Visitor, now: datetime) -> bool:
    """Whether the person begins, extends and ends partnerschappen: the coördinerend hart."""
    return is_coordinator(user, now)


def is_contact(user: Visitor, partnerschap: Partnerschap, now: datetime) -> bool:
    """Whether the person reads this partnerschap as its contact. No query; judges the row as it is at hand."""
    day = local_date(now)
    is_past = partnerschap.end_date is not None and partnerschap.end_date < day - AFTERWARDS
    is_open = partnerschap.status != PartnerschapStatus.BEEINDIGD and not is_past
    return is_open and partnerschap.organisatie_id in contact_organisatie_ids(user, now)


def may_change_own(user: Visitor, partnerschap: Partnerschap, now: datetime) -> bool:
    """Whether the person changes what her organisatie gives and whom it sends: a contact, while it runs."""
    return is_running(partnerschap, local_date(now)) and is_contact(user, partnerschap, now)


def may_change_bijdragen(user: Visitor, partnerschap: Partnerschap, now: datetime) -> bool:
    """Whether the person writes down what was promised and what came of it: contacts while it runs, and the hart."""
    return may_keep_partnerschappen(user, now) or may_change_own(user, partnerschap, now)


def may_see_lijst(user: Visitor, partnerschap: Partnerschap, now: datetime) -> bool:
    """Whether the person reads the lines of the list of regisseurs: its contacts alone."""
    return is_contact(user, partnerschap, now)


def is_running(partnerschap: Partnerschap, day: date) -> bool:
    """Whether the partnerschap is agreed and not past its end on this day."""
    return partnerschap.status in RUNNING and partnerschap.end_date is not None and day < partnerschap.end_date


def readable_on(day: date) -> Q:
    """Return the condition that contacts may read a partnerschap on this day."""
    return ~Q(status=PartnerschapStatus.BEEINDIGD) & (Q(end_date__isnull=True) | Q(end_date__gte=day - AFTERWARDS))


def contact_toekenningen(organisatie_ids: "set[uuid.UUID]", now: datetime) -> QuerySet[Roltoekenning]:
    """Return the roles that make people contact of these organisaties now, of active people."""
    day = local_date(now)
    return Roltoekenning.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gte=day),
        rol=Rol.PARTNERCONTACT, organisatie__in=organisatie_ids, from_date__lte=day, user__is_active=True,
    )  # fmt: skip


def contacts_of(partnerschap: Partnerschap, now: datetime) -> list[User]:
    """Return the people who are contact of this partnerschap now, by name."""
    held = contact_toekenningen({partnerschap.organisatie_id}, now)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("sort_key", "pk"))


def may_see_partner(user: Visitor, now: datetime) -> bool:
    """Whether the menu shows Partner: who is contact of what she may read. Only of contacts the database is asked."""
    return own_partnerschappen(user, now).exists() if contact_organisatie_ids(user, now) else False


def _nothing() -> QuerySet[Partnerschap]:
    return Partnerschap.objects.none()
