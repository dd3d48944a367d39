"""N23: what to know about a day of a training, two weeks before."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.berichten.outbox import owe_many
from community.berichten.unneeded import Needing
from community.dagdelen import when
from community.extension_points import BerichtKind, Inhoud, TaakKind
from community.models import DeelnameStatus
from community.notation import date_plain
from community.queries.agenda import place_of
from community.queries.feed import mailed_file
from community.reminders.agenda import coming_cases
from community.workdays import local_date, mail_moment
from training.models import Editiedeel, OnderdeelKind
from training.queries.edities import PAGES
from training.queries.praktisch import AHEAD, MOMENT, days_of, name_of_day, to_be_told

PRAKTISCH = "N23"


def load_praktisch(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell who has a seat when and where it is and what to prepare, with the file for her calendar."""
    cases = [(row, case) for row, case in coming_cases(berichten, now) if case.status == DeelnameStatus.AANGEMELD]
    days = days_of([case.bijeenkomst.pk for _row, case in cases])
    found = {}
    for row, case in cases:
        parts = days.get(case.bijeenkomst.pk)
        if not parts:
            continue
        meetings = [part.bijeenkomst for part in parts if part.bijeenkomst]
        locatie = parts[0].editie.locatie
        context = {
            "wat": name_of_day(parts), "editie": parts[0].editie.name, "dag": date_plain(case.bijeenkomst.starts_at),
            "when": when(meetings[0].starts_at, meetings[-1].ends_at), "where": place_of(case.bijeenkomst),
            "remarks": locatie.remarks if locatie else "",
            "preparation": [part.onderdeel.preparation for part in parts if part.onderdeel.preparation],
        }  # fmt: skip
        files = (mailed_file(case, method="REQUEST"),)
        found[row.pk] = Inhoud(path=_path(parts[0]), context=context, attachments=files)
    return found


def plan_praktisch(now: datetime) -> None:
    """Owe the practical information of each day that is two weeks away or less; who has it keeps it."""
    for meeting, people in to_be_told(PRAKTISCH, now).items():
        due = mail_moment(local_date(meeting.starts_at) - AHEAD)
        owe_many(PRAKTISCH, object_id=meeting.pk, recipients=people, moment=MOMENT, due_at=due,
                 expires_at=meeting.starts_at, now=now)  # fmt: skip


def _path(deel: Editiedeel) -> str:
    page, takes_code = PAGES[OnderdeelKind(deel.onderdeel.kind)]
    return reverse(page, args=[deel.editie.slug, deel.onderdeel.code.lower()] if takes_code else [deel.editie.slug])


KINDS = [
    BerichtKind(code=PRAKTISCH, name="Dit moet je weten over een trainingsdag", subject="AGENDA", mode="DIRECT",
                load=load_praktisch, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "praktische informatie over trainingsdagen": Needing("training.Editie", plan_praktisch)
}
PURGES: dict[str, Callable[[datetime], int]] = {}
