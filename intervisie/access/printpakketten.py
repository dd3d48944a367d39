"""Who prints what a method needs: every member, what is published; for a session the version that it keeps."""

from datetime import datetime

from community.access.kringen import Visitor
from community.models import User
from intervisie.access.sessies import visible_sessies
from intervisie.models import Deckversie, Sessie, Werkvorm, Werkvormversie


def printable_versie(user: Visitor, code: str, now: datetime) -> Werkvormversie | None:
    """Return the newest published version of a method that is offered; None when there is none."""
    if not _is_member(user):
        return None
    rows = Werkvormversie.objects.filter(werkvorm__code=code, werkvorm__is_offered=True, published_at__lte=now)
    return rows.select_related("werkvorm__deck").order_by("-number").first()


def printable_deckversie(versie: Werkvormversie, now: datetime) -> Deckversie | None:
    """Return the newest published version of the deck of a method, if it has one."""
    rows = Deckversie.objects.filter(deck=versie.werkvorm.deck_id, published_at__lte=now)
    return rows.select_related("deck").order_by("-number").first()


def printable_sessie(user: Visitor, code: str, werkvorm: str, now: datetime) -> Sessie | None:
    """Return a session with this method that this person sees; it is printed as it was planned."""
    rows = visible_sessies(user, now).filter(code=code, versie__werkvorm__code=werkvorm)
    return rows.select_related("versie__werkvorm__deck", "deckversie__deck").first()


def may_print(user: Visitor, werkvorm: Werkvorm) -> bool:
    """Whether this person has packs of this method made and fetches them. Nothing in them is about people."""
    return _is_member(user) and Werkvormversie.objects.filter(werkvorm=werkvorm, published_at__isnull=False).exists()


def _is_member(user: Visitor) -> bool:
    return isinstance(user, User) and user.is_active
