"""N241 and N242: agree to the letter to the opdrachtgevers, and it is final. Nothing of what stands in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import readers
from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.reminders.ladders import workdays_after_opening
from intervisie.actions.toerneebrieven import ASKED, BRIEFAKKOORD, FINAL, settle_brieven
from intervisie.models import Toerneebrief
from intervisie.queries.toerneebrieven import toerneebrieven_by_id, waiting_pairs


def words_agree(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a deelnemer to read the letter and to agree."""
    rows = _waiting(taken, now)
    return {
        taak.pk: TaakWords(
            title=_("Lees de brief van je toernee en geef akkoord"),
            why=_("De brief aan de opdrachtgevers ligt voor. Iedereen moet akkoord zijn."),
            path=_path(row), button=_("Lees de brief"),
        )
        for taak in taken
        if (row := rows.get(taak.pk))
    }  # fmt: skip


def load_asked(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N241: the letter waits for her, at this version. Five queries."""
    rows = _waiting(berichten, now)
    return {
        bericht.pk: Inhoud(path=_path(row), context={"toernee": row.toernee.kring.name,
                                                     "is_again": not bericht.moment.startswith("begin")})
        for bericht in berichten
        if (row := rows.get(bericht.pk))
    }  # fmt: skip


def load_final(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N242: the letter is final; to who is still in the toernee. Two queries."""
    with confidential():  # no sealed field is opened
        rows = toerneebrieven_by_id(bericht.object_id for bericht in berichten)
    inside = _inside(rows, berichten, now)
    return {
        bericht.pk: Inhoud(path=_path(row), context={"toernee": row.toernee.kring.name})
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.final_at is not None
        and (bericht.recipient_id, row.toernee.kring_id) in inside
    }  # fmt: skip


def is_done_agree(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who agreed or is in it no more, and of letters that changed or are final."""
    rows = _waiting(taken, now)
    return [taak.pk for taak in taken if taak.pk not in rows]


def _waiting(items: Sequence[Any], now: datetime) -> dict[Any, Toerneebrief]:
    """Return, by Taak or Bericht, the letter to which this person is asked to agree now."""
    with confidential():  # no sealed field is opened
        ids = {item.object_id for item in items}
        rows, waiting = toerneebrieven_by_id(ids), waiting_pairs(ids)
    inside = _inside(rows, items, now)
    return {
        item.pk: row
        for item in items
        if (row := rows.get(item.object_id)) and (_user(item), row.pk) in waiting
        and (_user(item), row.toernee.kring_id) in inside
    }  # fmt: skip


def _inside(rows: Mapping[Any, Toerneebrief], items: Sequence[Any], now: datetime) -> set[tuple[Any, Any]]:
    return readers((row.toernee.kring_id for row in rows.values()), {_user(item) for item in items}, now)


def _path(row: Toerneebrief) -> str:
    return reverse("toerneebrief", args=[row.toernee.code, "opdrachtgevers"])


def _user(item: Any) -> Any:
    """Return whose Taak or Bericht this is."""
    return item.user_id if hasattr(item, "user_id") else item.recipient_id


def _settle(now: datetime) -> None:
    with confidential():  # no sealed field is opened
        settle_brieven(now)


KINDS = [
    BerichtKind(code=ASKED, name="Geef akkoord op de brief van je toernee", subject="TAKEN", mode="DIRECT",
                load=load_asked, is_on_screen=True, at_once=False, resend_uncertain=False),
    BerichtKind(code=FINAL, name="De brief van je toernee staat vast", subject="COMMUNITY", mode="DIRECT",
                load=load_final, is_on_screen=True),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(code=BRIEFAKKOORD, name="Geef akkoord op de brief van je toernee", words=words_agree,
             is_done=is_done_agree,
             ladder=(Rung("begin", ASKED, lambda taak: taak.opened_at), Rung("vijf", ASKED, workdays_after_opening(5)),
                     Rung("tien", ASKED, workdays_after_opening(10)))),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"brieven van toernees": Needing("intervisie.Toernee", _settle)}
PURGES: dict[str, Callable[[datetime], int]] = {}
