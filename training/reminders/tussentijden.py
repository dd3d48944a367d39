"""Messages and duties about tussentijden. They name the part, the day and people, never what stands in a casus."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.berichten.ladders import rung_moment
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.notation import date_plain
from community.reminders.ladders import workdays_from_date
from community.workdays import add_workdays, local_date, mail_moment
from training.access.tussentijden import captains, is_told_of_late_work
from training.actions.tussentijden import REACTED, REAGEREN, TUSSENTIJD
from training.actions.tussentijdplanning import (
    CAPTAIN,
    LATE,
    OPENED,
    WAITING,
    about_day,
    opening_moment,
    settle_tussentijden,
)
from training.models import InzendingStatus
from training.queries.inzendingen import answered_by_id
from training.queries.teamwerk import teams_ready_by_id
from training.queries.tussentijden import Tussentijd, late_by_id, still_at_work, tussentijden_by_id, workdays_left
from training.queries.wachtenden import Waiting, waiting_for

DUE, OVERDUE = "N31", "N32"
# The rungs of the ladder, by name: working days after the last day.
RUNGS = {"vijf": -5, "een": -1, "na": 1}


def words_werken(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a participant for her work in a tussentijd, while it is open and she has not handed in."""
    found = still_at_work(((taak.user_id, taak.object_id) for taak in taken), now)
    return {
        taak.pk: TaakWords(
            title=_("Werk aan {part}").format(part=_small(own[0])),
            why=own[0].deel.onderdeel.opdracht_title or _("Zo werk je verder in je eigen casus."),
            path=_path(own[0]),
            button=_("Ga verder"),
        )
        for taak in taken
        if (own := found.get((taak.user_id, taak.object_id))) and own[0].is_open(now)
    }


