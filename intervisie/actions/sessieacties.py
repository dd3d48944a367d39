"""What somebody does after a session: her own actions, which come back until they are done or let go.

Each is sealed under a key of its own, so that it outlives the session and can be destroyed by itself.
"""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kluis import destroy_data_key, make_data_key
from community.actions.taken import finish_taken, move_taken, open_taken, withdraw_taken
from community.actions.versions import save_sealed_version
from community.berichten.outbox import owe
from community.models import User
from community.wegdoen import BATCH
from community.workdays import local_date, mail_moment, workday_on_or_after
from intervisie.access.sessieacties import changeable_sessieacties, may_keep_sessieacties, own_sessieacties
from intervisie.actions.stappen import due_moment
from intervisie.bewaarregels import REGELS
from intervisie.models import Sessie, Sessieactie, Sessieblad
from intervisie.queries.sessieacties import (
    COMES_BACK,
    LOOK_BACK,
    SESSIEACTIE,
    action_steps,
    sessies_with_unkept,
    to_look_back_at,
    unasked_sessieacties,
)
from intervisie.werkvorm.fields import DAY_OF

WEEKS_TO_LOOK_BACK = 6
# As many open actions as somebody can keep in view.
MOST = 30
# An action is kept so long after the day to look back; of who closed her account shorter.
KEPT, KEPT_WHEN_CLOSED = REGELS["sessieacties"].term, REGELS["sessieacties-gesloten"].term
# From these the id of an action follows, so that closing a session twice makes it once.
NAMESPACE = uuid.UUID("6d1f4f0e-9c1b-4b52-9a49-0f6f4d0f7c63")


def add_sessieactie(
    *, actor: User, text: str, due_date: date, now: datetime, sessie: Sessie | None = None
) -> Sessieactie:  # fmt: skip
    """Write down what she is going to do, after a session she took part in or of itself.

    Call it outside a transaction of its own key: the key is made first. Raises ActionError when thirty are open.
    """
    access.require(may_keep_sessieacties(actor, now))
    access.require(sessie is None or sessie.deelnemers.filter(user=actor, removed_at__isnull=True).exists())
    key_id = make_data_key(now=now)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        if changeable_sessieacties(actor, now).count() >= MOST:
            raise ActionError(_("Er staan al dertig acties open. Rond er eerst een af, of laat er een los."))
        return _make(uuid.uuid4(), actor, sessie, text, due_date, key_id, now)


def keep_actions(sessie: Sessie, now: datetime, *, owner: User | None = None) -> int:
    """Let the actions that members wrote in this session be theirs from now on; return how many are new.

    For the action that closes a session, in its transaction and scope; with `owner` hers alone. A second time makes
    nothing: the id of each follows from the sheet and the line it stands on. An action without a day comes back on
    the day to look back.
    """
    codes = action_steps(sessie)
    if not codes:
        return 0
    sheets = Sessieblad.objects.filter(sessie=sessie, step__in=codes, deelnemer__user__is_active=True)
    if owner is not None:
        sheets = sheets.filter(deelnemer__user=owner)
    written = {
        uuid.uuid5(NAMESPACE, f"{sheet.pk}:{line}"): (sheet, line, text)
        for sheet in sheets.select_related("deelnemer__user")
        for line, text in _lines(sheet)
    }
    present = set(Sessieactie.objects.filter(pk__in=written).values_list("pk", flat=True))
    new = {pk: row for pk, row in written.items() if pk not in present}
    for pk, (sheet, line, text) in new.items():
        if (user := sheet.deelnemer.user) is not None:
            _make(pk, user, sessie, text, _day_of(sheet, line, now), make_data_key(now=now), now)
    return len(new)


def keep_own_actions(*, actor: User, now: datetime) -> int:
    """Put on her list what she wrote in sessions that closed while the vault was shut; return how many.

    A session that was left running is closed by the planner, which has no key.
    """
    access.require(may_keep_sessieacties(actor, now))
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        return sum(keep_actions(sessie, now, owner=actor) for sessie in sessies_with_unkept(actor, now))


def change_sessieactie(
    *, actor: User, actie: Sessieactie, version: int, text: str, due_date: date, now: datetime
) -> Sessieactie:  # fmt: skip
    """Change an open action; she is asked on its new day. Raises StaleSaveError, ActionError when it ended."""
    access.require(own_sessieacties(actor, now).filter(pk=actie.pk).exists())
    with transaction.atomic():
        held = _hold_open(actor, actie, now)
        later = max(held.look_back_date, due_date)
        saved = save_sealed_version(held, version=version, changes={"text": text, "due_date": due_date},
                                    also={"look_back_date": later})  # fmt: skip
        if saved.due_date > local_date(now):
            withdraw_taken(SESSIEACTIE, object_id=saved.pk, now=now)
        else:
            move_taken(SESSIEACTIE, object_id=saved.pk, due_at=due_moment(saved.due_date))
    return saved


