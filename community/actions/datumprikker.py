"""Running a date poll: opening it, changing its moments, fixing the date, closing it without one."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from community import access
from community.access.datumprikker import (
    POSSIBLE,
    asked_people,
    may_open_datumprikker,
    may_run,
    may_run_still,
)
from community.actions.agenda import Opzet, plan_bijeenkomst
from community.actions.antwoorden import (
    CHANGED,
    DATUM_KIEZEN,
    DATUMS_INVULLEN,
    NO_DATE,
    PrikkerClosedError,
    ask,
    closed_sentence,
    end_duties,
    lock_prikker,
    tell_when_complete,
)
from community.actions.errors import ActionError
from community.actions.kringen import lock_kring, require_open_kring
from community.actions.taken import open_taken
from community.actions.versions import save_version
from community.berichten.outbox import owe_many, withdraw
from community.models import (
    KIND_OF_MEETING,
    Antwoord,
    Audience,
    Bijeenkomst,
    BijeenkomstStatus,
    Datumprikker,
    DatumprikkerStatus,
    Invulling,
    Kring,
    KringKind,
    Optie,
    Taak,
    User,
)
from community.queries.datumprikker import silent_people

MOST_MOMENTS = 30
TOO_MANY = f"Kies hooguit {MOST_MOMENTS} datums. Zo blijft het lijstje te overzien."
SHORTEST, LONGEST = 15, 12 * 60
FURTHEST = timedelta(days=2 * 365)


class VraagError(ActionError):
    """The date poll cannot be asked like this. `field` names what is wrong; empty for the moments together."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Vraag:
    """What is asked: about what, where, how long, and until when people answer."""

    title: str
    duration_minutes: int
    answer_until: datetime
    place_name: str = ""


@dataclass(frozen=True)
class Moment:
    """One moment to choose; `optie_id` is the one that it was before, None for a new one."""

    starts_at: datetime
    optie_id: uuid.UUID | None = None


def open_datumprikker(
    *, actor: User, kring: Kring, vraag: Vraag, moments: Sequence[Moment], now: datetime
) -> Datumprikker:
    """Ask everybody in this Kring for her dates. Raises VraagError when a date or number cannot be right."""
    access.require(may_open_datumprikker(actor, kring, now))
    require_sound(vraag, moments, now)
    with transaction.atomic():
        # Nobody joins or leaves while its people are asked.
        kring = lock_kring(kring.pk)
        require_open_kring(kring)
        poll = Datumprikker.objects.create(
            kring=kring, title=vraag.title, place_name=vraag.place_name, duration_minutes=vraag.duration_minutes,
            answer_until=vraag.answer_until, opened_by=actor, opened_at=now,
        )  # fmt: skip
        access.require(may_run_still(actor, poll))
        Optie.objects.bulk_create([_new_optie(poll, moment, now) for moment in moments])
        ask(prikker=poll, people=asked_people(poll, now).exclude(pk=actor.pk), now=now)
        for kind in (DATUMS_INVULLEN, DATUM_KIEZEN):
            open_taken(kind, users=[actor], object_id=poll.pk, kring=kring, due_at=poll.answer_until, now=now)
    return poll


