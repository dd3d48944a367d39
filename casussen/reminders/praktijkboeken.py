"""Messages and duties about a praktijkboek. They name the praktijkboek and its dates, never a casus."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.access.praktijkboeken import is_collecting, is_there
from casussen.actions.praktijkboek_einde import live
from casussen.actions.praktijkboeken import CASUS_INLEVEREN, ask_for_casussen
from casussen.models import Praktijkboek, PraktijkboekStatus
from casussen.queries.praktijkboeken import authors_in, boeken_by_id, due_akkoorden, opnamen_by_id
from community.access.kringen import agreement_of, members
from community.berichten.outbox import owe
from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.notation import date_plain
from community.reminders.kringen import path_of as path_of_afspraken
from community.reminders.ladders import workdays_from_date
from community.workdays import local_date

Pairs = set[tuple[Any, Any]]


def words_inleveren(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a participant for her casus, while it is collected and she has not handed in."""
    found = _waiting(taken, now)
    return {
        taak.pk: TaakWords(
            title=_("Lever je casus in voor {boek}").format(boek=boek.kring.name),
            why=_("Dan lezen de anderen hem op tijd. Inleveren kan tot {dag}.").format(dag=_day(boek.hand_in_date)),
            path=reverse("praktijkboek-inleveren", kwargs={"code": boek.code}),
            button=_("Lever in"),
        )
        for taak in taken
        if (boek := found.get((taak.user_id, taak.object_id)))
    }


