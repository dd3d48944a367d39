"""Filling in an instrument on a casus, choosing otherwise than its advice, and going on to newer questions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from casussen.access.casussen import may_write_casus
from casussen.actions.casussen import touch_casus
from casussen.instrumenten import keuzehulp
from casussen.instrumenten.logica import carry, judge_filled, judge_schema
from casussen.models import Casus, Instrumentversie, Invulling
from community import access
from community.actions.errors import ActionError
from community.actions.versions import save_sealed_version
from community.models import User

LONGEST_REASON = 2000
DRAFT = "Deze vragen zijn nog niet gepubliceerd."


def save_answers(
    *, actor: User, casus: Casus, versie: Instrumentversie, layer: str, version: int, answers: Mapping[str, Any],
    now: datetime,
) -> Invulling:  # fmt: skip
    """Save all answers of one layer; `version` is 0 when it was not begun. Returns the row as stored.

    Raises ActionError for answers that belong to no question or cannot be kept, and when the questions are others by
    now; StaleSaveError when somebody saved in between.
    """
    access.require(may_write_casus(actor, casus, now))
    if versie.published_at is None:
        raise ActionError(DRAFT)
    faults = judge_filled(judge_schema(versie.schema), layer, answers)
    if faults:
        raise ActionError(" ".join(faults[:5]))
    with transaction.atomic():
        row = _locked(casus, versie, layer)
        if row is None:
            row = _begin(actor, casus, versie, layer, now)
            row.answers = dict(answers)
            row.save(force_insert=True)
        else:
            row = save_sealed_version(row, version=version, changes={"answers": dict(answers)}, also=_by(actor, now))
        touch_casus(casus, by=actor, now=now)
    return row


def deviate(
    *, actor: User, casus: Casus, invulling: Invulling, version: int, choice: str, reason: str, now: datetime
) -> Invulling:
    """Write down that another form was chosen than advised, and why; an empty choice follows the advice after all.

    Raises ActionError without a reason or for a form that is not in the list; StaleSaveError when somebody saved.
    """
    access.require(may_write_casus(actor, casus, now) and invulling.casus_id == casus.pk)
    forms = judge_schema(invulling.instrumentversie.schema).table.get("vormen", {})
    if choice and choice not in forms:
        raise ActionError("Kies een van de vormen in de lijst.")
    if choice and not reason.strip():
        raise ActionError("Schrijf op waarom je iets anders kiest.")
    if len(reason) > LONGEST_REASON:
        raise ActionError(f"Maak de reden korter: hooguit {LONGEST_REASON} tekens.")
    advice = keuzehulp.outcome_code(invulling.answers)
    deviation = {"choice": choice, "reason": reason.strip(), "advice": advice} if choice else {}
    with transaction.atomic():
        row = save_sealed_version(invulling, version=version, changes={"deviation": deviation}, also=_by(actor, now))
        touch_casus(casus, by=actor, now=now)
    return row


def move_on(*, actor: User, casus: Casus, versie: Instrumentversie, now: datetime) -> None:
    """Let the answers of this instrument go on under this version. What does not fit its questions is dropped.

    The person saw what would be dropped first (casussen.instrumenten.logica.carry). Going to the version it has
    already changes nothing. Raises ActionError for a version that is not published.
    """
    access.require(may_write_casus(actor, casus, now))
    if versie.published_at is None:
        raise ActionError(DRAFT)
    schema = judge_schema(versie.schema)
    with transaction.atomic():
        Casus.objects.select_for_update().get(pk=casus.pk)
        for row in Invulling.objects.select_for_update().filter(casus=casus, instrument=versie.instrument_id):
            if row.instrumentversie_id == versie.pk:
                continue
            row.answers = carry(schema, row.layer, row.answers)[0]
            row.instrumentversie = versie
            row.changed_at, row.changed_by, row.version = now, actor, row.version + 1
            row.save(update_fields=["answers", "instrumentversie", "changed_at", "changed_by", "version"])
        touch_casus(casus, by=actor, now=now)


def _locked(casus: Casus, versie: Instrumentversie, layer: str) -> Invulling | None:
    """Return the layer, None when nobody began it; two people who begin at once wait for each other here."""
    Casus.objects.select_for_update().get(pk=casus.pk)
    rows = Invulling.objects.filter(casus=casus, instrument=versie.instrument_id).select_related("changed_by")
    for row in rows:
        if row.instrumentversie_id != versie.pk:
            raise ActionError("Er zijn nieuwe vragen gekozen. Kopieer je tekst en open de pagina opnieuw.")
    return next((row for row in rows if row.layer == layer), None)


def _begin(actor: User, casus: Casus, versie: Instrumentversie, layer: str, now: datetime) -> Invulling:
    row = Invulling(
        casus=casus, data_key_id=casus.data_key_id, instrumentversie=versie, instrument=versie.instrument, layer=layer,
        started_at=now, changed_at=now, changed_by=actor,
    )  # fmt: skip
    row.deviation = {}
    return row


def _by(actor: User, now: datetime) -> dict[str, Any]:
    return {"changed_at": now, "changed_by": actor}
