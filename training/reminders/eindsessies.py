"""Messages about the eindsessie: to guests without account, and to a participant whose presentation is not there.

No mail holds a word of a presentation or a casus. Participants and trainers hear of a move and of a day that comes near
by the messages of the agenda.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.berichten.unneeded import Needing
from community.dagdelen import in_words, when
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import Bijeenkomst, BijeenkomstStatus
from community.notation import date_plain, day_of
from community.queries.agenda import place_of
from community.queries.gastlinks import living_by_id, token_of
from community.reminders.agenda import day_word
from community.reminders.ladders import workdays_from_date
from training.actions.eindsessies import AGAIN, CHANGED, GONE, REMINDED, purge_genodigden, tell_guests
from training.actions.presentaties import PRESENTATIE, ask_presentaties
from training.models import Antwoord, Genodigde
from training.queries.eindsessies import INVITED, by_gastlink, guest_file, meetings_of, missing_presentaties

MISSING = "N49"


def load_invited(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N47: invited to the eindsessie; again to who did not answer. With the file for her calendar."""
    links = living_by_id((bericht.object_id for bericht in berichten), now)
    told = {}
    for bericht, row, meeting in _coming(berichten, now):
        link = links.get(bericht.object_id)
        issue, _colon, again = bericht.moment.partition(":")
        if link is None or issue != str(link.issue) or (again == AGAIN and row.answer):
            continue
        is_coming = row.answer == Antwoord.KOMT
        files = (guest_file(meeting, link, method="REQUEST", is_coming=is_coming),)
        told[bericht.pk] = _about(row, meeting, now, path=_page(row), files=files, is_again=again == AGAIN)
    return told


