"""Who writes and shares the advice of a casus, and what an opdrachtgever reads and answers through her link."""

from datetime import datetime

from django.db.models import F, QuerySet

from casussen.access.casussen import may_govern_casus, may_write_casus
from casussen.access.delen import may_share_casus
from casussen.models import Adviesantwoord, Adviesdeling, Casus
from community.access.gastlinks import living_gastlinks
from community.access.kringen import Visitor
from community.models import Gastlink


def may_write_advies(user: Visitor, casus: Casus, now: datetime) -> bool:
    """Whether the person writes the advice: who writes in the casus."""
    return may_write_casus(user, casus, now)


def may_share_advies(user: Visitor, casus: Casus, now: datetime) -> bool:
    """Whether the person shares the advice with an opdrachtgever: who shares the casus, its owner."""
    return may_share_casus(user, casus, now)


def living_adviesdelingen(casus: Casus, now: datetime) -> QuerySet[Adviesdeling]:
    """Return with whom the advice of this casus is shared now."""
    return Adviesdeling.objects.filter(casus=casus, gastlink__in=living_gastlinks(now))


def governed_adviesdelingen(user: Visitor, casus: Casus, now: datetime) -> QuerySet[Adviesdeling]:
    """Return with whom the advice is shared now, for who may change and end it: the owner."""
    rows = living_adviesdelingen(casus, now)
    return rows if may_govern_casus(user, casus, now) else rows.none()


def governed_antwoorden(user: Visitor, casus: Casus, now: datetime) -> QuerySet[Adviesantwoord]:
    """Return what opdrachtgevers answered, for who freezes an answer: the owner."""
    rows = Adviesantwoord.objects.filter(casus=casus)
    return rows if may_govern_casus(user, casus, now) else rows.none()


def adviesdelingen_of(gastlink: Gastlink, now: datetime) -> QuerySet[Adviesdeling]:
    """Return what this opdrachtgever reads now: nothing of a casus that is to be removed or whose owner left."""
    return Adviesdeling.objects.filter(
        gastlink__in=living_gastlinks(now).filter(pk=gastlink.pk),
        casus__remove_at__isnull=True, casus__owner__is_active=True,
    )  # fmt: skip


def is_answerable(deling: Adviesdeling, antwoord: Adviesantwoord | None) -> bool:
    """Whether the opdrachtgever may still give or change her answer to the version she reads."""
    return antwoord is None or (antwoord.versie_id == deling.versie_id and antwoord.closed_at is None)


def unread_adviesdelingen(now: datetime) -> QuerySet[Adviesdeling]:
    """Return the advices that were shared and that nobody opened yet, of casussen that stay."""
    rows = Adviesdeling.objects.filter(opened_at__isnull=True, gastlink__in=living_gastlinks(now))
    return rows.filter(casus__remove_at__isnull=True, gastlink__made_by=F("casus__owner"))
