"""Beginning, describing and leading a leergroep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community import access
from community.access.kringen import may_manage_kring, may_still_manage
from community.access.leergroepen import may_appoint_trekker, may_change_leergroep, may_create_leergroep
from community.actions.agenda import cancel_coming_of_kring
from community.actions.errors import ActionError
from community.actions.groepseinde import end_open_matters
from community.actions.groepsleven import people_in
from community.actions.kringen import (
    add_member,
    end_member,
    lay_down,
    lidmaatschap_under_lock,
    lock_kring,
    log_role,
    require_open_kring,
    seats_taken,
)
from community.actions.toetredingen import fill_places, has_place, refuse_last_trekker
from community.actions.toetredingsvragen import ask_again
from community.actions.versions import save_version
from community.berichten.outbox import owe, owe_many
from community.models import (
    Kring,
    KringKind,
    KringRol,
    Leergroep,
    LeergroepPhase,
    Lidmaatschap,
    Opgave,
    User,
)

# Words that are an address of their own under /leergroepen/.
RESERVED_SLUGS = frozenset({"nieuw"})


@dataclass(frozen=True)
class LeergroepAnswers:
    """All that the form of a leergroep asks. `capacity` None means that everybody fits."""

    name: str
    summary: str
    description: str
    opgaven: Sequence[Opgave]
    provincies: Sequence[str]
    ervaring: str
    joining: str
    capacity: int | None
    phase: str
    is_hidden: bool = False
    welcome_text: str = ""
    rhythm_weeks: int | None = None
    evaluate_after: int | None = 5


def create_leergroep(
    *, actor: User, answers: LeergroepAnswers, trekkers: Sequence[User], afspraken: str, now: datetime
) -> Leergroep:
    """Begin a group with its trekkers; `afspraken` empty means that it has no agreements yet.

    Raises ActionError when another group got the same address at this moment.
    """
    access.require(may_create_leergroep(actor, now))
    try:
        with transaction.atomic():
            leergroep = _store(answers, now)
            kring = leergroep.kring
            if afspraken:
                lay_down(kring=kring, number=1, text=afspraken, author=actor, now=now)
            for trekker in trekkers:
                _add_trekker(kring, trekker, now, by=actor)
    except IntegrityError as error:
        raise ActionError(_("Er is net een groep met hetzelfde adres gemaakt. Sla nog een keer op.")) from error
    return leergroep


def edit_leergroep(
    *, actor: User, leergroep: Leergroep, version: int, answers: LeergroepAnswers, now: datetime
) -> Leergroep:
    """Store a new description, way of joining, size or phase. Closing ends all that lies ahead; the members are told.

    Raises StaleSaveError, with the stored group, when it was saved elsewhere after `version`; ActionError when there
    are more members than places, or when a group that went up in another would be opened again.
    """
    access.require(may_change_leergroep(actor, leergroep, now))
    with transaction.atomic():
        kring = lock_kring(leergroep.kring_id)
        access.require(may_still_manage(actor, kring, now))
        if answers.capacity is not None and answers.capacity < (taken := seats_taken(kring)):
            raise ActionError(_("Er doen al {aantal} mensen mee. Kies een hoger aantal.").format(aantal=taken))
        was_closed = kring.closed_at is not None
        if was_closed and answers.phase != LeergroepPhase.AFGESLOTEN:
            _refuse_when_merged(leergroep)
        stored = save_version(leergroep, version=version, changes=_changes(answers))
        stored.opgaven.set(answers.opgaven)
        is_closed = answers.phase == LeergroepPhase.AFGESLOTEN
        if answers.phase == LeergroepPhase.ACTIEF:
            kring.started_at = kring.started_at or now
        kring.name = answers.name
        kring.rhythm_weeks, kring.evaluate_after = answers.rhythm_weeks, answers.evaluate_after
        kring.closed_at = (kring.closed_at or now) if is_closed else None
        kring.save(update_fields=["name", "started_at", "rhythm_weeks", "evaluate_after", "closed_at"])
        if is_closed:
            end_open_matters(kring, now)
            cancel_coming_of_kring(kring=kring, reason=_("De groep is afgesloten."), now=now)
            if not was_closed:
                owe_many("N118", object_id=stored.pk, recipients=people_in(kring, now),
                         moment=f"afgesloten:v{stored.version}", now=now)  # fmt: skip
        else:
            fill_places(kring, now)
    return stored


def set_role(
    *, actor: User, lidmaatschap: Lidmaatschap, role: KringRol, now: datetime, hand_over: bool = False
) -> None:
    """Make a member trekker or an ordinary member. With `hand_over` the actor becomes an ordinary member herself.

    Raises ActionError when the group would be left without a trekker.
    """
    access.require(may_manage_kring(actor, lidmaatschap.kring, now))
    with transaction.atomic():
        kring, row = _hold(actor, lidmaatschap, now)
        if row.role != role:
            if role == KringRol.LID:
                refuse_last_trekker(kring, row)
            _give_role(row, role, now, by=actor)
        own = lidmaatschap_under_lock(kring, actor.pk)
        if hand_over and role == KringRol.TREKKER and own is not None and own.pk != row.pk:
            Lidmaatschap.objects.filter(pk=own.pk).update(role=KringRol.LID)
            log_role(own, KringRol.LID, by=actor, now=now)
        ask_again(kring, now)


def remove_member(*, actor: User, lidmaatschap: Lidmaatschap, now: datetime) -> None:
    """Take somebody out of the group and tell her; the first of the waiting list takes her place.

    Raises ActionError when she is the last trekker, left already, or is the actor herself.
    """
    access.require(may_manage_kring(actor, lidmaatschap.kring, now))
    with transaction.atomic():
        kring, row = _hold(actor, lidmaatschap, now)
        if row.user_id == actor.pk:
            raise ActionError(_("Wil je zelf stoppen? Kies dan 'Verlaat de groep'."))
        refuse_last_trekker(kring, row)
        end_member(lidmaatschap=row, now=now, by=actor)
        owe("N104", object_id=row.pk, recipient=row.user, moment="eruit", now=now)
        ask_again(kring, now)
        fill_places(kring, now)


def appoint_trekker(*, actor: User, leergroep: Leergroep, user: User, now: datetime) -> None:
    """Let a coördinator give a group a trekker, from its members or from outside.

    Raises ActionError when the group is full and she is not in it, or when it was closed meanwhile.
    """
    access.require(may_appoint_trekker(actor, leergroep, now))
    with transaction.atomic():
        kring = lock_kring(leergroep.kring_id)
        require_open_kring(kring)
        row = lidmaatschap_under_lock(kring, user.pk)
        if row is not None:
            _give_role(row, KringRol.TREKKER, now, by=actor)
        elif has_place(kring, now):
            _add_trekker(kring, user, now, by=actor)
        else:
            raise ActionError(_("De groep is vol. Maak een lid trekker, of verhoog eerst het aantal plaatsen."))
        ask_again(kring, now)


def free_slug(name: str) -> str:
    """Return the address of a new group: its name, with a number behind it when that is taken."""
    base = slugify(name)[:70].strip("-") or "leergroep"
    taken = set(Leergroep.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED_SLUGS
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug


def _refuse_when_merged(leergroep: Leergroep) -> None:
    """Raise ActionError for a group whose people and meetings are in another group now."""
    if Leergroep.objects.filter(pk=leergroep.pk, merged_into__isnull=False).exists():
        raise ActionError(_("Deze groep is samengevoegd met een andere groep en blijft gesloten."))


def _store(answers: LeergroepAnswers, now: datetime) -> Leergroep:
    closed_at = now if answers.phase == LeergroepPhase.AFGESLOTEN else None
    kring = Kring.objects.create(
        kind=KringKind.LEERGROEP, name=answers.name, closed_at=closed_at, rhythm_weeks=answers.rhythm_weeks,
        evaluate_after=answers.evaluate_after, started_at=now if answers.phase == LeergroepPhase.ACTIEF else None,
    )  # fmt: skip
    leergroep = Leergroep.objects.create(kring=kring, slug=free_slug(answers.name), **_changes(answers))
    leergroep.opgaven.set(answers.opgaven)
    return leergroep


def _changes(answers: LeergroepAnswers) -> dict[str, object]:
    return {
        "summary": answers.summary,
        "description": answers.description,
        "provincies": sorted(answers.provincies),
        "ervaring": answers.ervaring,
        "joining": answers.joining,
        "capacity": answers.capacity,
        "phase": answers.phase,
        "is_hidden": answers.is_hidden,
        "welcome_text": answers.welcome_text,
    }


def _hold(actor: User, lidmaatschap: Lidmaatschap, now: datetime) -> tuple[Kring, Lidmaatschap]:
    """Lock the Kring and look again: the actor still decides, and the other is still in."""
    kring = lock_kring(lidmaatschap.kring_id)
    access.require(may_still_manage(actor, kring, now))
    row = Lidmaatschap.objects.select_related("user").get(pk=lidmaatschap.pk)
    if row.until_at is not None:
        raise ActionError(_("Deze persoon doet intussen niet meer mee met de groep."))
    return kring, row


def _give_role(row: Lidmaatschap, role: KringRol, now: datetime, *, by: User) -> None:
    Lidmaatschap.objects.filter(pk=row.pk).update(role=role)
    log_role(row, role, by=by, now=now)
    if role == KringRol.TREKKER and row.role != role:
        owe("N104", object_id=row.pk, recipient=row.user, moment=f"trekker:{now:%Y%m%d%H%M%S}", now=now)


def _add_trekker(kring: Kring, user: User, now: datetime, *, by: User) -> None:
    row = add_member(kring=kring, user=user, now=now, role=KringRol.TREKKER, by=by)
    owe("N104", object_id=row.pk, recipient=user, moment="trekker", now=now)
