"""Who asks for bemiddeling, who chooses a bemiddelaar, and who reads what it is about.

The text is read by who asked, and by who was chosen from the moment she took it on until it ends. The coördinerend hart
sees who asks, which style, how soon and for which samenwerking, and never the text.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.kringen import Visitor
from community.access.people import listed_profielen
from community.access.rollen import is_coordinator
from community.models import Profiel, User, VisibleTo
from intervisie.models import OPEN_BEMIDDELING, BemiddelingStatus, Bemiddelingsvraag

# What who offers bemiddeling writes in her profile; parts of words, in small letters.
OFFER_WORDS = ("bemiddel", "mediat", "procesbegelei", "conflict")
CHANGEABLE = (BemiddelingStatus.GEVRAAGD, BemiddelingStatus.VOORGESTELD)
# The bemiddelaar knows of the request then. Of one that was withdrawn she hears, and no more.
WITH_MEDIATOR = (BemiddelingStatus.VOORGESTELD, BemiddelingStatus.LOOPT, BemiddelingStatus.AFGEROND)


def may_ask_bemiddeling(user: Visitor, now: datetime) -> bool:
    """Whether the person may ask for bemiddeling: every member."""
    return isinstance(user, User) and user.is_active


def own_vragen(user: Visitor, now: datetime) -> QuerySet[Bemiddelingsvraag]:
    """Return what this person asked, ended requests too. In a scope."""
    rows = Bemiddelingsvraag.objects.all()
    return rows.filter(asker=user) if isinstance(user, User) and user.is_active else rows.none()


def mediated_vragen(user: Visitor, now: datetime) -> QuerySet[Bemiddelingsvraag]:
    """Return the requests for which this person was asked, or that she took on. In a scope."""
    rows = Bemiddelingsvraag.objects.filter(status__in=WITH_MEDIATOR)
    return rows.filter(mediator=user) if isinstance(user, User) and user.is_active else rows.none()


def visible_vragen(user: Visitor, now: datetime) -> QuerySet[Bemiddelingsvraag]:
    """Return the requests whose page this person opens: who asked, and who was chosen. In a scope."""
    rows = Bemiddelingsvraag.objects.all()
    if not isinstance(user, User) or not user.is_active:
        return rows.none()
    return rows.filter(Q(asker=user) | Q(mediator=user, status__in=WITH_MEDIATOR))


def may_look_after_bemiddeling(user: Visitor, now: datetime) -> bool:
    """Whether the person chooses who mediates: the coördinerend hart."""
    return is_coordinator(user, now)


def looked_after_vragen(user: Visitor, now: datetime) -> QuerySet[Bemiddelingsvraag]:
    """Return all requests, without their text, for who chooses a bemiddelaar. In a scope."""
    rows = Bemiddelingsvraag.objects.defer("text")
    return rows if may_look_after_bemiddeling(user, now) else rows.none()


def may_read_text(user: Visitor, vraag: Bemiddelingsvraag, now: datetime) -> bool:
    """Whether the person reads what it is about: who asked, and who took it on while it runs."""
    if not isinstance(user, User) or not user.is_active:
        return False
    is_running = vraag.status == BemiddelingStatus.LOOPT
    return vraag.asker_id == user.pk or (is_running and vraag.mediator_id == user.pk)


def may_change_vraag(user: Visitor, vraag: Bemiddelingsvraag, now: datetime) -> bool:
    """Whether the person changes the request: who asked, until somebody took it on."""
    return isinstance(user, User) and user.is_active and vraag.asker_id == user.pk and vraag.status in CHANGEABLE


def may_withdraw_vraag(user: Visitor, vraag: Bemiddelingsvraag, now: datetime) -> bool:
    """Whether the person takes the request back: who asked, until it ended."""
    return isinstance(user, User) and user.is_active and vraag.asker_id == user.pk and vraag.status in OPEN_BEMIDDELING


def may_answer_vraag(user: Visitor, vraag: Bemiddelingsvraag, now: datetime) -> bool:
    """Whether the person says that she takes it on, or not: who was chosen."""
    return _mediates(user, vraag) and vraag.status == BemiddelingStatus.VOORGESTELD


def may_give_back(user: Visitor, vraag: Bemiddelingsvraag, now: datetime) -> bool:
    """Whether the person gives the request back: who took it on, while it runs."""
    return _mediates(user, vraag) and vraag.status == BemiddelingStatus.LOOPT


def may_finish_vraag(user: Visitor, vraag: Bemiddelingsvraag, now: datetime) -> bool:
    """Whether the person says that it is finished: who asked and who mediates, while it runs."""
    if vraag.status != BemiddelingStatus.LOOPT or not isinstance(user, User) or not user.is_active:
        return False
    return user.pk in (vraag.asker_id, vraag.mediator_id)


def may_choose_mediator(user: Visitor, vraag: Bemiddelingsvraag, now: datetime) -> bool:
    """Whether the person chooses who mediates: the hart, until somebody took it on."""
    return vraag.status in CHANGEABLE and may_look_after_bemiddeling(user, now)


def offering_profielen(user: User, now: datetime) -> QuerySet[Profiel]:
    """Return who is in the ledengids and says to all members that she offers bemiddeling or guidance of a process."""
    words = Q()
    for word in OFFER_WORDS:
        words |= Q(biedt__icontains=word)
    return listed_profielen(user, now).filter(words, biedt_visible_to=VisibleTo.LEDEN)


def _mediates(user: Visitor, vraag: Bemiddelingsvraag) -> bool:
    return isinstance(user, User) and user.is_active and vraag.mediator_id == user.pk