def load_reminded(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N48: the eindsessie comes near, to a guest who comes."""
    return {
        bericht.pk: _about(row, meeting, now, path=_page(row))
        for bericht, row, meeting in _coming(berichten, now)
        if row.answer == Antwoord.KOMT and bericht.moment == f"v{meeting.schedule_version}"
    }


def load_changed(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N191: the eindsessie moved, or is off for this guest, with the file that says so to her calendar."""
    links = living_by_id((bericht.object_id for bericht in berichten), now)
    rows = by_gastlink(bericht.object_id for bericht in berichten)
    meetings = meetings_of(row.editie_id for row in rows.values())
    told = {}
    for bericht in berichten:
        row, link = rows.get(bericht.object_id), links.get(bericht.object_id)
        meeting = meetings.get(row.editie_id) if row else None
        if row is None or meeting is None or meeting.starts_at <= now:
            continue
        if bericht.moment == GONE and (link is None or meeting.status == BijeenkomstStatus.GEANNULEERD):
            files = (guest_file(meeting, row.gastlink, method="CANCEL"),)
            told[bericht.pk] = _about(row, meeting, now, path="/", files=files, is_gone=True)
        elif link is not None and bericht.moment == f"v{meeting.schedule_version}" and _is_planned(meeting):
            files = (guest_file(meeting, link, method="REQUEST", is_coming=row.answer == Antwoord.KOMT),)
            told[bericht.pk] = _about(row, meeting, now, path=_page(row), files=files, is_gone=False)
    return told


def load_missing(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N49: have your presentation ready, while nothing is shared."""
    rows = missing_presentaties(bericht.object_id for bericht in berichten)
    meetings = meetings_of(row.editie_id for row in rows.values())
    return {
        bericht.pk: Inhoud(
            path=reverse("editie-presentatie", args=[row.editie.slug]),
            context={"editie": row.editie.name, "dag": date_plain(day_of(meeting.starts_at))},
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.user_id == bericht.recipient_id
        and (meeting := meetings.get(row.editie_id)) and meeting.starts_at > now and _is_planned(meeting)
    }  # fmt: skip


def words_presentatie(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a participant for her presentation, while she shares none and the eindsessie still comes."""
    rows = missing_presentaties(taak.object_id for taak in taken)
    meetings = meetings_of(row.editie_id for row in rows.values())
    return {
        taak.pk: TaakWords(
            title=_("Zet je presentatie klaar vóór {day}").format(day=date_plain(day_of(meeting.starts_at))),
            why=_("Bij de eindsessie van {editie} laat je zien wat je deed.").format(editie=row.editie.name),
            path=reverse("editie-presentatie", args=[row.editie.slug]),
            button=_("Maak je presentatie"),
        )
        for taak in taken
        if (row := rows.get(taak.object_id)) and row.user_id == taak.user_id
        and (meeting := meetings.get(row.editie_id)) and meeting.starts_at > now and _is_planned(meeting)
    }  # fmt: skip


def is_done_presentatie(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who shares a presentation, takes part no more, or whose eindsessie was or is off."""
    return [taak.pk for taak in taken if taak.pk not in words_presentatie(taken, now)]


def _coming(berichten: Sequence[Any], now: datetime) -> list[tuple[Any, Genodigde, Bijeenkomst]]:
    """Return each message with its guest and the eindsessie, where that is planned and still comes."""
    rows = by_gastlink(bericht.object_id for bericht in berichten)
    meetings = meetings_of(row.editie_id for row in rows.values())
    return [
        (bericht, row, meeting)
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and (meeting := meetings.get(row.editie_id))
        and meeting.starts_at > now and _is_planned(meeting)
    ]  # fmt: skip


def _is_planned(meeting: Bijeenkomst) -> bool:
    return meeting.status == BijeenkomstStatus.GEPLAND


def _page(row: Genodigde) -> str:
    return reverse("gedeeld", kwargs={"token": token_of(row.gastlink)})


def _about(
    row: Genodigde, meeting: Bijeenkomst, now: datetime, *, path: str, files: tuple[Any, ...] = (), **words: Any
) -> Inhoud:  # fmt: skip
    """Return what a mail to a guest says: which editie, when and where, and who invited her."""
    context = {
        "wie": row.invited_by.naam, "editie": row.editie.name, "dag": date_plain(day_of(meeting.starts_at)),
        "when": when(meeting.starts_at, meeting.ends_at), "kort": in_words(meeting.starts_at, meeting.ends_at),
        "where": place_of(meeting), "dagwoord": day_word(meeting.starts_at, now), "plaats": meeting.place_name,
        "komt": row.answer == Antwoord.KOMT,
    }  # fmt: skip
    return Inhoud(path=path, context=context | words, address=row.gastlink.email, salutation=row.gastlink.name,
                  attachments=files)  # fmt: skip


def _guest(code: str, name: str, load: Any, **options: Any) -> BerichtKind:
    return BerichtKind(code=code, name=name, subject="AGENDA", mode="DIRECT", load=load, **options)


KINDS = [
    _guest(INVITED, "Uitnodiging voor een eindsessie", load_invited, at_once=False),
    _guest(REMINDED, "Een eindsessie komt dichtbij", load_reminded, at_once=False, resend_uncertain=False),
    _guest(CHANGED, "Een eindsessie is verzet of gaat niet door", load_changed, is_mandatory=True),
    BerichtKind(code=MISSING, name="Zet je presentatie klaar", subject="TAKEN", mode="DAG", load=load_missing,
                is_on_screen=True, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=PRESENTATIE, name="Zet je presentatie klaar", words=words_presentatie, is_done=is_done_presentatie,
        ladder=(Rung("vijf", MISSING, workdays_from_date(-5)), Rung("een", MISSING, workdays_from_date(-1))),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "gasten van een eindsessie": Needing("training.Editie", tell_guests),
    "presentaties": Needing("training.Editie", ask_presentaties),
}  # fmt: skip
PURGES: dict[str, Callable[[datetime], int]] = {"gasten van een eindsessie": purge_genodigden}
