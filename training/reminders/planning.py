"""Messages about an editie as a whole: open for application, whose it is to lead, and that it does not go on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.access.kringen import members
from community.extension_points import BerichtKind, Inhoud, TaakKind
from community.notation import date_plain, listing
from community.queries.deelname import situations
from community.queries.feed import mailed_file
from community.workdays import local_date
from training.actions.edities import EDITIE_OFF, OPEN_EDITIE, TRAINER_OF
from training.models import Editie, EditieStatus, Inschrijving
from training.queries.edities import with_days

# Situations of N166: who coaches or not any more, and who has nothing to do with the editie any more.
COACHING, GONE = ("coach", "coachaf"), ("eruit", "coachaf")


def load_open(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N10: an editie nearby is open for application, to who did not apply; two queries more than its days."""
    edities = _edities(berichten)
    people = [bericht.recipient_id for bericht in berichten]
    applied = set(Inschrijving.objects.filter(editie__in=edities, user__in=people).values_list("user_id", "editie_id"))
    inside = members((row.kring_id for row in edities.values()), people, now)
    found = {}
    for bericht in berichten:
        editie = edities.get(bericht.object_id)
        if editie is None or editie.status != EditieStatus.GEPUBLICEERD or editie.apply_until_date is None:
            continue
        is_known = (bericht.recipient_id, editie.pk) in applied or (bericht.recipient_id, editie.kring_id) in inside
        if editie.apply_until_date >= local_date(now) and not is_known:
            context = {"editie": editie.name, "start": _first_day(editie), "plaats": _place(editie),
                       "tot": date_plain(editie.apply_until_date)}  # fmt: skip
            found[bericht.pk] = Inhoud(path=_path(editie), context=context)
    return found


def load_trainer(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N166: you lead this editie, coach in it, or do not lead it any more; as long as that is so."""
    edities = _edities(berichten)
    inside = members((row.kring_id for row in edities.values()), (row.recipient_id for row in berichten), now)
    coaches = {(row.pk, user.pk) for row in edities.values() for user in row.coaches.all()}
    found = {}
    for bericht in berichten:
        editie, word = edities.get(bericht.object_id), bericht.moment.partition(":")[0]
        if editie is None or editie.status != EditieStatus.GEPUBLICEERD:
            continue
        is_in = (bericht.recipient_id, editie.kring_id) in inside
        is_so = is_in != (word == "eruit")
        if word in COACHING:
            is_so = ((editie.pk, bericht.recipient_id) in coaches) == (word == "coach")
        if is_so:
            context = {"editie": editie.name, "wat": word, "start": _first_day(editie), "plaats": _place(editie),
                       "dagen": _days(editie)}  # fmt: skip
            path = reverse("trainingen") if word in GONE else _path(editie)
            found[bericht.pk] = Inhoud(path=path, context=context)
    return found


def load_off(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N167: an editie does not go on, with files that take its days out of the calendar of who had a seat."""
    edities = _edities(berichten)
    pairs = [
        (bericht.recipient_id, deel.bijeenkomst.pk)
        for bericht in berichten if bericht.object_id in edities
        for deel in edities[bericht.object_id].delen.all() if deel.bijeenkomst and deel.bijeenkomst.ends_at > now
    ]  # fmt: skip
    cases = situations(pairs, now)
    found = {}
    for bericht in berichten:
        editie = edities.get(bericht.object_id)
        if editie is None or editie.status != EditieStatus.GEANNULEERD:
            continue
        own = [cases[pair] for deel in editie.delen.all() if deel.bijeenkomst
               and (pair := (bericht.recipient_id, deel.bijeenkomst.pk)) in cases and cases[pair].place]  # fmt: skip
        files = tuple(mailed_file(case, method="CANCEL") for case in own)
        context = {"editie": editie.name, "start": _first_day(editie), "reden": _reason(editie),
                   "has_files": bool(files)}  # fmt: skip
        found[bericht.pk] = Inhoud(path=_path(editie), context=context, attachments=files)
    return found


def _edities(berichten: Iterable[Any]) -> dict[Any, Editie]:
    """Return the edities these messages are about, with their days and coaches; four queries."""
    rows = with_days(Editie.objects.filter(pk__in={bericht.object_id for bericht in berichten}))
    return {row.pk: row for row in rows.select_related("locatie").prefetch_related("coaches")}


def _first_day(editie: Editie) -> str:
    starts = [deel.bijeenkomst.starts_at for deel in editie.delen.all() if deel.bijeenkomst]
    return date_plain(min(starts)) if starts else ""


def _days(editie: Editie) -> str:
    """Return '9 februari 2027, 16 maart 2027 en 8 juni 2027'."""
    days = sorted({local_date(deel.bijeenkomst.starts_at) for deel in editie.delen.all() if deel.bijeenkomst})
    return listing([date_plain(day) for day in days])


def _reason(editie: Editie) -> str:
    reasons = [deel.bijeenkomst.cancel_reason for deel in editie.delen.all() if deel.bijeenkomst]
    return next((reason for reason in reversed(reasons) if reason), "")


def _place(editie: Editie) -> str:
    return editie.locatie.name if editie.locatie else str(editie.get_provincie_display())


def _path(editie: Editie) -> str:
    return reverse("editie", args=[editie.slug])


KINDS = [
    BerichtKind(code=OPEN_EDITIE, name="Een training bij jou in de buurt is open", subject="COMMUNITY", mode="DAG",
                load=load_open, at_once=False, resend_uncertain=False),
    BerichtKind(code=TRAINER_OF, name="Je geeft een training, of niet meer", subject="AGENDA", mode="DIRECT",
                load=load_trainer, is_on_screen=True, is_mandatory=True),
    BerichtKind(code=EDITIE_OFF, name="Een training gaat niet door", subject="AGENDA", mode="DIRECT",
                load=load_off, is_on_screen=True, is_mandatory=True),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {}
