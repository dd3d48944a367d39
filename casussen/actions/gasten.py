"""Sharing chosen parts of a casus with a guest who has no account: an opdrachtgever, for example."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.access.casussen import may_govern_casus
from casussen.access.delen import gastdelingen_of, living_gastdelingen, may_share_casus
from casussen.actions.delen import end_of, lock_to_share
from casussen.models import Casus, Gastdeling, Inzage, InzageVia
from casussen.onderdelen import open_parts
from community import access
from community.actions.errors import ActionError
from community.actions.gastlinks import make_gastlink, renew_gastlink, revoke_gastlink
from community.models import Gastlink, User
from community.workdays import local_date

# The kind of link (extension_points.gastlink_kinds).
CASUS_LINK = "CASUS"
# Guests who may look at one casus at the same time; more is a sign that it belongs elsewhere.
MOST_GUESTS = 20
# How far ahead the last day of a guest may lie.
LONGEST = timedelta(days=366)


def share_with_guest(
    *, actor: User, casus: Casus, name: str, email: str, parts: Iterable[str], last_day: date, now: datetime
) -> Gastdeling:
    """Send a guest a link to these parts of the casus, until the end of a day.

    Raises ActionError when no part is chosen, the day is over or this address has a link already; UncheckedError
    without the check before sharing.
    """
    access.require(may_share_casus(actor, casus, now))
    chosen = _known(parts)
    expires_at = end_of_guest(last_day, now)
    with transaction.atomic():
        lock_to_share(casus)
        others = living_gastdelingen(casus, now)
        if others.filter(gastlink__email=email).exists():
            raise ActionError(_("Dit e-mailadres heeft al een gastlink. Verander die, of trek hem eerst in."))
        if others.count() >= MOST_GUESTS:
            raise ActionError(_("Er zijn al 20 gasten. Trek eerst een gastlink in."))
        gastdeling = Gastdeling(casus=casus, parts=chosen)
        gastdeling.gastlink = make_gastlink(
            host=actor, kind=CASUS_LINK, object_id=gastdeling.pk, name=name, email=email,
            expires_at=expires_at, now=now,
        )  # fmt: skip
        gastdeling.save(force_insert=True)
    return gastdeling


def change_guest(*, actor: User, gastdeling: Gastdeling, parts: Iterable[str], last_day: date, now: datetime) -> None:
    """Change which parts a guest sees and until when. Raises ActionError as `share_with_guest`."""
    access.require(may_share_casus(actor, gastdeling.casus, now))
    chosen = _known(parts)
    expires_at = end_of_guest(last_day, now)
    with transaction.atomic():
        casus = lock_to_share(gastdeling.casus)
        updated = living_gastdelingen(casus, now).filter(pk=gastdeling.pk).update(parts=chosen)
        if not updated:
            raise ActionError(_("Deze gastlink is al ingetrokken of verlopen."))
        Gastlink.objects.filter(pk=gastdeling.gastlink_id).update(expires_at=expires_at)


def send_guest_again(*, actor: User, gastdeling: Gastdeling, now: datetime) -> None:
    """Send a guest a new link; the older one no longer opens anything."""
    access.require(may_share_casus(actor, gastdeling.casus, now))
    renew_gastlink(gastlink=gastdeling.gastlink, now=now)


def withdraw_guest(*, actor: User, gastdeling: Gastdeling, now: datetime) -> None:
    """End what a guest may see, from the next request on."""
    access.require(may_govern_casus(actor, gastdeling.casus, now))
    revoke_gastlink(gastlink=gastdeling.gastlink, now=now)


def log_guest_inzage(*, gastlink: Gastlink, gastdeling: Gastdeling, part: str, now: datetime) -> Inzage:
    """Write that a guest reads this part now, before she sees it. Raises DeniedError for a part she was not given."""
    found = gastdelingen_of(gastlink, now).filter(pk=gastdeling.pk).first()
    access.require(found is not None and part in found.parts)
    return Inzage.objects.create(
        casus_id=gastdeling.casus_id, gastlink=gastlink, at=now, via=InzageVia.GASTLINK, part=part
    )


def end_of_guest(last_day: date, now: datetime) -> datetime:
    """Return when a guest may look no more. Raises ActionError for a day behind us, or further than a year ahead."""
    if last_day - local_date(now) > LONGEST:
        raise ActionError(_("Deze dag is te ver weg. Kies een dag binnen een jaar."))
    return end_of(last_day, now) or now


def _known(parts: Iterable[str]) -> list[str]:
    """Return the parts among these that may be shown to a guest, in order. Raises ActionError when there is none."""
    given = set(parts)
    chosen = [part.code for part in open_parts() if part.code in given]
    if not chosen:
        raise ActionError(_("Kies minstens één onderdeel."))
    return chosen