def change_datumprikker(
    *, actor: User, prikker: Datumprikker, version: int, vraag: Vraag, moments: Sequence[Moment], now: datetime
) -> Datumprikker:
    """Store other moments, another last day, title or place. Who it matters to is asked again and told.

    An answer goes with its moment: when that moves or is dropped, so is the answer. Raises StaleSaveError when the
    date poll was saved since `version`, PrikkerClosedError when it is over, VraagError when it cannot be right.
    """
    access.require(may_run(actor, prikker, now))
    require_sound(vraag, moments, now)
    with transaction.atomic():
        before = _hold(actor, prikker)
        _require_not_over(before)
        if vraag.duration_minutes != before.duration_minutes:
            raise VraagError("duration_minutes", "Hoe lang het duurt verander je niet meer. Open een nieuwe vraag.")
        poll = save_version(before, version=version, changes={
            "title": vraag.title, "place_name": vraag.place_name, "answer_until": vraag.answer_until,
        })  # fmt: skip
        told = _replace_moments(poll, moments, now)
        Taak.objects.filter(
            kind__in=(DATUMS_INVULLEN, DATUM_KIEZEN), object_id=poll.pk, done_at__isnull=True, withdrawn_at__isnull=True
        ).update(due_at=poll.answer_until)
        open_taken(DATUMS_INVULLEN, users=silent_people(poll, now), object_id=poll.pk, kring=poll.kring,
                   due_at=poll.answer_until, now=now)  # fmt: skip
        _tell_changed(poll, told - {actor.pk}, now)
        tell_when_complete(poll, now, but_not=actor)
    return poll


def fix_date(*, actor: User, prikker: Datumprikker, optie_id: uuid.UUID, now: datetime) -> Bijeenkomst:
    """Choose this moment: it becomes a meeting of the Kring, with its invitations; all duties of the poll end.

    The same choice twice gives the same meeting. Raises PrikkerClosedError when another moment was chosen, the poll
    closed or the meeting was cancelled meanwhile, ActionError when this moment is gone or past.
    """
    access.require(may_run(actor, prikker, now))
    with transaction.atomic():
        poll = _hold(actor, prikker)
        optie = Optie.objects.filter(datumprikker=poll, pk=optie_id).first()
        if poll.bijeenkomst is not None and optie is not None and poll.bijeenkomst.starts_at == optie.starts_at:
            if poll.bijeenkomst.status == BijeenkomstStatus.GEANNULEERD:
                raise PrikkerClosedError("De bijeenkomst op deze datum gaat niet door. Open een nieuwe datumprikker.")
            return poll.bijeenkomst
        _require_not_over(poll)
        if optie is None:
            raise ActionError("Deze datum staat er niet meer bij. Kies een andere.")
        if optie.starts_at <= now:
            raise ActionError("Deze datum is al geweest. Kies een andere.")
        opzet = Opzet(kind=KIND_OF_MEETING[KringKind(poll.kring.kind)], audience=Audience.KRING, title=poll.title,
                      starts_at=optie.starts_at, ends_at=optie.ends_at, place_name=poll.place_name)  # fmt: skip
        end_duties(poll, now)
        meeting = plan_bijeenkomst(actor=actor, opzet=opzet, kring=poll.kring, now=now)
        save_version(poll, version=poll.version, changes={
            "status": DatumprikkerStatus.VASTGESTELD, "closed_at": now, "bijeenkomst": meeting,
        })  # fmt: skip
    return meeting


def close_datumprikker(*, actor: User, prikker: Datumprikker, now: datetime) -> Datumprikker:
    """Close a date poll without a date and tell everyone. Closing twice changes nothing.

    Raises PrikkerClosedError when a date was chosen meanwhile.
    """
    access.require(may_run(actor, prikker, now))
    with transaction.atomic():
        poll = _hold(actor, prikker)
        if poll.status == DatumprikkerStatus.GESLOTEN:
            return poll
        _require_not_over(poll)
        end_duties(poll, now)
        poll = save_version(poll, version=poll.version,
                            changes={"status": DatumprikkerStatus.GESLOTEN, "closed_at": now})  # fmt: skip
        owe_many(NO_DATE, object_id=poll.pk, recipients=asked_people(poll, now).exclude(pk=actor.pk),
                 moment="gesloten", now=now)  # fmt: skip
    return poll


def require_sound(vraag: Vraag, moments: Sequence[Moment], now: datetime) -> None:
    """Raise VraagError for what nobody can mean."""
    if not SHORTEST <= vraag.duration_minutes <= LONGEST:
        raise VraagError("duration_minutes", "Kies een duur van 15 minuten tot en met 12 uur.")
    starts = [moment.starts_at for moment in moments]
    _require_sound_moments(starts, now)
    if vraag.answer_until <= now:
        raise VraagError("answer_until", "Deze dag is al geweest. Kies vandaag of een dag erna.")
    if vraag.answer_until > min(starts):
        raise VraagError("answer_until", "Kies een dag vóór de eerste datum waaruit mensen kiezen.")


