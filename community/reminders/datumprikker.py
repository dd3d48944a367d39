"""Messages and duties of a date poll: asked, silent, who is silent, choose, changed, closed without a date."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from community.actions.antwoorden import (
    ASKED,
    CHANGED,
    CHOOSE,
    DATUM_KIEZEN,
    DATUMS_INVULLEN,
    NO_DATE,
    SILENT,
    WHO_IS_SILENT,
)
from community.actions.taken import open_taken, withdraw_taken
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import DatumprikkerStatus
from community.notation import count, date_plain, listing, weekday
from community.queries.datumprikker_stand import Stand, late_questions, standings_of_prikkers, without_runner
from community.workdays import AMSTERDAM, MAIL_HOUR, local_date, mail_moment, workday_on_or_after, workday_on_or_before

# Who is silent is asked again this many days after the question, and this long before the last moment to answer.
NUDGE_DAYS = 4
LAST_CALL = timedelta(hours=48)
MOST_NAMES = 40


def load_asked(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Ask who did not fill in everything yet, while people answer."""
    return {
        row.pk: inhoud(stand, missing=stand.missing_of(row.recipient_id))
        for row, stand in _told(berichten, now)
        if stand.is_answerable(now) and stand.missing_of(row.recipient_id)
    }


def load_changed(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell that the moments changed: the last change only."""
    return {
        row.pk: inhoud(stand, missing=stand.missing_of(row.recipient_id))
        for row, stand in _told(berichten, now)
        if stand.is_answerable(now) and row.moment == f"v{stand.prikker.version}"
    }


def load_who_is_silent(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell who runs it whom she may call; nothing when everybody answered meanwhile."""
    return {
        row.pk: inhoud(
            stand,
            names=listing(stand.silent_names[:MOST_NAMES]),
            number=len(stand.silent_names),
            has_more=len(stand.silent_names) > MOST_NAMES,
        )
        for row, stand in _told(berichten, now)
        if stand.is_open and stand.is_run_by(row.recipient_id) and stand.silent_names
    }


def load_choose(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Ask who runs it to choose: everybody answered, or the time to answer is over."""
    return {
        row.pk: inhoud(stand, is_complete=not stand.silent_names, number=len(stand.silent_names))
        for row, stand in _told(berichten, now)
        if stand.is_open
        and stand.is_run_by(row.recipient_id)
        and (not stand.silent_names or not stand.is_answerable(now))
    }


def load_no_date(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell that it closed without a date."""
    return {
        row.pk: inhoud(stand)
        for row, stand in _told(berichten, now)
        if stand.prikker.status == DatumprikkerStatus.GESLOTEN
    }


def inhoud(stand: Stand, **words: Any) -> Inhoud:
    """Return what a mail about a date poll says: of which group and until when; never what it is about."""
    until = stand.prikker.answer_until
    context = {
        "group": stand.prikker.kring.name,
        "until": f"{weekday(until)} {date_plain(until)}",
        "until_day": date_plain(until),
        "moments": count(stand.moments, "datum", "datums"),
        **words,
    }
    return Inhoud(path=reverse("datumprikker", args=[stand.prikker.code]), context=context)


def fill_in_words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Show the question to who did not answer all of it, while people answer."""
    return {
        taak.pk: TaakWords(
            title=f"Vul je datums in voor {stand.prikker.kring.name}",
            why=_why(stand, taak.user_id),
            path=reverse("datumprikker", args=[stand.prikker.code]),
            button="Vul je datums in",
        )
        for taak, stand in _asked(taken, now)
        if stand.is_answerable(now) and stand.missing_of(taak.user_id)
    }


def fill_in_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who answered about every moment."""
    return [taak.pk for taak, stand in _asked(taken, now) if stand.is_open and not stand.missing_of(taak.user_id)]


def choose_words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Show who runs it what there is to do: call who is silent in the last days, or choose the date."""
    return {
        taak.pk: TaakWords(
            title=_choose_title(stand, now),
            why=_choose_why(stand),
            path=reverse("datumprikker", args=[stand.prikker.code]),
            button="Bekijk de antwoorden",
        )
        for taak, stand in _asked(taken, now)
        if stand.is_open and stand.is_run_by(taak.user_id) and _is_time_to_act(stand, taak, now)
    }


def choose_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties whose date poll is over."""
    return [taak.pk for taak, stand in _asked(taken, now) if not stand.is_open]


def nudge_moment(taak: Any) -> datetime | None:
    """Return 8.30 o'clock four days after the question, on a working day, when that lies before the last call."""
    moment = mail_moment(workday_on_or_after(local_date(taak.opened_at) + timedelta(days=NUDGE_DAYS)))
    last = last_call(taak)
    return moment if last and moment < last else None


def last_call(taak: Any) -> datetime | None:
    """Return the last working day's 8.30 o'clock that leaves 48 hours or more to answer."""
    if taak.due_at is None:
        return None
    limit = taak.due_at - LAST_CALL
    day = workday_on_or_before(local_date(limit))
    if mail_moment(day) > limit:
        day = workday_on_or_before(day - timedelta(days=1))
    return mail_moment(day)


def list_moment(taak: Any) -> datetime | None:
    """Return when who runs it hears who is silent: 8.30 o'clock on the first working day after the last call.

    Only when people can still answer then; otherwise she hears it when the time is over.
    """
    last = last_call(taak)
    if last is None:
        return None
    moment = mail_moment(workday_on_or_after(local_date(last) + timedelta(days=1)))
    return moment if moment < taak.due_at else None


def choose_moment(taak: Any) -> datetime | None:
    """Return the first working day's 8.30 o'clock at which the time to answer is over."""
    if taak.due_at is None:
        return None
    local = taak.due_at.astimezone(AMSTERDAM)
    late = timedelta(days=0 if local.time() <= MAIL_HOUR else 1)
    return mail_moment(workday_on_or_after(local.date() + late))


def drop_late_questions(now: datetime) -> None:
    """Take back the question of date polls that nobody can answer any more."""
    for object_id in late_questions(now, kind=DATUMS_INVULLEN):
        withdraw_taken(DATUMS_INVULLEN, object_id=object_id, now=now)


def hand_over(now: datetime) -> None:
    """Give an open date poll whose runner left or no longer leads to who leads its group."""
    for prikker, people in without_runner(now, kind=DATUM_KIEZEN):
        withdraw_taken(DATUM_KIEZEN, object_id=prikker.pk, now=now)
        open_taken(DATUM_KIEZEN, users=people, object_id=prikker.pk, kring=prikker.kring, now=now,
                   due_at=prikker.answer_until)  # fmt: skip


def _told(berichten: Sequence[Any], now: datetime) -> list[tuple[Any, Stand]]:
    return _with_stand([(row, row.recipient_id) for row in berichten], now)


def _asked(taken: Sequence[Any], now: datetime) -> list[tuple[Any, Stand]]:
    return _with_stand([(taak, taak.user_id) for taak in taken], now)


def _with_stand(rows: Sequence[tuple[Any, uuid.UUID]], now: datetime) -> list[tuple[Any, Stand]]:
    """Return each row with its date poll, where this person is in its Kring."""
    found = standings_of_prikkers({row.object_id for row, _ in rows}, now)
    return [
        (row, stand)
        for row, person in rows
        if (stand := found.get(row.object_id)) is not None and person in stand.people
    ]


def _why(stand: Stand, user_id: uuid.UUID) -> str:
    until = stand.prikker.answer_until
    missing = stand.missing_of(user_id)
    start = (
        f"Je hebt {missing} van de {stand.moments} datums nog niet ingevuld."
        if missing < stand.moments
        else f"Kies bij {count(stand.moments, 'datum', 'datums')} of je kunt."
    )
    return f"{start} Dit kan tot en met {weekday(until)} {date_plain(until)}."


def _is_time_to_act(stand: Stand, taak: Any, now: datetime) -> bool:
    called = list_moment(taak) or taak.due_at
    return not stand.silent_names or not stand.is_answerable(now) or (called is not None and called <= now)


def _choose_title(stand: Stand, now: datetime) -> str:
    if stand.silent_names and stand.is_answerable(now):
        return f"Bel wie nog geen datums invulde voor {stand.prikker.kring.name}"
    return f"Kies de datum voor {stand.prikker.kring.name}"


def _choose_why(stand: Stand) -> str:
    number = len(stand.silent_names)
    if not number:
        return "Iedereen heeft geantwoord."
    return f"{count(number, 'persoon heeft', 'mensen hebben')} nog niet alles ingevuld."


KINDS = [
    BerichtKind(code=ASKED, name="Vul je datums in", subject="AGENDA", mode="DIRECT", load=load_asked,
                is_on_screen=True),
    BerichtKind(code=SILENT, name="Datums nog niet ingevuld", subject="TAKEN", mode="DAG", load=load_asked,
                at_once=False),
    BerichtKind(code=WHO_IS_SILENT, name="Wie zijn datums nog niet invulde", subject="TAKEN", mode="DAG",
                load=load_who_is_silent, is_on_screen=True, at_once=False),
    BerichtKind(code=CHOOSE, name="Kies de datum", subject="TAKEN", mode="DIRECT", load=load_choose,
                is_on_screen=True),
    BerichtKind(code=CHANGED, name="Datums om uit te kiezen veranderd", subject="AGENDA", mode="DIRECT",
                load=load_changed, is_on_screen=True),
    BerichtKind(code=NO_DATE, name="Datumprikker gesloten zonder datum", subject="AGENDA", mode="DIRECT",
                load=load_no_date, is_on_screen=True),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=DATUMS_INVULLEN, name="Vul je datums in", words=fill_in_words, is_done=fill_in_done,
        ladder=(Rung("vier_dagen", SILENT, nudge_moment), Rung("laatste", SILENT, last_call)),
    ),
    TaakKind(
        code=DATUM_KIEZEN, name="Kies de datum", words=choose_words, is_done=choose_done,
        ladder=(Rung("stil", WHO_IS_SILENT, list_moment), Rung("voorbij", CHOOSE, choose_moment)),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "vragen naar datums die voorbij zijn": Needing("community.Datumprikker", drop_late_questions),
    "datumprikkers zonder trekker": Needing("community.Datumprikker", hand_over),
}
PURGES: dict[str, Callable[[datetime], int]] = {}