def finish_sessieactie(*, actor: User, actie: Sessieactie, outcome: str, now: datetime) -> None:
    """Say that an action is done, and what came of it if she likes. Raises ActionError when it ended already."""
    access.require(own_sessieacties(actor, now).filter(pk=actie.pk).exists())
    with transaction.atomic():
        held = _hold_open(actor, actie, now)
        held.done_at, held.outcome, held.version = now, outcome, held.version + 1
        held.save(update_fields=["done_at", "outcome", "version"])
        finish_taken(SESSIEACTIE, object_id=held.pk, now=now)


def drop_sessieactie(*, actor: User, actie: Sessieactie, reason: str, now: datetime) -> None:
    """Let an action go, with why if she likes. Raises ActionError when it ended already."""
    access.require(own_sessieacties(actor, now).filter(pk=actie.pk).exists())
    with transaction.atomic():
        held = _hold_open(actor, actie, now)
        held.dropped_at, held.outcome, held.version = now, reason, held.version + 1
        held.save(update_fields=["dropped_at", "outcome", "version"])
        withdraw_taken(SESSIEACTIE, object_id=held.pk, now=now)


def remove_sessieactie(*, actor: User, actie: Sessieactie, now: datetime) -> None:
    """Destroy an action for good, with its key. Call it outside a transaction; doing it twice is as once."""
    access.require(own_sessieacties(actor, now).filter(pk=actie.pk).exists())
    _destroy([actie], actor=actor, reason="VERWIJDERD", now=now)


def ask_about_sessieacties(now: datetime) -> None:
    """Open the duty of every action whose date came, and tell of those whose day to look back came. In a scope."""
    for row in unasked_sessieacties(now).order_by("pk"):
        open_taken(SESSIEACTIE, users=[row.owner], object_id=row.pk, due_at=due_moment(row.due_date), now=now)
    for row in to_look_back_at(now).order_by("pk"):
        owe(COMES_BACK, object_id=row.pk, recipient=row.owner, moment=f"{LOOK_BACK}{row.look_back_date:%Y%m%d}",
            due_at=mail_moment(workday_on_or_after(row.look_back_date)), now=now)  # fmt: skip


def purge_sessieacties(now: datetime) -> int:
    """Destroy actions two years after their day to look back, of closed accounts a month after it. In a scope.

    Those of an account that is removed go with it; their keys are swept.
    """
    today = local_date(now)
    old = Q(look_back_date__lt=today - KEPT)
    closed = Q(owner__is_active=False, look_back_date__lt=today - KEPT_WHEN_CLOSED)
    due = Sessieactie.objects.defer("text", "outcome").filter(old | closed).order_by("pk")
    number = 0
    while rows := list(due[:BATCH]):
        _destroy(rows, actor=None, reason="TERMIJN", now=now)
        number += len(rows)
    return number


def _make(
    pk: uuid.UUID, owner: User, sessie: Sessie | None, text: str, due_date: date, key_id: uuid.UUID, now: datetime
) -> Sessieactie:  # fmt: skip
    row = Sessieactie(
        pk=pk, owner=owner, sessie=sessie, data_key_id=key_id, due_date=due_date,
        look_back_date=max(_look_back(now), due_date), made_at=now,
    )  # fmt: skip
    row.text, row.outcome = text, ""
    row.save(force_insert=True)
    return row


def _look_back(now: datetime) -> date:
    return local_date(now) + timedelta(weeks=WEEKS_TO_LOOK_BACK)


def _lines(sheet: Sessieblad) -> list[tuple[str, str]]:
    """Return the actions on a sheet by the name of their field; '1-dag' is the day of '1'."""
    answers = sheet.answers or {}
    return [(name, text) for name, given in sorted(answers.items()) if name.isdigit() and (text := str(given).strip())]


def _day_of(sheet: Sessieblad, line: str, now: datetime) -> date:
    """Return the day that was written beside an action. One that is not there or is over: the day to look back."""
    try:
        day = date.fromisoformat(str(sheet.answers.get(f"{line}{DAY_OF}", "")))
    except ValueError:
        return _look_back(now)
    return day if day >= local_date(now) else _look_back(now)


def _hold_open(actor: User, actie: Sessieactie, now: datetime) -> Sessieactie:
    row = changeable_sessieacties(actor, now).select_for_update(of=("self",)).filter(pk=actie.pk).first()
    if row is None:
        raise ActionError(_("Deze actie is al klaar of losgelaten."))
    return row


def _destroy(rows: Iterable[Sessieactie], *, actor: User | None, reason: str, now: datetime) -> None:
    for row in rows:
        with transaction.atomic():
            withdraw_taken(SESSIEACTIE, object_id=row.pk, now=now)
            Sessieactie.objects.filter(pk=row.pk).delete()
        # Last: there is no way back.
        destroy_data_key(key_id=row.data_key_id, kind="SESSIEACTIE", object_id=row.pk, actor=actor, reason=reason,
                         now=now)  # fmt: skip
