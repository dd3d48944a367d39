"""Reads of the outbox: what is planned, sent, failed and uncertain, and why."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from community.models import (
    Bericht,
    BerichtStatus,
    Bezorging,
    Hartslag,
    Postpauze,
    Storing,
    User,
    Voorkeur,
    Zending,
    ZendingStatus,
)

# A mail that was tried and waits for its next try is planned too. 'Onzeker' holds what was held back, and what went
# twice because nobody knew of the first copy.
UNCERTAIN = Q(status=BerichtStatus.ONZEKER) | Q(zending__uncertain__gt=0)
LISTS: dict[str, Q] = {
    "gepland": Q(status=BerichtStatus.GEPLAND),
    "verzonden": Q(status=BerichtStatus.VERZONDEN),
    "mislukt": Q(status=BerichtStatus.MISLUKT),
    "onzeker": UNCERTAIN,
    "vervallen": Q(status__in=(BerichtStatus.VERVALLEN, BerichtStatus.INGETROKKEN)),
}


@dataclass(frozen=True)
class PostState:
    """How the mail stands: paused or not, since when, what waits longest, and what failed in the background."""

    paused_at: datetime | None
    paused_by: User | None
    oldest_due_at: datetime | None
    heartbeats: dict[str, datetime]
    storingen: list[Storing]


def unseen_count(user: User, now: datetime) -> int:
    """Return how many meldingen this person has not seen yet."""
    return (
        Bericht.objects.filter(recipient=user, is_on_screen=True, seen_at__isnull=True, due_at__lte=now)
        .exclude(status__in=("VERVALLEN", "INGETROKKEN"))
        .count()
    )


def outbox_list(berichten: QuerySet[Bericht], name: str) -> QuerySet[Bericht]:
    """Return one list of the outbox page out of the Berichten a person may see, with recipient and mail.

    `name` is a key of LISTS. What is planned comes first due first, the rest newest first.
    """
    rows = berichten.filter(LISTS[name]).select_related("recipient", "zending")
    moment = Coalesce("zending__next_attempt_at" if name == "gepland" else "zending__sent_at", "mail_at", "due_at")
    return rows.order_by(moment.asc() if name == "gepland" else moment.desc(), "id")


def outbox_counts(berichten: QuerySet[Bericht]) -> dict[str, int]:
    """Return how many Berichten stand in each list, in one query."""
    return berichten.aggregate(**{name: Count("pk", filter=condition) for name, condition in LISTS.items()})


def post_state(now: datetime) -> PostState:
    """Return how the mail stands at this moment. Four queries."""
    pause = Postpauze.objects.filter(paused_at__isnull=False).select_related("paused_by").first()
    return PostState(
        paused_at=pause.paused_at if pause else None,
        paused_by=pause.paused_by if pause else None,
        oldest_due_at=oldest_due_at(now),
        heartbeats=dict(Hartslag.objects.exclude(name=Hartslag.KLOK).values_list("name", "beat_at")),
        storingen=list(Storing.objects.order_by("-last_at", "id")[:20]),
    )


def oldest_due_at(now: datetime) -> datetime | None:
    """Return since when the mail waits that waits longest and could leave; None when nothing waits."""
    waiting = Zending.objects.filter(status=ZendingStatus.GEPLAND, next_attempt_at__lte=now)
    return waiting.aggregate(oldest=Min("next_attempt_at"))["oldest"]


def is_paused() -> bool:
    """Whether all mail but the secrets of logging in waits."""
    return Postpauze.objects.filter(paused_at__isnull=False).exists()


def preferences_of(user: User) -> dict[str, str]:
    """Return what this person chose, by subject; what she did not choose is absent."""
    return dict(Voorkeur.objects.filter(user=user).values_list("subject", "mode"))


def delivery_of(user: User) -> Bezorging | None:
    """Return what went wrong with mail to the present address of this person; None when nothing did.

    Costs no query for who is logged in: the row comes with her (community.accounts.backend).
    """
    row = getattr(user, "bezorging", None)
    return row if row is not None and row.email == user.email else None


def is_mail_stopped(user: User) -> bool:
    """Whether nothing is mailed to this person any more, because it does not arrive."""
    row = delivery_of(user)
    return row is not None and row.stopped_at is not None


def why(bericht: Bericht) -> str:
    """Say in one sentence why this Bericht stands where it stands; empty when there is nothing to say."""
    mail = bericht.zending
    if bericht.status == BerichtStatus.INGETROKKEN:
        return _("Iemand van het coördinerend hart trok dit bericht in.")
    if bericht.status == BerichtStatus.VERVALLEN:
        return _("Niet meer nodig: %(reason)s.") % {"reason": bericht.reason or _("de aanleiding is weg")}
    if bericht.status == BerichtStatus.ONZEKER:
        return _("De verbinding brak af na het overdragen. Misschien is de mail aangekomen.")
    if mail is None or not mail.error_code:
        return _("Deze mail kan twee keer zijn aangekomen.") if mail and mail.uncertain else ""
    reason = ERROR_WORDS.get(mail.error_code, _("Versturen lukte niet."))
    return f"{reason} ({mail.smtp_code})" if mail.smtp_code else str(reason)


ERROR_WORDS = {
    "GEWEIGERD": "De mailserver weigert dit adres of deze mail.",
    "LATER": "De mailserver vraagt het later opnieuw te proberen.",
    "VERBINDING": "De mailserver is niet bereikbaar.",
    "TLS": "De beveiligde verbinding met de mailserver lukt niet.",
    "INLOGGEN": "De mailserver accepteert onze gegevens niet.",
    "AFZENDER": "De mailserver accepteert onze afzender niet.",
    "AFGEBROKEN": "De verbinding brak af na het overdragen.",
    "ADRES": "Dit e-mailadres kan niet bestaan.",
    "OPMAAK": "De tekst van deze mail kon niet worden gemaakt.",
    "TERUG": "De mail is teruggekomen: hij kon niet worden bezorgd.",
    "GESTOPT": "Mail naar dit adres is gestopt.",
    "VOLHARD": "Na 48 uur proberen is het niet gelukt.",
}


def owed_already(kind: str, object_ids: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    """Return what was owed of this kind, as (object id, moment), so that nobody asks for it again; one query."""
    ids = list(object_ids)
    if not ids:
        return set()
    return set(Bericht.objects.filter(kind=kind, object_id__in=ids).values_list("object_id", "moment"))
