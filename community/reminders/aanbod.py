"""Messages and duties of requests for what is offered: what each says at sending time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.aanbod import AANVRAAG_LINK
from community.actions.aanbod import (
    AANVRAAG_BEANTWOORDEN,
    ANSWERED,
    RECEIVED,
    hand_on_aanvragen,
    remove_old_aanvragen,
)
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import Aanvraag, AanvraagStatus, Gastlink
from community.queries.aanbod import aanvragen_by_id, handler_ids
from community.queries.gastlinks import living_by_id, token_of
from community.reminders.ladders import workdays_from_date


def load_applicant(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N08: that a request arrived, and later that the answer can be read; by a guest through a link of her own."""
    ids = [bericht.object_id for bericht in berichten]
    rows, links = aanvragen_by_id(ids), living_by_id(ids, now)
    told = {}
    for bericht in berichten:
        row, link = rows.get(bericht.object_id), links.get(bericht.object_id)
        if link is not None and link.kind == AANVRAAG_LINK and bericht.moment == str(link.issue):
            told[bericht.pk] = _answer_for_guest(link)
        elif row is not None and bericht.moment == RECEIVED:
            told[bericht.pk] = _received(row)
        elif row is not None and bericht.moment == ANSWERED and row.status == AanvraagStatus.BEANTWOORD:
            told[bericht.pk] = Inhoud(
                path=_own_page(row), context={"soort": row.get_soort_display(), "is_answer": True}
            )
    return told


def _received(row: Aanvraag) -> Inhoud:
    context = {"soort": row.get_soort_display(), "received_at": row.created_at}
    if row.user_id:
        return Inhoud(path=_own_page(row), context={**context, "is_member": True})
    return Inhoud(path="/aanbod/", context=context, address=row.email, salutation=row.naam)


def _answer_for_guest(link: Gastlink) -> Inhoud:
    return Inhoud(
        path=reverse("gedeeld", kwargs={"token": token_of(link)}),
        context={"is_answer": True, "tot": link.expires_at}, address=link.email, salutation=link.name,
    )  # fmt: skip


def _own_page(row: Aanvraag) -> str:
    return reverse("mijn-aanvraag", kwargs={"code": row.code})


def load_open(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N09: remind a coördinator of a request that nobody answered; of one that is taken up only who did."""
    waiting = _waiting(((bericht.object_id, bericht.recipient_id) for bericht in berichten), now)
    return {
        bericht.pk: Inhoud(
            path=_page(waiting[bericht.object_id, bericht.recipient_id]),
            context={"received_at": waiting[bericht.object_id, bericht.recipient_id].created_at},
        )
        for bericht in berichten
        if (bericht.object_id, bericht.recipient_id) in waiting
    }


def words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a coördinator to answer a request."""
    waiting = _waiting(((taak.object_id, taak.user_id) for taak in taken), now)
    return {
        taak.pk: TaakWords(
            title=_("Beantwoord de aanvraag van {naam}").format(naam=row.naam),
            why=_("Wie iets aanvraagt, hoort binnen 2 werkdagen van ons."),
            path=_page(row),
            button=_("Bekijk de aanvraag"),
        )
        for taak in taken
        if (row := waiting.get((taak.object_id, taak.user_id))) is not None
    }


def is_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties whose request was answered, or is gone."""
    rows = aanvragen_by_id(taak.object_id for taak in taken)
    answered = AanvraagStatus.BEANTWOORD
    return [taak.pk for taak in taken if (row := rows.get(taak.object_id)) is None or row.status == answered]


def _waiting(pairs: Iterable[tuple[Any, Any]], now: datetime) -> dict[tuple[Any, Any], Aanvraag]:
    """Return, by request and person, the requests that wait for this very person. Two queries for any number."""
    asked = set(pairs)
    rows = aanvragen_by_id(pk for pk, _user in asked)
    handlers = handler_ids([user for _pk, user in asked], now)
    return {
        (pk, user): row
        for pk, user in asked
        if user in handlers and (row := rows.get(pk)) is not None and row.status != AanvraagStatus.BEANTWOORD
    }


def _page(row: Aanvraag) -> str:
    return reverse("aanvraag", kwargs={"code": row.code})


KINDS = [
    BerichtKind(
        code="N08", name="Aanvraag ontvangen of beantwoord", subject="ACCOUNT", mode="DIRECT", load=load_applicant,
        is_mandatory=True,
    ),
    BerichtKind(
        code="N09", name="Aanvraag wacht op antwoord", subject="COORDINATIE", mode="DAG", load=load_open,
        is_on_screen=True, at_once=False, resend_uncertain=False,
    ),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=AANVRAAG_BEANTWOORDEN, name="Aanvraag beantwoorden", words=words, is_done=is_done,
        ladder=(Rung("open", "N09", workdays_from_date(0)),),
    )
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"aanvragen": Needing("community.Aanvraag", hand_on_aanvragen)}
PURGES: dict[str, Callable[[datetime], int]] = {"aanvragen": remove_old_aanvragen}
