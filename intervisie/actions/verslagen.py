"""The letter of a visit: written by voorzitter and verslaglegger, put before the host, answered, made final.

Every change goes under the lock of the Kring of the toernee: nothing is written behind what somebody settles.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kringen import hold_to_write
from community.actions.versions import save_sealed_version
from community.berichten.outbox import owe, owe_many
from community.models import User
from intervisie.access.bezoeken import Bezoekplaats, place_at
from intervisie.access.verslagen import (
    may_decide_consent,
    may_put_forward,
    may_react,
    may_settle,
    may_write_verslag,
    must_hand_in_first,
    takes_part,
)
from intervisie.actions.stappen import excuse_open, finish_step
from intervisie.models import Bezoek, Bezoekverslag, Toerneestap, VerslagStatus
from intervisie.protocol.words import BRIEF, REACTIE, VASTSTELLEN
from intervisie.queries.verslagen import brief_of, steps_on, verslag_of, visitors_of, waits_until, writers_of

PUT_FORWARD, SETTLED, REACTED = "N72", "N73", "N243"


class ChangedMeanwhileError(ActionError):
    """The letter was changed, put forward or settled in another window."""

    def __init__(self) -> None:
        super().__init__(_("De brief is net veranderd. Lees hem eerst nog een keer."))


class OwnFirstError(ActionError):
    """Others handed in what they saw, and she did not yet."""

    def __init__(self) -> None:
        super().__init__(_("Lever eerst je eigen waarnemingen in. Daarna lees en schrijf je de brief."))


def save_verslag(
    *, actor: User, bezoek: Bezoek, version: int, letter: Mapping[str, Any], now: datetime
) -> Bezoekverslag:  # fmt: skip
    """Keep the letter; version 0 for who began it. Raises StaleSaveError when somebody saved meanwhile,
    ChangedMeanwhileError when it went to the host or was settled, OwnFirstError, KringClosedError."""
    access.require(takes_part(place_at(actor, bezoek, now)))
    with transaction.atomic():
        place, stored = _hold(actor, bezoek, now)
        if not may_write_verslag(place, stored, now, waits_until(place.bezoek, stored)):
            _refuse(place, stored)
        if stored is not None:
            return save_sealed_version(stored, version=version, changes={"letter": dict(letter)}, also={})
        row = Bezoekverslag(bezoek=place.bezoek, data_key_id=place.bezoek.toernee.data_key_id)
        row.letter, row.reaction = dict(letter), ""
        row.save(force_insert=True)
        return row


def put_forward(*, actor: User, bezoek: Bezoek, version: int, now: datetime) -> Bezoekverslag:
    """Put the letter before the host, who is told (N72); the step of who writes is done.

    Raises ActionError when a part is empty, ChangedMeanwhileError when it is not what the voorzitter read.
    """
    access.require(takes_part(place_at(actor, bezoek, now)))
    with transaction.atomic():
        place, stored = _hold(actor, bezoek, now)
        if stored is None or not may_put_forward(place, stored, now):
            _refuse(place, stored)
        _same(stored, version)
        if not brief_of(stored).is_whole:
            raise ActionError(_("De brief is nog niet af. Vul een opening, een sterk punt, een vraag en een tip in."))
        stored.status, stored.sent_at = VerslagStatus.VOORGELEGD, now
        _save(stored, "status", "sent_at")
        _finish(place.bezoek, BRIEF, now)
        owe(PUT_FORWARD, object_id=stored.pk, recipient=place.bezoek.host.user, moment="voorgelegd", now=now)
    return stored


def react(*, actor: User, bezoek: Bezoek, version: int, text: str, now: datetime) -> Bezoekverslag:
    """Let the host react, or change what she wrote, until the letter is final. Her step is done; the writers hear once.

    Raises StaleSaveError when she saved it elsewhere meanwhile, ChangedMeanwhileError when it was settled.
    """
    access.require(takes_part(place_at(actor, bezoek, now)))
    with transaction.atomic():
        place, stored = _hold(actor, bezoek, now)
        if stored is None or not may_react(place, stored):
            _refuse(place, stored)
        saved = save_sealed_version(stored, version=version, changes={"reaction": text}, also={})
        if saved.status == VerslagStatus.VOORGELEGD:
            saved.status, saved.reacted_at = VerslagStatus.BEANTWOORD, now
            saved.save(update_fields=["status", "reacted_at"])
            _finish(place.bezoek, REACTIE, now)
            owe_many(REACTED, object_id=saved.pk, recipients=writers_of(place.bezoek), moment="reactie", now=now)
    return saved


def settle_verslag(*, actor: User, bezoek: Bezoek, version: int, now: datetime) -> Bezoekverslag:
    """Make the letter final; host and visitors are told (N73), the step of who writes is done. A host who did not react
    in time is not asked to any more.

    Raises ChangedMeanwhileError when it is not what the voorzitter read.
    """
    access.require(takes_part(place_at(actor, bezoek, now)))
    with transaction.atomic():
        place, stored = _hold(actor, bezoek, now)
        if stored is None or not may_settle(place, stored, now, waits_until(place.bezoek, stored)):
            _refuse(place, stored)
        _same(stored, version)
        stored.status, stored.final_at = VerslagStatus.VASTGESTELD, now
        _save(stored, "status", "final_at")
        _finish(place.bezoek, VASTSTELLEN, now)
        late = Toerneestap.objects.filter(bezoek=place.bezoek, step__in=steps_on(place.bezoek, REACTIE))
        excuse_open(late, actor, now)
        people = [place.bezoek.host.user, *visitors_of(place.bezoek)]
        told = [user for user in people if user.pk != actor.pk]
        owe_many(SETTLED, object_id=stored.pk, recipients=told, moment="vastgesteld", now=now)
    return stored


def decide_consent(*, actor: User, bezoek: Bezoek, is_given: bool, now: datetime) -> None:
    """Let the host give or withdraw that her letter counts in what the visits have in common. Twice is as once."""
    access.require(takes_part(place_at(actor, bezoek, now)))
    with transaction.atomic():
        place, stored = _hold(actor, bezoek, now)
        if stored is None or not may_decide_consent(place, stored):
            _refuse(place, stored)
        if is_given != (stored.consent_at is not None):
            Bezoekverslag.objects.filter(pk=stored.pk).update(consent_at=now if is_given else None)


def _hold(actor: User, bezoek: Bezoek, now: datetime) -> tuple[Bezoekplaats, Bezoekverslag | None]:
    """Return where she stands and the letter as stored, under the lock of the Kring."""
    hold_to_write(actor, bezoek.toernee.kring_id)
    rows = Bezoek.objects.select_related("toernee__kring", "toernee__protocolversie", "host__user")
    fresh = rows.get(pk=bezoek.pk)
    return place_at(actor, fresh, now), verslag_of(fresh)


def _refuse(place: Bezoekplaats, stored: Bezoekverslag | None) -> NoReturn:
    """Raise DeniedError for who has no part in this letter, OwnFirstError for who must hand in first, else
    ChangedMeanwhileError."""
    is_hidden = place.is_host and (stored is None or stored.status == VerslagStatus.CONCEPT)
    if not takes_part(place) or is_hidden:
        raise access.DeniedError
    if must_hand_in_first(place, stored):
        raise OwnFirstError
    raise ChangedMeanwhileError


def _same(stored: Bezoekverslag, version: int) -> None:
    if stored.version != version:
        raise ChangedMeanwhileError


def _save(row: Bezoekverslag, *names: str) -> None:
    """Write these columns and let who still looks at the letter as it was be stale."""
    row.version += 1
    row.save(update_fields=[*names, "version"])


def _finish(bezoek: Bezoek, page: str, now: datetime) -> None:
    """Finish the steps of this page, whoever has them."""
    rows = Toerneestap.objects.filter(bezoek=bezoek, step__in=steps_on(bezoek, page)).select_related("deelnemer")
    for row in rows:
        finish_step(step=row.step, deelnemer=row.deelnemer, bezoek=bezoek, now=now)
