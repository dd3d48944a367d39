"""Messages and duties about places in meetings: asked, not answered yet, confirmed, moved up from the waiting list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.actions.deelname import ANSWERED, INVITED, LEFT, MOVED_UP, REAGEREN
from community.actions.taken import withdraw_taken
from community.berichten.outbox import MEMORY
from community.berichten.unneeded import Needing
from community.dagdelen import on_days
from community.extension_points import Attachment, BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import BijeenkomstStatus, DeelnameStatus, Taak
from community.queries.agenda import places_in_line
from community.queries.deelname import Situation, begun_questions, former, situations, with_file
from community.queries.feed import mailed_file
from community.reminders.agenda import PUT_IN_CALENDAR, coming_cases, inhoud, pair_of, what
from community.workdays import add_workdays, local_date, mail_moment, workday_on_or_before

SILENT = "N107"
# The first nudge to who was asked and did not answer.
NUDGE_WORKDAYS = 5


def load_invited(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Ask who was invited and has not answered yet, with the file for her calendar."""
    return {
        row.pk: inhoud(case, files=(mailed_file(case, method="REQUEST"),))
        for row, case in coming_cases(berichten, now)
        if case.status == DeelnameStatus.UITGENODIGD
    }


def load_silent(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Ask once more who did not answer."""
    return {
        row.pk: inhoud(case, is_last=row.moment.startswith("laatste"))
        for row, case in coming_cases(berichten, now)
        if case.status == DeelnameStatus.UITGENODIGD
    }


def load_answered(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Confirm the last answer; who signed off after all is not told that she signed up."""
    told = {}
    cases = [
        (row, case)
        for row, case in coming_cases(berichten, now)
        if case.place is not None and row.moment.split(".")[0] == case.status
    ]
    lines = places_in_line(case.place.pk for _, case in cases if case.place)
    for row, case in cases:
        position = lines.get(case.place.pk) if case.place else None
        told[row.pk] = inhoud(case, status=case.status, position=position, files=_files(case))
    return told


def load_left(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Take a meeting out of the calendar of who left its group, if a mail put it there. Not of who is in again."""
    cases = former(map(pair_of, berichten), now)
    holders = with_file(cases.values(), PUT_IN_CALENDAR, since=now - MEMORY)
    return {
        row.pk: replace(inhoud(cases[pair_of(row)], files=(mailed_file(cases[pair_of(row)], method="CANCEL"),)),
                        path=reverse("agenda"))
        for row in berichten if pair_of(row) in holders
    }  # fmt: skip


def load_moved_up(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell who waited that she has a seat, as long as she has it."""
    return {
        row.pk: inhoud(case, files=(mailed_file(case, method="REQUEST"),))
        for row, case in coming_cases(berichten, now)
        if case.status == DeelnameStatus.AANGEMELD
    }


def reageren_words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Show the question to who did not answer it yet, while the meeting still must begin."""
    return {
        taak.pk: TaakWords(
            title=f"Laat weten of je komt {_on(case)}",
            why=f"{what(case.bijeenkomst)} {_on(case, with_weekday=True)}. De organisator rekent op je.",
            path=reverse("bijeenkomst", args=[case.bijeenkomst.code]),
            button="Geef antwoord",
        )
        for taak, case in _asked(taken, now)
        if case.status in ("", DeelnameStatus.UITGENODIGD)
        and case.bijeenkomst.status == BijeenkomstStatus.GEPLAND
        and case.bijeenkomst.starts_at > now
    }


def reageren_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the questions that were answered."""
    return [
        taak.pk
        for taak, case in _asked(taken, now)
        if case.place is not None and case.status != DeelnameStatus.UITGENODIGD
    ]


def nudge_moment(taak: Any) -> datetime | None:
    """Return 8.30 o'clock on the fifth working day after the question, when that lies before the last day."""
    day = add_workdays(local_date(taak.opened_at), NUDGE_WORKDAYS)
    return mail_moment(day) if taak.due_at and day < local_date(taak.due_at) else None


def last_moment(taak: Any) -> datetime | None:
    """Return 8.30 o'clock on the day until which an answer is asked: the third working day before the meeting."""
    return mail_moment(workday_on_or_before(local_date(taak.due_at))) if taak.due_at else None


def drop_begun_questions(now: datetime) -> None:
    """Take back the question to answer for meetings that began."""
    for object_id in set(begun_questions(now, kind=REAGEREN).values_list("object_id", flat=True)):
        withdraw_taken(REAGEREN, object_id=object_id, now=now)


def _on(case: Situation, *, with_weekday: bool = False) -> str:
    return on_days(case.bijeenkomst.starts_at, case.bijeenkomst.ends_at, with_weekday=with_weekday)


def _files(case: Situation) -> tuple[Attachment, ...]:
    """Return the file that puts the meeting into the calendar or takes it out; who waits gets none yet."""
    if case.status == DeelnameStatus.WACHTLIJST:
        return ()
    return (mailed_file(case, method="REQUEST" if case.status == DeelnameStatus.AANGEMELD else "CANCEL"),)


def _asked(taken: Sequence[Any], now: datetime) -> list[tuple[Any, Situation]]:
    known = [taak.user for taak in taken if Taak.user.is_cached(taak)]
    found = situations(((taak.user_id, taak.object_id) for taak in taken), now, known=known)
    return [(taak, found[taak.user_id, taak.object_id]) for taak in taken if (taak.user_id, taak.object_id) in found]


KINDS = [
    BerichtKind(code=MOVED_UP, name="Plek vrij in een bijeenkomst", subject="AGENDA", mode="DIRECT",
                load=load_moved_up, is_on_screen=True),
    BerichtKind(code=INVITED, name="Uitnodiging voor een bijeenkomst van je groep", subject="AGENDA", mode="DIRECT",
                load=load_invited, is_on_screen=True),
    BerichtKind(code=SILENT, name="Nog niet geantwoord op een uitnodiging", subject="TAKEN", mode="DAG",
                load=load_silent, at_once=False),
    BerichtKind(code=LEFT, name="Niet meer naar de bijeenkomsten van een groep", subject="AGENDA", mode="DIRECT",
                load=load_left, is_mandatory=True),
    BerichtKind(code=ANSWERED, name="Aan- of afmelding bevestigd", subject="AGENDA", mode="DIRECT",
                load=load_answered),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=REAGEREN, name="Laat weten of je komt", words=reageren_words, is_done=reageren_done,
        ladder=(Rung("vraag", SILENT, nudge_moment), Rung("laatste", SILENT, last_moment)),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "vragen van begonnen bijeenkomsten": Needing("community.Bijeenkomst", drop_begun_questions)
}
PURGES: dict[str, Callable[[datetime], int]] = {}
