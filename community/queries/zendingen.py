"""One line and one page of the outbox, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from community.extension_points import bericht_kinds
from community.models import Bericht, BerichtStatus, Bezorging, Zending, ZendingStatus
from community.queries.berichten import why


@dataclass(frozen=True)
class ShownBericht:
    """A Bericht as the outbox shows it: what kind, to whom, when, how it stands and why. Never its text."""

    bericht: Bericht
    kind_name: str
    person: str
    moment: datetime
    status: str
    why: str


def shown(bericht: Bericht, *, is_paused: bool) -> ShownBericht:
    """Return one Bericht in words. Its recipient and its mail must have come with it."""
    person = bericht.recipient.naam if bericht.recipient else _("Nog geen account")
    return ShownBericht(bericht, kind_name(bericht.kind), person, _moment(bericht), _status(bericht, is_paused),
                        why(bericht))  # fmt: skip


def addresses_without_mail(rows: QuerySet[Bezorging]) -> QuerySet[Bezorging]:
    """Return where mail does not arrive, stopped ones first, with their person; only present addresses of members."""
    own = rows.filter(user__is_active=True, email=F("user__email")).select_related("user__profiel")
    return own.order_by(F("stopped_at").desc(nulls_last=True), "-last_at", "pk")


def stopped_count(rows: QuerySet[Bezorging]) -> int:
    """Return how many members get no mail any more because it does not arrive."""
    return addresses_without_mail(rows).filter(stopped_at__isnull=False).count()


def kind_name(code: str) -> str:
    """Return what this kind of message is called; its code when nobody registered it any more."""
    return next((kind.name for kind in bericht_kinds.all() if kind.code == code), code)


def in_same_mail(berichten: QuerySet[Bericht], zending: Zending) -> list[Bericht]:
    """Return what travels in one mail, of the Berichten a person may see, in the order of that mail."""
    return list(with_people(berichten.filter(zending=zending)).order_by("due_at", "id"))


def with_people(berichten: QuerySet[Bericht]) -> QuerySet[Bericht]:
    """Bring recipient, roles and mail along: what `shown` and the kinds of message ask of a row."""
    return berichten.select_related("recipient", "zending").prefetch_related("recipient__roltoekenningen")


def _moment(bericht: Bericht) -> datetime:
    mail = bericht.zending
    if mail is not None and mail.sent_at:
        return mail.sent_at
    if mail is not None and mail.status == ZendingStatus.GEPLAND:
        return mail.next_attempt_at
    return bericht.mail_at or bericht.due_at


def _status(bericht: Bericht, is_paused: bool) -> str:
    if bericht.status != BerichtStatus.GEPLAND:
        return str(STATUS_WORDS[bericht.status])
    if bericht.zending and bericht.zending.status == ZendingStatus.BEZIG:
        return _("Bezig")
    return _("Gepauzeerd") if is_paused else _("Gepland")


# The words of the statuses that templates/components know.
STATUS_WORDS: dict[str, str] = {
    BerichtStatus.SCHERM: "Alleen op het scherm",
    BerichtStatus.VERZONDEN: "Verstuurd",
    BerichtStatus.VERVALLEN: "Vervallen",
    BerichtStatus.MISLUKT: "Mislukt",
    BerichtStatus.ONZEKER: "Onzeker",
    BerichtStatus.INGETROKKEN: "Ingetrokken",
}
