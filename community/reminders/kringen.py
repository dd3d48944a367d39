"""The duty to agree to the agreements of a group, and its reminders."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import agreement_of, readers
from community.actions.kringen import AFSPRAKEN_AKKOORD
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import WITH_PRAKTIJKBOEK
from community.queries.kringen import names_of
from community.reminders.ladders import workdays_after_opening


def words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Tell which group it is; who left it, or agreed already, is asked nothing any more."""
    kringen, people = {taak.object_id for taak in taken}, {taak.user_id for taak in taken}
    waiting = _waiting(kringen, people, now)
    names = names_of(kringen)
    return {
        taak.pk: TaakWords(
            title=_("Lees de afspraken van {groep} en geef akkoord").format(groep=names[taak.object_id]),
            why=_("Daarna gaat de groep voor je open."),
            path=path_of(taak.object_id),
            button=_("Lees de afspraken"),
        )
        for taak in taken
        if (taak.user_id, taak.object_id) in waiting and taak.object_id in names
    }


def is_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who agreed to the newest agreements."""
    agreed = readers((taak.object_id for taak in taken), (taak.user_id for taak in taken), now)
    return [taak.pk for taak in taken if (taak.user_id, taak.object_id) in agreed]


def load_afspraken(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Remind who is in the group and did not agree yet."""
    kringen = {bericht.object_id for bericht in berichten}
    people = {bericht.recipient_id for bericht in berichten}
    waiting = _waiting(kringen, people, now)
    # A praktijkboek reminds in words of its own.
    names = names_of(kringen, but_not=WITH_PRAKTIJKBOEK)
    return {
        bericht.pk: Inhoud(path=path_of(bericht.object_id), context={"groep": names[bericht.object_id]})
        for bericht in berichten
        if (bericht.recipient_id, bericht.object_id) in waiting and bericht.object_id in names
    }


def path_of(kring_id: Any) -> str:
    """Return the address of the agreements of a Kring."""
    return reverse("kring-afspraken", kwargs={"kring_id": kring_id})


def _waiting(kringen: set[Any], people: set[Any], now: datetime) -> set[tuple[Any, Any]]:
    """Return who is in which of these Kringen without having agreed, as (user id, kring id). One query."""
    return {pair for pair, has_agreed in agreement_of(kringen, people, now).items() if not has_agreed}


KINDS = [
    BerichtKind(
        code="N57", name="Afspraken nog niet akkoord", subject="TAKEN", mode="DAG", load=load_afspraken,
        is_on_screen=True, at_once=False, resend_uncertain=False,
    ),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=AFSPRAKEN_AKKOORD, name="Lees de afspraken en geef akkoord", words=words, is_done=is_done,
        # Once, once more five working days later, then it stops: nobody is nagged into agreeing.
        ladder=(Rung("drie", "N57", workdays_after_opening(3)), Rung("acht", "N57", workdays_after_opening(8))),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {}
