"""Messages and duties of consent for stories. None of them says what a story is called or about."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.verhalen import VERHAAL_AKKOORD
from community.actions.verhaaleinde import WITHDRAWN
from community.actions.verhalen import ANSWERED, ASKED, YES
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.queries.verhalen import redacteur_ids, still_asked
from community.reminders.ladders import workdays_after_opening


def load_question(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N230: ask a member whether a story about her may be online, while she did not answer."""
    waiting = still_asked((bericht.object_id, bericht.recipient_id) for bericht in berichten)
    return {
        bericht.pk: Inhoud(path=path_of(bericht.object_id))
        for bericht in berichten
        if (bericht.object_id, bericht.recipient_id) in waiting
    }


def load_withdrawn(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N231: tell the redacteuren that a story went offline because its verteller does not want it any more."""
    return _to_redacteuren(berichten, now)


def load_answer(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N246: tell the redacteuren what a verteller answered."""
    return _to_redacteuren(berichten, now)


def _to_redacteuren(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    asking = redacteur_ids((bericht.recipient_id for bericht in berichten), now)
    return {
        bericht.pk: Inhoud(
            path=reverse("verhalen-toestemming"), context={"is_yes": bericht.moment.startswith(f"{YES}:")}
        )
        for bericht in berichten
        if bericht.recipient_id in asking
    }


def words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a member to read a story about her and to answer."""
    waiting = still_asked((taak.object_id, taak.user_id) for taak in taken)
    return {
        taak.pk: TaakWords(
            title=_("Lees het verhaal over jou en zeg of het online mag"),
            why=_("Zonder jouw ja komt het niet op de website."),
            path=path_of(taak.object_id),
            button=_("Lees het verhaal"),
        )
        for taak in taken
        if (taak.object_id, taak.user_id) in waiting
    }


def is_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return nothing: an answer closes the duty itself."""
    return []


def path_of(key: Any) -> str:
    """Return the page where the verteller of this story reads it."""
    return reverse("mijn-verhaal", kwargs={"sleutel": key})


KINDS = [
    BerichtKind(code=ASKED, name="Mag een verhaal over jou online?", subject="TAKEN", mode="DIRECT",
                load=load_question, is_on_screen=True, resend_uncertain=False),
    BerichtKind(code=WITHDRAWN, name="Toestemming voor een verhaal ingetrokken", subject="COORDINATIE", mode="DIRECT",
                load=load_withdrawn, is_on_screen=True, is_mandatory=True),
    BerichtKind(code=ANSWERED, name="Antwoord op een vraag over een verhaal", subject="COORDINATIE", mode="DAG",
                load=load_answer, is_on_screen=True, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=VERHAAL_AKKOORD, name="Verhaal lezen en antwoorden", words=words, is_done=is_done,
        ladder=(Rung("vijf", ASKED, workdays_after_opening(5)),),
    )
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {}
