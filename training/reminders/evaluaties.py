"""N28 and N29: a few questions about a day of a training, asked when it is over and once more."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.notation import date_plain
from community.reminders.ladders import workdays_after_opening
from training.actions.evaluaties import ASKED_NOW, INVULLEN, open_evaluaties
from training.models import OnderdeelKind
from training.models.evaluatievragen import ASKED
from training.queries.evaluaties import Gevraagd, answered_pairs, unanswered

AGAIN = "N29"
IN_WORDS = {3: "Drie", 12: "Twaalf"}


def load_gevraagd(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Ask who was there and did not answer yet, while the round is open."""
    found = unanswered(((row.recipient_id, row.object_id) for row in berichten), now)
    return {
        row.pk: Inhoud(path=asked.path, context={
            "aantal": _number(asked), "over": asked.about, "editie": asked.evaluatie.editiedeel.editie.name,
            "tot": date_plain(asked.evaluatie.closes_at),
        })
        for row in berichten
        if (asked := found.get((row.recipient_id, row.object_id)))
    }  # fmt: skip


def words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask who was there and did not answer yet, while the round is open."""
    found = unanswered(((taak.user_id, taak.object_id) for taak in taken), now)
    return {
        taak.pk: TaakWords(
            title=_("{number} vragen over {about}").format(number=_number(asked), about=asked.about),
            why=_("Je antwoorden worden zonder je naam bewaard."),
            path=asked.path,
            button=_("Vul in"),
        )
        for taak in taken
        if (asked := found.get((taak.user_id, taak.object_id)))
    }


def is_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who answered."""
    done = answered_pairs(taak.object_id for taak in taken)
    return [taak.pk for taak in taken if (taak.user_id, taak.object_id) in done]


def _number(asked: Gevraagd) -> str:
    kind = OnderdeelKind.EINDSESSIE if asked.is_whole else OnderdeelKind.DAGDEEL
    number = len(ASKED[kind])
    return IN_WORDS.get(number, str(number))


KINDS = [
    BerichtKind(code=ASKED_NOW, name="Vragen over een dag van je training", subject="TAKEN", mode="DIRECT",
                load=load_gevraagd, is_on_screen=True, resend_uncertain=False),
    BerichtKind(code=AGAIN, name="Nog niet beantwoord: vragen over een dag van je training", subject="TAKEN",
                mode="DAG", load=load_gevraagd, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(code=INVULLEN, name="Vragen over een dag van je training", words=words, is_done=is_done,
             ladder=(Rung("drie", AGAIN, workdays_after_opening(3)),)),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "evaluatie van dagen van trainingen": Needing("training.Editie", open_evaluaties)
}
PURGES: dict[str, Callable[[datetime], int]] = {}
