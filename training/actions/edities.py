"""An editie as a whole: begun, described, copied, called off. Its people and days have files of their own."""

import itertools
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community import access
from community.access.kringen import active_lidmaatschappen
from community.actions.agenda import CANCELLED
from community.actions.errors import ActionError
from community.actions.kringen import lock_kring
from community.actions.planned_elsewhere import drop
from community.actions.versions import save_version
from community.berichten.outbox import owe_many, withdraw
from community.models import Kring, KringKind, User
from training.access.edities import (
    PLANNABLE,
    may_change_editie,
    may_plan_edities,
    possible_coaches,
)
from training.actions.editiegesprekken import end_talks
from training.models import (
    WAITING,
    Editie,
    Editiedeel,
    EditieStatus,
    Inschrijving,
    Programmaversie,
)

OPEN_EDITIE, TRAINER_OF, EDITIE_OFF = "N10", "N166", "N167"
# Addresses below the list that are no editie.
TAKEN = ("nieuw",)
FEWEST, MOST = 4, 60


class EditieGoneError(ActionError):
    """The editie was thrown away or called off while somebody planned it."""

    def __init__(self) -> None:
        super().__init__(_("Deze editie is intussen weggegooid of gaat niet meer door. Er is niets veranderd."))


@dataclass(frozen=True)
class EditieAnswers:
    """What an editie is called, where it is and within which period its days are sought."""

    name: str
    provincie: str
    regio: str
    from_date: date
    until_date: date


def create_editie(
    *, actor: User, programmaversie: Programmaversie, answers: EditieAnswers, now: datetime
) -> Editie:  # fmt: skip
    """Begin an editie as a concept: its Kring and the parts of its programme, without days or people.

    Raises ActionError when the version of the programme was not established.
    """
    access.require(may_plan_edities(actor, now))
    with transaction.atomic():
        return _begin(actor, programmaversie, answers, now)


def change_editie(*, actor: User, editie: Editie, version: int, answers: EditieAnswers, now: datetime) -> Editie:
    """Give it another name, place or period. Days that stand are not moved by it.

    Raises StaleSaveError when somebody else saved first, EditieGoneError.
    """
    access.require(may_change_editie(actor, editie, now))
    with transaction.atomic():
        held = hold_editie(editie)
        stored = save_version(held, version=version, changes=asdict(answers))
        Kring.objects.filter(pk=held.kring_id).update(name=answers.name)
    return stored


def copy_editie(*, actor: User, editie: Editie, answers: EditieAnswers, now: datetime) -> Editie:
    """Begin another editie like this one, with dates anew: the newest version of its programme, place and coaches.

    Nobody who took part comes along. Trainers are asked anew, because the days decide whether they are free.
    """
    access.require(may_plan_edities(actor, now))
    with transaction.atomic():
        made = _begin(actor, newest_version(editie.programmaversie), answers, now)
        made.capacity, made.description = editie.capacity, editie.description
        made.locatie = editie.locatie if editie.locatie and editie.locatie.is_active else None
        made.copied_from = editie
        made.save(update_fields=["capacity", "description", "locatie", "copied_from"])
        made.coaches.set(possible_coaches(now).filter(pk__in=editie.coaches.all()))
        made.organisaties.set(editie.organisaties.all())
    return made


def cancel_editie(*, actor: User, editie: Editie, reason: str, now: datetime) -> None:
    """Call an editie off: its coming days go, and everybody in it or waiting for it gets one mail. Once.

    A concept, which nobody knows, is thrown away. Raises EditieGoneError.
    """
    access.require(may_change_editie(actor, editie, now))
    with transaction.atomic():
        held = hold_editie(editie)
        days = coming_days(held, now)
        if held.status == EditieStatus.CONCEPT:
            _throw_away(held, days, now)
            return
        people = concerned_people(held, now)
        for deel in days:
            if deel.bijeenkomst is not None:
                drop(deel.bijeenkomst, reason=reason, now=now)
                withdraw((CANCELLED,), object_id=deel.bijeenkomst.pk, reason="staat in de mail over de editie")
        end_talks(editie=held, reason=reason, now=now)
        changes = {"status": EditieStatus.GEANNULEERD, "cancelled_at": now}
        save_version(held, version=held.version, changes=changes)
        withdraw((OPEN_EDITIE, TRAINER_OF), object_id=held.pk, reason="gaat niet door")
        owe_many(EDITIE_OFF, object_id=held.pk, recipients=people, moment="afgelast", now=now)


