"""Founding partners, their contacts, and reports as the planner freezes them."""

from datetime import date, datetime, time, timedelta
from typing import Any

from community.kwartalen import Kwartaal, kwartaal_from
from community.models import (
    Organisatie,
    Partnerschap,
    PartnerschapStatus,
    Provincie,
    Rapport,
    RapportStatus,
    Rapporttelling,
    Rol,
    User,
)
from community.rapportage.content import GEEN_PROVINCIE, TOTAAL, canonical, digest
from community.report_points import activiteiten, effectlijnen
from community.workdays import add_workdays, at_local
from tests.factories.moments import LONG_AGO
from tests.factories.organisaties import OrganisatieFactory
from tests.factories.people import RoltoekenningFactory, UserFactory

BEGINS, ENDS = date(2026, 1, 1), date(2028, 1, 1)
QUARTER = "2026K4"


def a_partnerschap(organisatie: Organisatie | None = None, **fields: Any) -> Partnerschap:
    """Return a partnerschap that runs from 1 January 2026 to 1 January 2028 (NOW lies in it), of a new organisatie."""
    values: dict[str, Any] = {
        "status": PartnerschapStatus.ACTIEF, "start_date": BEGINS, "end_date": ENDS, "created_at": LONG_AGO, **fields
    }  # fmt: skip
    return Partnerschap.objects.create(organisatie=organisatie or OrganisatieFactory(), **values)


def a_contact(partnerschap: Partnerschap, user: User | None = None, **fields: Any) -> User:
    """Return a contact of this partnerschap since long ago; `fields` are set on the role (until_date)."""
    contact = user or UserFactory()
    RoltoekenningFactory(user=contact, rol=Rol.PARTNERCONTACT, organisatie=partnerschap.organisatie, **fields)
    return contact


def a_rapport(
    partnerschap: Partnerschap | None, quarter: str = QUARTER, *, content: dict[str, Any] | None = None,
    tellingen: dict[User, dict[str, Any]] | None = None, **fields: Any,
) -> Rapport:  # fmt: skip
    """Return a published report over this quarter; without a partnerschap that of the whole network.

    `status=RapportStatus.GEEN_NIEUW` gives a quarter without a new one; `content_hash` a control number that does not
    fit. `tellingen` are the cells of people who were counted.
    """
    at = kwartaal_from(quarter)
    is_new = fields.get("status", RapportStatus.GEPUBLICEERD) == RapportStatus.GEPUBLICEERD
    text = canonical(content or rapport_content(partnerschap, quarter)) if is_new else ""
    values: dict[str, Any] = {
        "status": RapportStatus.GEPUBLICEERD, "content": text, "content_hash": digest(text) if text else "",
        "frozen_at": frozen_at(at), **fields,
    }  # fmt: skip
    rapport = Rapport.objects.create(partnerschap=partnerschap, year=at.year, quarter=at.number, **values)
    for user, cells in (tellingen or {}).items():
        Rapporttelling.objects.create(rapport=rapport, user=user, cells=cells)
    return rapport


def a_network_rapport(quarter: str = QUARTER, **fields: Any) -> Rapport:
    """Return a published report of the whole network."""
    return a_rapport(None, quarter, **fields)


def frozen_at(quarter: Kwartaal) -> datetime:
    """Return the moment at which a quarter is frozen."""
    return at_local(add_workdays(quarter.last_day, 5), time(6))


def rapport_content(partnerschap: Partnerschap | None, quarter: str = QUARTER, **fields: Any) -> dict[str, Any]:
    """Return content as it is frozen: every key there, something shown and something not shown in every block."""
    at = kwartaal_from(quarter)
    quarters = [at.previous.label, at.label]
    start = partnerschap.start_date if partnerschap and partnerschap.start_date else at.previous.first_day
    both: dict[str, Any] = {
        "definitie": 1, "kwartaal": at.label, "vanaf": at.first_day.isoformat(),
        "tot_en_met": at.last_day.isoformat(), "kwartalen": quarters,
        "bereik": {quarters[0]: [13, 17], quarters[1]: [18, 22], TOTAAL: [23, 27]},
        "activiteiten": [_activiteit(item.code, item.name, item.definition, quarters) for item in activiteiten.all()],
        "provincies": [
            {"code": code, "naam": str(naam),
             "mensen": {quarters[0]: None, quarters[1]: [5, 12] if code == "UTRECHT" else None}}
            for code, naam in [*Provincie.choices, (GEEN_PROVINCIE, "Online of zonder provincie")]
        ],
        "effect": [
            {"code": line.code, "naam": line.name, "uitleg": line.definition,
             "band": "HELFT_TOT_DRIEKWART" if number == 0 else None}
            for number, line in enumerate(effectlijnen.all())
        ],
        "wijzigingen": [{"kwartaal": quarters[0], "regel": "Training", "was": None, "nu": [5, 12]}],
        "definities": [{"naam": "Bereikt", "tekst": "Wie bij minstens één bijeenkomst was."}],
    }  # fmt: skip
    only = _of_a_partner(partnerschap, at, quarters, start) if partnerschap else _of_the_network(quarters)
    return {**both, **only, **fields}


def _activiteit(code: str, name: str, definition: str, quarters: list[str]) -> dict[str, Any]:
    first, last = quarters
    is_shown = code in ("TRAINING", "BIJEENKOMST")
    return {
        "code": code, "naam": name, "uitleg": definition,
        "mensen": {first: None, last: [5, 12] if is_shown else None, TOTAAL: [5, 12] if is_shown else None},
        "uren_per_persoon": {first: None, last: [4, 6] if is_shown else None},
        "uren": {first: None, last: 40 if is_shown else None},
        "aanwezigheid": {first: None, last: "DRIEKWART_OF_MEER" if is_shown else None},
    }  # fmt: skip


def _of_a_partner(partnerschap: Partnerschap, at: Kwartaal, quarters: list[str], start: date) -> dict[str, Any]:
    end = partnerschap.end_date or start + timedelta(days=730)
    day = at.first_day.isoformat()
    return {
        "soort": "PARTNER", "organisatie": partnerschap.organisatie.name, "lijst": 34,
        "partnerschap": {"van": start.isoformat(), "tot": end.isoformat()},
        "edities": [{"naam": "Leergang in de polder", "status": "Loopt", "van": day, "tot": at.last_day.isoformat()}],
        "bijdragen": [
            {"soort": "Geld", "omschrijving": "Jaarlijkse bijdrage", "toegezegd": "12000.00",
             "gerealiseerd": "12000.00", "eenheid": "EURO", "voor": day, "op": day},
            {"soort": "Inhoud", "omschrijving": "Een avond over kavelruil", "toegezegd": None, "gerealiseerd": None,
             "eenheid": "", "voor": day, "op": None},
        ],
        "goede_voorbeelden": [
            {"soort": "Training", "titel": "Werkplaats veenweide", "datum": day, "plaats": "Utrecht"},
        ],
        "rest": {quarters[0]: None, quarters[1]: 340, TOTAAL: None},
    }  # fmt: skip


def _of_the_network(quarters: list[str]) -> dict[str, Any]:
    return {"soort": "NETWERK", "organisatie": "Het hele netwerk", "organisaties": {quarters[0]: None, quarters[1]: 15}}
