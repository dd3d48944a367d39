"""The duty to write down who was there, and its message."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.urls import reverse

from community.access.agenda import attendance_takers, who_takes_attendance
from community.actions.agenda import PRESENTIE_INVULLEN
from community.actions.taken import open_taken
from community.berichten.unneeded import Needing
from community.dagdelen import on_days
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import Bijeenkomst, BijeenkomstStatus
from community.queries.deelname import meetings_by_id, without_presentie
from community.reminders.agenda import what, with_article
from community.workdays import add_workdays, at_local, local_date, mail_moment

MISSING = "N109"
END_OF_DAY = time(18)


def load_missing(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Ask for the attendance that is still missing, of a meeting whose attendance this person may note."""
    told = {}
    for row, meeting in _open_to([(row, row.recipient_id) for row in berichten], now):
        context = {
            "what": what(meeting),
            "the": with_article(meeting),
            "on_day": _on(meeting),
            "on_weekday": _on(meeting, with_weekday=True),
        }
        told[row.pk] = Inhoud(path=reverse("bijeenkomst-presentie", args=[meeting.code]), context=context)
    return told


def _on(meeting: Bijeenkomst, *, with_weekday: bool = False) -> str:
    return on_days(meeting.starts_at, meeting.ends_at, with_weekday=with_weekday)


def presentie_words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Show the duty to who may note the attendance."""
    return {
        taak.pk: TaakWords(
            title=f"Vul in wie er was {_on(meeting)}",
            why=f"{what(meeting)} {_on(meeting, with_weekday=True)}. Dit kost ongeveer een minuut.",
            path=reverse("bijeenkomst-presentie", args=[meeting.code]),
            button="Vul de presentie in",
        )
        for taak, meeting in _open_to([(taak, taak.user_id) for taak in taken], now)
    }


def presentie_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties whose attendance is written down."""
    meetings = meetings_by_id(taak.object_id for taak in taken)
    return [taak.pk for taak in taken if (found := meetings.get(taak.object_id)) and found.attendance_saved_at]


def morning_after(taak: Any) -> datetime | None:
    """Return 8.30 o'clock on the first working day after the meeting."""
    return mail_moment(local_date(taak.due_at)) if taak.due_at else None


def ask_presentie(now: datetime) -> None:
    """Give who runs a meeting that ended the duty to write down who was there, by the next working day."""
    for meeting in without_presentie(now, kind=PRESENTIE_INVULLEN):
        due_at = at_local(add_workdays(local_date(meeting.ends_at), 1), END_OF_DAY)
        # The duty begins when the meeting ends. Looked at late, its reminder would seem to come before it.
        open_taken(PRESENTIE_INVULLEN, users=attendance_takers(meeting, now), object_id=meeting.pk,
                   kring=meeting.kring, due_at=due_at, now=meeting.ends_at)  # fmt: skip


def _open_to(rows: Sequence[tuple[Any, Any]], now: datetime) -> list[tuple[Any, Bijeenkomst]]:
    """Return each row with its meeting, where the attendance is missing and this person may note it."""
    meetings = {
        key: meeting
        for key, meeting in meetings_by_id(row.object_id for row, _ in rows).items()
        if meeting.attendance_saved_at is None and meeting.status == BijeenkomstStatus.GEPLAND
    }
    allowed = who_takes_attendance(meetings.values(), (person for _, person in rows), now)
    return [(row, meetings[row.object_id]) for row, person in rows if (person, row.object_id) in allowed]


KINDS = [
    BerichtKind(code=MISSING, name="Presentie ontbreekt", subject="TAKEN", mode="DAG", load=load_missing,
                is_on_screen=True, at_once=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=PRESENTIE_INVULLEN, name="Vul de presentie in", words=presentie_words, is_done=presentie_done,
        ladder=(Rung("ontbreekt", MISSING, morning_after),),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "presentie van bijeenkomsten": Needing("community.Bijeenkomst", ask_presentie)
}
PURGES: dict[str, Callable[[datetime], int]] = {}
