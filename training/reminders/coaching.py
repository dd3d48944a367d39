"""Messages and duties about coaching: booked, asked without a time, and what a colleague who comes along gets."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.actions.taken import open_taken
from community.berichten.outbox import owe
from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.dagdelen import in_words, on_days
from community.extension_points import BerichtKind, Inhoud, TaakKind, TaakWords
from community.models import BijeenkomstStatus
from community.notation import date_plain
from community.queries.agenda import place_of
from community.queries.deelname import situations
from community.queries.feed import mailed_file
from community.workdays import add_workdays, local_date, mail_moment
from training.actions.coachgasten import INVITED
from training.actions.coaching import ASKED, BOOKED, COACHVRAAG, settle_timeless
from training.models import Meegenomen
from training.queries.coachgasten import by_link, guest_file, guest_path, guests_to_remind, where_of
from training.queries.coaching import asked_of, slugs_of_coaching, waiting_questions

TOMORROW = "N42"


def load_geboekt(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N41: a talk stands, to participant and coach; to a guest that her hour moved or is off."""
    members = [bericht for bericht in berichten if bericht.recipient_id]
    guests = [bericht for bericht in berichten if not bericht.recipient_id]
    return {**_to_members(members, now), **_to_guests(guests, now)}


def _to_members(berichten: Sequence[Any], now: datetime) -> dict[Any, Inhoud]:
    cases = situations(((bericht.recipient_id, bericht.object_id) for bericht in berichten), now)
    with confidential():
        talks = slugs_of_coaching([bericht.object_id for bericht in berichten])
    told = {}
    for bericht in berichten:
        case, talk = cases.get((bericht.recipient_id, bericht.object_id)), talks.get(bericht.object_id)
        if case is None or talk is None or case.bijeenkomst.status != BijeenkomstStatus.GEPLAND:
            continue
        meeting = case.bijeenkomst
        if meeting.starts_at <= now:
            continue
        context = {
            "when": in_words(meeting.starts_at, meeting.ends_at), "where": place_of(meeting),
            "on_day": on_days(meeting.starts_at, meeting.ends_at),
            "is_host": meeting.organiser_id == bericht.recipient_id,
        }  # fmt: skip
        told[bericht.pk] = Inhoud(path=reverse("editie-coachgesprek", args=list(talk)), context=context,
                                  attachments=(mailed_file(case, method="REQUEST"),))  # fmt: skip
    return told


def _to_guests(berichten: Sequence[Any], now: datetime) -> dict[Any, Inhoud]:
    """Tell a guest of what changed, as it is now: an hour that has a time again is not off."""
    with confidential():
        rows = by_link(bericht.object_id for bericht in berichten)
        told = {}
        for bericht in berichten:
            row = rows.get(bericht.object_id)
            word = bericht.moment.partition(":")[0]
            if row is None or _is_off(row) == (word == "verzet"):
                continue
            method = "CANCEL" if _is_off(row) else "REQUEST"
            told[bericht.pk] = _for_guest(row, now, method=method, is_off=_is_off(row), is_moved=word == "verzet")
    return told


