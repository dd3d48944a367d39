"""Coming into a Kring and leaving it, and what its people agree on.

Who may come in is judged by the subject that has the Kring (a leergroep, later an editie or an intervisiegroep); the
building blocks here write what is the same for all. Every change of who is in happens under the lock of the Kring.
"""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.kringen import (
    active_lidmaatschappen,
    may_accept_afspraken,
    may_publish_afspraken,
    may_still_manage,
)
from community.actions.actie_eigenaren import release_acties
from community.actions.antwoorden import ask_new_member, forget_member
from community.actions.deelname import give_up_places, invite_new_member
from community.actions.errors import ActionError, StaleSaveError
from community.actions.logboek import note
from community.actions.taken import finish_taken, open_taken
from community.actions.toetredingsvragen import ask_again
from community.models import (
    Afspraken,
    Groepsuitnodiging,
    GroepsuitnodigingStatus,
    Kring,
    KringKind,
    KringRol,
    Lidmaatschap,
    Rol,
    Taak,
    User,
)

AFSPRAKEN_AKKOORD = "AFSPRAKEN_AKKOORD"


class KringClosedError(ActionError):
    """The group was closed while somebody wrote or decided."""


def lock_kring(kring_id: uuid.UUID) -> Kring:
    """Return the Kring and hold it until the transaction ends: joining, leaving, deciding and writing go one by one.

    Reading goes on meanwhile. Call inside a transaction, before any other lock.
    """
    return Kring.objects.select_for_update(no_key=True).get(pk=kring_id)


def hold_to_write(user: User, kring_id: uuid.UUID) -> Kring:
    """Lock the Kring and look again: she is still in, and it was not closed while she wrote.

    Raises KringClosedError when it was, DeniedError when she is not in any more.
    """
    kring = lock_kring(kring_id)
    access.require(lidmaatschap_under_lock(kring, user.pk) is not None)
    require_open_kring(kring)
    return kring


def require_open_kring(kring: Kring) -> None:
    """Raise KringClosedError when the Kring is closed. Call under its lock."""
    if kring.closed_at is not None:
        raise KringClosedError(_("Deze groep is intussen afgesloten. Er is niets geplaatst of veranderd."))


def lidmaatschap_under_lock(kring: Kring, user_id: uuid.UUID) -> Lidmaatschap | None:
    """Return the membership of this person that nobody ended yet. Call under the lock of the Kring."""
    return Lidmaatschap.objects.filter(kring=kring, user_id=user_id, until_at__isnull=True).first()


def seats_taken(kring: Kring) -> int:
    """Return how many people hold a place. Call under the lock of the Kring.

    It counts what is stored, not what held at the moment of some request: of two requests the later one may be
    handled first.
    """
    return Lidmaatschap.objects.filter(kring=kring, until_at__isnull=True, user__is_active=True).count()


def add_member(
    *, kring: Kring, user: User, now: datetime, role: KringRol = KringRol.LID, by_rol: Rol | None = None,
    by: User | None = None,
) -> Lidmaatschap:  # fmt: skip
    """Put a person in the Kring; ask her to agree to its agreements, and for its coming meetings. Call under its lock.

    `by_rol`: she is in only as long as she holds that role of the platform; `by` let her in, for the log.
    Raises ActionError when she is in already.
    """
    if Lidmaatschap.objects.filter(kring=kring, user=user).exclude(until_at__lte=now).exists():
        raise ActionError(_("{name} doet al mee.").format(name=user.naam))
    lidmaatschap = Lidmaatschap.objects.create(kring=kring, user=user, role=role, by_rol=by_rol or "", from_at=now)
    Groepsuitnodiging.objects.filter(kring=kring, user=user, status=GroepsuitnodigingStatus.OPEN).update(
        status=GroepsuitnodigingStatus.AANGENOMEN, answered_at=now
    )
    if Afspraken.objects.filter(kring=kring).exists():
        open_taken(AFSPRAKEN_AKKOORD, users=[user], object_id=kring.pk, kring=kring, now=now)
    invite_new_member(kring=kring, user=user, now=now)
    ask_new_member(kring=kring, user=user, now=now)
    _log(kring, user, "GROEP_ERBIJ", role, by=by, now=now)
    return lidmaatschap


