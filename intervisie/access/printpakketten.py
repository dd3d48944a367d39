"""Who prints what a method needs: every member, what is published; for a session the version that it keeps."""

from datetime import datetime

from community.access.kringen import Visitor
from community.models import User
from intervisie.access.sessies import visible_sessies
from intervisie.access.werkvormen import readable_versies
from intervisie.models import Sessie, Werkvorm, Werkvormversie


def printable_versie(user: Visitor, code: str, now: datetime) -> Werkvormversie | None:
    """Return the newest published version of a method that is offered; None when there is none."""
    return readable_versies(user, now).filter(werkvorm__code=code).select_related("werkvorm__deck").first()


def printable_sessie(user: Visitor, code: str, werkvorm: str, now: datetime) -> Sessie | None:
    """Return a session with this method that this person sees; it is printed as it was planned."""
    rows = visible_sessies(user, now).filter(code=code, versie__werkvorm__code=werkvorm)
    return rows.select_related("versie__werkvorm__deck", "deckversie__deck").first()


def may_print(user: Visitor, werkvorm: Werkvorm) -> bool:
    """Whether this person has packs of this method made and fetches them. Nothing in them is about people."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return Werkvormversie.objects.filter(werkvorm=werkvorm, published_at__isnull=False).exists()
