"""N240: how does it go with an action, on its day and every six weeks. N244: a list was shown in a group."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import members, readers
from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.workdays import local_date, mail_moment, workday_on_or_after
from intervisie.actions.bezoekacties import BEZOEKSACTIE, COMES_BACK, SHOWN, ask_about_acties
from intervisie.models import Bezoeksactie, Bezoekverslag
from intervisie.queries.bezoekacties import acties_by_id, is_asked
from intervisie.queries.verslagen import verslagen_by_id

# An action comes back every so many weeks, for so many weeks at the most: then its toernee is forgotten.
WEEKS, LAST_WEEK = 6, 102


def words_action(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask the host how it goes with an action, until it is done or let go."""
    rows = _asked(taken, now)
    return {
        taak.pk: TaakWords(
            title=_("Hoe staat het met je actie?"), why=_("Je schreef deze actie op na het bezoek van je toernee."),
            path=reverse("bezoek-acties", args=[row.verslag.bezoek.code]), button=_("Naar je acties"),
        )
        for taak in taken
        if (row := rows.get(taak.pk))
    }  # fmt: skip


def load_action(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N240: the action is still open, and hers. Three queries; no word of what it is."""
    rows = _asked(berichten, now)
    return {
        bericht.pk: Inhoud(
            path=reverse("bezoek-acties", args=[row.verslag.bezoek.code]),
            context={"dag": row.due_date, "is_again": not bericht.moment.startswith("week0@")},
        )
        for bericht in berichten
        if (row := rows.get(bericht.pk))
    }  # fmt: skip


def is_done_action(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of actions that ended, or are no longer hers."""
    rows = _asked(taken, now)
    return [taak.pk for taak in taken if taak.pk not in rows]


def load_shown(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N244: somebody shows her list in a group of this person. Five queries; whose it is stands in it, no action."""
    with confidential():  # no sealed field is opened
        rows = verslagen_by_id(bericht.object_id for bericht in berichten)
    shown = _shown(rows, now)
    reading = readers((row.actions_kring_id for row in shown.values() if row.actions_kring_id),
                      {bericht.recipient_id for bericht in berichten}, now)  # fmt: skip
    found = {}
    for bericht in berichten:
        row = shown.get(bericht.object_id)
        is_same = row is not None and bericht.moment == f"kring:{row.actions_kring_id}"
        if row is None or not is_same or (bericht.recipient_id, row.actions_kring_id) not in reading:
            continue
        path = reverse("toerneeactielijst", args=[row.bezoek.code])
        found[bericht.pk] = Inhoud(path=path, context={"gastheer": row.bezoek.host.user.naam})
    return found


def _shown(rows: Mapping[Any, Bezoekverslag], now: datetime) -> dict[Any, Bezoekverslag]:
    """Return the letters whose list is shown in a Kring, of hosts who are in that Kring and in the toernee now."""
    shown = {
        pk: row for pk, row in rows.items() if row.actions_shared_at is not None and row.bezoek.host.left_at is None
    }
    hosts = {row.bezoek.host.user_id for row in shown.values()}
    there = members({row.actions_kring_id for row in shown.values() if row.actions_kring_id}, hosts, now)
    return {pk: row for pk, row in shown.items() if (row.bezoek.host.user_id, row.actions_kring_id) in there}


def _asked(items: Sequence[Any], now: datetime) -> dict[Any, Bezoeksactie]:
    """Return, by Taak or Bericht, the action about which this person is asked now."""
    today, found = local_date(now), {}
    with confidential():  # no sealed field is opened
        rows = acties_by_id(item.object_id for item in items)
    kringen = {row.verslag.bezoek.toernee.kring_id for row in rows.values()}
    inside = members(kringen, {_user(item) for item in items}, now)
    for item in items:
        row = rows.get(item.object_id)
        if row is None or (_user(item), row.verslag.bezoek.toernee.kring_id) not in inside:
            continue
        if is_asked(row, _user(item), today):
            found[item.pk] = row
    return found


def _user(item: Any) -> Any:
    """Return whose Taak or Bericht this is."""
    return item.user_id if hasattr(item, "user_id") else item.recipient_id


def _weeks_after(weeks: int) -> Callable[[Any], datetime | None]:
    """Return the function that gives 8.30 o'clock so many weeks after the day of the action, on a working day."""

    def due_at(taak: Any) -> datetime | None:
        if taak.due_at is None:
            return None
        return mail_moment(workday_on_or_after(local_date(taak.due_at) + timedelta(weeks=weeks)))

    return due_at


def _ask(now: datetime) -> None:
    with confidential():  # no sealed field is opened
        ask_about_acties(now)


KINDS = [
    BerichtKind(code=COMES_BACK, name="Hoe staat het met je actie?", subject="TAKEN", mode="DIRECT", load=load_action,
                is_on_screen=True, at_once=False, resend_uncertain=False),
    BerichtKind(code=SHOWN, name="Een actielijst in je groep", subject="COMMUNITY", mode="DAG", load=load_shown,
                is_on_screen=True, at_once=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=BEZOEKSACTIE, name="Hoe staat het met je actie?", words=words_action, is_done=is_done_action,
        ladder=tuple(Rung(f"week{weeks}", COMES_BACK, _weeks_after(weeks)) for weeks in range(0, LAST_WEEK + 1, WEEKS)),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"acties na bezoeken": Needing("intervisie.Bezoek", _ask)}
PURGES: dict[str, Callable[[datetime], int]] = {}
