"""Asking to take part in an editie, the yes of an opdrachtgever, and taking it back.

Everything that changes who has a place happens under the lock of the Kring of the editie (training.actions.toelating).
"""

from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.rollen import coordinatoren
from community.actions.errors import ActionError
from community.actions.gastlinks import make_gastlink
from community.actions.kringen import lidmaatschap_under_lock, lock_kring
from community.actions.taken import open_taken
from community.berichten.outbox import owe, withdraw
from community.models import Gastlink, User, normalise_email
from community.queries.organisaties import employer_on
from community.workdays import at_local, local_date, mail_moment, workday_on_or_before
from training.access.inschrijvingen import inschrijvingen_of_link, may_apply, may_withdraw_inschrijving
from training.actions.toelating import BEOORDELEN, close_duty_when_decided, close_offer, offer_places
from training.models import WAITING, Deelnemer, Editie, Inschrijving, InschrijvingStatus, Instemming
from training.queries.inschrijvingen import first_day

# The kind of link (extension_points.gastlink_kinds), and the mail that brings it.
INSTEMMING_LINK, ASKED, ANSWERED = "INSTEMMING", "N180", "N181"
RECEIVED = "N11"
# How long an opdrachtgever can answer, unless the training begins before that.
LINK_LIVES = timedelta(days=60)


@dataclass(frozen=True)
class Aanvraag:
    """All that somebody fills in when she applies."""

    brings_casus: bool
    is_involved: bool
    samenwerking: str
    motivation: str
    opdrachtgever_name: str
    opdrachtgever_email: str


def apply_for_editie(*, actor: User, editie: Editie, aanvraag: Aanvraag, now: datetime) -> Inschrijving:
    """Ask to take part: confirmed by mail, her opdrachtgever is asked, and the coördinatoren decide.

    Raises ActionError without a casus or own involvement, with her own address as that of her opdrachtgever, or when
    she applied before or takes part.
    """
    access.require(may_apply(actor, editie, now))
    _require_sound(actor, aanvraag)
    with transaction.atomic():
        kring = lock_kring(editie.kring_id)
        access.require(may_apply(actor, Editie.objects.get(pk=editie.pk), now))
        if lidmaatschap_under_lock(kring, actor.pk) is not None:
            raise ActionError(_("Je doet al mee aan deze editie."))
        row = _fresh_row(actor, editie)
        fields = asdict(aanvraag) | {"opdrachtgever_email": normalise_email(aanvraag.opdrachtgever_email)}
        for name, value in fields.items():
            setattr(row, name, value)
        row.status, row.requested_at = InschrijvingStatus.AANGEVRAAGD, now
        row.organisatie = employer_on(actor, local_date(now))
        row.decided_at, row.decided_by, row.decision_text = None, None, ""
        row.waiting_since, row.offer_until_date = None, None
        row.save()
        _ask_opdrachtgever(row, editie, actor, now)
        owe(RECEIVED, object_id=row.pk, recipient=actor, moment=f"v{row.version}", now=now)
        ask_coordinatoren(editie, coordinatoren(now), now)
    return row


def withdraw_inschrijving(*, actor: User, inschrijving: Inschrijving, now: datetime) -> None:
    """Take an application back, or leave the waiting list, or refuse an offered place, which then goes to the next.

    Raises ActionError when there is nothing to take back any more.
    """
    access.require(may_withdraw_inschrijving(actor, inschrijving, now))
    with transaction.atomic():
        lock_kring(Editie.objects.values_list("kring_id", flat=True).get(pk=inschrijving.editie_id))
        row = Inschrijving.objects.select_related("editie").get(pk=inschrijving.pk)
        if row.status not in WAITING:
            raise ActionError(_("Over je aanmelding is intussen besloten. Kijk op de pagina van de editie."))
        end_inschrijving(row, InschrijvingStatus.INGETROKKEN, now)
        offer_places(row.editie, now)


def ask_opdrachtgever_again(*, actor: User, inschrijving: Inschrijving, name: str, email: str, now: datetime) -> None:
    """Ask the opdrachtgever once more, or another one; the link that was sent before opens nothing any more.

    Raises ActionError when there is a yes already, when the application does not wait any more, or for her own address.
    """
    access.require(may_withdraw_inschrijving(actor, inschrijving, now))
    _require_other_address(actor, email)
    with transaction.atomic():
        editie = Editie.objects.get(pk=inschrijving.editie_id)
        lock_kring(editie.kring_id)
        row = Inschrijving.objects.select_related("gastlink").get(pk=inschrijving.pk)
        if row.status not in WAITING:
            raise ActionError(_("Over je aanmelding is intussen besloten. Kijk op de pagina van de editie."))
        if row.instemming == Instemming.AKKOORD:
            raise ActionError(_("Je opdrachtgever is al akkoord."))
        row.opdrachtgever_name, row.opdrachtgever_email = name, normalise_email(email)
        row.save(update_fields=["opdrachtgever_name", "opdrachtgever_email"])
        _ask_opdrachtgever(row, editie, actor, now)


