"""What a person hears about her own data: that it was taken, that her account goes, and when; and carrying that out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from community.actions.eigen_gegevens import TAKEN
from community.actions.verwijderen import ASKED, COMING, erase_due, reapply_erasures
from community.berichten.outbox import owe
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, TaakKind
from community.queries.privacy import open_verzoeken, verzoeken_by_user

# Her last chance to keep it comes a week before.
WARNS_BEFORE = timedelta(days=7)


def load_removal(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell when an account goes, as long as it still does."""
    rows = verzoeken_by_user(bericht.recipient_id for bericht in berichten)
    return {
        bericht.pk: Inhoud(path=reverse("account-verwijderen"), context={"due_at": row.due_at})
        for bericht in berichten
        if (row := rows.get(bericht.recipient_id)) is not None
    }


def load_taken(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell that somebody took all that is kept about her."""
    path = reverse("privacy-mijn")
    return {bericht.pk: Inhoud(path=path, context={"at": bericht.due_at}) for bericht in berichten}


def warn(now: datetime) -> None:
    """Tell a week before that an account goes; once for each time it was asked."""
    for row in open_verzoeken(due_before=now + WARNS_BEFORE):
        moment = f"{row.asked_at:%Y%m%d%H%M%S%f}"
        owe(COMING, object_id=row.user_id, recipient=row.user, moment=moment, now=now, expires_at=row.due_at)


def carry_out(now: datetime) -> int:
    """Erase who asked for it, and once more who came back from an older copy of the database."""
    return erase_due(now) + reapply_erasures(now)


def _account(code: str, name: str, load: Any) -> BerichtKind:
    return BerichtKind(code=code, name=name, subject="ACCOUNT", mode="DIRECT", load=load, is_mandatory=True)


KINDS = [
    _account(ASKED, "Account wordt verwijderd", load_removal),
    _account(COMING, "Account wordt over een week verwijderd", load_removal),
    _account(TAKEN, "Eigen gegevens opgevraagd", load_taken),
]
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {"verwijderverzoeken": Needing("community.Verwijderverzoek", warn)}
PURGES: dict[str, Callable[[datetime], int]] = {"verwijderverzoeken": carry_out}
