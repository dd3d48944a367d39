"""The duty of the coördinerend hart to check school holidays and election days that come near, and its message."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.access.rollen import coordinatoren
from community.actions.kalender import KALENDER_CONTROLEREN
from community.actions.taken import open_taken, withdraw_taken
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.notation import count, date_plain
from community.queries.kalender import TAAK_OBJECT, unchecked
from community.workdays import add_workdays, local_date, mail_moment, next_mail_moment

TO_CHECK = "N110"
AGAIN_WORKDAYS = 20


def load_to_check(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell coördinatoren how many rows wait, and which comes first."""
    rows = unchecked(local_date(now))
    checkers = {person.pk for person in coordinatoren(now)} if rows else set()
    if not rows:
        return {}
    context = {
        "amount": len(rows), "periods": count(len(rows), "periode", "periodes"), "first_name": rows[0].name,
        "first_day": date_plain(rows[0].from_date),
    }  # fmt: skip
    inhoud = Inhoud(path=reverse("kalender"), context=context)
    return {row.pk: inhoud for row in berichten if row.recipient_id in checkers}


def controleren_words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Show the duty to coördinatoren while rows wait."""
    rows = unchecked(local_date(now))
    checkers = {person.pk for person in coordinatoren(now)} if rows else set()
    words = TaakWords(
        title=f"Controleer {count(len(rows), 'vakantie of verkiezing', 'vakanties en verkiezingen')}",
        why="Deze data staan in de kalender, maar niemand heeft ze vergeleken met de officiële lijst.",
        path=reverse("kalender"),
        button="Bekijk de kalender",
    )
    return {taak.pk: words for taak in taken if taak.user_id in checkers}


def controleren_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return all of them when nothing waits any more."""
    return [] if unchecked(local_date(now)) else [taak.pk for taak in taken]


def first_moment(taak: Any) -> datetime:
    """Return the first mail moment after the duty began."""
    return next_mail_moment(taak.opened_at)


def again_moment(taak: Any) -> datetime:
    """Return 8.30 o'clock on the twentieth working day after the duty began."""
    return mail_moment(add_workdays(local_date(taak.opened_at), AGAIN_WORKDAYS))


def ask_to_check(now: datetime) -> None:
    """Give every coördinator the duty while unchecked rows lie within half a year; who no longer is one is relieved."""
    checkers = coordinatoren(now)
    withdraw_taken(KALENDER_CONTROLEREN, object_id=TAAK_OBJECT, but_not=checkers, now=now)
    if unchecked(local_date(now)):
        open_taken(KALENDER_CONTROLEREN, users=checkers, object_id=TAAK_OBJECT, now=now)


KINDS = [
    BerichtKind(code=TO_CHECK, name="Kalender te controleren", subject="COORDINATIE", mode="DAG", load=load_to_check,
                is_on_screen=True, at_once=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=KALENDER_CONTROLEREN, name="Controleer vakanties en verkiezingen", words=controleren_words,
        is_done=controleren_done, ladder=(Rung("eerste", TO_CHECK, first_moment), Rung("nog", TO_CHECK, again_moment)),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"kalender": ask_to_check}
PURGES: dict[str, Callable[[datetime], int]] = {}
