"""Messages and duties about planning a toernee: dagdelen, the visits, and what the hart has to mend."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.rollen import coordinatoren
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import User
from community.notation import date_plain, listing
from community.queries.beschikbaarheid import first_of_month
from community.reminders.ladders import workdays_after_opening, workdays_from_date
from intervisie.actions.toerneebezoeken import BEZOEK_GEWEEST, BEZOEK_HERSTEL, STILL_SILENT, follow_visits
from intervisie.actions.toerneevastleggen import MOVED, PLANNED
from intervisie.models import Bezoek, BezoekStatus, Toernee, ToerneeStatus
from intervisie.queries.bezoeken import bezoeken_by_id
from intervisie.queries.bezoekkalender import seats_at, visits_file
from intervisie.queries.toernee_rooster import slot_words
from intervisie.queries.toernees import toernees_by_id
from intervisie.queries.toerneetaken import (
    DAGDELEN_GEVEN,
    Gegeven,
    absent_by,
    coming_of,
    gegeven_by,
    present_pairs,
    toernees_being_planned,
    voorstellen_by_id,
)

DAGDELEN, CANNOT_COME, TOOK_PLACE = "N65", "N223", "N224"


def words_dagdelen(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask for dagdelen, of whom something is missing in the period of a toernee. Six queries."""
    return {
        taak.pk: TaakWords(
            title=_("Geef je dagdelen door voor {toernee}").format(toernee=row.kring.name),
            why=_("{known} van {all} dagdelen zijn bekend. Met die van iedereen zoeken we dagen.").format(
                known=given.known, all=given.all),
            path=_dagdelen_path(row), button=_("Geef dagdelen door"),
        )
        for taak, row, given in _asked(taken, now)
    }  # fmt: skip


