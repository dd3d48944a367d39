"""Who may read and write the messages of a Kring: its members, and nobody else, whatever their role."""

from datetime import datetime

from django.db.models import QuerySet

from community.access.kringen import Standing, Visitor, open_kring_ids_of, standing
from community.models import Groepsbericht, GroepsberichtKind, Kring, User


def visible_groepsberichten(user: Visitor, now: datetime) -> QuerySet[Groepsbericht]:
    """Return the messages this person may read: of the Kringen she is in and whose agreements she accepted."""
    if not isinstance(user, User) or not user.is_active:
        return Groepsbericht.objects.none()
    return Groepsbericht.objects.filter(kring__in=open_kring_ids_of(user, now))


def may_post(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether the person may write in this Kring: who reads along.

    That nobody writes in a closed one is said in words by actions.groepsberichten: she may have begun before it closed.
    """
    return standing(user, kring, now).may_read


def may_write_to_all(user: Visitor, kring: Kring, now: datetime) -> bool:
    """Whether the person may send all members of this Kring a mail: who leads it. A closed one as in `may_post`."""
    return standing(user, kring, now).leads


def may_edit_groepsbericht(user: Visitor, bericht: Groepsbericht, now: datetime) -> bool:
    """Whether the person may change this message: it is her own, and she may write here as in `may_post`."""
    return bericht.author_id == user.pk and standing(user, bericht.kring, now).may_read


def may_remove_groepsbericht(user: Visitor, bericht: Groepsbericht, now: datetime) -> bool:
    """Whether the person may take the text of this message away: her own, or in a Kring she leads. Also when closed."""
    return removes(user, bericht, standing(user, bericht.kring, now))


def may_choose_answer(user: Visitor, vraag: Groepsbericht, now: datetime) -> bool:
    """Whether the person may say which answer to this question is the best: who asked it, and who leads the Kring."""
    return chooses(user, vraag, standing(user, vraag.kring, now))


def edits(user: Visitor, bericht: Groepsbericht, place: Standing) -> bool:
    """Whether to offer changing this message, for who knows already where the person stands. No query."""
    return bericht.author_id == user.pk and place.may_read and bericht.kring.closed_at is None


def removes(user: Visitor, bericht: Groepsbericht, place: Standing) -> bool:
    """As `may_remove_groepsbericht`, for who knows already where the person stands: for lists. No query."""
    return place.leads or (place.may_read and bericht.author_id == user.pk)


def chooses(user: Visitor, vraag: Groepsbericht, place: Standing) -> bool:
    """As `may_choose_answer`, for who knows already where the person stands: for lists. No query."""
    is_open = vraag.kind == GroepsberichtKind.VRAAG and vraag.removed_at is None and vraag.kring.closed_at is None
    return is_open and place.may_read and (place.leads or vraag.author_id == user.pk)
