"""Requests for what is offered: the public form, taking one up, the answer, and forgetting it in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from community import access
from community.access.aanbod import AANVRAAG_LINK, may_handle_aanvragen
from community.access.rollen import coordinatoren
from community.actions.errors import ActionError
from community.actions.gastlinks import make_gastlink
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.actions.versions import save_version
from community.berichten.outbox import owe
from community.bewaarregels import REGELS
from community.models import AanbodPage, Aanvraag, AanvraagStatus, Gastlink, Taak, User, normalise_email
from community.queries.eigen_gegevens import addresses_of
from community.wegdoen import remove_in_batches
from community.workdays import add_workdays, local_date, mail_moment, past_term

AANVRAAG_BEANTWOORDEN = "AANVRAAG_BEANTWOORDEN"
RECEIVED, ANSWERED = "ontvangen", "beantwoord"
ANSWER_WORKDAYS = 2
# A guest reads her answer for three months.
READABLE = timedelta(days=90)


class AanvraagError(ActionError):
    """What is offered is not open (any more), or somebody else was first."""


@dataclass(frozen=True)
class Question:
    """What somebody fills in. Name and address of a member come from her account."""

    naam: str
    email: str
    organisatie: str
    vraag: str


def submit_aanvraag(*, user: User | None, aanbod: AanbodPage, question: Question, now: datetime) -> Aanvraag:
    """Keep a request, confirm it by mail and ask the coördinatoren. For everybody; limited at the door.

    Raises AanvraagError when this was taken offline or closed meanwhile.
    """
    with transaction.atomic():
        page = AanbodPage.objects.select_for_update(of=("self",), no_key=True).filter(pk=aanbod.pk, live=True).first()
        if page is None or not page.is_open:
            raise AanvraagError(_("Dit is net gesloten voor aanvragen. Bewaar je tekst en vraag het ons via Contact."))
        row = Aanvraag.objects.create(
            soort=page.soort, user=user, naam=user.naam if user else question.naam,
            email=normalise_email(user.email if user else question.email), organisatie=question.organisatie,
            vraag=question.vraag, created_at=now,
        )  # fmt: skip
        owe("N08", object_id=row.pk, recipient=user, moment=RECEIVED, now=now)
        _ask(row, coordinatoren(now), now)
    return row


def take_up_aanvraag(*, actor: User, aanvraag: Aanvraag, version: int, now: datetime) -> Aanvraag:
    """Let this person be the one who answers, also in the place of a colleague; the others are no longer asked.

    Raises AanvraagError when it was answered, StaleSaveError when somebody else took it up after `version`.
    """
    access.require(may_handle_aanvragen(actor, now))
    with transaction.atomic():
        row = _unanswered(aanvraag)
        if row.status == AanvraagStatus.OPGEPAKT and row.handler_id == actor.pk:
            return row
        stored = save_version(row, version=version, changes={"status": AanvraagStatus.OPGEPAKT, "handler": actor})
        withdraw_taken(AANVRAAG_BEANTWOORDEN, object_id=row.pk, now=now, but_not=[actor])
        _ask(row, [actor], now)
    return stored


def answer_aanvraag(*, actor: User, aanvraag: Aanvraag, version: int, answer: str, now: datetime) -> Aanvraag:
    """Answer a request, once: who asked gets a mail that leads to the answer, on her own page or by a link.

    Raises AanvraagError when it was answered before, StaleSaveError when somebody took it up after `version`.
    """
    access.require(may_handle_aanvragen(actor, now))
    with transaction.atomic():
        row = _unanswered(aanvraag)
        changes = {"status": AanvraagStatus.BEANTWOORD, "handler": actor, "answer": answer, "answered_at": now}
        stored = save_version(row, version=version, changes=changes)
        finish_taken(AANVRAAG_BEANTWOORDEN, object_id=row.pk, now=now)
        if stored.user is not None:
            owe("N08", object_id=row.pk, recipient=stored.user, moment=ANSWERED, now=now)
        else:
            make_gastlink(host=actor, kind=AANVRAAG_LINK, object_id=row.pk, name=row.naam[:120], email=row.email,
                          expires_at=now + READABLE, now=now)  # fmt: skip
    return stored


def hand_on_aanvragen(now: datetime) -> None:
    """Ask the coördinatoren of now about the requests that none of them has as a duty: who had it left the team."""
    deciders = coordinatoren(now)
    held = Taak.objects.filter(
        kind=AANVRAAG_BEANTWOORDEN, object_id=OuterRef("pk"), user__in=[user.pk for user in deciders],
        done_at__isnull=True, withdrawn_at__isnull=True,
    )  # fmt: skip
    if deciders:
        waiting = Aanvraag.objects.filter(~Exists(held)).exclude(status=AanvraagStatus.BEANTWOORD)
        for row in waiting.order_by("created_at", "pk"):
            _ask(row, deciders, now)


def remove_old_aanvragen(now: datetime) -> int:
    """Remove requests half a year after their answer, with the link of a guest to it; return how many requests."""
    term = REGELS["aanvragen"].term
    return remove_in_batches(Aanvraag.objects.filter(answered_at__lt=past_term(now, term)), after=_drop_links)


def erase_aanvragen(user: User, now: datetime) -> Mapping[str, int]:
    """Remove all that this person asked for, also from her address before she had an account; numbers by name."""
    with transaction.atomic():
        hers = Aanvraag.objects.filter(Q(user=user) | Q(user__isnull=True, email__in=addresses_of(user)))
        number = hers.delete()[1].get(Aanvraag._meta.label, 0)
        _drop_links()
    return {"aanvragen": number}


def _drop_links() -> None:
    """Forget the links of guests to requests that are gone, with their names and addresses."""
    there = Aanvraag.objects.filter(pk=OuterRef("object_id"))
    Gastlink.objects.filter(~Exists(there), kind=AANVRAAG_LINK).delete()


def _ask(row: Aanvraag, people: list[User], now: datetime) -> None:
    due_at = mail_moment(add_workdays(local_date(row.created_at), ANSWER_WORKDAYS))
    open_taken(AANVRAAG_BEANTWOORDEN, users=people, object_id=row.pk, due_at=due_at, now=now)


def _unanswered(aanvraag: Aanvraag) -> Aanvraag:
    row = Aanvraag.objects.select_for_update(of=("self",)).select_related("handler", "user").get(pk=aanvraag.pk)
    if row.status == AanvraagStatus.BEANTWOORD:
        who = row.handler.naam if row.handler else _("Iemand anders")
        raise AanvraagError(_("{wie} heeft deze aanvraag al beantwoord.").format(wie=who))
    return row
