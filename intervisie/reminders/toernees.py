"""Messages and duties about who is in a toernee: known, changed, too small, ended. Never what is written in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import agreement_of
from community.access.rollen import coordinatoren
from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.reminders.ladders import workdays_after_opening
from intervisie.actions.toernee_einde import ENDED, finish_quiet_toernees, purge_toernees
from intervisie.actions.toerneemensen import PEOPLE_CHANGED, TOERNEE_KLEIN, drop_closed_accounts
from intervisie.actions.toernees import KNOWN
from intervisie.models import Toernee, ToerneeStatus
from intervisie.queries.groepsberichten import roles_in
from intervisie.queries.toerneeberichten import members_by_id, repaired_toernees
from intervisie.queries.toernees import toernees_by_id

SMALL = "N222"


def load_known(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N219: she is in a toernee now, in which part, and what comes first. Two queries. Not for who left meanwhile.

    Who else is in it, and which samenwerkingen, stands on its page and not in the post.
    """
    toernees = toernees_by_id(bericht.object_id for bericht in berichten)
    roles = roles_in((row.kring_id for row in toernees.values()), now)
    found = {}
    for bericht in berichten:
        toernee = toernees.get(bericht.object_id)
        role = roles.get((bericht.recipient_id, toernee.kring_id)) if toernee else None
        if toernee is None or role is None or toernee.kring.closed_at is not None:
            continue
        context = {"toernee": toernee.kring.name, "rol": role, "van": toernee.from_date, "tot": toernee.until_date}
        found[bericht.pk] = Inhoud(path=path_of(toernee), context=context)
    return found


def load_changed(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N220: somebody stopped, came, or is contactpersoon; to who is in the toernee and the hart. Four queries."""
    rows = members_by_id(bericht.object_id for bericht in berichten)
    inside = agreement_of((row.kring_id for row in rows.values()), (one.recipient_id for one in berichten), now)
    hart = {user.pk for user in coordinatoren(now)}
    found = {}
    for bericht in berichten:
        row, wat = rows.get(bericht.object_id), bericht.moment.partition(":")[0]
        if row is None or row.kring.closed_at is not None:
            continue
        is_self, is_in = bericht.recipient_id == row.user_id, (bericht.recipient_id, row.kring_id) in inside
        if path := _path_for(row, wat, is_self, is_in, bericht.recipient_id in hart):
            context = {"toernee": row.kring.name, "naam_lid": row.user.naam, "wat": wat, "zelf": is_self}
            found[bericht.pk] = Inhoud(path=path, context=context)
    return found


def _path_for(row: Any, wat: str, is_self: bool, is_in: bool, is_hart: bool) -> str:
    """Return the page that this news leads to; empty for who may not know of it any more."""
    if wat == "eruit":
        return reverse("toernees") if is_self and not is_in else ""
    if is_in:
        return path_of(row.kring.toernee)
    return reverse("toernee-beheer", args=[row.kring.toernee.code]) if is_hart else ""


def load_ended(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N221: the toernee is over or does not go on; to who was in it. Two queries."""
    toernees = toernees_by_id(bericht.object_id for bericht in berichten)
    inside = agreement_of((row.kring_id for row in toernees.values()), (one.recipient_id for one in berichten), now)
    return {
        bericht.pk: Inhoud(path=path_of(row), context={
            "toernee": row.kring.name, "afgeblazen": row.status == ToerneeStatus.AFGEBLAZEN,
            "reden": row.cancel_reason,
        })
        for bericht in berichten
        if (row := toernees.get(bericht.object_id)) and row.kring.closed_at is not None
        and (bericht.recipient_id, row.kring_id) in inside
    }  # fmt: skip


def load_small(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N222: a toernee has too few people, while that is so. Three queries."""
    ids = {bericht.object_id for bericht in berichten}
    toernees, over, hart = toernees_by_id(ids), repaired_toernees(ids, now), {user.pk for user in coordinatoren(now)}
    return {
        bericht.pk: Inhoud(path=reverse("toernee-beheer", args=[row.code]), context={"toernee": row.kring.name})
        for bericht in berichten
        if (row := toernees.get(bericht.object_id)) and row.pk not in over and bericht.recipient_id in hart
    }


def words_small(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a coördinator to find somebody, or to let the toernee go on or end."""
    ids = {taak.object_id for taak in taken}
    toernees, over, hart = toernees_by_id(ids), repaired_toernees(ids, now), {user.pk for user in coordinatoren(now)}
    why = _("Er zijn minder dan vier deelnemers. Zoek een vervanger, of blaas de toernee af.")
    return {
        taak.pk: TaakWords(
            title=_("{toernee} heeft te weinig deelnemers").format(toernee=row.kring.name), why=why,
            path=reverse("toernee-mensen", args=[row.code]), button=_("Bekijk de deelnemers"),
        )
        for taak in taken
        if (row := toernees.get(taak.object_id)) and row.pk not in over and taak.user_id in hart
    }  # fmt: skip


def is_done_small(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of toernees that have people enough again, or ended."""
    done = repaired_toernees({taak.object_id for taak in taken}, now)
    return [taak.pk for taak in taken if taak.object_id in done]


def path_of(toernee: Toernee) -> str:
    """Return the page of a toernee for who is in it."""
    return reverse("toernee", args=[toernee.code])


def _plan(now: datetime) -> None:
    drop_closed_accounts(now)
    finish_quiet_toernees(now)


def _forget(now: datetime) -> int:
    with confidential():  # destroys keys: sealed fields stay shut
        return purge_toernees(now)


KINDS = [
    BerichtKind(code=KNOWN, name="Je toernee is bekend", subject="COMMUNITY", mode="DIRECT", load=load_known,
                is_on_screen=True),
    BerichtKind(code=PEOPLE_CHANGED, name="Iemand kwam of ging in je toernee", subject="COMMUNITY", mode="DIRECT",
                load=load_changed, is_on_screen=True),
    BerichtKind(code=ENDED, name="Je toernee is afgerond of gaat niet door", subject="COMMUNITY", mode="DIRECT",
                load=load_ended, is_on_screen=True, is_mandatory=True),
    BerichtKind(code=SMALL, name="Een toernee heeft te weinig deelnemers", subject="TAKEN", mode="DAG",
                load=load_small, is_on_screen=True, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(code=TOERNEE_KLEIN, name="Zoek een deelnemer voor een toernee", words=words_small, is_done=is_done_small,
             ladder=(Rung("een", SMALL, workdays_after_opening(1)), Rung("zes", SMALL, workdays_after_opening(6)))),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"toernees": Needing("intervisie.Toernee", _plan)}
PURGES: dict[str, Callable[[datetime], int]] = {"toernees": _forget}
