"""A round of intervisie from beginning to end: made, opened, changed, closed, blown off."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.versions import save_version
from community.berichten.outbox import owe, owe_many, withdraw
from community.models import User
from community.workdays import add_workdays, local_date, mail_moment
from intervisie.access.matching import (
    CHANGEABLE,
    UNDECIDED,
    invitable_people,
    may_ask_by_name,
    may_change_ronde,
    may_run_matching,
)
from intervisie.models import Matchaanmelding, Matchronde, RondeKind, RondeStatus, Rondeuitnodiging
from intervisie.queries.matchrondes import registered_people, unreminded_people

# Open for who may register, once more for who said nothing; the round does not go on; its days changed.
OPENED, CANCELLED, MOVED = "N55", "N201", "N202"
# A coördinator asks somebody by name.
BY_NAME = "N218"
# Who said nothing hears of it once more so many working days before the last day.
REMIND_WORKDAYS = -3
# What nobody can change any more once members know of a round.
FIXED_ONCE_OPEN = ("kind", "provincies", "form")


class RondeOverError(ActionError):
    """The round is in another state than the page showed: closed, decided about, blown off or thrown away."""

    def __init__(self) -> None:
        super().__init__(_("Deze ronde is intussen veranderd. Bekijk hoe zij er nu voor staat. Er is niets gewijzigd."))


@dataclass(frozen=True)
class RondeAnswers:
    """All that a coördinator decides about a round. `weights` gives a Gewicht by goal."""

    name: str
    provincies: list[str]
    form: str
    experience: str
    from_date: date
    until_date: date
    closes_date: date
    size_min: int
    size_target: int
    size_max: int
    min_common_slots: int
    rhythm_weeks: int
    evaluate_after: int
    weights: dict[str, str] = field(default_factory=dict)
    kind: str = RondeKind.INTERVISIE


def make_ronde(*, actor: User, answers: RondeAnswers, now: datetime) -> Matchronde:
    """Begin a round as a concept: nobody but the coördinerend hart sees it."""
    access.require(may_run_matching(actor, now))
    with transaction.atomic():
        return Matchronde.objects.create(made_by=actor, made_at=now, **asdict(answers))


def change_ronde(*, actor: User, ronde: Matchronde, version: int, answers: RondeAnswers, now: datetime) -> Matchronde:
    """Change a round about which nothing was decided; who registered hears of other days.

    Its region and form stand once it is open. A closed round with a later last day is open again. Raises
    StaleSaveError when somebody else saved first, RondeOverError.
    """
    access.require(may_change_ronde(actor, ronde, now))
    changes = asdict(answers)
    with transaction.atomic():
        held = hold_ronde(ronde, among=CHANGEABLE)
        if held.status != RondeStatus.CONCEPT:
            changes = {name: value for name, value in changes.items() if name not in FIXED_ONCE_OPEN}
        is_later = answers.closes_date != held.closes_date and answers.closes_date >= local_date(now)
        if held.status == RondeStatus.GESLOTEN and is_later:
            changes |= {"status": RondeStatus.OPEN, "closed_at": None}
        stored = save_version(held, version=version, changes=changes)
        if held.status != RondeStatus.CONCEPT and days_of(stored) != days_of(held):
            withdraw((MOVED,), object_id=stored.pk, reason="nog eens gewijzigd")
            owe_many(MOVED, object_id=stored.pk, recipients=registered_people(stored),
                     moment=f"v{stored.version}:{days_of(stored)}", now=now)  # fmt: skip
    return stored


def open_ronde(*, actor: User, ronde: Matchronde, version: int, now: datetime) -> Matchronde:
    """Let members register: every active member of the region is told, once.

    Raises ActionError when the last day is over, StaleSaveError when it was changed meanwhile, RondeOverError.
    """
    access.require(may_change_ronde(actor, ronde, now))
    with transaction.atomic():
        held = hold_ronde(ronde, among=(RondeStatus.CONCEPT,))
        if held.closes_date < local_date(now):
            raise ActionError(_("De laatste dag om aan te melden is al voorbij. Kies eerst een latere dag."))
        stored = save_version(held, version=version, changes={"status": RondeStatus.OPEN, "opened_at": now})
        people = list(invitable_people(stored, now))
        Rondeuitnodiging.objects.bulk_create(
            (Rondeuitnodiging(ronde=stored, user=user, invited_at=now) for user in people), ignore_conflicts=True
        )
        owe_many(OPENED, object_id=stored.pk, recipients=people, moment="open", now=now)
    return stored


def ask_by_name(*, actor: User, ronde: Matchronde, user: User, now: datetime) -> None:
    """Ask a member by name to register (N218), also of another region, and who said that she does not want to.

    Raises ActionError for who is registered already or was asked by name today, RondeOverError.
    """
    access.require(may_ask_by_name(actor, ronde, now))
    with transaction.atomic():
        held = hold_ronde(ronde, among=(RondeStatus.OPEN,))
        if not user.is_active:
            raise ActionError(_("{name} heeft geen account meer.").format(name=user.naam))
        if Matchaanmelding.objects.filter(ronde=held, user=user, withdrawn_at__isnull=True).exists():
            raise ActionError(_("{name} is al aangemeld.").format(name=user.naam))
        row = Rondeuitnodiging.objects.filter(ronde=held, user=user).first()
        if row is not None and row.is_by_name and local_date(row.invited_at) == local_date(now):
            raise ActionError(_("{name} is vandaag al gevraagd.").format(name=user.naam))
        Rondeuitnodiging.objects.update_or_create(
            ronde=held, user=user, defaults={"invited_at": now, "declined_at": None, "is_by_name": True}
        )
        owe(BY_NAME, object_id=held.pk, recipient=user, moment=f"gevraagd:{local_date(now):%Y-%m-%d}", now=now)


def close_ronde(*, actor: User, ronde: Matchronde, now: datetime) -> None:
    """Let nobody register any more, before the last day is over. Raises RondeOverError."""
    access.require(may_change_ronde(actor, ronde, now))
    with transaction.atomic():
        _close(hold_ronde(ronde, among=(RondeStatus.OPEN,)), now)


def cancel_ronde(*, actor: User, ronde: Matchronde, reason: str, now: datetime) -> None:
    """Blow a round off and tell who registered in these words. A concept, which nobody knows, is thrown away.

    Raises RondeOverError.
    """
    access.require(may_change_ronde(actor, ronde, now))
    with transaction.atomic():
        held = hold_ronde(ronde, among=CHANGEABLE)
        if held.status == RondeStatus.CONCEPT:
            held.delete()
            return
        changes = {"status": RondeStatus.AFGEBLAZEN, "decided_at": now, "cancel_reason": reason}
        save_version(held, version=held.version, changes=changes)
        withdraw((OPENED, BY_NAME, MOVED), object_id=held.pk, reason="gaat niet door")
        owe_many(CANCELLED, object_id=held.pk, recipients=registered_people(held), moment="afgeblazen", now=now)


def hold_ronde(ronde: Matchronde, among: Collection[RondeStatus] = UNDECIDED) -> Matchronde:
    """Lock a round and return it as stored. Call inside a transaction.

    Raises RondeOverError when it is gone or its status is not `among` these.
    """
    held = Matchronde.objects.select_for_update(no_key=True).filter(pk=ronde.pk).first()
    if held is None or held.status not in among:
        raise RondeOverError
    return held


def days_of(ronde: Matchronde) -> str:
    """Return the days of a round that matter to who registered, as one word, to see whether they changed."""
    return f"{ronde.closes_date:%y%m%d}.{ronde.from_date:%y%m%d}.{ronde.until_date:%y%m%d}"


def reminder_of(ronde: Matchronde) -> tuple[str, datetime]:
    """Return what names the reminder to the silent, and when it comes due. Another last day is another reminder."""
    due_at = mail_moment(add_workdays(ronde.closes_date, REMIND_WORKDAYS))
    return f"stil:{ronde.closes_date.isoformat()}", due_at


def live(now: datetime) -> None:
    """Let rounds live by their dates: remind the silent once, close what is over. Safe any number of times."""
    for ronde in Matchronde.objects.filter(status=RondeStatus.OPEN).order_by("pk"):
        if ronde.closes_date < local_date(now):
            with suppress(RondeOverError), transaction.atomic():
                held = hold_ronde(ronde, among=(RondeStatus.OPEN,))
                if held.closes_date < local_date(now):
                    _close(held, now)
            continue
        moment, due_at = reminder_of(ronde)
        # A reminder that lay before the opening is none: who hears that it is open needs no second word.
        if ronde.opened_at is not None and ronde.opened_at < due_at <= now:
            people = unreminded_people(ronde, OPENED, moment)
            owe_many(OPENED, object_id=ronde.pk, recipients=people, moment=moment, due_at=due_at, now=now)


def _close(held: Matchronde, now: datetime) -> None:
    """Call under its lock."""
    save_version(held, version=held.version, changes={"status": RondeStatus.GESLOTEN, "closed_at": now})
    withdraw((OPENED, BY_NAME), object_id=held.pk, reason="aanmelden kan niet meer")