def done_dagdelen(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who gave enough, is not in it any more, or whose toernee is not being planned any more."""
    still = {taak.pk for taak, _row, _given in _asked(taken, now)}
    return [taak.pk for taak in taken if taak.pk not in still]


def load_dagdelen(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N65: give your dagdelen, as long as too few are known. Six queries."""
    return {
        bericht.pk: Inhoud(path=_dagdelen_path(row), context={
            "toernee": row.kring.name, "van": row.from_date, "tot": row.until_date,
            "is_again": not bericht.moment.startswith("open"),
        })
        for bericht, row, _given in _asked(berichten, now)
    }  # fmt: skip


def load_planned(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N66: the visits are fixed, with all of them in one calendar file; to who has a seat. Four queries."""
    toernees = {pk: row for pk, row in _toernees(berichten).items() if row.status == ToerneeStatus.LOOPT}
    coming = coming_of(toernees, now)
    return _with_visits(berichten, {pk: (row, coming.get(pk, [])) for pk, row in toernees.items()}, {})


def load_moved(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N67: what a repair changed, with the visits that moved in one calendar file; to who has a seat. Four queries."""
    voorstellen = voorstellen_by_id(bericht.object_id for bericht in berichten)
    going = {pk: row for pk, row in voorstellen.items() if row.toernee.status == ToerneeStatus.LOOPT}
    coming = coming_of({row.toernee_id for row in going.values()}, now)
    about, extra = {}, {}
    for pk, row in going.items():
        hosts = {one["host"] for one in row.difference}
        about[pk] = (row.toernee, [visit for visit in coming.get(row.toernee_id, []) if str(visit.host_id) in hosts])
        extra[pk] = {"rollen": any(one["roles"] for one in row.difference)}
    return _with_visits(berichten, about, extra)


def load_cannot_come(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N223: somebody cannot come to a visit, as long as that is so; to the hart. Four queries."""
    found = _hampered(berichten)
    return _to_hart(berichten, {
        pk: _about(row) | {"namen": listing([user.naam for user in people])} for pk, (row, people) in found.items()
    }, {pk: row.toernee for pk, (row, _people) in found.items()}, now)  # fmt: skip


def load_took_place(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N224: did this visit take place? To the hart, until somebody said so. Two queries."""
    rows = _unmarked(berichten, now)
    return _to_hart(berichten, {pk: _about(row) for pk, row in rows.items()},
                    {pk: row.toernee for pk, row in rows.items()}, now)  # fmt: skip


def load_still_silent(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N225: dagdelen are still missing while the time to give them is over; to the hart. Five queries."""
    toernees = toernees_being_planned(bericht.object_id for bericht in berichten)
    pairs = present_pairs(toernees)
    given = gegeven_by(pairs, toernees, now)
    missing: dict[UUID, int] = {}
    for (_user, toernee), one in given.items():
        missing[toernee] = missing.get(toernee, 0) + (not one.is_enough)
    about = {pk: {"toernee": row.kring.name, "aantal": missing[pk]} for pk, row in toernees.items() if missing.get(pk)}
    return _to_hart(berichten, about, toernees, now)


def words_cannot_come(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a coördinator to mend a visit to which somebody cannot come."""
    found = _hampered(taken)
    return {
        taak.pk: TaakWords(
            title=_("Zoek een andere dag voor een bezoek van {toernee}").format(toernee=row.toernee.kring.name),
            why=_("{names} kan niet op {when}.").format(
                names=listing([user.naam for user in people]), when=slot_words(row.date, row.half)),
            path=reverse("toernee-beheer", args=[row.toernee.code]), button=_("Bekijk de bezoeken"),
        )
        for taak in taken
        for row, people in [found.get(taak.object_id, (None, []))]
        if row is not None
    }  # fmt: skip


def done_cannot_come(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of visits to which everybody can come now, or that are over."""
    found = _hampered(taken)
    return [
        taak.pk for taak in taken
        if taak.object_id not in found or found[taak.object_id][0].bijeenkomst.starts_at <= now
    ]  # fmt: skip


def words_took_place(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a coördinator whether a visit took place."""
    rows = _unmarked(taken, now)
    return {
        taak.pk: TaakWords(
            title=_("Is het bezoek bij {naam} geweest?").format(naam=row.host.user.naam),
            why=_("Het stond op {day} en niemand vulde de presentie in.").format(day=date_plain(row.date)),
            path=reverse("toernee-beheer", args=[row.toernee.code]), button=_("Bekijk de bezoeken"),
        )
        for taak in taken
        if (row := rows.get(taak.object_id))
    }  # fmt: skip


def done_took_place(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of visits that were marked, moved or called off."""
    rows = _unmarked(taken, now)
    return [taak.pk for taak in taken if taak.object_id not in rows]


def _asked(items: Sequence[Any], now: datetime) -> list[tuple[Any, Toernee, Gegeven]]:
    """Return the duties or messages of who still owes dagdelen, with the toernee and how far she is. Five queries."""
    toernees = toernees_being_planned(item.object_id for item in items)
    inside = present_pairs(toernees)
    pairs = {(_user(item), item.object_id) for item in items}
    given = gegeven_by(pairs & inside, toernees, now)
    return [
        (item, toernees[item.object_id], one)
        for item in items
        if (one := given.get((_user(item), item.object_id))) is not None and not one.is_enough
    ]


def _with_visits(
    berichten: Sequence[Any], about: Mapping[UUID, tuple[Toernee, list[Bezoek]]], extra: Mapping[UUID, dict[str, Any]]
) -> Mapping[Any, Inhoud]:  # fmt: skip
    seats = seats_at([row for _toernee, rows in about.values() for row in rows])
    found = {}
    for bericht in berichten:
        toernee, rows = about.get(bericht.object_id, (None, []))
        own = [row for row in rows if (bericht.recipient_id, row.bijeenkomst_id) in seats]
        if toernee is None or not own:
            continue
        lines = [_line(row) for row in own]
        context = {"toernee": toernee.kring.name, "bezoeken": lines, **extra.get(bericht.object_id, {})}
        found[bericht.pk] = Inhoud(path=reverse("toernee", args=[toernee.code]), context=context,
                                   attachments=visits_file(bericht.recipient, own, seats))  # fmt: skip
    return found


def _line(row: Bezoek) -> str:
    """Return a visit in a mail: when and in which place; to whom stands on the site."""
    place = f", {row.bijeenkomst.place_name}" if row.bijeenkomst.place_name else ""
    return f"{slot_words(row.date, row.half)}{place}"


def _hampered(items: Sequence[Any]) -> dict[UUID, tuple[Bezoek, list[User]]]:
    rows = {
        pk: row for pk, row in bezoeken_by_id(item.object_id for item in items).items()
        if row.status == BezoekStatus.GEPLAND and row.toernee.kring.closed_at is None
    }  # fmt: skip
    return {pk: (rows[pk], people) for pk, people in absent_by(rows.values()).items() if people}


def _unmarked(items: Sequence[Any], now: datetime) -> dict[UUID, Bezoek]:
    rows = bezoeken_by_id(item.object_id for item in items)
    return {
        pk: row for pk, row in rows.items()
        if row.status == BezoekStatus.GEPLAND and row.bijeenkomst.ends_at <= now and row.toernee.kring.closed_at is None
    }  # fmt: skip


def _to_hart(
    berichten: Sequence[Any], about: Mapping[UUID, dict[str, Any]], toernees: Mapping[UUID, Toernee], now: datetime
) -> Mapping[Any, Inhoud]:  # fmt: skip
    hart = {user.pk for user in coordinatoren(now)}
    return {
        bericht.pk: Inhoud(path=reverse("toernee-beheer", args=[toernees[bericht.object_id].code]),
                           context=about[bericht.object_id])
        for bericht in berichten
        if bericht.object_id in about and bericht.recipient_id in hart
    }  # fmt: skip


def _about(row: Bezoek) -> dict[str, Any]:
    return {"toernee": row.toernee.kring.name, "dag": slot_words(row.date, row.half)}


def _dagdelen_path(toernee: Toernee) -> str:
    first, last = first_of_month(toernee.from_date), first_of_month(toernee.until_date)
    return f"{reverse('beschikbaarheid')}?maand={first:%Y-%m}&tot={last:%Y-%m}"


def _toernees(berichten: Sequence[Any]) -> dict[UUID, Toernee]:
    return toernees_by_id(bericht.object_id for bericht in berichten)


def _user(item: Any) -> Any:
    """Return whose Taak or Bericht this is."""
    return item.user_id if hasattr(item, "user_id") else item.recipient_id


KINDS = [
    BerichtKind(code=DAGDELEN, name="Geef je dagdelen door voor een toernee", subject="TAKEN", mode="DIRECT",
                load=load_dagdelen, is_on_screen=True, at_once=False, resend_uncertain=False),
    BerichtKind(code=PLANNED, name="De bezoeken van je toernee zijn gepland", subject="AGENDA", mode="DIRECT",
                load=load_planned, is_on_screen=True, is_mandatory=True),
    BerichtKind(code=MOVED, name="Een bezoek van je toernee is veranderd", subject="AGENDA", mode="DIRECT",
                load=load_moved, is_on_screen=True, is_mandatory=True),
    BerichtKind(code=CANNOT_COME, name="Iemand kan niet bij een bezoek", subject="COORDINATIE", mode="DIRECT",
                load=load_cannot_come, is_on_screen=True, resend_uncertain=False),
    BerichtKind(code=TOOK_PLACE, name="Is een bezoek geweest?", subject="COORDINATIE", mode="DAG",
                load=load_took_place, is_on_screen=True, at_once=False, resend_uncertain=False),
    BerichtKind(code=STILL_SILENT, name="Dagdelen voor een toernee ontbreken", subject="COORDINATIE", mode="DAG",
                load=load_still_silent, is_on_screen=True, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=DAGDELEN_GEVEN, name="Geef je dagdelen door", words=words_dagdelen, is_done=done_dagdelen,
        ladder=(Rung("open", DAGDELEN, lambda taak: taak.opened_at), Rung("vijf", DAGDELEN, workdays_from_date(-5)),
                Rung("laatste", DAGDELEN, workdays_from_date(-1))),
    ),
    TaakKind(
        code=BEZOEK_HERSTEL, name="Zoek een andere dag voor een bezoek", words=words_cannot_come,
        is_done=done_cannot_come,
        ladder=(Rung("begin", CANNOT_COME, lambda taak: taak.opened_at),
                Rung("twee", CANNOT_COME, workdays_after_opening(2))),
    ),
    TaakKind(
        code=BEZOEK_GEWEEST, name="Is een bezoek geweest?", words=words_took_place, is_done=done_took_place,
        ladder=(Rung("een", TOOK_PLACE, workdays_after_opening(1)),
                Rung("vijf", TOOK_PLACE, workdays_after_opening(5))),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "bezoeken van toernees": Needing("intervisie.Toernee", follow_visits)
}
PURGES: dict[str, Callable[[datetime], int]] = {}
