"""The duties that come out of meetings: an action to do, and an action that needs somebody else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import agreement_of
from community.access.vergadering import who_leads
from community.actions.actie_eigenaren import ACTIE, EIGENAAR_KIEZEN
from community.actions.acties import return_ownerless
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import Actie, ActieStatus, Kring
from community.notation import date_plain
from community.queries.vergadering import acties_by_id, ownerless_kringen
from community.reminders.ladders import workdays_after_opening
from community.workdays import add_workdays, local_date, mail_moment, workday_on_or_after

OPEN_ACTIE, NEEDS_OWNER = "N132", "N133"
# How long after its date an action is asked after once more.
LATER_WORKDAYS = 5


def load_actie(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Ask the owner after an action that stands open; what it is stays on the site."""
    rows = [(row, row.recipient_id, row.object_id) for row in berichten]
    return {
        row.pk: Inhoud(
            path=path_of(actie),
            context={"of_group": of_group(actie), "due": date_plain(actie.due_date),
                     "is_last": row.moment.startswith("later")},
        )
        for row, actie, _may_read in _own(rows, now)
    }  # fmt: skip


def actie_words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Show the duty to its owner; the action itself on screen, once she agreed to the agreements."""
    return {
        taak.pk: TaakWords(
            title=_("Je actie {of_group}").format(of_group=of_group(actie)),
            why=_("Afgesproken in de bijeenkomst van {day}.").format(day=date_plain(actie.bijeenkomst.starts_at)),
            path=path_of(actie), button=_("Bekijk de actie"), detail=actie.text if may_read else "",
            done_path=reverse("actie-klaar", args=[actie.pk]) if may_read else "",
        )
        for taak, actie, may_read in _own([(taak, taak.user_id, taak.object_id) for taak in taken], now)
    }  # fmt: skip


def actie_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties whose action is done or dropped, or is somebody else's now."""
    found = acties_by_id(taak.object_id for taak in taken)
    return [
        taak.pk
        for taak in taken
        if (actie := found.get(taak.object_id)) and (actie.status != ActieStatus.OPEN or actie.owner_id != taak.user_id)
    ]


def on_the_date(taak: Any) -> datetime | None:
    """Return 8.30 o'clock on the date of the action, or on the first working day after it."""
    return mail_moment(workday_on_or_after(local_date(taak.due_at))) if taak.due_at else None


def a_week_later(taak: Any) -> datetime | None:
    """Return 8.30 o'clock on the fifth working day after the date of the action."""
    return mail_moment(add_workdays(local_date(taak.due_at), LATER_WORKDAYS)) if taak.due_at else None


def load_needs_owner(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Ask who leads a group for a new owner, as long as an action has none."""
    rows = [(row, row.recipient_id, row.object_id) for row in berichten]
    return {
        row.pk: Inhoud(path=kring_path(kring), context={"groep": kring.name, "number": number})
        for row, kring, number in _led(rows, now)
    }


def needs_owner_words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Show the question to who leads the group."""
    return {
        taak.pk: TaakWords(
            title=_("Kies een nieuwe eigenaar voor {acties} van {groep}").format(
                acties=_("1 actie") if number == 1 else _("{number} acties").format(number=number), groep=kring.name
            ),
            why=_("Wie de actie had doet niet meer mee. Wijs iemand anders aan, of laat de actie vervallen."),
            path=kring_path(kring), button=_("Kies een eigenaar"),
        )
        for taak, kring, number in _led([(taak, taak.user_id, taak.object_id) for taak in taken], now)
    }  # fmt: skip


def needs_owner_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the questions of groups whose open actions all have an owner."""
    waiting = ownerless_kringen(taak.object_id for taak in taken)
    return [taak.pk for taak in taken if taak.object_id not in waiting]


def path_of(actie: Actie) -> str:
    """Return where an action stands: on the page of the meeting that agreed on it."""
    return f"{reverse('bijeenkomst', args=[actie.bijeenkomst.code])}#acties"


def kring_path(kring: Kring) -> str:
    """Return the page with all actions of a group."""
    return reverse("leergroep-besluiten", args=[kring.leergroep.slug])


def of_group(actie: Actie) -> str:
    """Return whose action it is: 'van leergroep Veenweide'; of a confidential meeting no name travels."""
    if actie.bijeenkomst.is_confidential:
        return _("van een van je groepen")
    return _("van leergroep {groep}").format(groep=actie.kring.name)


def _own(rows: Sequence[tuple[Any, Any, Any]], now: datetime) -> list[tuple[Any, Actie, bool]]:
    """Return each row with its open action, where this person owns it and is still in the group. Two queries.

    What somebody took upon herself stays hers when the group is closed, until she says that it is done.
    """
    found = acties_by_id(object_id for _row, _person, object_id in rows)
    agreed = agreement_of({actie.kring_id for actie in found.values()}, {person for _row, person, _id in rows}, now)
    return [
        (row, actie, agreed[person, actie.kring_id])
        for row, person, object_id in rows
        if (actie := found.get(object_id)) and actie.status == ActieStatus.OPEN and actie.owner_id == person
        and (person, actie.kring_id) in agreed
    ]  # fmt: skip


def _led(rows: Sequence[tuple[Any, Any, Any]], now: datetime) -> list[tuple[Any, Kring, int]]:
    """Return each row with its group and how many actions wait, where this person leads it. Two queries."""
    waiting = ownerless_kringen(object_id for _row, _person, object_id in rows)
    leading = who_leads(waiting, (person for _row, person, _id in rows), now)
    return [
        (row, *waiting[object_id]) for row, person, object_id in rows
        if object_id in waiting and (person, object_id) in leading
    ]  # fmt: skip


KINDS = [
    BerichtKind(code=OPEN_ACTIE, name="Actie staat open", subject="TAKEN", mode="DAG", load=load_actie,
                is_on_screen=True, at_once=False),
    BerichtKind(code=NEEDS_OWNER, name="Actie zonder eigenaar", subject="TAKEN", mode="DAG", load=load_needs_owner,
                is_on_screen=True, at_once=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=ACTIE, name="Doe je actie", words=actie_words, is_done=actie_done,
        ladder=(Rung("datum", OPEN_ACTIE, on_the_date), Rung("later", OPEN_ACTIE, a_week_later)),
    ),
    TaakKind(
        code=EIGENAAR_KIEZEN, name="Kies een nieuwe eigenaar voor een actie", words=needs_owner_words,
        is_done=needs_owner_done, ladder=(Rung("eigenaar", NEEDS_OWNER, workdays_after_opening(1)),
                                          Rung("eigenaar-later", NEEDS_OWNER, workdays_after_opening(5))),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "acties zonder eigenaar": Needing("community.Actie", return_ownerless)
}
PURGES: dict[str, Callable[[datetime], int]] = {}
