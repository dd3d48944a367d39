"""Pages of the website: going online and offline on a date, and the duty to look whether a page still holds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.rollen import redacteuren
from community.actions.taken import open_taken, withdraw_taken
from community.actions.website import HELD_BACK, publish_due, withdraw_due
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import KennisPage, User
from community.notation import date_plain
from community.queries.kennis_controle import (
    PAGINA_CONTROLEREN,
    asked_to_check,
    pages_by_key,
    to_check,
    to_check_by_key,
)
from community.workdays import add_workdays, local_date, mail_moment, next_mail_moment

TO_CHECK = "N247"
AGAIN_WORKDAYS = 20


def editor_of(page: Any) -> str:
    """Return the address at which a redacteur changes this page."""
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def _for_redacteuren(rows: Sequence[Any], now: datetime) -> set[Any]:
    return {person.pk for person in redacteuren(now)} if rows else set()


def load_to_check(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell a redacteur which page waits for a look, while it does."""
    editors = _for_redacteuren(berichten, now)
    pages = to_check_by_key((bericht.object_id for bericht in berichten), now)
    return {
        bericht.pk: Inhoud(
            path=editor_of(pages[bericht.object_id]),
            context={
                "title": pages[bericht.object_id].title,
                "day": _day_of(pages[bericht.object_id]),
            },
        )
        for bericht in berichten
        if bericht.object_id in pages and bericht.recipient_id in editors
    }


def _day_of(page: KennisPage) -> str:
    return date_plain(page.controle_datum) if page.controle_datum else ""


def load_held_back(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell a redacteur which page did not come online on its date, while it is offline."""
    editors = _for_redacteuren(berichten, now)
    pages = pages_by_key(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: Inhoud(
            path=editor_of(pages[bericht.object_id]), context={"title": pages[bericht.object_id].draft_title}
        )
        for bericht in berichten
        if bericht.object_id in pages and bericht.recipient_id in editors
    }


def controleren_words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Show the duty to redacteuren while the page waits."""
    editors = _for_redacteuren(taken, now)
    pages = to_check_by_key((taak.object_id for taak in taken), now)
    return {
        taak.pk: TaakWords(
            title=_("Controleer de pagina '{title}'").format(title=pages[taak.object_id].title),
            why=_("Op de pagina staat dat iemand moet kijken of zij nog klopt. Kies daarna een nieuwe datum."),
            path=editor_of(pages[taak.object_id]),
            button=_("Open de pagina"),
        )
        for taak in taken
        if taak.object_id in pages and taak.user_id in editors
    }


def controleren_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return those whose page was looked at, or is offline."""
    waiting = to_check_by_key((taak.object_id for taak in taken), now)
    return [taak.pk for taak in taken if taak.object_id not in waiting]


def first_moment(taak: Any) -> datetime:
    """Return the first mail moment after the duty began."""
    return next_mail_moment(taak.opened_at)


def again_moment(taak: Any) -> datetime:
    """Return 8.30 o'clock on the twentieth working day after the duty began."""
    return mail_moment(add_workdays(local_date(taak.opened_at), AGAIN_WORKDAYS))


def ask_to_check(now: datetime) -> None:
    """Give every redacteur a duty for each page that waits for a look; who no longer is one is relieved."""
    editors, asked = redacteuren(now), asked_to_check()
    for page in to_check(now):
        missing = [person for person in editors if (person.pk, page.translation_key) not in asked]
        if missing:
            open_taken(PAGINA_CONTROLEREN, users=missing, object_id=page.translation_key, now=now)
    _relieve(editors, asked, now)


def _relieve(editors: list[User], asked: set[tuple[Any, Any]], now: datetime) -> None:
    known = {person.pk for person in editors}
    for key in {key for person, key in asked if person not in known}:
        withdraw_taken(PAGINA_CONTROLEREN, object_id=key, but_not=editors, now=now)


KINDS = [
    BerichtKind(code=TO_CHECK, name="Kennispagina te controleren", subject="COMMUNITY", mode="DAG",
                load=load_to_check, is_on_screen=True, at_once=False),
    BerichtKind(code=HELD_BACK, name="Pagina niet online gekomen", subject="COMMUNITY", mode="DIRECT",
                load=load_held_back, is_on_screen=True),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=PAGINA_CONTROLEREN, name="Controleer een kennispagina", words=controleren_words,
        is_done=controleren_done, ladder=(Rung("eerste", TO_CHECK, first_moment), Rung("nog", TO_CHECK, again_moment)),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "paginas-online": Needing("wagtailcore.Revision", publish_due),
    "paginas-offline": Needing("wagtailcore.Page", withdraw_due),
    "paginas-controleren": Needing("community.KennisPage", ask_to_check),
}
PURGES: dict[str, Callable[[datetime], int]] = {}
