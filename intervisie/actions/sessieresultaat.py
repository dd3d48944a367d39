"""What follows when a session closes, and what somebody does with her own result."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.actions.opbrengsten import add_opbrengst
from casussen.models import Casus, Sessieopbrengst
from community import access
from community.actions.errors import ActionError
from community.actions.gastlinks import make_gastlink, revoke_gastlink
from community.berichten.outbox import owe_many
from community.models import Gastlink, User
from community.workdays import at_local
from intervisie.access.sessiegasten import RESULT_LINK, SESSIE_LINK, has_result
from intervisie.access.sessies import Plek
from intervisie.models import Sessie, Sessiedeelnemer
from intervisie.queries.sessieresultaat import content_for_casus, last_day, readers_of, result_of

RESULT, GUEST_RESULT = "N62", "N226"
# How many addresses one guest may leave, a wrong one included.
MOST_ADDRESSES = 3


def tell_results(sessie: Sessie, now: datetime) -> None:
    """Tell who has an account that her result is there, and end the invitations of guests who never came.

    Call inside the transaction that closes the session, when it is closed.
    """
    people = [row.user for row in readers_of([sessie.pk]).get(sessie.pk, []) if row.user is not None]
    owe_many(RESULT, object_id=sessie.pk, recipients=people, now=now)
    for link in Gastlink.objects.filter(kind=SESSIE_LINK, object_id=sessie.pk, revoked_at__isnull=True):
        revoke_gastlink(gastlink=link, now=now)


def mail_result(*, plek: Plek, email: str, now: datetime) -> Gastlink:
    """Mail a guest a link to her own result, which asks for a code. A link to another address ends.

    Raises DeniedError for who is no guest with a result, ActionError after three addresses, or when nobody with an
    account is left in whose name the mail goes.
    """
    access.require(plek.is_guest and has_result(plek))
    with transaction.atomic():
        stored = _locked(plek)
        links = list(Gastlink.objects.filter(kind=RESULT_LINK, object_id=stored.pk))
        living = [link for link in links if link.revoked_at is None]
        same = next((link for link in living if link.email == email), None)
        if same is not None:
            return same
        if len(links) >= MOST_ADDRESSES:
            raise ActionError(_("Je gaf al drie adressen op. Open de link in de laatste mail die je kreeg."))
        host = _host_of(plek.sessie)
        if host is None:
            raise ActionError(_("We kunnen je nu geen mail sturen. Druk je resultaat af of bewaar deze pagina."))
        for link in living:
            revoke_gastlink(gastlink=link, now=now)
        return make_gastlink(
            host=host, kind=RESULT_LINK, object_id=stored.pk, name=stored.name, email=email,
            expires_at=at_local(last_day(plek.sessie) + timedelta(days=1), time(0)), now=now,
        )  # fmt: skip


def put_with_casus(*, actor: User, plek: Plek, casus: Casus, now: datetime) -> Sessieopbrengst:
    """Copy one's own result into an own casus, without who gave what. In a scope.

    Raises DeniedError for another's result or casus, HereAlreadyError when it stands there already.
    """
    access.require(has_result(plek) and plek.user == actor)
    result = result_of(plek, now)
    if result is None:
        raise access.DeniedError
    return add_opbrengst(actor=actor, casus=casus, content=content_for_casus(result), now=now)


def _locked(plek: Plek) -> Sessiedeelnemer:
    """Hold the seat of a guest. Raises DeniedError when she was shut out meanwhile."""
    own = plek.deelnemer
    rows = Sessiedeelnemer.objects.select_for_update().filter(removed_at__isnull=True)
    stored = rows.filter(pk=own.pk).first() if own is not None else None
    if stored is None:
        raise access.DeniedError
    return stored


def _host_of(sessie: Sessie) -> User | None:
    """Return in whose name a guest is mailed: who made the session, else somebody with an account who took part."""
    if sessie.made_by is not None and sessie.made_by.is_active:
        return sessie.made_by
    rows = Sessiedeelnemer.objects.filter(sessie=sessie, user__is_active=True, joined_at__isnull=False)
    found = rows.select_related("user").order_by("number").first()
    return found.user if found is not None else None
