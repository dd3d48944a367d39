"""Messages and duties about taking part in an editie: asked, decided, offered, stopped.

No mail says which casus or samenwerking it is about; the words of a coördinator are her own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.berichten.unneeded import Needing
from community.dagdelen import in_words
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.queries.agenda import place_of
from community.queries.gastlinks import living_by_id, token_of
from community.reminders.ladders import workdays_after_opening, workdays_from_date
from community.workdays import local_date
from training.access.inschrijvingen import deciders_among
from training.actions.deelnemers import STOPPED
from training.actions.inschrijvingen import ANSWERED, ASKED, RECEIVED
from training.actions.inschrijvingsverloop import LAPSED, purge_inschrijvingen, settle
from training.actions.toelating import BEOORDELEN, DECIDED, OFFERED, PLEK
from training.models import WAITING, EditieStatus, Inschrijving, InschrijvingStatus, Instemming
from training.queries.inschrijvingen import (
    by_gastlink,
    deelnemers_by_id,
    inschrijvingen_by_id,
    waiting_counts,
)
from training.queries.kalenderbestand import ADMITTED, all_days_file, days_of_edities, seats_in

WAIT = "N183"
# What a decision may still say, by how it stands now.
STILL_TRUE = {"wachtlijst": InschrijvingStatus.WACHTLIJST, "afgewezen": InschrijvingStatus.AFGEWEZEN}


def load_received(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N11: the application came in, as long as it waits for a decision."""
    rows = inschrijvingen_by_id(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: _about(row, besluit=row.editie.decide_by_date, opdrachtgever=row.opdrachtgever_name)
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.status == InschrijvingStatus.AANGEVRAAGD
        and bericht.moment == f"v{row.version}"
    }  # fmt: skip


