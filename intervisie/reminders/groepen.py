"""Messages and duties about groups of intervisie: known, changed, silent, too small, ended. Never what is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import agreement_of
from community.access.rollen import coordinatoren
from community.berichten.outbox import owe_many
from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.reminders.ladders import workdays_after_opening
from community.workdays import local_date, mail_moment, workday_on_or_after
from intervisie.access.groepen import contactpersonen
from intervisie.actions.groepen import KNOWN
from intervisie.actions.groepseinde import ENDED, OPNIEUW_MIXEN, purge_groepen
from intervisie.actions.groepsleden import GROEP_KLEIN, PEOPLE_CHANGED
from intervisie.actions.notities import SOMETHING_NEW
from intervisie.models import Intervisiegroep
from intervisie.queries.groepen import DAYS_SILENT, groepen_by_id, silent_groepen
from intervisie.queries.groepsberichten import (
    lidmaatschappen_by_id,
    repaired_groepen,
    replaced_groepen,
    roles_in,
)
from intervisie.queries.notities import written_days

SILENT, SMALL, MIX = "N64", "N213", "N214"
# The coördinatoren hear of a silence this long after the contactpersoon did.
DAYS_TO_ANSWER = 14


def load_known(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N56: she is in a group now, in which part, and what comes first. Two queries. Not for who left meanwhile.

    Who else is in it stands on the page of the group, not in the post.
    """
    groepen = groepen_by_id(bericht.object_id for bericht in berichten)
    roles = roles_in((groep.kring_id for groep in groepen.values()), now)
    found = {}
    for bericht in berichten:
        groep = groepen.get(bericht.object_id)
        role = roles.get((bericht.recipient_id, groep.kring_id)) if groep else None
        if groep is None or role is None or groep.kring.closed_at is not None:
            continue
        context = {"groep": groep.kring.name, "rol": role, "ritme": groep.kring.rhythm.lower()}
        found[bericht.pk] = Inhoud(path=path_of(groep), context=context)
    return found