def is_done_werken(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who handed in, stopped, or whose editie does not go on."""
    found = still_at_work(((taak.user_id, taak.object_id) for taak in taken), now)
    return [taak.pk for taak in taken if (taak.user_id, taak.object_id) not in found]


def words_reageren(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a trainer for a reaction, while something waits in her editie."""
    found = _waiting_in(taken, now)
    return {
        taak.pk: TaakWords(
            title=_sentence(row.number), why=_("In {editie}.").format(editie=row.name),
            path=reverse("editie-inzendingen", args=[row.slug]), button=_("Lees en reageer"),
        )
        for taak in taken
        if (row := found.get((taak.user_id, taak.object_id)))
    }  # fmt: skip


def is_done_reageren(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of edities in which nothing waits, or which she does not lead any more."""
    found = _waiting_in(taken, now)
    return [taak.pk for taak in taken if (taak.user_id, taak.object_id) not in found]


def load_open(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N30: a tussentijd is open, to who still has to do it."""
    return {
        bericht.pk: _about(one)
        for bericht, one in _own(berichten, now)
        if one.is_open(now) and not one.is_over(now) and bericht.moment == opening_moment(one)
    }


def load_due(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N31: so many working days left, while she has not handed in."""
    return {
        bericht.pk: _about(one, dagen=workdays_left(one.until, local_date(now)))
        for bericht, one in _own(berichten, now)
        if one.until and not one.is_over(now) and _stands(bericht, one.until)
    }


def load_overdue(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N32: the last day is over; once, while she has not handed in."""
    return {
        bericht.pk: _about(one)
        for bericht, one in _own(berichten, now)
        if one.until and one.is_over(now) and _stands(bericht, one.until)
    }


def load_captain(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N33: how many of her team are ready, to its captain; names stand on the page."""
    found = tussentijden_by_id(_deel_of(bericht) for bericht in berichten)
    leading = {(row.user_id, row.kring.team.pk) for row in captains({row.object_id for row in berichten}, now)}
    ready = teams_ready_by_id([(row.object_id, _deel_of(row)) for row in berichten], now)
    told = {}
    for bericht in berichten:
        one = found.get(_deel_of(bericht))
        stand = ready.get((bericht.object_id, _deel_of(bericht)))
        is_hers = (bericht.recipient_id, bericht.object_id) in leading
        if one is None or stand is None or not is_hers or not one.until or one.is_over(now):
            continue
        if bericht.moment == about_day(one.deel.pk, one.until):
            told[bericht.pk] = _about(one, klaar=stand[0], totaal=stand[1])
    return told


def load_late(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N32b: who is five working days late with which part; a name and a part, to the coördinerend hart."""
    found = late_by_id([(row.object_id, _deel_of(row)) for row in berichten], now)
    allowed = is_told_of_late_work((bericht.recipient_id for bericht in berichten), now)
    told = {}
    for bericht in berichten:
        late = found.get((bericht.object_id, _deel_of(bericht)))
        if late is None or bericht.recipient_id not in allowed:
            continue
        one, deelnemer = late
        if one.until and bericht.moment == about_day(one.deel.pk, one.until):
            context = {"wie": deelnemer.user.naam, "deel": _small(one), "editie": one.deel.editie.name}
            path = reverse("editie-inschrijving", args=[one.deel.editie.slug, deelnemer.inschrijving_id])
            told[bericht.pk] = Inhoud(path=path, context=context)
    return told


def load_waiting(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N34: how many wait for a reaction of this trainer today, over all edities she leads."""
    found = waiting_for((bericht.recipient_id for bericht in berichten), now)
    today = f"dag:{local_date(now):%Y-%m-%d}"
    told = {}
    for bericht in berichten:
        own = found.get(bericht.recipient_id, [])
        if own and bericht.moment == today:
            path = reverse("editie-inzendingen", args=[own[0].slug]) if len(own) == 1 else reverse("trainingen")
            context = {"zin": _sentence(sum(row.number for row in own)), "edities": [row.name for row in own]}
            told[bericht.pk] = Inhoud(path=path, context=context)
    return told


def load_reacted(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N35: a trainer reacted, unless she took it back or handed in again since."""
    found = answered_by_id((bericht.object_id for bericht in berichten), now)
    return {
        bericht.pk: Inhoud(
            path=reverse("editie-tussentijd", args=[row.editiedeel.editie.slug, row.editiedeel.onderdeel.code.lower()]),
            context={"deel": _lower(row.editiedeel.onderdeel.title), "editie": row.editiedeel.editie.name},
        )
        for bericht in berichten
        if (row := found.get(bericht.object_id)) and row.deelnemer.user_id == bericht.recipient_id
        and row.status == InzendingStatus.REACTIE
    }  # fmt: skip


def _own(berichten: Sequence[Any], now: datetime) -> list[tuple[Any, Tussentijd]]:
    """Return the messages to who still has to hand in, with the tussentijd each is about."""
    found = still_at_work(((row.recipient_id, row.object_id) for row in berichten), now)
    return [(row, own[0]) for row in berichten if (own := found.get((row.recipient_id, row.object_id)))]


def _waiting_in(taken: Sequence[Any], now: datetime) -> dict[tuple[UUID, UUID], Waiting]:
    found = waiting_for((taak.user_id for taak in taken), now)
    return {(user_id, row.editie_id): row for user_id, rows in found.items() for row in rows}


def _stands(bericht: Any, until: date) -> bool:
    """Whether this rung still belongs to the last day as it is now, also before the planner moved the duty."""
    name = bericht.moment.partition("@")[0]
    return name in RUNGS and bericht.moment == rung_moment(name, mail_moment(add_workdays(until, RUNGS[name])))


def _about(one: Tussentijd, **more: Any) -> Inhoud:
    context = {
        "deel": _small(one), "Deel": one.title, "editie": one.deel.editie.name,
        "opdracht": one.deel.onderdeel.opdracht_title, "dag": date_plain(one.until) if one.until else "",
    }  # fmt: skip
    return Inhoud(path=_path(one), context=context | more)


def _path(one: Tussentijd) -> str:
    return reverse("editie-tussentijd", args=[one.deel.editie.slug, one.code])


def _small(one: Tussentijd) -> str:
    return _lower(one.title)


def _lower(title: str) -> str:
    """Return 'tussentijd A', as it stands within a sentence."""
    return f"{title[:1].lower()}{title[1:]}"


def _sentence(number: int) -> str:
    words = ngettext("%d inzending wacht op je reactie", "%d inzendingen wachten op je reactie", number)
    return words % number


def _deel_of(bericht: Any) -> UUID:
    return UUID(bericht.moment.partition(":")[0])


def _kind(code: str, name: str, load: Any, *, is_on_screen: bool = True, subject: str = "TAKEN") -> BerichtKind:
    return BerichtKind(code=code, name=name, subject=subject, mode="DAG", load=load, is_on_screen=is_on_screen,
                       at_once=False, resend_uncertain=False)  # fmt: skip


KINDS = [
    _kind(OPENED, "Een tussentijd staat open", load_open),
    _kind(DUE, "Een tussentijd moet bijna klaar zijn", load_due),
    _kind(OVERDUE, "Een tussentijd is nog niet klaar", load_overdue, is_on_screen=False),
    _kind(CAPTAIN, "Wie van je team klaar is met een tussentijd", load_captain),
    _kind(LATE, "Een deelnemer is laat met een tussentijd", load_late, is_on_screen=False, subject="COORDINATIE"),
    _kind(WAITING, "Inzendingen wachten op je reactie", load_waiting, is_on_screen=False),
    _kind(REACTED, "Een trainer reageerde op je werk", load_reacted),
]
TAAK_KINDS = [
    TaakKind(
        code=TUSSENTIJD, name="Werk aan een tussentijd", words=words_werken, is_done=is_done_werken,
        ladder=tuple(
            Rung(name, OVERDUE if number > 0 else DUE, workdays_from_date(number)) for name, number in RUNGS.items()
        ),
    ),
    TaakKind(code=REAGEREN, name="Reageer op inzendingen", words=words_reageren, is_done=is_done_reageren),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"tussentijden": Needing("training.Editie", settle_tussentijden)}
PURGES: dict[str, Callable[[datetime], int]] = {}