def load_admitted(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N12: she takes part, with all days in words and in one calendar file."""
    rows = inschrijvingen_by_id(bericht.object_id for bericht in berichten)
    taking_part = [row for row in rows.values() if _takes_part(row)]
    days = days_of_edities((row.editie_id for row in taking_part), now)
    seats = seats_in([day for own in days.values() for day in own], [row.user for row in taking_part])
    told = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        if row is None or not _takes_part(row):
            continue
        own = days.get(row.editie_id, [])
        lines = [" · ".join(filter(None, (in_words(day.starts_at, day.ends_at), place_of(day)))) for day in own]
        files = (all_days_file(row.user, own, seats, "REQUEST"),) if own else ()
        told[bericht.pk] = _about(row, page="editie", files=files, dagen=lines, tekst=row.decision_text)
    return told


def load_decided(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N13: on the waiting list, or no place; as long as that is how it stands."""
    rows = inschrijvingen_by_id(bericht.object_id for bericht in berichten)
    told = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        what, _colon, version = bericht.moment.partition(":")
        if row is not None and row.status == STILL_TRUE.get(what) and version == f"v{row.version}":
            told[bericht.pk] = _about(row, besluit=what, tekst=row.decision_text)
    return told


def load_offered(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N14: a place is kept for her until a day; once more shortly before it, as long as she did not answer."""
    rows = _offered(berichten, now)
    return {
        bericht.pk: Inhoud(
            path=reverse("editie-plek", args=[row.editie.slug]),
            context={"editie": row.editie.name, "tot": row.offer_until_date, "tekst": row.decision_text,
                     "is_again": not bericht.moment.startswith("aanbod")},
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) is not None
    }  # fmt: skip


def load_lapsed(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N184: she did not answer in time, so that the place went to the next."""
    rows = inschrijvingen_by_id(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: _about(row)
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.status == InschrijvingStatus.INGETROKKEN
    }


def load_asked(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N180: whether she, as opdrachtgever, agrees; with the link of the newest issue."""
    links = living_by_id((bericht.object_id for bericht in berichten), now)
    rows = by_gastlink(links)
    told = {}
    for bericht in berichten:
        link, row = links.get(bericht.object_id), rows.get(bericht.object_id)
        issue, _colon, again = bericht.moment.partition(":")
        if link is None or row is None or row.instemming != Instemming.GEVRAAGD or issue != str(link.issue):
            continue
        told[bericht.pk] = Inhoud(
            path=reverse("gedeeld", kwargs={"token": token_of(link)}),
            context={"wie": row.user.naam, "editie": row.editie.name, "tot": link.expires_at, "is_again": bool(again)},
            address=link.email,
            salutation=link.name,
        )
    return told


def load_answered(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N181: what her opdrachtgever said; the remark stays on the site."""
    rows = inschrijvingen_by_id(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: _about(row, is_agreed=row.instemming == Instemming.AKKOORD)
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.status in WAITING
        and bericht.moment == f"{row.instemming.lower()}:{row.gastlink_id}"
    }  # fmt: skip


def load_stopped(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N182: she takes part no more, with the file that takes the days out of her calendar."""
    rows = deelnemers_by_id(bericht.object_id for bericht in berichten)
    days = days_of_edities((row.editie_id for row in rows.values()), now)
    seats = seats_in([day for own in days.values() for day in own], [row.user for row in rows.values()])
    told = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        if row is None or row.stopped_at is None:
            continue
        own = days.get(row.editie_id, [])
        context = {"editie": row.editie.name, "zelf": bericht.moment.startswith("zelf")}
        files = (all_days_file(row.user, own, seats, "CANCEL"),) if own else ()
        told[bericht.pk] = Inhoud(path=reverse("editie", args=[row.editie.slug]), context=context, attachments=files)
    return told


def load_waiting(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N183: so many applications wait for a decision, to who decides."""
    counts = waiting_counts(bericht.object_id for bericht in berichten)
    deciders = deciders_among((bericht.recipient_id for bericht in berichten), now)
    told = {}
    for bericht in berichten:
        if bericht.object_id not in counts or bericht.recipient_id not in deciders:
            continue
        editie, number = counts[bericht.object_id]
        context = {"editie": editie.name, "aantal": number, "besluit": editie.decide_by_date}
        told[bericht.pk] = Inhoud(path=reverse("editie-aanmeldingen", args=[editie.slug]), context=context)
    return told


def beoordelen_words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Say how many applications wait, to who decides about them."""
    counts = waiting_counts(taak.object_id for taak in taken)
    deciders = deciders_among((taak.user_id for taak in taken), now)
    told = {}
    for taak in taken:
        if taak.object_id not in counts or taak.user_id not in deciders:
            continue
        editie, number = counts[taak.object_id]
        title = ngettext(
            "%(aantal)d aanmelding wacht: %(editie)s", "%(aantal)d aanmeldingen wachten: %(editie)s", number
        )
        told[taak.pk] = TaakWords(
            title=title % {"aantal": number, "editie": editie.name},
            why=_("Wie zich aanmeldt, hoort op tijd of er een plek is."),
            path=reverse("editie-aanmeldingen", args=[editie.slug]),
            button=_("Bekijk de aanmeldingen"),
        )
    return told


def beoordelen_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of edities in which nobody waits for a decision."""
    counts = waiting_counts(taak.object_id for taak in taken)
    return [taak.pk for taak in taken if taak.object_id not in counts]


def plek_words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask whether she takes the place that is kept for her."""
    rows = _offered(taken, now)
    return {
        taak.pk: TaakWords(
            title=_("Er is een plek vrij in {editie}. Doe je mee?").format(editie=row.editie.name),
            why=_("We houden de plek voor je vast. Daarna gaat hij naar de volgende."),
            path=reverse("editie-plek", args=[row.editie.slug]),
            button=_("Geef antwoord"),
        )
        for taak in taken
        if (row := rows.get(taak.object_id)) and row.user_id == taak.user_id
    }


def plek_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the offers that were answered, or are over."""
    rows = _offered(taken, now)
    return [taak.pk for taak in taken if taak.object_id not in rows]


def without_date(taak: Any) -> datetime | None:
    """Return 8.30 o'clock on the fifth working day after the duty began, when no day for the decision was set."""
    return None if taak.due_at else workdays_after_opening(5)(taak)


def _about(
    row: Inschrijving, *, page: str = "editie-aanmelding", files: tuple[Any, ...] = (), **words: Any
) -> Inhoud:  # fmt: skip
    return Inhoud(path=reverse(page, args=[row.editie.slug]), context={"editie": row.editie.name, **words},
                  attachments=files)  # fmt: skip


def _takes_part(row: Inschrijving) -> bool:
    deelnemer = getattr(row, "deelnemer", None)
    is_in = row.status == InschrijvingStatus.TOEGELATEN and deelnemer is not None and deelnemer.stopped_at is None
    return is_in and row.editie.status == EditieStatus.GEPUBLICEERD


def _offered(items: Sequence[Any], now: datetime) -> dict[Any, Inschrijving]:
    """Return, by id, the applications among these whose offer still stands."""
    rows = inschrijvingen_by_id(item.object_id for item in items)
    today = local_date(now)
    return {
        pk: row for pk, row in rows.items()
        if row.status == InschrijvingStatus.AANGEBODEN and row.offer_until_date and today < row.offer_until_date
    }  # fmt: skip


def _always(code: str, name: str, load: Any, **options: Any) -> BerichtKind:
    """Return a kind that nobody can switch off: what is decided about her own application."""
    return BerichtKind(
        code=code, name=name, subject="COMMUNITY", mode="DIRECT", load=load, is_mandatory=True, **options
    )


KINDS = [
    _always(RECEIVED, "Aanmelding voor een training is binnen", load_received),
    _always(ADMITTED, "Je doet mee aan een training", load_admitted),
    _always(DECIDED, "Wachtlijst of geen plek in een training", load_decided),
    _always(OFFERED, "Er is een plek vrij in een training", load_offered),
    _always(ASKED, "Vraag aan een opdrachtgever", load_asked),
    BerichtKind(code=ANSWERED, name="Je opdrachtgever gaf antwoord", subject="COMMUNITY", mode="DAG",
                load=load_answered, is_on_screen=True),
    _always(STOPPED, "Je doet niet meer mee aan een training", load_stopped),
    BerichtKind(code=WAIT, name="Aanmeldingen voor een training wachten", subject="COORDINATIE", mode="DAG",
                load=load_waiting, at_once=False, resend_uncertain=False),
    _always(LAPSED, "De plek die voor je vrij was, ging naar de volgende", load_lapsed),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=BEOORDELEN, name="Aanmeldingen voor een training beoordelen", words=beoordelen_words,
        is_done=beoordelen_done,
        ladder=(Rung("vijf", WAIT, workdays_from_date(-5)), Rung("een", WAIT, workdays_from_date(-1)),
                Rung("zonder", WAIT, without_date)),
    ),
    TaakKind(
        code=PLEK, name="Er is een plek vrij in een training", words=plek_words, is_done=plek_done,
        ladder=(Rung("nogmaals", OFFERED, workdays_from_date(-1)),),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"inschrijvingen": Needing("training.Editie", settle)}
PURGES: dict[str, Callable[[datetime], int]] = {"inschrijvingen": purge_inschrijvingen}