def give_instemming(*, gastlink: Gastlink, is_agreed: bool, remark: str, now: datetime) -> None:
    """Note what the opdrachtgever says, once, and tell who applied.

    Raises ActionError when she answered before, DeniedError when nothing depends on her answer any more.
    """
    with transaction.atomic():
        found = inschrijvingen_of_link(gastlink, now).select_related("user", "editie").first()
        access.require(found is not None)
        if found is None:
            return
        lock_kring(found.editie.kring_id)
        said = Instemming.AKKOORD if is_agreed else Instemming.NIET_AKKOORD
        rows = Inschrijving.objects.filter(pk=found.pk, gastlink=gastlink, status__in=WAITING,
                                           instemming=Instemming.GEVRAAGD)  # fmt: skip
        if not rows.update(instemming=said, instemming_at=now, instemming_remark=remark):
            raise ActionError(_("Je hebt al antwoord gegeven. Wil je het veranderen? Mail dan wie je dit vroeg."))
        withdraw([ASKED], object_id=gastlink.pk, reason="beantwoord")
        owe(ANSWERED, object_id=found.pk, recipient=found.user, moment=f"{said.lower()}:{gastlink.pk}", now=now)


def end_inschrijving(row: Inschrijving, status: InschrijvingStatus, now: datetime) -> None:
    """Let an application wait for nothing any more. Call under the lock of the Kring."""
    was_asked = row.status == InschrijvingStatus.AANGEVRAAGD
    close_offer(row, now)
    row.status, row.decided_at, row.waiting_since, row.offer_until_date = status, now, None, None
    row.version += 1
    row.save(update_fields=["status", "decided_at", "waiting_since", "offer_until_date", "version"])
    if row.gastlink_id:
        withdraw([ASKED], object_id=row.gastlink_id, reason="aanmelding vervallen")
    if was_asked:
        close_duty_when_decided(row.editie, now)


def ask_coordinatoren(editie: Editie, people: list[User], now: datetime) -> None:
    """Give these coördinatoren the duty to decide; who has it keeps it."""
    decide_by = editie.decide_by_date
    due_at = mail_moment(workday_on_or_before(decide_by)) if decide_by else None
    open_taken(BEOORDELEN, users=people, object_id=editie.pk, due_at=due_at, now=now)


def _require_sound(actor: User, aanvraag: Aanvraag) -> None:
    if not aanvraag.brings_casus or not aanvraag.is_involved:
        raise ActionError(
            _("Je kunt meedoen met een eigen casus, uit een samenwerking waar je zelf bij betrokken bent.")
        )
    _require_other_address(actor, aanvraag.opdrachtgever_email)


def _require_other_address(actor: User, email: str) -> None:
    if normalise_email(email) == actor.email:
        raise ActionError(_("Vul het e-mailadres van je opdrachtgever in, niet dat van jezelf."))


def _fresh_row(actor: User, editie: Editie) -> Inschrijving:
    """Return the row of a new application; one that she took back before is used again."""
    row = Inschrijving.objects.filter(editie=editie, user=actor).first()
    if row is None:
        return Inschrijving(editie=editie, user=actor)
    if Deelnemer.objects.filter(inschrijving=row).exists():
        raise ActionError(_("Je was al deelnemer van deze editie. Vraag de coördinator wat er nog kan."))
    if row.status == InschrijvingStatus.AFGEWEZEN:
        raise ActionError(_("Over je aanmelding is al besloten. Vraag de coördinator wat er nog kan."))
    if row.status != InschrijvingStatus.INGETROKKEN:
        raise ActionError(_("Je aanmelding is al binnen."))
    row.version += 1
    return row


def _ask_opdrachtgever(row: Inschrijving, editie: Editie, actor: User, now: datetime) -> None:
    """Send a link of her own to who must agree, instead of the one that was sent before."""
    if row.gastlink_id:
        withdraw([ASKED], object_id=row.gastlink_id, reason="vervangen")
        Gastlink.objects.filter(pk=row.gastlink_id, revoked_at__isnull=True).update(revoked_at=now)
    begins = first_day(editie)
    ends = now + LINK_LIVES
    if begins is not None:
        ends = max(min(ends, at_local(begins, time())), now + timedelta(days=1))
    row.gastlink = make_gastlink(
        host=actor, kind=INSTEMMING_LINK, object_id=row.pk, name=row.opdrachtgever_name,
        email=row.opdrachtgever_email, expires_at=ends, now=now,
    )  # fmt: skip
    row.instemming, row.instemming_at, row.instemming_remark = Instemming.GEVRAAGD, None, ""
    row.save(update_fields=["gastlink", "instemming", "instemming_at", "instemming_remark"])