def end_member(*, lidmaatschap: Lidmaatschap, now: datetime, by: User | None = None) -> None:
    """End a membership: every door of the Kring is closed from now on. Call under its lock.

    `by` ended it, for the log. Its duties fall away, her open actions go back to who leads, and her seats in its
    coming meetings go to others.
    """
    # A clock that was set back must not end a membership before it began.
    lidmaatschap.until_at = max(now, lidmaatschap.from_at)
    lidmaatschap.save(update_fields=["until_at"])
    release_acties(user=lidmaatschap.user, kring=lidmaatschap.kring, now=now)
    give_up_places(user=lidmaatschap.user, kring=lidmaatschap.kring, now=now)
    forget_member(kring=lidmaatschap.kring, user=lidmaatschap.user, now=now)
    # After the locks on meetings and date polls: who answers holds one of those, and then finishes her duty.
    Taak.objects.filter(
        user_id=lidmaatschap.user_id, kring_id=lidmaatschap.kring_id, done_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=now)
    _log(lidmaatschap.kring, lidmaatschap.user, "GROEP_ERUIT", lidmaatschap.role, by=by, now=now)


def publish_afspraken(*, actor: User, kring: Kring, text: str, number: int, now: datetime) -> Afspraken:
    """Lay down new agreements; everyone in the Kring is asked to agree again, and reads nothing before that.

    `number` is the version the text was made from, 0 for the first. The writer agrees by writing. Raises
    StaleSaveError, with the newest agreements or None, when those are not the ones of `number` any more.
    """
    access.require(may_publish_afspraken(actor, kring, now))
    with transaction.atomic():
        kring = lock_kring(kring.pk)
        access.require(may_still_manage(actor, kring, now))
        require_open_kring(kring)
        newest = kring.newest_afspraken
        if number != (newest.number if newest else 0):
            raise StaleSaveError(newest)
        made = lay_down(kring=kring, number=number + 1, text=text, author=actor, now=now)
        present = list(active_lidmaatschappen(now).filter(kring=kring).select_related("user"))
        others = [row.user for row in present if row.user_id != actor.pk]
        open_taken(AFSPRAKEN_AKKOORD, users=others, object_id=kring.pk, kring=kring, now=now)
        for own in (row for row in present if row.user_id == actor.pk):
            _agree(own, made, now)
    return made


def accept_afspraken(*, actor: User, kring: Kring, number: int, now: datetime) -> None:
    """Agree to the agreements that were shown; the Kring opens at the next request.

    Raises ActionError when the text changed since it was shown: nobody agrees to what she did not read.
    """
    access.require(may_accept_afspraken(actor, kring, now))
    with transaction.atomic():
        kring = lock_kring(kring.pk)
        lidmaatschap = lidmaatschap_under_lock(kring, actor.pk)
        access.require(lidmaatschap is not None)
        newest = kring.newest_afspraken
        if newest is None or newest.number != number:
            raise ActionError(_("De afspraken zijn net veranderd. Lees de nieuwe tekst en geef dan akkoord."))
        if lidmaatschap is not None and lidmaatschap.accepted_id != newest.pk:
            _agree(lidmaatschap, newest, now)
            if lidmaatschap.role == KringRol.TREKKER:
                ask_again(kring, now)


def lay_down(*, kring: Kring, number: int, text: str, author: User, now: datetime) -> Afspraken:
    """Store a version of the agreements as the one that holds. Call under the lock of the Kring, or while making it."""
    made = Afspraken.objects.create(kring=kring, number=number, text=text, published_at=now, published_by=author)
    kring.newest_afspraken = made
    kring.save(update_fields=["newest_afspraken"])
    return made


def log_role(lidmaatschap: Lidmaatschap, role: str, *, by: User, now: datetime) -> None:
    """Note that somebody has another role in the Kring from now on. Call in the transaction that gives it."""
    _log(lidmaatschap.kring, lidmaatschap.user, "GROEP_ROL", role, by=by, now=now)


def _log(kring: Kring, user: User, action: str, role: str, *, by: User | None, now: datetime) -> None:
    """Note it, but for talks of two people: that they talk is of them alone."""
    if kring.kind != KringKind.GESPREK:
        note(actor=by, action=action, subject=user, object_kind="KRING", object_id=kring.pk, detail=role, now=now)


def _agree(lidmaatschap: Lidmaatschap, afspraken: Afspraken, now: datetime) -> None:
    lidmaatschap.accepted = afspraken
    lidmaatschap.accepted_at = now
    lidmaatschap.save(update_fields=["accepted", "accepted_at"])
    finish_taken(AFSPRAKEN_AKKOORD, object_id=lidmaatschap.kring_id, user=lidmaatschap.user, now=now)
