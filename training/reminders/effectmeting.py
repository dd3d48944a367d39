"""N51 and N52: how one goes on after a training, and after half a year what it brought. No answer stands in a mail."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.notation import date_plain
from community.reminders.ladders import workdays_after_opening
from training.actions.effectmeting import EFFECTMETING, GO_ON, ask_alumni
from training.queries.effectmeting import alumni_by_id, unmeasured

ASKED = "N52"


def load_go_on(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N51: choose how you go on, to who finished a training."""
    rows = alumni_by_id(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: Inhoud(path=reverse("editie-verder", args=[row.editie.slug]), context={"editie": row.editie.name})
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.user_id == bericht.recipient_id
    }


def load_measure(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N52: eight questions after half a year, once more after ten working days, while she did not answer."""
    rows = unmeasured((bericht.object_id for bericht in berichten), now)
    return {
        bericht.pk: Inhoud(
            path=_page(row), context={"editie": row.editie.name, "is_again": bericht.moment.startswith("tien")}
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.user_id == bericht.recipient_id
    }


def words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask who finished half a year ago what the training brought, while it can be answered."""
    rows = unmeasured((taak.object_id for taak in taken), now)
    return {
        taak.pk: TaakWords(
            title=_("Wat heeft de training je gebracht? 8 vragen"),
            why=_("Alleen jij ziet je antwoorden. Invullen kan tot {day}.").format(day=date_plain(taak.due_at)),
            path=_page(row),
            button=_("Vul in"),
        )
        for taak in taken
        if (row := rows.get(taak.object_id)) and row.user_id == taak.user_id and taak.due_at
    }


def is_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who answered, or could and can not any more."""
    rows = unmeasured((taak.object_id for taak in taken), now)
    return [taak.pk for taak in taken if taak.object_id not in rows]


def _page(row: Any) -> str:
    return reverse("editie-effectmeting-invullen", args=[row.editie.slug, "half-jaar"])


KINDS = [
    BerichtKind(code=GO_ON, name="Hoe ga je verder na je training?", subject="COMMUNITY", mode="DIRECT",
                load=load_go_on, at_once=False, resend_uncertain=False),
    BerichtKind(code=ASKED, name="Wat heeft de training je gebracht?", subject="TAKEN", mode="DIRECT",
                load=load_measure, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=EFFECTMETING, name="Wat heeft de training je gebracht?", words=words, is_done=is_done,
        ladder=(Rung("begin", ASKED, lambda taak: taak.opened_at), Rung("tien", ASKED, workdays_after_opening(10))),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"alumni van trainingen": Needing("training.Editie", ask_alumni)}
PURGES: dict[str, Callable[[datetime], int]] = {}