def load_changed(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N211: somebody left, came, or leads now; to who is in the group and the coördinatoren. Four queries."""
    rows = lidmaatschappen_by_id(bericht.object_id for bericht in berichten)
    inside = agreement_of((row.kring_id for row in rows.values()), (one.recipient_id for one in berichten), now)
    hart = {user.pk for user in coordinatoren(now)}
    found = {}
    for bericht in berichten:
        row, wat = rows.get(bericht.object_id), bericht.moment.partition(":")[0]
        if row is None or row.kring.closed_at is not None:
            continue
        is_in = (bericht.recipient_id, row.kring_id) in inside
        if wat == "eruit":
            path = reverse("intervisie") if bericht.recipient_id == row.user_id and not is_in else ""
        elif is_in:
            path = reverse("intervisiegroep", args=[row.kring.intervisiegroep.code])
        else:
            is_hart = bericht.recipient_id in hart
            path = reverse("intervisiegroep-beheer", args=[row.kring.intervisiegroep.code]) if is_hart else ""
        if path:
            is_self = bericht.recipient_id == row.user_id
            context = {"groep": row.kring.name, "naam_lid": row.user.naam, "wat": wat, "zelf": is_self}
            found[bericht.pk] = Inhoud(path=path, context=context)
    return found


def load_something_new(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N210: others wrote that day and it still stands; to who reads along. No content, three queries."""
    groepen = groepen_by_id(bericht.object_id for bericht in berichten)
    agreed = agreement_of((row.kring_id for row in groepen.values()), (one.recipient_id for one in berichten), now)
    with confidential():  # no sealed field is opened
        days = [(groep_id, author, f"{local_date(at):%Y-%m-%d}") for groep_id, author, at in written_days(groepen)]
    return {
        bericht.pk: Inhoud(path=path_of(groep), context={"groep": groep.kring.name})
        for bericht in berichten
        if (groep := groepen.get(bericht.object_id)) and agreed.get((bericht.recipient_id, groep.kring_id))
        and any(key == groep.pk and day == bericht.moment and author != bericht.recipient_id
                for key, author, day in days)
    }  # fmt: skip


def load_silent(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N64: the group neither met nor planned for long, while that is so. To its contactpersoon, later the hart."""
    silent = {row.pk: (row, since) for row, since in silent_groepen(now, {one.object_id for one in berichten})}
    roles = roles_in((row.kring_id for row, _since in silent.values()), now)
    hart = {user.pk for user in coordinatoren(now)}
    found = {}
    for bericht in berichten:
        groep, since = silent.get(bericht.object_id, (None, None))
        if groep is None or bericht.moment.rpartition(":")[2] != f"{since:%Y-%m-%d}":
            continue
        is_hart = bericht.moment.startswith("hart:")
        if is_hart and bericht.recipient_id in hart:
            path = reverse("intervisiegroep-beheer", args=[groep.code])
        elif not is_hart and roles.get((bericht.recipient_id, groep.kring_id)) == "TREKKER":
            path = path_of(groep)
        else:
            continue
        found[bericht.pk] = Inhoud(path=path, context={"groep": groep.kring.name, "sinds": since, "hart": is_hart})
    return found


def load_ended(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N212: the group was closed; to who was in it. Two queries."""
    groepen = groepen_by_id(bericht.object_id for bericht in berichten)
    inside = agreement_of((row.kring_id for row in groepen.values()), (one.recipient_id for one in berichten), now)
    return {
        bericht.pk: Inhoud(path=path_of(groep), context={"groep": groep.kring.name, "mixen": bericht.moment == "mixen"})
        for bericht in berichten
        if (groep := groepen.get(bericht.object_id)) and groep.kring.closed_at is not None
        and (bericht.recipient_id, groep.kring_id) in inside
    }  # fmt: skip


def load_small(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N213: a group has too few members, while that is so."""
    return _to_hart(berichten, repaired_groepen, now)


def load_mix(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N214: a group wants to mix and there is no round, while somebody of it was told of none."""
    return _to_hart(berichten, replaced_groepen, now)


def words_small(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a coördinator to add somebody, or to let the group go on as it is with others."""
    title = _("Intervisiegroep {groep} is klein")
    why = _("Er zijn minder leden dan een groep nodig heeft. Voeg iemand toe of sluit de groep af.")
    return _words(taken, repaired_groepen, title, why, "intervisiegroep-beheer", now)


def words_mix(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a coördinator to open a round for a group that wants to mix."""
    title = _("Open een matchronde voor {groep}")
    why = _("Deze groep wil opnieuw mixen en er is geen ronde open.")
    return _words(taken, replaced_groepen, title, why, "", now)


def is_done_small(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of groups that are large enough again, or closed."""
    done = repaired_groepen({taak.object_id for taak in taken}, now)
    return [taak.pk for taak in taken if taak.object_id in done]


def is_done_mix(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of groups whose people were all told of a round since."""
    done = replaced_groepen({taak.object_id for taak in taken}, now)
    return [taak.pk for taak in taken if taak.object_id in done]


def notice_silence(now: datetime) -> None:
    """Tell the contactpersoon of a silent group, and the coördinatoren two weeks later; each once per silence.

    A group without contactpersoon is told to the coördinatoren at once.
    """
    for groep, since in silent_groepen(now):
        first = since + timedelta(days=DAYS_SILENT)
        leading = [row.user for row in contactpersonen(groep, now).select_related("user")]
        _tell_silence(groep, leading, f"stil:{since:%Y-%m-%d}", first, now)
        later = first + timedelta(days=DAYS_TO_ANSWER if leading else 0)
        if local_date(now) >= later:
            _tell_silence(groep, coordinatoren(now), f"hart:{since:%Y-%m-%d}", later, now)


def path_of(groep: Intervisiegroep) -> str:
    """Return the page of a group for who is in it."""
    return reverse("intervisiegroep", args=[groep.code])


def _tell_silence(groep: Intervisiegroep, people: Sequence[Any], moment: str, day: Any, now: datetime) -> None:
    due_at = mail_moment(workday_on_or_after(day))
    owe_many(SILENT, object_id=groep.pk, recipients=people, moment=moment, due_at=due_at, now=now)


def _to_hart(
    berichten: Sequence[Any], done: Callable[[set[Any], datetime], set[Any]], now: datetime
) -> Mapping[Any, Inhoud]:
    """Return what coördinatoren hear of groups that still need them."""
    ids = {bericht.object_id for bericht in berichten}
    groepen, over, hart = groepen_by_id(ids), done(ids, now), {user.pk for user in coordinatoren(now)}
    return {
        bericht.pk: Inhoud(
            path=reverse("intervisiegroep-beheer", args=[groep.code]), context={"groep": groep.kring.name}
        )
        for bericht in berichten
        if (groep := groepen.get(bericht.object_id)) and groep.pk not in over and bericht.recipient_id in hart
    }


def _words(
    taken: Sequence[Any], done: Callable[[set[Any], datetime], set[Any]], title: str, why: str, page: str, now: datetime
) -> Mapping[Any, TaakWords]:
    ids = {taak.object_id for taak in taken}
    groepen, over, hart = groepen_by_id(ids), done(ids, now), {user.pk for user in coordinatoren(now)}
    return {
        taak.pk: TaakWords(
            title=title.format(groep=groep.kring.name), why=why,
            path=reverse(page, args=[groep.code]) if page else reverse("matchrondes"),
        )
        for taak in taken
        if (groep := groepen.get(taak.object_id)) and groep.pk not in over and taak.user_id in hart
    }  # fmt: skip


def _forget(now: datetime) -> int:
    with confidential():  # destroys keys: sealed fields stay shut
        return purge_groepen(now)


KINDS = [
    BerichtKind(code=KNOWN, name="Je intervisiegroep is bekend", subject="COMMUNITY", mode="DIRECT", load=load_known,
                is_on_screen=True),
    BerichtKind(code=PEOPLE_CHANGED, name="Iemand kwam of ging in je intervisiegroep", subject="COMMUNITY",
                mode="DIRECT", load=load_changed, is_on_screen=True),
    BerichtKind(code=SOMETHING_NEW, name="Iets nieuws in je intervisiegroep", subject="COMMUNITY", mode="DAG",
                load=load_something_new, is_on_screen=True, at_once=False),
    BerichtKind(code=SILENT, name="Je intervisiegroep heeft nog geen nieuwe datum", subject="TAKEN", mode="DAG",
                load=load_silent, is_on_screen=True, at_once=False),
    BerichtKind(code=ENDED, name="Je intervisiegroep is afgesloten", subject="COMMUNITY", mode="DIRECT",
                load=load_ended, is_on_screen=True),
    BerichtKind(code=SMALL, name="Een intervisiegroep is klein", subject="TAKEN", mode="DAG", load=load_small,
                is_on_screen=True, at_once=False, resend_uncertain=False),
    BerichtKind(code=MIX, name="Een intervisiegroep wil opnieuw mixen", subject="TAKEN", mode="DAG", load=load_mix,
                is_on_screen=True, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(code=GROEP_KLEIN, name="Herstel een kleine intervisiegroep", words=words_small, is_done=is_done_small,
             ladder=(Rung("een", SMALL, workdays_after_opening(1)), Rung("zes", SMALL, workdays_after_opening(6)))),
    TaakKind(code=OPNIEUW_MIXEN, name="Open een matchronde voor een groep", words=words_mix, is_done=is_done_mix,
             ladder=(Rung("een", MIX, workdays_after_opening(1)), Rung("zes", MIX, workdays_after_opening(6)))),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "intervisiegroepen": Needing("intervisie.Intervisiegroep", notice_silence)
}
PURGES: dict[str, Callable[[datetime], int]] = {"intervisiegroepen": _forget}
