"""Publishing an editie: from then on it is known, its people hold their seats, and who may want to come hears it."""

from datetime import datetime

from django.db import transaction

from community import access
from community.actions.errors import ActionError
from community.actions.kringen import AFSPRAKEN_AKKOORD
from community.actions.logboek import note
from community.actions.planned_elsewhere import give_seats, make_known
from community.actions.taken import open_taken
from community.actions.versions import save_version
from community.berichten.outbox import owe_many
from community.models import User
from community.workdays import local_date
from training.access.edities import may_change_editie
from training.actions.editiebezetting import hold_resources, occupy_days
from training.actions.edities import OPEN_EDITIE, TRAINER_OF, EditieGoneError, coming_days, hold_editie
from training.actions.praktijkboek import begin_praktijkboek
from training.models import Editie, EditieStatus
from training.queries.plancontrole import controle_of, members_near
from training.queries.plandata import situation_of


class NotReadyError(ActionError):
    """Something is missing before the editie can be published. `faults` are sentences."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(" ".join(faults))


def publish_editie(*, actor: User, editie: Editie, version: int, rules: str, now: datetime) -> Editie:
    """Make an editie known: its days, the seats of its trainers, its agreements and praktijkboek, and who hears it.

    Raises StaleSaveError when somebody else saved first, NotReadyError with all that is missing.
    """
    access.require(may_change_editie(actor, editie, now))
    with transaction.atomic():
        held = hold_editie(editie)
        if held.status != EditieStatus.CONCEPT:
            raise EditieGoneError
        changes = {"status": EditieStatus.GEPUBLICEERD, "published_at": now}
        found = situation_of(held, now)
        hold_resources(found.trainers, held.locatie)
        found = situation_of(held, now)
        check = controle_of(found, now)
        if check.faults:
            raise NotReadyError(check.faults)
        stored = save_version(held, version=version, changes=changes)
        note(actor=actor, action="EDITIE_GEPUBLICEERD", object_kind="EDITIE", object_id=stored.pk, now=now)
        days = coming_days(stored, now)
        for deel in days:
            if deel.bijeenkomst is not None:
                deel.bijeenkomst = make_known(deel.bijeenkomst, now)
                give_seats(deel.bijeenkomst, found.trainers, now)
        occupy_days(days, found.trainers, stored.locatie)
        begin_praktijkboek(stored, rules=rules, author=actor, now=now)
        open_taken(AFSPRAKEN_AKKOORD, users=found.trainers, object_id=stored.kring_id, kring=stored.kring, now=now)
        _tell(stored, found.trainers, now)
    return stored


def _tell(editie: Editie, trainers: tuple[User, ...], now: datetime) -> None:
    owe_many(TRAINER_OF, object_id=editie.pk, recipients=trainers, moment="publiceren", now=now)
    coaches = list(editie.coaches.filter(is_active=True))
    owe_many(TRAINER_OF, object_id=editie.pk, recipients=coaches, moment="coach", now=now)
    but_not = {user.pk for user in (*trainers, *coaches)}
    if editie.apply_until_date is None or editie.apply_until_date < local_date(now):
        return
    people = members_near(editie).exclude(pk__in=but_not)
    owe_many(OPEN_EDITIE, object_id=editie.pk, recipients=people, moment="open", now=now)
