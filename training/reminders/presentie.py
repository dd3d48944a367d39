"""N27: a dagdeel that somebody missed, and how she catches up. N26 (presence is missing) is N109 of any meeting."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from community.access.kringen import readers
from community.berichten.outbox import owe
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, TaakKind
from community.notation import date_plain
from training.queries.gemist import missed_days, missed_parts
from training.queries.praktisch import name_of_day

GEMIST = "N27"
MOMENT = "gemist"
# Who was marked absent by mistake is put right within this time, and hears nothing.
TIME_TO_CORRECT = timedelta(hours=1)


def load_gemist(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell what of a day somebody missed, as long as that stands written."""
    parts = missed_parts([row.object_id for row in berichten], [row.recipient_id for row in berichten])
    kringen = {deel.editie.kring_id for missed in parts.values() for deel in missed}
    reading = readers(kringen, {row.recipient_id for row in berichten}, now)
    found = {}
    for row in berichten:
        missed = parts.get((row.recipient_id, row.object_id))
        if not missed or (row.recipient_id, missed[0].editie.kring_id) not in reading:
            continue
        meeting, name = missed[0].bijeenkomst, name_of_day(missed)
        context = {"wat": f"{name[:1].lower()}{name[1:]}", "editie": missed[0].editie.name,
                   "dag": date_plain(meeting.starts_at) if meeting else ""}  # fmt: skip
        path = reverse("editie-dagdeel", args=[missed[0].editie.slug, missed[0].onderdeel.code.lower()])
        found[row.pk] = Inhoud(path=path, context=context)
    return found


def plan_gemist(now: datetime) -> None:
    """Owe who missed a day how she catches up: an hour after it was written, and after the end of that day; once."""
    for day, user in missed_days(GEMIST, now):
        due = max(now, day.last_at) + TIME_TO_CORRECT
        owe(GEMIST, object_id=day.first.pk, recipient=user, moment=MOMENT, due_at=due, now=now)


KINDS = [
    BerichtKind(code=GEMIST, name="Je miste een dagdeel: zo haal je het in", subject="AGENDA", mode="DIRECT",
                load=load_gemist, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {"gemiste dagdelen": Needing("training.Editie", plan_gemist)}
PURGES: dict[str, Callable[[datetime], int]] = {}
