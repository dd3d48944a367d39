"""Messages and duties about people: the profile that is still empty."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.actions.fotos import remove_left_behind
from community.actions.people import PROFIEL_TAAK
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.queries.people import without_profiel
from community.reminders.ladders import workdays_after_opening


def words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Tell what to do, to who did not do it yet: the same for everyone."""
    empty = without_profiel(taak.user_id for taak in taken)
    told = TaakWords(
        title=_("Vul je profiel in"),
        why=_("Dan weten collega's waarvoor ze bij je terechtkunnen. Het kost ongeveer 3 minuten."),
        path=reverse("mijn-profiel-bewerken"),
        button=_("Vul je profiel in"),
    )
    return {taak.pk: told for taak in taken if taak.user_id in empty}


def is_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who saved her profile once."""
    empty = without_profiel(taak.user_id for taak in taken)
    return [taak.pk for taak in taken if taak.user_id not in empty]


def load_empty_profiel(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Remind who did not save her profile yet."""
    empty = without_profiel(bericht.recipient_id for bericht in berichten)
    told = Inhoud(path=reverse("mijn-profiel-bewerken"))
    return {bericht.pk: told for bericht in berichten if bericht.recipient_id in empty}


KINDS = [
    BerichtKind(
        code="N99", name="Profiel nog leeg", subject="TAKEN", mode="DAG", load=load_empty_profiel, is_on_screen=True,
        at_once=False, resend_uncertain=False,
    ),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=PROFIEL_TAAK, name="Vul je profiel in", words=words, is_done=is_done,
        ladder=(Rung("drie", "N99", workdays_after_opening(3)), Rung("acht", "N99", workdays_after_opening(8))),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {"fotos": remove_left_behind}
