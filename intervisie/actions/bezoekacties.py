"""What the host does with the letter: her list, showing it in a Kring, and actions that come back until they end."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.kringen import agreed_lidmaatschappen
from community.actions.errors import ActionError
from community.actions.kringen import lock_kring
from community.actions.taken import finish_taken, move_taken, open_taken, withdraw_taken
from community.actions.versions import save_sealed_version
from community.berichten.outbox import owe_many, withdraw
from community.models import Kring, Taak, User
from community.workdays import local_date
from intervisie.access.bezoekacties import changeable_acties, may_keep_acties, sharable_kringen
from intervisie.access.bezoeken import Bezoekplaats, place_at
from intervisie.actions.stappen import due_moment, finish_step
from intervisie.models import Bezoek, Bezoeksactie, Bezoekverslag, Toerneestap
from intervisie.protocol.words import ACTIES
from intervisie.queries.bezoekacties import waiting_acties
from intervisie.queries.verslagen import steps_on, verslag_of

# The kind of Taak: how does it go with an action; and its messages.
BEZOEKSACTIE = "BEZOEKSACTIE"
COMES_BACK, SHOWN = "N240", "N244"
# As many as a host can keep in view.
MOST = 20


def add_actie(*, actor: User, bezoek: Bezoek, text: str, due_date: date, now: datetime) -> Bezoeksactie:
    """Add an action to the list of the host. Raises ActionError when there are twenty already."""
    access.require(may_keep_acties(place_at(actor, bezoek, now), verslag_of(bezoek)))
    with transaction.atomic():
        _place, verslag = _hold(actor, bezoek, now)
        if Bezoeksactie.objects.filter(verslag=verslag).count() >= MOST:
            raise ActionError(_("Er staan al twintig acties op je lijst. Kies wat echt telt."))
        row = Bezoeksactie(verslag=verslag, data_key_id=verslag.data_key_id, due_date=due_date, made_at=now)
        row.text, row.outcome = text, ""
        row.save(force_insert=True)
    return row


def change_actie(
    *, actor: User, actie: Bezoeksactie, version: int, text: str, due_date: date, now: datetime
) -> Bezoeksactie:  # fmt: skip
    """Change an open action; she is asked on its new day. Raises StaleSaveError, ActionError when it ended."""
    access.require(_may(actor, actie, now))
    with transaction.atomic():
        held = _hold_open(actor, actie, now)
        saved = save_sealed_version(held, version=version, changes={"text": text, "due_date": due_date}, also={})
        if saved.due_date > local_date(now):
            _ask_no_more(saved, now)
        else:
            move_taken(BEZOEKSACTIE, object_id=saved.pk, due_at=due_moment(saved.due_date))
    return saved


def finish_actie(*, actor: User, actie: Bezoeksactie, outcome: str, now: datetime) -> None:
    """Say that an action is done, and what came of it if she likes. Raises ActionError when it ended already."""
    access.require(_may(actor, actie, now))
    with transaction.atomic():
        held = _hold_open(actor, actie, now)
        held.done_at, held.outcome, held.version = now, outcome, held.version + 1
        held.save(update_fields=["done_at", "outcome", "version"])
        finish_taken(BEZOEKSACTIE, object_id=held.pk, now=now)


def drop_actie(*, actor: User, actie: Bezoeksactie, reason: str, now: datetime) -> None:
    """Let an action go, with why: nobody asks about it any more. Raises ActionError when it ended already."""
    access.require(_may(actor, actie, now))
    with transaction.atomic():
        held = _hold_open(actor, actie, now)
        held.dropped_at, held.outcome, held.version = now, reason, held.version + 1
        held.save(update_fields=["dropped_at", "outcome", "version"])
        _ask_no_more(held, now)


def finish_list(*, actor: User, bezoek: Bezoek, now: datetime) -> None:
    """Say that the list is ready, shown or not: her step is done. Raises ActionError for an empty list."""
    access.require(may_keep_acties(place_at(actor, bezoek, now), verslag_of(bezoek)))
    with transaction.atomic():
        _place, verslag = _hold(actor, bezoek, now)
        _ready(verslag, now)


def show_acties(*, actor: User, bezoek: Bezoek, kring: Kring, now: datetime) -> None:
    """Show the list in one Kring of hers, whose members hear it once; her step is done.

    Another Kring than before: the first reads it no more. Raises ActionError for an empty list, DeniedError for a
    Kring that is not hers.
    """
    access.require(may_keep_acties(place_at(actor, bezoek, now), verslag_of(bezoek)))
    access.require(sharable_kringen(actor, now).filter(pk=kring.pk).exists())
    with transaction.atomic():
        _place, verslag = _hold(actor, bezoek, now)
        _ready(verslag, now)
        if verslag.actions_kring_id != kring.pk or verslag.actions_shared_at is None:
            Bezoekverslag.objects.filter(pk=verslag.pk).update(actions_kring=kring, actions_shared_at=now)
        reading = agreed_lidmaatschappen(now).filter(kring=kring).exclude(user=actor).select_related("user")
        owe_many(SHOWN, object_id=verslag.pk, recipients=[one.user for one in reading], moment=f"kring:{kring.pk}",
                 now=now)  # fmt: skip


def take_back_acties(*, actor: User, bezoek: Bezoek, now: datetime) -> None:
    """Show the list nowhere any more. Doing it twice is as once."""
    access.require(may_keep_acties(place_at(actor, bezoek, now), verslag_of(bezoek)))
    with transaction.atomic():
        _place, verslag = _hold(actor, bezoek, now)
        Bezoekverslag.objects.filter(pk=verslag.pk).update(actions_kring=None, actions_shared_at=None)
        withdraw((SHOWN,), object_id=verslag.pk, reason="teruggenomen")


def ask_about_acties(now: datetime) -> None:
    """Open the duty of every action whose date came, once; it stays until the action is done or let go. In a scope."""
    asked = Taak.objects.filter(kind=BEZOEKSACTIE, done_at__isnull=True, withdrawn_at__isnull=True)
    rows = waiting_acties(now).exclude(pk__in=asked.values("object_id"))
    for row in rows.select_related("verslag__bezoek__host__user").order_by("pk"):
        open_taken(BEZOEKSACTIE, users=[row.verslag.bezoek.host.user], object_id=row.pk,
                   due_at=due_moment(row.due_date), now=now)  # fmt: skip


def _may(actor: User, actie: Bezoeksactie, now: datetime) -> bool:
    return may_keep_acties(place_at(actor, actie.verslag.bezoek, now), actie.verslag)


def _hold(actor: User, bezoek: Bezoek, now: datetime) -> tuple[Bezoekplaats, Bezoekverslag]:
    """Return where she stands and the letter, under the lock of the Kring; also once that is closed."""
    lock_kring(bezoek.toernee.kring_id)
    rows = Bezoek.objects.select_related("toernee__kring", "toernee__protocolversie", "host")
    place = place_at(actor, rows.get(pk=bezoek.pk), now)
    verslag = verslag_of(place.bezoek)
    if verslag is None or not may_keep_acties(place, verslag):
        raise access.DeniedError
    verslag.bezoek = place.bezoek
    return place, verslag


def _hold_open(actor: User, actie: Bezoeksactie, now: datetime) -> Bezoeksactie:
    place, verslag = _hold(actor, actie.verslag.bezoek, now)
    row = changeable_acties(place, verslag).filter(pk=actie.pk).first()
    if row is None:
        raise ActionError(_("Deze actie is al klaar of losgelaten."))
    return row


def _ready(verslag: Bezoekverslag, now: datetime) -> None:
    """Let the step of the list be done. Raises ActionError when there is nothing on it."""
    if not Bezoeksactie.objects.filter(verslag=verslag).exists():
        raise ActionError(_("Er staat nog niets op je lijst. Voeg eerst een actie toe."))
    steps = Toerneestap.objects.filter(bezoek=verslag.bezoek, step__in=steps_on(verslag.bezoek, ACTIES))
    for row in steps.select_related("deelnemer"):
        finish_step(step=row.step, deelnemer=row.deelnemer, bezoek=verslag.bezoek, now=now)


def _ask_no_more(actie: Bezoeksactie, now: datetime) -> None:
    withdraw_taken(BEZOEKSACTIE, object_id=actie.pk, now=now)
