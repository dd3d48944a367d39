"""N59: who brings in? N60: prepare what you bring in, and to the group what comes. No message holds a question."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import readers
from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import Bijeenkomst
from community.notation import date_plain, moment
from community.reminders.ladders import workdays_from_date
from community.workdays import local_date
from intervisie.actions.sessievoorbereiding import prepare_meetings
from intervisie.models import Sessie, SessieStatus
from intervisie.queries.sessievoorbereiding import (
    PREPARE,
    VOORBEREIDEN,
    WHO_BRINGS_IN,
    day_moment,
    has_bringer,
    is_coming,
    meetings_by_id,
    sessies_by_id,
    sessies_of_meetings,
    written_before,
)


def load_who(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N59: nobody brings in at a meeting of the group that is on the same day still. Three queries."""
    rows = _standing(berichten, "wie", now)
    sessies = sessies_of_meetings(row.pk for row in rows.values()) if rows else {}
    return {
        pk: Inhoud(path=reverse("sessie-inbrengen", args=[row.code]), context={"dag": local_date(row.starts_at)})
        for pk, row in rows.items()
        if not has_bringer(sessies.get(row.pk, ()))
    }


def load_prepare(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N60: to who brings in while she did not write, and to the group while a session is prepared. Six queries."""
    to_group = [bericht for bericht in berichten if bericht.moment.startswith("groep:")]
    to_bringer = [bericht for bericht in berichten if not bericht.moment.startswith("groep:")]
    found: dict[Any, Inhoud] = {}
    rows = _standing(to_group, "groep", now) if to_group else {}
    sessies = sessies_of_meetings(row.pk for row in rows.values()) if rows else {}
    for pk, row in rows.items():
        prepared = [one for one in sessies.get(row.pk, ()) if one.status == SessieStatus.VOORBEREIDING]
        if prepared:
            found[pk] = Inhoud(path=_path_of(row, prepared), context=_context(row, now) | {"voor_groep": True})
    for pk, sessie in (_to_prepare(to_bringer, now) if to_bringer else {}).items():
        if sessie.bijeenkomst is not None:
            path = reverse("sessie-voorbereiden", args=[sessie.code])
            found[pk] = Inhoud(path=path, context=_context(sessie.bijeenkomst, now) | {"voor_groep": False})
    return found


def words_prepare(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask who brings in to write her question, until she did or somebody else brings in."""
    rows = _to_prepare(taken, now)
    return {
        pk: TaakWords(
            title=_("Bereid je inbreng voor"),
            why=_("Je brengt een vraag in op {dag}.").format(dag=date_plain(local_date(row.bijeenkomst.starts_at))),
            path=reverse("sessie-voorbereiden", args=[row.code]), button=_("Schrijf je vraag op"),
        )
        for pk, row in rows.items()
        if row.bijeenkomst is not None
    }  # fmt: skip


def is_done_prepare(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who wrote her question. What is no longer asked, the planner takes back."""
    with confidential():  # no sealed field is opened
        written = written_before((taak.object_id, taak.user_id) for taak in taken)
    return [taak.pk for taak in taken if (taak.object_id, taak.user_id) in written]


def in_words(day: date, now: datetime) -> str:
    """Return how far a day is: 'Overmorgen', or its date when a weekend or holiday lies between."""
    names = {0: _("Vandaag"), 1: _("Morgen"), 2: _("Overmorgen")}
    return names.get((day - local_date(now)) // timedelta(days=1)) or _("Op {dag}").format(dag=date_plain(day))


def _standing(berichten: Sequence[Any], prefix: str, now: datetime) -> dict[Any, Bijeenkomst]:
    """Return, by Bericht, the meeting it is about: still to come on that day, of a group in which she reads."""
    rows = meetings_by_id(bericht.object_id for bericht in berichten)
    reading = readers((row.kring_id for row in rows.values() if row.kring_id),
                      (bericht.recipient_id for bericht in berichten), now)  # fmt: skip
    return {
        bericht.pk: row
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and is_coming(row, now)
        and bericht.moment == day_moment(prefix, local_date(row.starts_at))
        and (bericht.recipient_id, row.kring_id) in reading
    }  # fmt: skip


def _to_prepare(items: Sequence[Any], now: datetime) -> dict[Any, Sessie]:
    """Return, by Taak or Bericht, the coming session in which this person brings in and did not write yet."""
    rows = sessies_by_id(item.object_id for item in items)
    with confidential():  # no sealed field is opened
        written = written_before((item.object_id, _user(item)) for item in items)
    kringen = {row.bijeenkomst.kring_id for row in rows.values() if row.bijeenkomst and row.bijeenkomst.kring_id}
    reading = readers(kringen, (_user(item) for item in items), now)
    return {
        item.pk: row
        for item in items
        if (row := rows.get(item.object_id)) and row.status == SessieStatus.VOORBEREIDING
        and row.inbrenger is not None and row.inbrenger.user_id == _user(item) and is_coming(row.bijeenkomst, now)
        and (row.pk, _user(item)) not in written
        and row.bijeenkomst is not None and (_user(item), row.bijeenkomst.kring_id) in reading
    }  # fmt: skip


def _context(row: Bijeenkomst, now: datetime) -> dict[str, Any]:
    return {
        "dag": in_words(local_date(row.starts_at), now), "wanneer": moment(row.starts_at, row.ends_at),
        "groep": row.kring.name if row.kring else "",
    }  # fmt: skip


def _path_of(row: Bijeenkomst, prepared: Sequence[Sessie]) -> str:
    """Return the page of the only session of a meeting, of the meeting itself when there are more."""
    if len(prepared) == 1:
        return reverse("sessie", args=[prepared[0].code])
    return reverse("bijeenkomst", args=[row.code])


def _user(item: Any) -> Any:
    """Return whose Taak or Bericht this is."""
    return item.user_id if hasattr(item, "user_id") else item.recipient_id


def _prepare(now: datetime) -> None:
    with confidential():  # no sealed field is opened
        prepare_meetings(now)


KINDS = [
    BerichtKind(code=WHO_BRINGS_IN, name="Wie brengt er iets in?", subject="COMMUNITY", mode="DIRECT", load=load_who,
                is_on_screen=True, at_once=False, resend_uncertain=False),
    BerichtKind(code=PREPARE, name="Bereid de sessie voor", subject="TAKEN", mode="DIRECT", load=load_prepare,
                is_on_screen=True, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=VOORBEREIDEN, name="Bereid je inbreng voor", words=words_prepare, is_done=is_done_prepare,
        ladder=(Rung("begin", PREPARE, lambda taak: taak.opened_at), Rung("morgen", PREPARE, workdays_from_date(-1))),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "voorbereiding van sessies": Needing("intervisie.Intervisiegroep", _prepare)
}
PURGES: dict[str, Callable[[datetime], int]] = {}
