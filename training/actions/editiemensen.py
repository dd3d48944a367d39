"""Who leads an editie and coaches in it, where it is held, and how many can take part until when they apply."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kringen import add_member, end_member
from community.actions.planned_elsewhere import give_seats, replan
from community.actions.slots import take_back_slots
from community.actions.versions import save_version
from community.berichten.outbox import owe, owe_many
from community.models import KringRol, Locatie, Organisatie, Rol, User
from training.access.edities import appointed_trainers, may_change_editie, possible_coaches, possible_trainers
from training.actions.editiebezetting import hold_resources, occupy_days, opzet_at
from training.actions.edities import TRAINER_OF, coming_days, hold_editie
from training.actions.teams import follow_trainers
from training.actions.toelating import offer_places
from training.models import Editie, Editiedeel, EditieStatus
from training.queries.inschrijvingen import places_held
from training.queries.plancontrole import too_small


@dataclass(frozen=True)
class MensenAnswers:
    """Who leads and coaches, where, for how many, until when people apply, and which organisations are partners."""

    trainers: Collection[User]
    coaches: Collection[User]
    locatie: Locatie | None
    capacity: int
    apply_until_date: date | None
    decide_by_date: date | None
    description: str
    organisaties: Collection[Organisatie] = ()


def set_people(*, actor: User, editie: Editie, version: int, answers: MensenAnswers, now: datetime) -> Editie:
    """Store who leads and coaches, the place and the numbers. Who is touched of an editie that is known hears it.

    A new trainer takes seats in the days that come, also the day before; who is trainer no more gives them up. Places
    that are added are offered to who waits. Raises StaleSaveError when somebody else saved first, DoubleBookedError
    when somebody or the place is taken on one of the days, ActionError for people without the role and for fewer places
    than there are participants.
    """
    access.require(may_change_editie(actor, editie, now))
    with transaction.atomic():
        held = hold_editie(editie)
        _refuse(held, answers, now)
        changes = {
            "locatie": answers.locatie, "capacity": answers.capacity, "apply_until_date": answers.apply_until_date,
            "decide_by_date": answers.decide_by_date, "description": answers.description,
        }  # fmt: skip
        stored = save_version(held, version=version, changes=changes)
        _set_coaches(stored, answers.coaches, now)
        stored.organisaties.set(answers.organisaties)
        hold_resources(answers.trainers, answers.locatie)
        days = coming_days(stored, now)
        _set_trainers(actor, stored, answers.trainers, days, now)
        if held.locatie_id != stored.locatie_id:
            _set_place(stored, days, now)
        occupy_days(days, answers.trainers, answers.locatie)
        if stored.capacity > held.capacity:
            offer_places(stored, now, most=stored.capacity - held.capacity)
    return stored


def _refuse(editie: Editie, answers: MensenAnswers, now: datetime) -> None:
    """Raise ActionError for people who cannot, and for fewer places than are taken."""
    _refuse_without_role(
        answers.trainers, possible_trainers(now), _("{name} is geen trainer meer. Kies iemand anders.")
    )
    _refuse_without_role(answers.coaches, possible_coaches(now), _("{name} is geen coach meer. Kies een ander."))
    placed = places_held(editie)
    if answers.capacity < placed:
        words = _("Er zijn al {number} mensen met een plek. Kies dat aantal of meer.")
        raise ActionError(words.format(number=placed))
    if editie.status != EditieStatus.GEPUBLICEERD:
        return
    if not answers.trainers:
        raise ActionError(_("Een editie die online staat, heeft minstens één trainer."))
    if answers.locatie is None:
        raise ActionError(_("Een editie die online staat, heeft een locatie."))
    if answers.locatie.seats < answers.capacity + len(answers.trainers):
        raise ActionError(too_small(answers.locatie.seats, answers.capacity, len(answers.trainers)))


def _refuse_without_role(people: Iterable[User], able: QuerySet[User], words: str) -> None:
    chosen = list(people)
    allowed = set(able.filter(pk__in=[user.pk for user in chosen]).values_list("pk", flat=True))
    for user in chosen:
        if user.pk not in allowed:
            raise ActionError(words.format(name=user.naam))


def _set_coaches(editie: Editie, coaches: Collection[User], now: datetime) -> None:
    """Let exactly these people coach in it; of an editie that is known they hear it."""
    before, after = set(editie.coaches.all()), set(coaches)
    editie.coaches.set(after)
    for user in before - after:
        take_back_slots(host=user, kring=editie.kring, reason=_guides_no_more(user), now=now)
    if editie.status != EditieStatus.GEPUBLICEERD:
        return
    stamp = f"{now:%Y%m%d%H%M%S%f}"
    for word, people in (("coach", after - before), ("coachaf", before - after)):
        owe_many(TRAINER_OF, object_id=editie.pk, recipients=people, moment=f"{word}:{stamp}", now=now)


def _set_trainers(
    actor: User, editie: Editie, trainers: Collection[User], days: Iterable[Editiedeel], now: datetime
) -> None:
    """Let exactly these people lead it; of an editie that is known they hear it.

    Who leads reads casussen, so nobody lets herself in: another coördinator does.
    """
    is_known, stamp = editie.status == EditieStatus.GEPUBLICEERD, f"{now:%Y%m%d%H%M%S%f}"
    stay = {user.pk for user in trainers}
    present = list(appointed_trainers(editie))
    for row in present:
        if row.user_id not in stay:
            end_member(lidmaatschap=row, now=now)
            take_back_slots(host=row.user, kring=editie.kring, reason=_guides_no_more(row.user), now=now)
            if is_known:
                owe(TRAINER_OF, object_id=editie.pk, recipient=row.user, moment=f"eruit:{stamp}", now=now)
    had = {row.user_id for row in present}
    for user in (user for user in trainers if user.pk not in had):
        if user.pk == actor.pk:
            raise ActionError(_("Jezelf maak je geen trainer. Vraag een andere coördinator."))
        add_member(kring=editie.kring, user=user, role=KringRol.TREKKER, by_rol=Rol.TRAINER, now=now)
        if is_known:
            for deel in days:
                give_seats(deel.bijeenkomst, [user], now)  # type: ignore[arg-type]  # coming_days have a meeting
            owe(TRAINER_OF, object_id=editie.pk, recipient=user, moment=f"erbij:{stamp}", now=now)
    follow_trainers(editie, now)


def _guides_no_more(user: User) -> str:
    return _("{name} begeleidt deze editie niet meer. Kies een nieuw moment.").format(name=user.naam)


def _set_place(editie: Editie, days: Iterable[Editiedeel], now: datetime) -> None:
    """Hold the days that come in the place of the editie; who takes part in a day that is known hears it."""
    for deel in days:
        meeting = deel.bijeenkomst
        if meeting is not None:
            opzet = opzet_at(deel, editie.locatie, meeting.starts_at, meeting.ends_at)
            deel.bijeenkomst = replan(meeting, opzet, now)
