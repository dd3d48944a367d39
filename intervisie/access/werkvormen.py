"""Who keeps methods and decks of cards in /beheer/, and which methods members read."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from community.access.kennis import may_enter_beheer, may_keep_registers
from community.access.kringen import Visitor
from intervisie.models import Werkvormversie


def may_keep_werkvormen(user: Visitor, now: datetime) -> bool:
    """Whether the person may change methods and publish their versions: who keeps the other registers."""
    return may_keep_registers(user, now)


def may_keep_decks(user: Visitor, now: datetime) -> bool:
    """Whether the person may change decks and publish their versions: redacteuren too, for these are texts."""
    return may_enter_beheer(user, now)


def readable_versies(user: Visitor, now: datetime) -> QuerySet[Werkvormversie]:
    """Return, of each method that is offered, its newest published version; every member reads these."""
    return offered_versies() if user.is_active else Werkvormversie.objects.none()


def offered_versies() -> QuerySet[Werkvormversie]:
    """Return, of each method that is offered, its newest published version: with these a session can be made."""
    published = Werkvormversie.objects.filter(werkvorm=OuterRef("werkvorm"), published_at__isnull=False)
    newest = Subquery(published.order_by("-number").values("pk")[:1])
    return Werkvormversie.objects.filter(werkvorm__is_offered=True, pk=newest)
