"""The advice to one's own organisation: writing it, sharing a frozen version with an opdrachtgever, and her answer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from casussen import advies as paper
from casussen.access.advies import (
    adviesdelingen_of,
    is_answerable,
    living_adviesdelingen,
    may_share_advies,
    may_write_advies,
)
from casussen.access.casussen import may_govern_casus
from casussen.actions.gasten import MOST_GUESTS, end_of_guest
from casussen.actions.onderdelen import save_single
from casussen.models import Advies, Adviesantwoord, Adviesdeling, Adviesversie, Casus, Inzage, InzageVia
from casussen.queries.advies import antwoord_of
from community import access
from community.actions.errors import ActionError
from community.actions.gastlinks import make_gastlink, renew_gastlink, revoke_gastlink
from community.actions.versions import save_sealed_version
from community.berichten.outbox import owe
from community.models import Gastlink, User

# The kind of link (extension_points.gastlink_kinds), its mail, and the mail about the answer.
ADVIES_LINK, SHARED, ANSWERED = "ADVIES", "N45", "N190"
# The part of the casus in the log of reading.
PART = "advies"


class NotReadyError(ActionError):
    """The advice cannot be shared yet: a part is empty, or it does not fit one A4."""


def save_advies(*, actor: User, casus: Casus, version: int, content: Mapping[str, Any], now: datetime) -> Advies:
    """Keep the advice of a casus; version 0 when there is none yet. Raises StaleSaveError."""
    access.require(may_write_advies(actor, casus, now))
    values = {"content": dict(content)}
    return save_single(
        actor=actor, casus=casus, model=Advies, is_it=lambda _row: True, version=version, values=values, now=now
    )


def share_advies(
    *, actor: User, casus: Casus, version: int, name: str, email: str, last_day: date, now: datetime
) -> Adviesdeling:
    """Freeze the advice as it stood at `version` and send an opdrachtgever a link to it.

    Whom it was shared with already reads the newer version by a new link; her answer to the older one stays, and no
    longer changes. Raises NotReadyError, ActionError when it changed meanwhile, the day is over or too many read it.
    """
    access.require(may_share_advies(actor, casus, now))
    expires_at = end_of_guest(last_day, now)
    with transaction.atomic():
        # No key: who gives a first answer at this moment refers to the casus, while this waits for her below.
        stored = Casus.objects.select_for_update(no_key=True).get(pk=casus.pk)
        if stored.remove_at is not None:
            raise ActionError(_("Deze casus wordt verwijderd. Delen kan niet meer."))
        versie = _freeze(stored, version, actor, now)
        living = living_adviesdelingen(casus, now).select_related("gastlink")
        again = living.filter(gastlink__email=email).select_for_update(of=("self",)).first()
        if again is not None:
            return _share_again(again, versie, name, expires_at, now)
        if living.count() >= MOST_GUESTS:
            raise ActionError(_("Er zijn al 20 lezers van je advies. Trek eerst een link in."))
        deling = Adviesdeling(casus=casus, versie=versie, shared_at=now)
        deling.gastlink = make_gastlink(
            host=actor, kind=ADVIES_LINK, object_id=deling.pk, name=name, email=email, expires_at=expires_at, now=now
        )
        deling.save(force_insert=True)
    return deling


def send_advies_again(*, actor: User, deling: Adviesdeling, now: datetime) -> None:
    """Send an opdrachtgever a new link to what was shared with her; the older link no longer opens anything."""
    access.require(may_share_advies(actor, deling.casus, now))
    renew_gastlink(gastlink=deling.gastlink, now=now)


def withdraw_advies(*, actor: User, deling: Adviesdeling, now: datetime) -> None:
    """End what an opdrachtgever reads, from the next request on. What she answered stays."""
    access.require(may_govern_casus(actor, deling.casus, now))
    revoke_gastlink(gastlink=deling.gastlink, now=now)


def freeze_antwoord(*, actor: User, antwoord: Adviesantwoord, now: datetime) -> None:
    """Let an answer stand as it is: the opdrachtgever no longer changes it. Twice is as good as once."""
    access.require(may_govern_casus(actor, antwoord.casus, now))
    Adviesantwoord.objects.filter(pk=antwoord.pk, closed_at__isnull=True).update(closed_at=now)


def open_gedeeld_advies(*, gastlink: Gastlink, now: datetime) -> Adviesdeling:
    """Write that an opdrachtgever reads the advice now, before she sees it, and return what is shared with her.

    Raises DeniedError when it is not shared (any more).
    """
    deling = adviesdelingen_of(gastlink, now).select_related("versie", "casus__owner", "gastlink").first()
    if deling is None:
        raise access.DeniedError
    Inzage.objects.create(casus_id=deling.casus_id, gastlink=gastlink, at=now, via=InzageVia.GASTLINK, part=PART)
    if deling.opened_at is None:
        unread = Adviesdeling.objects.filter(pk=deling.pk, opened_at__isnull=True, shared_at__lte=now)
        unread.update(opened_at=now)
    return deling


def answer_advies(
    *, gastlink: Gastlink, versie_id: str, version: int, answers: Mapping[str, Any], now: datetime
) -> Adviesantwoord:
    """Keep what an opdrachtgever answers: `{recommendation id: {"besluit", "waarom", "wanneer"}}`, and tell the owner.

    Raises ActionError when the answer was frozen or a newer version was shared, StaleSaveError when she answered in
    another window meanwhile, DeniedError when nothing is shared with her.
    """
    with transaction.atomic():
        held = adviesdelingen_of(gastlink, now).select_for_update(of=("self",)).first()
        if held is None:
            raise access.DeniedError
        deling = Adviesdeling.objects.select_related("versie", "casus__owner", "gastlink").get(pk=held.pk)
        if str(deling.versie_id) != versie_id:
            raise ActionError(_("Er is een nieuwe versie van dit advies. Lees die eerst en geef daarna antwoord."))
        known = {one.id for one in paper.recommendations_of(deling.versie.content)}
        kept = {code: dict(given) for code, given in answers.items() if code in known}
        antwoord = _keep_answer(deling, version, kept, now)
        owe(ANSWERED, object_id=antwoord.pk, recipient=deling.casus.owner, moment=f"v{antwoord.version}", now=now)
    return antwoord


def _keep_answer(deling: Adviesdeling, version: int, answers: dict[str, Any], now: datetime) -> Adviesantwoord:
    # Held: what the owner freezes at this moment is frozen when this goes on.
    stored = antwoord_of(deling, is_held=True)
    if not is_answerable(deling, stored):
        raise ActionError(_("Dit antwoord is vastgelegd. Neem contact op als er iets verandert."))
    if stored is not None:
        return save_sealed_version(stored, version=version, changes={"answers": answers}, also={"answered_at": now})
    key_id = deling.casus.data_key_id
    row = Adviesantwoord(casus=deling.casus, deling=deling, versie=deling.versie, data_key_id=key_id, answered_at=now)
    row.given_by, row.answers = deling.gastlink.name, answers
    row.save(force_insert=True)
    return row


def _freeze(casus: Casus, version: int, actor: User, now: datetime) -> Adviesversie:
    """Return the version of the advice as it stands, the last one when that says the same. The casus is held."""
    row = Advies.objects.filter(casus=casus).first()
    if row is None or paper.missing(row.content):
        raise NotReadyError(_("Je advies is nog niet af. Vul eerst alle vier de vakken in."))
    if row.version != version:
        raise ActionError(_("Het advies is net veranderd. Lees het nog een keer en deel het daarna."))
    if paper.lines_too_many(row.content):
        raise NotReadyError(_("Je advies past niet op één A4. Maak het eerst korter."))
    last = Adviesversie.objects.filter(casus=casus).order_by("-number").first()
    if last is not None and last.content == row.content:
        return last
    newest = Adviesversie.objects.filter(casus=casus).aggregate(newest=Max("number"))["newest"] or 0
    versie = Adviesversie(casus=casus, data_key_id=casus.data_key_id, number=newest + 1, frozen_at=now, frozen_by=actor)
    versie.content = row.content
    versie.save(force_insert=True)
    return versie


def _share_again(
    deling: Adviesdeling, versie: Adviesversie, name: str, expires_at: datetime, now: datetime
) -> Adviesdeling:
    """Let who reads the advice already read this version. Raises ActionError when it is the one she has."""
    if deling.versie_id == versie.pk:
        raise ActionError(_("Dit e-mailadres heeft deze versie al. Stuur de link opnieuw als die kwijt is."))
    Adviesantwoord.objects.filter(deling=deling, closed_at__isnull=True).update(closed_at=now)
    Gastlink.objects.filter(pk=deling.gastlink_id).update(name=name, expires_at=expires_at)
    renew_gastlink(gastlink=deling.gastlink, now=now)
    Adviesdeling.objects.filter(pk=deling.pk).update(versie=versie, shared_at=now, opened_at=None)
    deling.refresh_from_db()
    return deling