def _require_sound_moments(starts: Sequence[datetime], now: datetime) -> None:
    if not starts:
        raise VraagError("", "Vul ten minste één datum in, met een begintijd.")
    if len(starts) > MOST_MOMENTS:
        raise VraagError("", TOO_MANY)
    if len(set(starts)) < len(starts):
        raise VraagError("", "Dezelfde datum en tijd staan er twee keer in. Haal er één weg.")
    if min(starts) <= now:
        raise VraagError("", "Een van de datums is al geweest. Kies een datum na vandaag.")
    if max(starts) > now + FURTHEST:
        raise VraagError("", "Een van de datums is meer dan twee jaar weg. Kies een datum binnen twee jaar.")


def _hold(actor: User, prikker: Datumprikker) -> Datumprikker:
    """Lock the Kring and then the date poll, and look again whether the actor still leads."""
    lock_kring(prikker.kring_id)
    poll = lock_prikker(prikker.pk)
    access.require(may_run_still(actor, poll))
    return poll


def _require_not_over(poll: Datumprikker) -> None:
    """Raise PrikkerClosedError when it is fixed or closed; after the last day to answer one still decides."""
    if poll.status != DatumprikkerStatus.OPEN:
        raise PrikkerClosedError(closed_sentence(poll, poll.opened_at))


def _new_optie(poll: Datumprikker, moment: Moment, now: datetime) -> Optie:
    ends_at = moment.starts_at + timedelta(minutes=poll.duration_minutes)
    return Optie(datumprikker=poll, starts_at=moment.starts_at, ends_at=ends_at, changed_at=now)


def _replace_moments(poll: Datumprikker, moments: Sequence[Moment], now: datetime) -> set[uuid.UUID]:
    """Add, move and drop moments; return the ids of the people to whom that matters."""
    present = {row.pk: row for row in Optie.objects.filter(datumprikker=poll)}
    kept = {moment.optie_id: moment for moment in moments if moment.optie_id}
    if not set(kept) <= set(present) or len(kept) < sum(1 for moment in moments if moment.optie_id):
        raise ActionError("Een van deze datums hoort niet bij deze vraag. Open de pagina opnieuw.")
    dropped = [pk for pk in present if pk not in kept]
    moved = [row for pk, row in present.items() if pk in kept and row.starts_at != kept[pk].starts_at]
    added = [_new_optie(poll, moment, now) for moment in moments if moment.optie_id is None]
    lost = Antwoord.objects.filter(optie__in=dropped, value__in=POSSIBLE)
    told = set(lost.values_list("user_id", flat=True))
    if moved or added:
        told |= set(Invulling.objects.filter(datumprikker=poll).values_list("user_id", flat=True))
    Antwoord.objects.filter(optie__in=[row.pk for row in moved]).delete()
    Optie.objects.filter(pk__in=dropped).delete()
    for row in moved:
        row.starts_at = kept[row.pk].starts_at
        row.ends_at = row.starts_at + timedelta(minutes=poll.duration_minutes)
        row.sequence, row.changed_at = row.sequence + 1, now
    Optie.objects.bulk_update(moved, ["starts_at", "ends_at", "sequence", "changed_at"])
    Optie.objects.bulk_create(added)
    return told


def _tell_changed(poll: Datumprikker, people: set[uuid.UUID], now: datetime) -> None:
    withdraw((CHANGED,), object_id=poll.pk, reason="opnieuw veranderd")
    owe_many(CHANGED, object_id=poll.pk, recipients=asked_people(poll, now).filter(pk__in=people),
             moment=f"v{poll.version}", expires_at=poll.answer_until, now=now)  # fmt: skip
