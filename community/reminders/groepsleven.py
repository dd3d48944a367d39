"""Messages and duties about the life of a group: its rhythm, its evaluation, what comes after, and what it became."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from community.access.kringen import members, readers
from community.access.leergroepen import leaders_of
from community.actions.groepseinde import EVALUATIE_INVULLEN, RITME_BEWAKEN, VERVOLG_KIEZEN
from community.actions.groepsleven import ask_to_plan, close_evaluaties, open_evaluaties
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.group_lives import group_lives
from community.models import Evaluatie, Kring, Leergroep
from community.notation import date_plain
from community.queries.groepsleven import answered_pairs, due_rhythms, evaluaties_by_id, groups_by_id
from community.queries.kringen import homes_of, kringen_by_id
from community.queries.leergroepen import path_of
from community.reminders.ladders import workdays_after_opening

# Follows the page of a group, of whatever kind it is: there a member answers how it goes.
ANSWER_TAIL = "evaluatie/"


def words_ritme(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Tell who leads a group by when to plan, while nothing is planned."""
    due = _due(taken, now)
    paths = _plan_paths(due.values())
    return {
        taak.pk: TaakWords(
            title=_("Plan een bijeenkomst voor {groep}").format(groep=row.name),
            why=_("Jullie komen {ritme} bij elkaar en er staat niets gepland.").format(ritme=_rhythm(row)),
            path=paths[row.pk],
            button=_("Plan een bijeenkomst"),
        )
        for taak in taken
        if (row := due.get((taak.user_id, taak.object_id)))
    }


