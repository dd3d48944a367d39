"""Who knows of a group of intervisie, reads what is written in it, and decides who is in it.

A group is known to its own people alone. What they write is read by who is in its Kring and agreed to its agreements,
by nobody else: a coördinator neither. The coördinerend hart sees that a group is there, who is in it, when it meets and
who agreed, and decides who comes in, who guides it and when it ends. Who left reads nothing of the group any more; her
own notes she does.
"""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Visitor, active_lidmaatschappen, kring_ids_of_kind, standing
from community.access.rollen import is_coordinator
from community.models import KringKind, KringRol, Lidmaatschap, User
from intervisie.models import Groepsnotitie, Intervisiegroep


def visible_groepen(user: Visitor, now: datetime) -> QuerySet[Intervisiegroep]:
    """Return the groups this person is in, agreements accepted or not, closed ones too."""
    return Intervisiegroep.objects.filter(kring__in=kring_ids_of_kind(user, KringKind.INTERVISIE, now))


def may_look_after_groepen(user: Visitor, now: datetime) -> bool:
    """Whether the person decides who is in the groups and who guides them: the coördinerend hart."""
    return is_coordinator(user, now)


def looked_after_groepen(user: Visitor, now: datetime) -> QuerySet[Intervisiegroep]:
    """Return the groups a coördinator looks after: all, but nothing of what is written in them."""
    rows = Intervisiegroep.objects.all()
    return rows if may_look_after_groepen(user, now) else rows.none()


def may_change_people(user: Visitor, groep: Intervisiegroep, now: datetime) -> bool:
    """Whether the person decides who is in this group, and ends it: the coördinerend hart, while it is not closed."""
    return groep.kring.closed_at is None and may_look_after_groepen(user, now)


def may_read_groep(user: Visitor, groep: Intervisiegroep, now: datetime) -> bool:
    """Whether the person reads what is written in this group: she is in it and agreed to its agreements."""
    return standing(user, groep.kring, now).may_read


def may_write_notitie(user: Visitor, groep: Intervisiegroep, now: datetime) -> bool:
    """Whether the person writes a note in this group: who reads along, while it is not closed."""
    return groep.kring.closed_at is None and may_read_groep(user, groep, now)


def readable_notities(user: Visitor, groep: Intervisiegroep, now: datetime) -> QuerySet[Groepsnotitie]:
    """Return the notes of this group for who reads along. In a scope."""
    rows = Groepsnotitie.objects.filter(groep=groep)
    return rows if may_read_groep(user, groep, now) else rows.none()


def own_notities(user: Visitor, now: datetime) -> QuerySet[Groepsnotitie]:
    """Return what this person wrote herself, also in groups she left, while the group keeps it. In a scope."""
    if not isinstance(user, User) or not user.is_active:
        return Groepsnotitie.objects.none()
    return Groepsnotitie.objects.filter(author=user)


def changeable_notities(user: Visitor, groep: Intervisiegroep, now: datetime) -> QuerySet[Groepsnotitie]:
    """Return the notes that this person may change and remove: her own, while she may write here. In a scope."""
    rows = Groepsnotitie.objects.filter(groep=groep)
    return rows.filter(author=user) if isinstance(user, User) and may_write_notitie(user, groep, now) else rows.none()


def may_leave_groep(user: Visitor, groep: Intervisiegroep, now: datetime) -> bool:
    """Whether there is something to leave: the person is in this group, and it is not closed."""
    return groep.kring.closed_at is None and standing(user, groep.kring, now).is_member


def may_become_contactpersoon(user: Visitor, groep: Intervisiegroep, now: datetime) -> bool:
    """Whether the person may take the part of contactpersoon: a member who agreed, in a group that has none now."""
    place = standing(user, groep.kring, now)
    if groep.kring.closed_at is not None or not place.may_read or place.role != KringRol.LID:
        return False
    return not contactpersonen(groep, now).exists()


def contactpersonen(groep: Intervisiegroep, now: datetime) -> QuerySet[Lidmaatschap]:
    """Return the memberships of who leads this group, agreements accepted or not."""
    return active_lidmaatschappen(now).filter(kring=groep.kring_id, role=KringRol.TREKKER)


def people_to_change(user: Visitor, groep: Intervisiegroep, now: datetime) -> QuerySet[Lidmaatschap]:
    """Return the memberships of this group that a coördinator ends or gives another part."""
    rows = active_lidmaatschappen(now).filter(kring=groep.kring_id)
    return rows if may_change_people(user, groep, now) else rows.none()
