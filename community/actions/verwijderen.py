"""Removing one's account: asked for, taken back within the days of grace, carried out, and carried out again after a
restore. What goes and what stays says each app (privacy_points.erasures); decision 0036.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from community import access
from community.access.rollen import platform_toekenningen
from community.actions.accounts import shut_account
from community.actions.errors import ActionError
from community.actions.logboek import note
from community.actions.toestemmingen import end_toestemming
from community.actions.wissen import is_erased, unname_account
from community.berichten.mail import send_secret
from community.berichten.outbox import owe, withdraw
from community.bewaarregels import REGELS
from community.models import Profiel, Rol, Roltoekenning, ToestemmingKind, User, Vernietiging, Verwijderverzoek
from community.privacy_points import erasures
from community.sleutels.router import ALIAS
from community.workdays import at_local, local_date

ASKED, COMING, ERASED = "N232", "N234", "N255"
PERSON, GONE = "PERSOON", "GEWIST"
AT_NIGHT = time(3)
# Somebody must hold these: the network cannot go on without.
NEEDED = (Rol.COORDINATOR, Rol.BEHEERDER)

REFUSALS = {
    Rol.COORDINATOR: _("Je bent de enige coördinator. Laat een beheerder eerst iemand anders die rol geven."),
    Rol.BEHEERDER: _("Je bent de enige beheerder. Geef eerst iemand anders die rol."),
}


class LastOneError(ActionError):
    """Nobody else holds a role that somebody must hold."""


def ask_removal(*, actor: User, now: datetime) -> Verwijderverzoek:
    """Have one's account removed after the days of grace; from now on the ledengids shows her no more.

    Asking twice changes nothing. Raises LastOneError for the last coördinator or beheerder. For everybody about
    herself.
    """
    access.require(actor.is_active)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        found = Verwijderverzoek.objects.filter(user=actor).first()
        if found is not None:
            return found
        refuse_last_one(actor, now)
        made = Verwijderverzoek.objects.create(user=actor, asked_at=now, due_at=due_moment(now))
        end_toestemming(user=actor, kind=ToestemmingKind.LEDENGIDS, now=now)
        Profiel.objects.filter(user=actor).update(in_ledengids=False, version=F("version") + 1)
        note(actor=actor, action="VERWIJDEREN_GEVRAAGD", subject=actor, object_kind="ACCOUNT", object_id=actor.pk,
             now=now)  # fmt: skip
        owe(ASKED, object_id=actor.pk, recipient=actor, moment=f"{now:%Y%m%d%H%M%S%f}", now=now)
    return made


def take_back_removal(*, actor: User, now: datetime) -> bool:
    """Keep one's account after all; whether there was something to take back. For everybody about herself.

    In the ledengids she stands again only when she says so herself.
    """
    access.require(actor.is_active)
    with transaction.atomic():
        # The row of the person is the lock: what is being carried out holds it.
        row = User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        access.require(row.is_active)
        removed = Verwijderverzoek.objects.filter(user=actor, done_at__isnull=True).delete()[0]
        if removed:
            withdraw((ASKED, COMING), object_id=actor.pk, recipient=actor, reason="ingetrokken")
            note(actor=actor, action="VERWIJDEREN_TERUG", subject=actor, object_kind="ACCOUNT", object_id=actor.pk,
                 now=now)  # fmt: skip
    return bool(removed)


def due_moment(now: datetime) -> datetime:
    """Return when an account that is asked away now goes: in the night after so many local days of grace."""
    return at_local(local_date(now) + REGELS["verwijderverzoek"].term, AT_NIGHT)


def refuse_last_one(user: User, now: datetime) -> None:
    """Raise LastOneError when nobody else holds a role that somebody must hold. Locks: two cannot go at once."""
    list(Roltoekenning.objects.select_for_update().filter(rol__in=NEEDED).order_by("pk").values_list("pk"))
    if reason := why_not_yet(user, now):
        raise LastOneError(reason)


def why_not_yet(user: User, now: datetime) -> str:
    """Return in a sentence why this person cannot go yet; empty when she can. Who goes already counts no more."""
    rows = platform_toekenningen(local_date(now)).filter(rol__in=NEEDED)
    held = [(rol, person) for rol, person in rows.values_list("rol", "user")]
    going = set(Verwijderverzoek.objects.values_list("user", flat=True)) if held else set()
    for rol in NEEDED:
        holding = {person for its, person in held if its == rol}
        if user.pk in holding and not holding - going - {user.pk}:
            return str(REFUSALS[rol])
    return ""


def always(_person: User) -> bool:
    """Say yes."""
    return True


def erase_due(now: datetime) -> int:
    """Erase who asked for it and whose days of grace are over; return how many. For the daily purge.

    Who became the last coördinator or beheerder meanwhile stays until there is another. One that fails keeps no other
    back; the first failure is raised when all had their turn.
    """
    due = Verwijderverzoek.objects.filter(due_at__lte=now, done_at__isnull=True).order_by("due_at", "pk")

    def still_asks(person: User) -> bool:
        return due.filter(user=person).exists()

    erased = 0
    failed: Exception | None = None
    for row in list(due.select_related("user")):
        try:
            erased += bool(erase_person(user=row.user, now=now, only_if=still_asks))
        except Exception as error:  # noqa: BLE001 - whatever it is, others asked to be erased too; raised below
            failed = failed or error
    if failed is not None:
        raise failed
    return erased


def erase_person(*, user: User, now: datetime, only_if: Callable[[User], bool] = always) -> Mapping[str, int]:
    """Erase a person for good, and tell her old address that it is done. Returns what went, by name; nothing for who
    may not go yet. Cut off in the middle, it is taken up again at the next purge.

    `only_if` is asked under the lock of her row: what was read before may have changed while others were erased.
    """
    try:
        with transaction.atomic():
            row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
            if is_erased(row) or not only_if(row):
                return {}
            refuse_last_one(row, now)
            Verwijderverzoek.objects.get_or_create(
                user=row, defaults={"asked_at": now, "due_at": now + timedelta(seconds=1)}
            )
            shut_account(person=row, now=now)
    except LastOneError:
        return {}
    return _carry_out(row, now, tells=True)


def reapply_erasures(now: datetime) -> int:
    """Erase again who the ledger says was erased: a restored copy may still know her. Returns how many.

    She is told nothing: she was, at the time. For after a restore, once the ledger itself was reapplied.
    """
    known = Vernietiging.objects.using(ALIAS).filter(kind=PERSON).values_list("pk", flat=True)
    back = [row for row in User.objects.filter(pk__in=list(known)).order_by("pk") if not is_erased(row)]
    for row in back:
        shut_account(person=row, now=now)
        _carry_out(row, now, tells=False)
    return len(back)


def _carry_out(user: User, now: datetime, *, tells: bool) -> Mapping[str, int]:
    """Let every app erase, higher ones first, then the ledger, then the name. Each step stands by itself."""
    address, salutation = user.email, user.voornaam
    numbers = {f"{app}: {what}": number
               for app, erase in erasures.named().items() for what, number in erase(user, now).items()}  # fmt: skip
    line = Vernietiging(
        key_id=user.pk, kind=PERSON, object_id=user.pk, destroyed_at=now, actor_id=None, reason=GONE
    )  # fmt: skip
    Vernietiging.objects.using(ALIAS).bulk_create([line], ignore_conflicts=True)
    with transaction.atomic():
        Vernietiging.objects.using("default").bulk_create([line], ignore_conflicts=True)
        unname_account(user)
        Verwijderverzoek.objects.filter(user=user).update(done_at=now)
        if tells:
            note(actor=None, action="ACCOUNT_GEWIST", subject=user, object_kind="ACCOUNT", object_id=user.pk, now=now)
            tell = partial(send_secret, ERASED, address=address, salutation=salutation, path="/", context={}, now=now)
            transaction.on_commit(tell, robust=True)
    return numbers | {"personen": 1}
