"""Who keeps the terms and the sources, who settles what a term means, and who proposes something better."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kennis import is_member, may_edit_website
from community.access.kringen import Visitor
from community.access.rollen import coordinatoren, is_coordinator, platform_toekenningen
from community.models import BegripStatus, Begripversie, Kennisvoorstel, Rol, User
from community.workdays import local_date


def may_keep_begrippen(user: Visitor, now: datetime) -> bool:
    """Whether the person writes terms and keeps the sources: redacteuren."""
    return may_edit_website(user, now)


def may_read_register(user: Visitor, now: datetime) -> bool:
    """Whether the person sees terms with their concepts: who writes them, and who can be their second reader."""
    return may_keep_begrippen(user, now) or is_coordinator(user, now)


def may_settle(user: Visitor, versie: Begripversie, now: datetime) -> bool:
    """Whether the person may settle this version: a second reader, never who wrote it."""
    return may_read_register(user, now) and versie.status == BegripStatus.CONCEPT and versie.written_by_id != user.pk


def may_propose(user: Visitor, now: datetime) -> bool:
    """Whether the person may propose something better: every member."""
    return is_member(user)


def visible_voorstellen(user: Visitor, now: datetime) -> QuerySet[Kennisvoorstel]:
    """Return what members proposed, for who handles it; of others nothing."""
    rows = Kennisvoorstel.objects.all()
    return rows if may_read_register(user, now) else rows.none()


def keepers_of_knowledge(now: datetime) -> list[User]:
    """Return who hears of a proposal: the redacteuren, or the coördinerend hart where nobody is redacteur."""
    holding = platform_toekenningen(local_date(now)).filter(rol=Rol.REDACTEUR)
    found = list(User.objects.filter(pk__in=holding.values("user")).order_by("sort_key", "pk"))
    return found or coordinatoren(now)
