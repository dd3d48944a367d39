"""Who is asked to answer a request to join: who leads the group, or the coördinatoren while nobody does.

Apart from actions.toetredingen, because accepting agreements (actions.kringen) can make somebody one who answers.
"""

from datetime import datetime

from community.access.kringen import agreed_lidmaatschappen
from community.access.rollen import coordinatoren
from community.actions.taken import open_taken, withdraw_taken
from community.berichten.outbox import owe_many
from community.models import Kring, KringRol, Toetreding, ToetredingStatus, User

TOETREDING_BEOORDELEN = "TOETREDING_BEOORDELEN"


def ask_again(kring: Kring, now: datetime) -> None:
    """Give every open request to who answers it now: who leads the group, or the coördinatoren when nobody does.

    Who was asked already is not told twice; of who no longer answers the duty is taken back. Call under the lock.
    """
    deciders = deciders_in(kring, now)
    for toetreding in Toetreding.objects.filter(kring=kring, status=ToetredingStatus.AANGEVRAAGD):
        withdraw_taken(TOETREDING_BEOORDELEN, object_id=toetreding.pk, now=now, but_not=deciders)
        ask_deciders(toetreding, deciders, now)


def ask_deciders(toetreding: Toetreding, deciders: list[User], now: datetime) -> None:
    """Make answering this request the duty of these people, and tell who was not told before."""
    open_taken(TOETREDING_BEOORDELEN, users=deciders, object_id=toetreding.pk, kring=toetreding.kring, now=now)
    owe_many("N100", object_id=toetreding.pk, recipients=deciders, moment="gevraagd", now=now)


def deciders_in(kring: Kring, now: datetime) -> list[User]:
    """Return who answers requests in this Kring now: who leads it and agreed to its agreements."""
    leading = agreed_lidmaatschappen(now).filter(kring=kring, role=KringRol.TREKKER).select_related("user")
    return [row.user for row in leading] or coordinatoren(now)
