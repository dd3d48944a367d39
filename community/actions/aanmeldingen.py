"""Requests to join the community: the public form, and what a coördinator decides."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from community import access
from community.access.rollen import coordinatoren
from community.access.toegang import may_judge_aanmeldingen
from community.actions.errors import ActionError
from community.actions.logboek import note
from community.actions.taken import finish_taken, open_taken
from community.actions.toegang import issue_again, refuse_known_address, write_invitation
from community.actions.versions import save_version
from community.berichten.outbox import owe, owe_many
from community.models import Aanmelding, AanmeldingStatus, Taak, Uitnodiging, User, normalise_email
from community.notation import date_plain
from community.workdays import add_workdays, local_date, mail_moment

AANMELDING_BEOORDELEN = "AANMELDING_BEOORDELEN"
ANSWER_WORKDAYS = 5
# Of one address at most so many requests wait; and it gets one confirmation a day (N06).
MOST_OPEN = 3
CONFIRM_ONCE_IN = timedelta(days=1)


class DecidedError(ActionError):
    """Another coördinator decided first."""


@dataclass(frozen=True)
class Answers:
    """What a visitor fills in: at most six questions."""

    naam: str
    email: str
    organisatie: str
    functie: str
    motivatie: str


def submit_aanmelding(*, answers: Answers, now: datetime) -> Aanmelding | None:
    """Keep a request to join, confirm it by mail and ask the coördinatoren. For every visitor; limited at the door.

    Returns None when this address has too many open requests: then nothing happens, and the visitor is told the same.
    """
    email = normalise_email(answers.email)
    with transaction.atomic():
        earlier = Aanmelding.objects.filter(email=email)
        if earlier.filter(status=AanmeldingStatus.NIEUW).count() >= MOST_OPEN:
            return None
        is_confirmed = earlier.filter(created_at__gt=now - CONFIRM_ONCE_IN).exists()
        row = Aanmelding.objects.create(
            naam=answers.naam, email=email, organisatie=answers.organisatie, functie=answers.functie,
            motivatie=answers.motivatie, created_at=now,
        )  # fmt: skip
        if not is_confirmed:
            owe("N06", object_id=row.pk, now=now)
        _ask_deciders(row, coordinatoren(now), now)
    return row


def invite_aanmelder(*, actor: User, aanmelding: Aanmelding, now: datetime) -> Uitnodiging:
    """Say yes: invite the person. An open invitation she had is sent again.

    Raises DecidedError when somebody decided before, ActionError when the address has an account.
    """
    access.require(may_judge_aanmeldingen(actor, now))
    try:
        with transaction.atomic():
            row = _undecided(aanmelding)
            refuse_known_address(row.email)
            uitnodiging = _invite(row, actor, now)
            _decide(row, AanmeldingStatus.UITGENODIGD, actor, now, uitnodiging=uitnodiging)
    except IntegrityError as error:
        raise ActionError(_("Dit e-mailadres is net door iemand anders uitgenodigd. Ververs de pagina.")) from error
    return uitnodiging


def decline_aanmelding(*, actor: User, aanmelding: Aanmelding, text: str, now: datetime) -> None:
    """Say no, in words the person gets by mail (N97). Raises DecidedError when somebody decided before."""
    access.require(may_judge_aanmeldingen(actor, now))
    with transaction.atomic():
        row = _undecided(aanmelding)
        _decide(row, AanmeldingStatus.AFGEWEZEN, actor, now, decision_note=text)
        note(actor=actor, action="AANMELDING_AFGEWEZEN", object_kind="AANMELDING", object_id=row.pk, now=now)
        owe("N97", object_id=row.pk, now=now)


def note_aanmelding(*, actor: User, aanmelding: Aanmelding, version: int, note: str, now: datetime) -> Aanmelding:
    """Keep a note for the coördinatoren. Raises StaleSaveError when somebody wrote one after `version`."""
    access.require(may_judge_aanmeldingen(actor, now))
    with transaction.atomic():
        return save_version(aanmelding, version=version, changes={"note": note})


def hand_on_aanmeldingen(now: datetime) -> None:
    """Ask the coördinatoren of now about the requests that none of them has as a duty: who had it left the team."""
    deciders = coordinatoren(now)
    held = Taak.objects.filter(
        kind=AANMELDING_BEOORDELEN, object_id=OuterRef("pk"), user__in=[user.pk for user in deciders],
        done_at__isnull=True, withdrawn_at__isnull=True,
    )  # fmt: skip
    if deciders:
        for row in Aanmelding.objects.filter(~Exists(held), status=AanmeldingStatus.NIEUW).order_by("created_at", "pk"):
            _ask_deciders(row, deciders, now)


def _ask_deciders(row: Aanmelding, deciders: list[User], now: datetime) -> None:
    due_at = mail_moment(add_workdays(local_date(row.created_at), ANSWER_WORKDAYS))
    open_taken(AANMELDING_BEOORDELEN, users=deciders, object_id=row.pk, due_at=due_at, now=now)
    owe_many("N07", object_id=row.pk, recipients=deciders, now=now)


def _invite(row: Aanmelding, actor: User, now: datetime) -> Uitnodiging:
    open_ones = Uitnodiging.objects.filter(email=row.email, accepted_at__isnull=True, withdrawn_at__isnull=True)
    present = open_ones.select_for_update().first()
    if present is not None:
        return issue_again(present, now=now)
    return write_invitation(email=row.email, invited_by=actor, voornaam=_first_name(row.naam), now=now)


def _undecided(aanmelding: Aanmelding) -> Aanmelding:
    row = Aanmelding.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=aanmelding.pk)
    if row.status != AanmeldingStatus.NIEUW:
        who = row.decided_by.naam if row.decided_by else _("Iemand anders")
        done = _("uitgenodigd") if row.status == AanmeldingStatus.UITGENODIGD else _("afgewezen")
        when = date_plain(row.decided_at) if row.decided_at else ""
        raise DecidedError(_("{wie} heeft deze aanmelding al {wat} op {datum}.").format(wie=who, wat=done, datum=when))
    return row


def _decide(row: Aanmelding, status: AanmeldingStatus, actor: User, now: datetime, **changes: object) -> None:
    Aanmelding.objects.filter(pk=row.pk).update(status=status, decided_at=now, decided_by=actor, **changes)
    finish_taken(AANMELDING_BEOORDELEN, object_id=row.pk, now=now)


def _first_name(naam: str) -> str:
    return naam.split()[0][:60] if naam.split() else ""
