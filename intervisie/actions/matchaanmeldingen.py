"""Registering for a round, changing it, taking it back, and what is kept private about it.

What is private is sealed under a key of its own. Whatever replaces or ends it destroys that key: once the change is
committed, and by the daily sweep of keys that no row names when the process stops right then.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError, StaleSaveError
from community.actions.kluis import destroy_data_key, make_data_key
from community.actions.versions import NOT_STORED
from community.berichten.outbox import withdraw
from community.models import Opgave, Samenwerking, User
from community.workdays import local_date, past_term
from intervisie.access.matching import UNDECIDED, may_register, may_withdraw
from intervisie.access.toernees import showable_samenwerkingen
from intervisie.actions.matchrondes import BY_NAME, OPENED, RondeOverError, hold_ronde
from intervisie.bewaarregels import REGELS
from intervisie.models import Matchaanmelding, Matchronde, RondeStatus, Rondeuitnodiging, Vasteregel
from intervisie.queries.matchaanmeldingen import Priveregels, read_vasteregel

KIND = "VASTEREGEL"
# How long after the decision about a round what was private is kept, to begin the next registration with.
KEPT = REGELS["vasteregels"].term
MOST_THEMES, MOST_WANTS, MOST_PRIVATE = 3, 3, 10
LANGS = ("nl",)


@dataclass(frozen=True)
class AanmeldAnswers:
    """All that somebody asks when she registers. What is private shows nowhere in its text."""

    slots: list[int]
    form: str
    place: str
    max_minutes: int
    experience: str
    opgaven: list[Opgave]
    samenwerkingen: list[Samenwerking]
    wants: list[User] = field(repr=False)
    prive: Priveregels = field(repr=False)
    # The samenwerking she lets others visit; only in a round of toernees.
    offered: Samenwerking | None = None


def save_aanmelding(
    *, actor: User, ronde: Matchronde, version: int, answers: AanmeldAnswers, now: datetime
) -> Matchaanmelding:  # fmt: skip
    """Register, or change what one asked; `version` is 0 for who did not register before. In a scope.

    Raises ActionError for a wish that contradicts what is private and for a samenwerking she cannot show,
    StaleSaveError when another window was first, RondeOverError when the round closed meanwhile.
    """
    access.require(may_register(actor, ronde, now))
    require_sound(answers, by=actor)
    if ronde.makes_toernees:
        require_shown(answers.offered, actor, now)
    key_id = make_data_key(now=now) if answers.prive else None  # one that stays unused is swept after a day
    with transaction.atomic():
        held = hold_ronde(ronde, among=(RondeStatus.OPEN,))
        if held.closes_date < local_date(now):
            raise RondeOverError
        row = Matchaanmelding.objects.select_for_update(no_key=True).filter(ronde=held, user=actor).first()
        if row is not None and row.version != version:
            raise StaleSaveError(row)
        row = row or Matchaanmelding(ronde=held, user=actor, version=NOT_STORED, registered_at=now)
        _write(row, answers, now)
        _replace_private(row, answers.prive, key_id, actor, now)
        Rondeuitnodiging.objects.filter(ronde=held, user=actor).update(declined_at=None)
        withdraw((OPENED, BY_NAME), object_id=held.pk, recipient=actor, reason="aangemeld")
    return row


def withdraw_aanmelding(*, actor: User, aanmelding: Matchaanmelding, now: datetime) -> None:
    """Take a registration back; whom she named is forgotten and what was private cannot be read any more. In a scope.

    Raises ActionError when groups were made already. Doing it twice changes nothing.
    """
    access.require(may_withdraw(actor, aanmelding, now))
    with transaction.atomic():
        try:
            hold_ronde(aanmelding.ronde)
        except RondeOverError as error:
            raise ActionError(_("De groepen zijn al bekend, of de ronde gaat niet door.")) from error
        end_aanmelding(aanmelding, by=actor, now=now)


def decline_ronde(*, actor: User, ronde: Matchronde, now: datetime) -> None:
    """Note that somebody does not want to this time, so that no reminder comes. She may still register.

    Raises ActionError when she is registered, RondeOverError when the round closed meanwhile.
    """
    access.require(may_register(actor, ronde, now))
    with transaction.atomic():
        held = hold_ronde(ronde, among=(RondeStatus.OPEN,))
        if Matchaanmelding.objects.filter(ronde=held, user=actor, withdrawn_at__isnull=True).exists():
            raise ActionError(_("Je bent aangemeld voor deze ronde. Trek eerst je aanmelding in."))
        Rondeuitnodiging.objects.update_or_create(
            ronde=held,
            user=actor,
            defaults={"declined_at": now},
            create_defaults={"invited_at": now, "declined_at": now},
        )
        withdraw((OPENED, BY_NAME), object_id=held.pk, recipient=actor, reason="deze keer niet")


def require_sound(answers: AanmeldAnswers, *, by: User) -> None:
    """Raise ActionError for whom nobody can name at once: herself, or one person both wished for and refused."""
    named = {user.pk for user in answers.wants}
    refused = {*answers.prive.niet_met, *answers.prive.lijn}
    if by.pk in named | refused:
        raise ActionError(_("Je noemt jezelf. Haal je eigen naam weg."))
    if named & refused:
        raise ActionError(_("Je noemt iemand bij je wensen en bij wat alleen jij ziet. Kies één van de twee."))
    if len(named) > MOST_WANTS or max(len(answers.prive.niet_met), len(answers.prive.lijn)) > MOST_PRIVATE:
        raise ActionError(_("Je noemt te veel mensen. Haal namen weg."))


def require_shown(offered: Samenwerking | None, user: User, now: datetime) -> None:
    """Raise ActionError without a samenwerking to show, and for one she does not keep or that ended meanwhile."""
    if offered is None:
        raise ActionError(_("Kies welke samenwerking je laat zien."))
    if not showable_samenwerkingen(user, now).filter(pk=offered.pk).exists():
        raise ActionError(_("Deze samenwerking kun je nu niet laten zien. Kies een andere."))


def end_aanmelding(aanmelding: Matchaanmelding, *, by: User | None, now: datetime) -> None:
    """Let somebody take part no more. Call inside a transaction and a scope, under the lock of the round."""
    row = Matchaanmelding.objects.select_for_update(no_key=True).get(pk=aanmelding.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.changed_at, row.version = now, now, row.version + 1
        row.save(update_fields=["withdrawn_at", "changed_at", "version"])
    row.wants.clear()
    _drop_private(row, by, "INGETROKKEN", now)


def drop_closed_accounts(now: datetime) -> None:
    """Let who closed her account take part in nothing, and forget what she kept private. In a scope."""
    undecided = Q(ronde__status__in=UNDECIDED, withdrawn_at__isnull=True)
    rows = Matchaanmelding.objects.filter(undecided | Q(vasteregel__isnull=False), user__is_active=False)
    for row in rows.order_by("pk"):
        with transaction.atomic():
            held = Matchronde.objects.select_for_update(no_key=True).get(pk=row.ronde_id)
            if held.status in UNDECIDED:
                end_aanmelding(row, by=None, now=now)
            else:
                _drop_private(row, None, "ACCOUNT_GESLOTEN", now)


def keeps_private(ronde: Matchronde, now: datetime) -> bool:
    """Whether what people keep private about this round is still there; a year after the decision it is forgotten."""
    return ronde.decided_at is None or ronde.decided_at >= past_term(now, KEPT)


def purge_private(now: datetime) -> int:
    """Forget what was private, and whom people wished for, of rounds decided a year ago. In a scope. Returns how many.

    Keys first: a row that is left says which key must still go, also when this is cut off in the middle.
    """
    over = Q(decided_at__lt=past_term(now, KEPT)) | Q(decided_at__isnull=True, until_date__lt=local_date(now) - KEPT)
    rondes = list(Matchronde.objects.filter(over).values_list("pk", flat=True))
    rows = list(Vasteregel.objects.filter(aanmelding__ronde__in=rondes).values_list("pk", "data_key_id"))
    for pk, key_id in rows:
        destroy_data_key(key_id=key_id, kind=KIND, object_id=pk, actor=None, reason="TERMIJN", now=now)
    Vasteregel.objects.filter(pk__in=[pk for pk, _key in rows]).delete()
    Matchaanmelding.wants.through.objects.filter(matchaanmelding__ronde__in=rondes).delete()
    return len(rows)


def _write(row: Matchaanmelding, answers: AanmeldAnswers, now: datetime) -> None:
    if row.withdrawn_at is not None:
        row.registered_at = now
    row.slots, row.form, row.place = sorted(set(answers.slots)), answers.form, answers.place
    row.max_minutes, row.experience, row.langs = answers.max_minutes, answers.experience, list(LANGS)
    row.changed_at, row.withdrawn_at, row.version = now, None, row.version + 1
    row.offered = answers.offered if row.ronde.makes_toernees else None
    row.save()
    row.opgaven.set(answers.opgaven)
    row.samenwerkingen.set(answers.samenwerkingen)
    row.wants.set(answers.wants)


def _replace_private(row: Matchaanmelding, prive: Priveregels, key_id: UUID | None, by: User, now: datetime) -> None:
    """Keep what is private under a new key; what stood there before cannot be read any more. The same stays."""
    found = Vasteregel.objects.filter(aanmelding=row).first()
    if found is not None and read_vasteregel(found) == prive:
        return
    _drop_private(row, by, "GEWIJZIGD", now)
    if key_id is not None:
        made = Vasteregel(aanmelding=row, data_key_id=key_id)
        made.content = prive.content()
        made.save(force_insert=True)


def _drop_private(row: Matchaanmelding, by: User | None, reason: str, now: datetime) -> None:
    """Remove what is private of a registration, and destroy its key once that is committed."""
    for pk, key_id in list(Vasteregel.objects.filter(aanmelding=row).values_list("pk", "data_key_id")):
        Vasteregel.objects.filter(pk=pk).delete()
        destroy = partial(
            destroy_data_key, key_id=key_id, kind=KIND, object_id=pk, actor=by, reason=reason, now=now
        )  # fmt: skip
        transaction.on_commit(destroy, robust=True)