def hold_editie(editie: Editie, among: Collection[EditieStatus] = PLANNABLE) -> Editie:
    """Lock the Kring of an editie and then the editie, and return it as stored. Call inside a transaction.

    Raises EditieGoneError when it is gone or its status is not `among` these: called off, as a rule.
    """
    try:
        lock_kring(editie.kring_id)
        rows = Editie.objects.select_for_update(of=("self",)).select_related("kring", "locatie", "programmaversie")
        held = rows.get(pk=editie.pk)
    except (Kring.DoesNotExist, Editie.DoesNotExist) as error:
        raise EditieGoneError from error
    if held.status not in among:
        raise EditieGoneError
    return held


def coming_days(editie: Editie, now: datetime) -> list[Editiedeel]:
    """Return the parts with a meeting that did not begin, the first one first; of a concept all of them."""
    rows = Editiedeel.objects.filter(editie=editie, bijeenkomst__isnull=False)
    if editie.status != EditieStatus.CONCEPT:
        rows = rows.filter(bijeenkomst__starts_at__gt=now)
    return list(rows.select_related("onderdeel", "bijeenkomst").order_by("bijeenkomst__starts_at", "pk"))


def concerned_people(editie: Editie, now: datetime) -> list[User]:
    """Return who is told when the editie does not go on: who is in it, who coaches, and who waits for a place."""
    inside = active_lidmaatschappen(now).filter(kring=editie.kring_id)
    waiting = Inschrijving.objects.filter(editie=editie, status__in=WAITING)
    rows = User.objects.filter(pk__in=inside.values("user")) | User.objects.filter(pk__in=waiting.values("user"))
    return list((rows | User.objects.filter(pk__in=editie.coaches.values("pk"))).filter(is_active=True).distinct())


def newest_version(versie: Programmaversie) -> Programmaversie:
    """Return the newest established version of the same programme."""
    rows = Programmaversie.objects.filter(programma=versie.programma_id, established_at__isnull=False)
    return rows.order_by("-number").first() or versie


def _begin(actor: User, versie: Programmaversie, answers: EditieAnswers, now: datetime) -> Editie:
    if versie.established_at is None:
        raise ActionError(_("Deze versie van het programma is nog niet vastgesteld. Kies een andere."))
    kring = Kring.objects.create(kind=KringKind.EDITIE, name=answers.name)
    try:
        with transaction.atomic():
            made = Editie.objects.create(
                slug=free_slug(answers.name), kring=kring, programmaversie=versie, capacity=18, created_by=actor,
                created_at=now, **asdict(answers),
            )  # fmt: skip
    except IntegrityError as error:  # two of one name at once
        raise ActionError(_("Iemand begon net een editie met deze naam. Verstuur het nog een keer.")) from error
    onderdelen = versie.onderdelen.order_by("position")
    Editiedeel.objects.bulk_create(Editiedeel(editie=made, onderdeel=onderdeel) for onderdeel in onderdelen)
    return made


def _throw_away(editie: Editie, days: Iterable[Editiedeel], now: datetime) -> None:
    for deel in days:
        if deel.bijeenkomst is not None:
            drop(deel.bijeenkomst, reason="", now=now)
    kring = editie.kring
    editie.delete()
    kring.delete()


def free_slug(name: str) -> str:
    """Return an address for this name that no editie has yet. Two at once with one name: the database lets one win."""
    start = slugify(name)[:60] or "editie"
    taken = {*TAKEN, *Editie.objects.filter(slug__startswith=start).values_list("slug", flat=True)}
    found = start
    for number in itertools.count(2):
        if found not in taken:
            break
        found = f"{start}-{number}"
    return found