def load_uitnodiging(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N43: a participant takes a colleague along, with her link and the file for her calendar; the newest issue."""
    with confidential():
        rows = by_link(bericht.object_id for bericht in berichten)
        return {
            bericht.pk: _for_guest(row, now)
            for bericht in berichten
            if (row := rows.get(bericht.object_id)) and not _is_off(row) and bericht.moment == str(row.gastlink.issue)
        }


def load_morgen(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N42 to a guest: the hour is the next working day. Participant and coach are reminded as of any meeting."""
    with confidential():
        rows = by_link(bericht.object_id for bericht in berichten)
        return {
            bericht.pk: _for_guest(row, now)
            for bericht in berichten
            if (row := rows.get(bericht.object_id)) and not _is_off(row) and bericht.moment == _mark(row)
        }


def load_vraag(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N44: a participant looks for a moment with this coach. What she asks is read on the site."""
    with confidential():
        found = asked_of((bericht.object_id for bericht in berichten), now)
    return {
        bericht.pk: Inhoud(path=reverse("editie-coachgesprek", args=[row.deelnemer.editie.slug, row.pk]),
                           context={"editie": row.deelnemer.editie.name})
        for bericht in berichten
        if (row := found.get(bericht.object_id)) and row.coach_id == bericht.recipient_id
    }  # fmt: skip


def words_vraag(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a coach to give a participant who waits a moment."""
    with confidential():
        found = asked_of((taak.object_id for taak in taken), now)
    return {
        taak.pk: TaakWords(
            title=_("Kies een moment voor een coachgesprek"),
            why=_("Een deelnemer van {editie} zoekt een moment met je.").format(editie=row.deelnemer.editie.name),
            path=reverse("editie-coachgesprek-voorstel", args=[row.deelnemer.editie.slug, row.pk]),
            button=_("Kies een moment"),
        )
        for taak in taken
        if (row := found.get(taak.object_id)) and row.coach_id == taak.user_id
    }


def is_done_vraag(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties about questions that have a time, were taken back, or are another coach's now."""
    with confidential():
        found = asked_of((taak.object_id for taak in taken), now)
    return [taak.pk for taak in taken if (row := found.get(taak.object_id)) is None or row.coach_id != taak.user_id]


def plan(now: datetime) -> None:
    """Keep questions whose time was taken back, ask their coach, and remind guests of the hour on the morning before.

    Who was invited after that morning has just read when it is.
    """
    with confidential():
        settle_timeless(now)
        for gesprek in waiting_questions(now):
            open_taken(COACHVRAAG, users=[gesprek.coach], object_id=gesprek.pk, now=now)
        for row, slot in guests_to_remind(now):
            due = mail_moment(add_workdays(local_date(slot.starts_at), -1))
            if row.gastlink.made_at < due <= now:
                owe(TOMORROW, object_id=row.gastlink_id, moment=f"{slot.starts_at:%Y%m%d%H%M}", due_at=due,
                    expires_at=slot.starts_at, now=now)  # fmt: skip


def _is_off(row: Meegenomen) -> bool:
    """Whether this guest is not expected: told off, or the talk has no time (any more)."""
    gesprek = row.coachgesprek
    return row.gastlink.revoked_at is not None or gesprek.cancelled_at is not None or gesprek.slot is None


def _mark(row: Meegenomen) -> str:
    slot = row.coachgesprek.slot
    return f"{slot.starts_at:%Y%m%d%H%M}" if slot else ""


def _for_guest(
    row: Meegenomen, now: datetime, *, method: Any = "REQUEST", is_off: bool = False, is_moved: bool = False
) -> Inhoud:
    """Return what a mail to a guest says: who invites, when and where. Nothing of what it is about."""
    slot, link = row.coachgesprek.slot, row.gastlink
    context: dict[str, Any] = {
        "is_guest": True, "is_off": is_off, "is_moved": is_moved, "wie": row.coachgesprek.deelnemer.user.naam,
        "on_day": date_plain(link.expires_at), "when": "", "where": "", "coach": row.coachgesprek.coach.naam,
        "asks_code": link.asks_code,
    }  # fmt: skip
    if slot is not None and not is_off:
        context |= {"when": in_words(slot.starts_at, slot.ends_at), "where": where_of(slot),
                    "on_day": on_days(slot.starts_at, slot.ends_at)}  # fmt: skip
    return Inhoud(path="/" if is_off else guest_path(row), context=context, address=link.email, salutation=link.name,
                  attachments=(guest_file(row, method=method, now=now),))  # fmt: skip


KINDS = [
    BerichtKind(code=BOOKED, name="Coachgesprek geboekt of veranderd", subject="AGENDA", mode="DIRECT",
                load=load_geboekt, is_on_screen=True, is_mandatory=True),
    BerichtKind(code=TOMORROW, name="Morgen een coachgesprek, voor een gast", subject="AGENDA", mode="DIRECT",
                load=load_morgen, at_once=False, resend_uncertain=False),
    BerichtKind(code=INVITED, name="Uitnodiging voor een coachgesprek, voor een gast", subject="AGENDA", mode="DIRECT",
                load=load_uitnodiging, is_mandatory=True),
    BerichtKind(code=ASKED, name="Een deelnemer zoekt een moment met je", subject="TAKEN", mode="DIRECT",
                load=load_vraag, is_on_screen=True),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(code=COACHVRAAG, name="Kies een moment voor een coachgesprek", words=words_vraag, is_done=is_done_vraag),
]
PLANNERS: dict[str, Callable[[datetime], None]] = {"coaching": Needing("training.Editie", plan)}
PURGES: dict[str, Callable[[datetime], int]] = {}
