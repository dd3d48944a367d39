"""Messages and duties about what members of a group write: replies, being named, questions, a word to all."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from community.access.kringen import agreed_lidmaatschappen, readers
from community.actions.bestanden import remove_left_behind_bestanden
from community.actions.taken import open_taken, withdraw_taken
from community.actions.vragen import VRAAG_ONBEANTWOORD
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import Groepsbericht, KringRol, User
from community.queries.groepsberichten import berichten_by_id, conversation_path
from community.queries.vragen import unanswered_by_id, waiting_too_long

NAMED = "genoemd"


def load_reactie(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N77: a new message, a reply, or being named in one, in a conversation she may read. Never what it says."""
    told_of = {row.pk: uuid.UUID(row.moment.partition(":")[2] or str(row.object_id)) for row in berichten}
    rows = berichten_by_id([*told_of.values(), *(bericht.object_id for bericht in berichten)])
    told = {bericht.pk: rows[told_of[bericht.pk]] for bericht in berichten if told_of[bericht.pk] in rows}
    allowed = readers((row.kring_id for row in told.values()), (bericht.recipient_id for bericht in berichten), now)
    found = {}
    for bericht in berichten:
        row = told.get(bericht.pk)
        if row is None or (bericht.recipient_id, row.kring_id) not in allowed:
            continue
        first = rows.get(bericht.object_id)
        context = {
            "groep": row.kring.name,
            "is_genoemd": bericht.moment.partition(":")[0] == NAMED,
            "is_reply": row.reply_to_id is not None,
            "is_mine": first is not None and first.author_id == bericht.recipient_id,
        }
        found[bericht.pk] = Inhoud(path=conversation_path(row.kring.leergroep.slug, bericht.object_id), context=context)
    return found


def load_aan_allen(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N121: the trekker wrote to all, as long as it stands and the recipient reads along. Never what it says."""
    rows = berichten_by_id(bericht.object_id for bericht in berichten)
    allowed = readers((row.kring_id for row in rows.values()), (bericht.recipient_id for bericht in berichten), now)
    return {
        bericht.pk: Inhoud(
            path=conversation_path(row.kring.leergroep.slug, row.pk),
            context={"groep": row.kring.name, "wie": row.author.naam if row.author else _("De trekker")},
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and (bericht.recipient_id, row.kring_id) in allowed
    }


def load_onbeantwoord(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N78: a question has no answer, as long as that is so and the recipient leads the group."""
    rows = unanswered_by_id(bericht.object_id for bericht in berichten)
    leading = _leading(rows.values(), now)
    return {
        bericht.pk: Inhoud(path=conversation_path(row.kring.leergroep.slug, row.pk), context={"groep": row.kring.name})
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and (bericht.recipient_id, row.kring_id) in leading
    }


def words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Tell a trekker which group has a question that waits too long."""
    rows = unanswered_by_id(taak.object_id for taak in taken)
    leading = _leading(rows.values(), now)
    return {
        taak.pk: TaakWords(
            title=_("Een vraag in {groep} heeft nog geen antwoord").format(groep=row.kring.name),
            why=_("Wie iets vraagt, hoort graag snel iets. Antwoord zelf, of noem iemand die het weet."),
            path=conversation_path(row.kring.leergroep.slug, row.pk),
            button=_("Bekijk de vraag"),
        )
        for taak in taken
        if (row := rows.get(taak.object_id)) and (taak.user_id, row.kring_id) in leading
    }


def is_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of which the question was answered, removed, or stands in a group that closed."""
    rows = unanswered_by_id(taak.object_id for taak in taken)
    return [taak.pk for taak in taken if taak.object_id not in rows]


def raise_alarms(now: datetime) -> None:
    """Give the trekkers of a group the duty to look at each question that waits too long; who led it has none."""
    vragen = waiting_too_long(now)
    if not vragen:
        return
    trekkers: dict[uuid.UUID, list[User]] = {}
    kringen = {vraag.kring_id for vraag in vragen}
    rows = agreed_lidmaatschappen(now).filter(kring__in=kringen, role=KringRol.TREKKER)
    for row in rows.select_related("user"):
        trekkers.setdefault(row.kring_id, []).append(row.user)
    for vraag in vragen:
        leading = trekkers.get(vraag.kring_id, [])
        withdraw_taken(VRAAG_ONBEANTWOORD, object_id=vraag.pk, now=now, but_not=leading)
        open_taken(VRAAG_ONBEANTWOORD, users=leading, object_id=vraag.pk, kring=vraag.kring, now=now)


def _leading(rows: Iterable[Groepsbericht], now: datetime) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return who leads the groups of these questions, as (user id, kring id). One query."""
    kringen = {row.kring_id for row in rows}
    leading = agreed_lidmaatschappen(now).filter(kring__in=kringen, role=KringRol.TREKKER)
    return set(leading.values_list("user_id", "kring_id"))


def _at_once(taak: Any) -> datetime:
    """Return when the trekker is told: when the duty begins."""
    opened: datetime = taak.opened_at
    return opened


KINDS = [
    BerichtKind(
        code="N77", name="Nieuw bericht in je leergroep", subject="LEERGROEPEN", mode="DAG", load=load_reactie,
        is_on_screen=True, resend_uncertain=False,
    ),
    BerichtKind(
        code="N78", name="Een vraag in je groep wacht op antwoord", subject="TAKEN", mode="DAG",
        load=load_onbeantwoord, is_on_screen=True, resend_uncertain=False,
    ),
    BerichtKind(
        code="N121", name="De trekker schrijft aan alle leden", subject="LEERGROEPEN", mode="DIRECT",
        load=load_aan_allen, is_on_screen=True,
    ),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=VRAAG_ONBEANTWOORD, name="Een vraag in je groep wacht op antwoord", words=words, is_done=is_done,
        ladder=(Rung("drie", "N78", _at_once),),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"vragen": Needing("community.Groepsbericht", raise_alarms)}
PURGES: dict[str, Callable[[datetime], int]] = {"bestanden": remove_left_behind_bestanden}