def is_done_inleveren(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who handed in, and those of what is not collected any more."""
    boeken = boeken_by_id([taak.object_id for taak in taken])
    done = authors_in(boeken)
    waited = {boek.pk for boek in boeken.values() if is_collecting(boek, now)}
    return [taak.pk for taak in taken if taak.object_id not in waited or (taak.user_id, taak.object_id) in done]


def load_inleveren(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N19 and N20: hand in your casus, while she has not."""
    found = _waiting(berichten, now)
    return {
        bericht.pk: Inhoud(
            path=reverse("praktijkboek-inleveren", kwargs={"code": boek.code}),
            context={"boek": boek.kring.name, "dag": _day(boek.hand_in_date)},
        )
        for bericht in berichten
        if (boek := found.get((bericht.recipient_id, bericht.object_id))) and boek.hand_in_date
    }


def load_akkoord(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N15: agree to the rules, while she is in it and did not."""
    boeken = boeken_by_id([bericht.object_id for bericht in berichten])
    kringen = {boek.kring_id for boek in boeken.values()}
    agreed = agreement_of(kringen, {bericht.recipient_id for bericht in berichten}, now)
    return {
        bericht.pk: Inhoud(path=path_of_afspraken(boek.kring_id), context={"boek": boek.kring.name})
        for bericht in berichten
        if (boek := boeken.get(bericht.object_id)) and is_there(boek, now)
        and agreed.get((bericht.recipient_id, boek.kring_id)) is False
    }  # fmt: skip


def load_ingeleverd(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N21: your casus was handed in, unless she took it back."""
    opnamen = opnamen_by_id([bericht.object_id for bericht in berichten])
    return {
        bericht.pk: Inhoud(
            path=reverse("praktijkboek-casus", kwargs={"code": row.praktijkboek.code, "opname_code": row.code}),
            context={"boek": row.praktijkboek.kring.name},
        )
        for bericht in berichten
        if (row := opnamen.get(bericht.object_id)) and row.author_id == bericht.recipient_id
        and row.withdrawn_at is None and is_there(row.praktijkboek, now)
    }  # fmt: skip


def load_vastgesteld(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N22: it is complete, to who is in it."""
    return {
        bericht.pk: Inhoud(path=_path(boek), context={"boek": boek.kring.name})
        for bericht, boek in _inside(berichten, now)
        if boek.status == PraktijkboekStatus.VASTGESTELD and is_there(boek, now)
    }


def load_waarschuwing(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N53: it closes, or is destroyed, on a day that still stands and has not come."""
    found = {}
    for bericht, boek in _inside(berichten, now):
        word, _sign, said = bericht.moment.partition(":")
        is_end = word.startswith("weg")
        day = boek.destroys_date if is_end else boek.closes_date
        is_still_so = said == f"{day:%Y-%m-%d}" and day > local_date(now) and is_there(boek, now)
        if is_still_so and (is_end or boek.status != PraktijkboekStatus.GESLOTEN):
            context = {"boek": boek.kring.name, "dag": date_plain(day), "is_end": is_end,
                       "weg": date_plain(boek.destroys_date)}  # fmt: skip
            found[bericht.pk] = Inhoud(path=_path(boek), context=context)
    return found


def load_vernietigd(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N54: it was destroyed. Also to an author who had left; she finds no page of it."""
    boeken = boeken_by_id([bericht.object_id for bericht in berichten])
    inside = members((boek.kring_id for boek in boeken.values()), (bericht.recipient_id for bericht in berichten), now)
    return {
        bericht.pk: Inhoud(
            path=_path(boek) if (bericht.recipient_id, boek.kring_id) in inside else reverse("praktijkboeken"),
            context={"boek": boek.kring.name, "dag": date_plain(boek.destroyed_at)},
        )
        for bericht in berichten
        if (boek := boeken.get(bericht.object_id)) and boek.destroyed_at
    }


def load_plaats(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N154: you are in it, you keep it, or you are out of it; as long as that is so."""
    boeken = boeken_by_id([bericht.object_id for bericht in berichten])
    inside = members((boek.kring_id for boek in boeken.values()), (bericht.recipient_id for bericht in berichten), now)
    found = {}
    for bericht in berichten:
        boek, wat = boeken.get(bericht.object_id), bericht.moment.partition(":")[0]
        if boek is None or not is_there(boek, now):
            continue
        is_in = (bericht.recipient_id, boek.kring_id) in inside
        if is_in != (wat == "eruit"):
            path = _path(boek) if is_in else reverse("praktijkboeken")
            found[bericht.pk] = Inhoud(path=path, context={"boek": boek.kring.name, "wat": wat})
    return found


def tick(now: datetime) -> None:
    """Warn, close and destroy by the dates; ask for casussen; remind who did not agree. Needs no key."""
    with confidential():
        live(now)
        ask_for_casussen(now)
        for step in due_akkoorden(now):
            owe("N15", object_id=step.boek_id, recipient=step.user, moment=step.moment, due_at=step.due_at, now=now)


def _inside(berichten: Sequence[Any], now: datetime) -> list[tuple[Any, Praktijkboek]]:
    """Return the messages to who is in the praktijkboek they are about, with it."""
    boeken = boeken_by_id([bericht.object_id for bericht in berichten])
    inside = members((boek.kring_id for boek in boeken.values()), (bericht.recipient_id for bericht in berichten), now)
    return [
        (bericht, boek) for bericht in berichten
        if (boek := boeken.get(bericht.object_id)) and (bericht.recipient_id, boek.kring_id) in inside
    ]  # fmt: skip


def _waiting(items: Sequence[Any], now: datetime) -> dict[tuple[Any, Any], Praktijkboek]:
    """Return by (person, praktijkboek) those that collect, for who is in and has not handed in."""
    boeken = boeken_by_id([item.object_id for item in items])
    done: Pairs = authors_in(boeken)
    inside = members((boek.kring_id for boek in boeken.values()), (_user(item) for item in items), now)
    return {
        (_user(item), item.object_id): boek for item in items
        if (boek := boeken.get(item.object_id)) and is_collecting(boek, now)
        and (_user(item), boek.kring_id) in inside and (_user(item), boek.pk) not in done
    }  # fmt: skip


def _user(item: Any) -> Any:
    """Return whose Taak or Bericht this is."""
    return item.user_id if hasattr(item, "user_id") else item.recipient_id


def _path(boek: Praktijkboek) -> str:
    return reverse("praktijkboek", kwargs={"code": boek.code})


def _day(day: Any) -> str:
    return date_plain(day) if day else ""


KINDS = [
    BerichtKind(
        code="N15", name="Akkoord op de afspraken van een praktijkboek", subject="TAKEN", mode="DAG",
        load=load_akkoord, is_on_screen=True, at_once=False, resend_uncertain=False,
    ),
    BerichtKind(
        code="N19", name="Lever je casus in", subject="TAKEN", mode="DAG", load=load_inleveren, is_on_screen=True,
        at_once=False, resend_uncertain=False,
    ),
    BerichtKind(
        code="N20", name="Je casus is nog niet ingeleverd", subject="TAKEN", mode="DAG", load=load_inleveren,
        is_on_screen=True, at_once=False, resend_uncertain=False,
    ),
    BerichtKind(
        code="N21", name="Je casus is ingeleverd", subject="TAKEN", mode="DIRECT", load=load_ingeleverd,
        is_on_screen=True, resend_uncertain=False,
    ),
    BerichtKind(
        code="N22", name="Het praktijkboek staat klaar", subject="TAKEN", mode="DIRECT", load=load_vastgesteld,
        is_on_screen=True,
    ),
    BerichtKind(
        code="N53", name="Het praktijkboek sluit of wordt vernietigd", subject="TAKEN", mode="DIRECT",
        load=load_waarschuwing, is_on_screen=True, at_once=False,
    ),
    BerichtKind(
        code="N54", name="Het praktijkboek is vernietigd", subject="ACCOUNT", mode="DIRECT", load=load_vernietigd,
        is_on_screen=True, is_mandatory=True, at_once=False,
    ),
    BerichtKind(
        code="N154", name="Je doet mee met een praktijkboek, of niet meer", subject="TAKEN", mode="DIRECT",
        load=load_plaats, is_on_screen=True,
    ),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=CASUS_INLEVEREN, name="Lever je casus in", words=words_inleveren, is_done=is_done_inleveren,
        ladder=(
            Rung("begin", "N19", lambda taak: taak.opened_at),
            Rung("vijf", "N20", workdays_from_date(-5)),
            Rung("een", "N20", workdays_from_date(-1)),
        ),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"praktijkboeken": Needing("casussen.Praktijkboek", tick)}
PURGES: dict[str, Callable[[datetime], int]] = {}