def is_done_ritme(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of groups in which something is planned by now, or the rhythm was let go."""
    waiting = {row.kring_id for row in due_rhythms(now, only={taak.object_id for taak in taken})}
    return [taak.pk for taak in taken if taak.object_id not in waiting]


def load_ritme(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N115: plan a meeting, while nothing is planned."""
    due = _due(berichten, now)
    by = {row.kring_id: row.by for row in due_rhythms(now, only={row.object_id for row in berichten})}
    paths = _plan_paths(due.values())
    return {
        bericht.pk: Inhoud(
            path=paths[row.pk],
            context={"groep": row.name, "ritme": _rhythm(row), "uiterlijk": date_plain(by[row.pk])},
        )
        for bericht in berichten
        if (row := due.get((bericht.recipient_id, bericht.object_id)))
    }


def words_evaluatie(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a member how her group goes, until she answered or the round closed."""
    found = _unanswered(taken, now)
    homes = _homes(row.kring for row in found.values())
    return {
        taak.pk: TaakWords(
            title=_("Vertel hoe het gaat met {groep}").format(groep=row.kring.name),
            why=_("Vier korte vragen. Je antwoorden worden zonder je naam bewaard."),
            path=f"{homes[row.kring_id]}{ANSWER_TAIL}",
            button=_("Vul in"),
        )
        for taak in taken
        if (row := found.get((taak.user_id, taak.object_id)))
    }


def is_done_evaluatie(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who answered."""
    done = answered_pairs(taak.object_id for taak in taken)
    return [taak.pk for taak in taken if (taak.user_id, taak.object_id) in done]


def load_evaluatie(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N116: how does it go, until she answered or the round closed."""
    found = _unanswered(berichten, now)
    homes = _homes(row.kring for row in found.values())
    return {
        bericht.pk: Inhoud(
            path=f"{homes[row.kring_id]}{ANSWER_TAIL}",
            context={
                "groep": row.kring.name, "is_again": bericht.moment != "gevraagd", "tot": date_plain(row.closes_at),
            },
        )
        for bericht in berichten
        if (row := found.get((bericht.recipient_id, bericht.object_id)))
    }  # fmt: skip


def words_vervolg(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask who leads what the group does now."""
    found = _unchosen(taken, now)
    homes = _homes(row.kring for row in found.values())
    return {
        taak.pk: TaakWords(
            title=_("Kies hoe {groep} verdergaat").format(groep=row.kring.name),
            why=_("De evaluatie is klaar. Ga je door, mix je opnieuw of sluit je af?"),
            path=outcome_path(row, homes),
            button=_("Bekijk de evaluatie"),
        )
        for taak in taken
        if (row := found.get((taak.user_id, taak.object_id)))
    }


def is_done_vervolg(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of rounds for which was chosen, or whose group was closed."""
    rows = evaluaties_by_id(taak.object_id for taak in taken)
    open_ids = {key for key, row in rows.items() if not row.vervolg and row.kring.closed_at is None}
    return [taak.pk for taak in taken if taak.object_id not in open_ids]


def load_vervolg(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N117: the evaluation is there, choose what comes after."""
    found = _unchosen(berichten, now)
    homes = _homes(row.kring for row in found.values())
    return {
        bericht.pk: Inhoud(
            path=outcome_path(row, homes), context={"groep": row.kring.name, "is_again": bericht.moment != "gevraagd"}
        )
        for bericht in berichten
        if (row := found.get((bericht.recipient_id, bericht.object_id)))
    }


def load_geworden(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N118: a group was closed, mixed again or merged; to who is in what it became, or was in what was closed."""
    rows = groups_by_id(bericht.object_id for bericht in berichten)
    shown = {bericht.pk: _became(bericht.moment, rows.get(bericht.object_id)) for bericht in berichten}
    kringen = {group.kring_id for group in (*rows.values(), *shown.values()) if group is not None}
    inside = members(kringen, (bericht.recipient_id for bericht in berichten), now)
    found = {}
    for bericht in berichten:
        group = shown[bericht.pk]
        if group is None or (bericht.recipient_id, group.kring_id) not in inside:
            continue
        told = rows[bericht.object_id]
        knows_it = not told.is_hidden or (bericht.recipient_id, told.kring_id) in inside
        wat = bericht.moment.partition(":")[0]
        context = {"wat": wat, "groep": group.kring.name, "oud": _old_name(wat, told) if knows_it else ""}
        found[bericht.pk] = Inhoud(path=path_of(group), context=context)
    return found


def outcome_path(row: Evaluatie, homes: Mapping[uuid.UUID, str]) -> str:
    """Return the page with what came of a round; `homes` are the pages of the groups."""
    return f"{homes[row.kring_id]}evaluaties/{row.pk}/"


def live(now: datetime) -> None:
    """Let groups live: close rounds that are over, open those that are due, and keep an eye on the rhythm."""
    close_evaluaties(now)
    open_evaluaties(now)
    ask_to_plan(now)


def _homes(kringen: Iterable[Kring]) -> Mapping[uuid.UUID, str]:
    """Return the page of each of these groups; one query for each kind of group."""
    return homes_of((kring.pk, kring.kind) for kring in kringen)


def _plan_paths(kringen: Iterable[Kring]) -> dict[uuid.UUID, str]:
    """Return where who leads each of these groups plans a meeting."""
    kinds = {kring.pk: kring.kind for kring in kringen}
    return {pk: home + group_lives.get(kinds[pk]).plan_tail for pk, home in homes_of(kinds.items()).items()}


def _rhythm(row: Kring) -> str:
    return row.rhythm.lower()


def _became(moment: str, row: Leergroep | None) -> Leergroep | None:
    """Return the group a message of this moment leads to; None when it is not true any more."""
    if row is None or moment == "samengevoegd":
        return row.merged_into if row else None
    was_opened_again = moment.startswith("afgesloten") and row.kring.closed_at is None
    return None if was_opened_again else row


def _old_name(wat: str, row: Leergroep) -> str:
    """Return the name of the group that is no more: of a new one the group it was made from, else its own."""
    return str(row.mixed_from.kring.name if wat == "gemixt" and row.mixed_from else row.kring.name)


def _due(items: Sequence[Any], now: datetime) -> dict[tuple[uuid.UUID, uuid.UUID], Kring]:
    """Return by (person, Kring) the groups that must plan, for who leads them."""
    rows = kringen_by_id(row.kring_id for row in due_rhythms(now, only={item.object_id for item in items}))
    leading = leaders_of(rows, now)
    return {(_user(item), item.object_id): rows[item.object_id] for item in items
            if item.object_id in rows and (_user(item), item.object_id) in leading}  # fmt: skip


def _unanswered(items: Sequence[Any], now: datetime) -> dict[tuple[uuid.UUID, uuid.UUID], Evaluatie]:
    """Return by (person, round) the open rounds that she may and did not answer."""
    rows = evaluaties_by_id(item.object_id for item in items)
    done = answered_pairs(rows)
    reading = readers((row.kring_id for row in rows.values()), (_user(item) for item in items), now)
    return {
        (_user(item), item.object_id): row for item in items
        if (row := rows.get(item.object_id)) and row.closed_at is None and row.closes_at > now
        and (_user(item), row.kring_id) in reading and (_user(item), row.pk) not in done
    }  # fmt: skip


def _unchosen(items: Sequence[Any], now: datetime) -> dict[tuple[uuid.UUID, uuid.UUID], Evaluatie]:
    """Return by (person, round) the closed rounds for which she must choose."""
    rows = evaluaties_by_id(item.object_id for item in items)
    leading = leaders_of((row.kring_id for row in rows.values()), now)
    return {
        (_user(item), item.object_id): row for item in items
        if (row := rows.get(item.object_id)) and row.closed_at is not None and not row.vervolg
        and row.kring.closed_at is None and (_user(item), row.kring_id) in leading
    }  # fmt: skip


def _user(item: Any) -> Any:
    """Return whose Taak or Bericht this is."""
    return item.user_id if hasattr(item, "user_id") else item.recipient_id


KINDS = [
    BerichtKind(
        code="N115", name="Plan een bijeenkomst voor je groep", subject="TAKEN", mode="DAG", load=load_ritme,
        is_on_screen=True, at_once=False, resend_uncertain=False,
    ),
    BerichtKind(
        code="N116", name="Evaluatie van je groep", subject="TAKEN", mode="DAG", load=load_evaluatie,
        is_on_screen=True, at_once=False, resend_uncertain=False,
    ),
    BerichtKind(
        code="N117", name="Kies hoe je groep verdergaat", subject="TAKEN", mode="DAG", load=load_vervolg,
        is_on_screen=True, at_once=False, resend_uncertain=False,
    ),
    BerichtKind(
        code="N118", name="Je leergroep is veranderd", subject="LEERGROEPEN", mode="DIRECT", load=load_geworden,
        is_on_screen=True,
    ),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=RITME_BEWAKEN, name="Plan een bijeenkomst voor je groep", words=words_ritme, is_done=is_done_ritme,
        ladder=(Rung("een", "N115", workdays_after_opening(1)), Rung("zes", "N115", workdays_after_opening(6))),
    ),
    TaakKind(
        code=EVALUATIE_INVULLEN, name="Vertel hoe het gaat met je groep", words=words_evaluatie,
        is_done=is_done_evaluatie,
        ladder=(Rung("vijf", "N116", workdays_after_opening(5)), Rung("tien", "N116", workdays_after_opening(10))),
    ),
    TaakKind(
        code=VERVOLG_KIEZEN, name="Kies hoe je groep verdergaat", words=words_vervolg, is_done=is_done_vervolg,
        ladder=(Rung("vijf", "N117", workdays_after_opening(5)), Rung("tien", "N117", workdays_after_opening(10))),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"groepsleven": Needing("community.Kring", live)}
PURGES: dict[str, Callable[[datetime], int]] = {}
