"""What only the report of a partner says, and what only that of the whole network does."""

import uuid
from collections.abc import Collection, Hashable, Mapping
from datetime import date, timedelta
from typing import Any

from community.kwartalen import kwartaal_from
from community.models import Bijdrage, BijdrageKind, Initiatief, Partnerschap, Rapport
from community.onthulling import Aandeel, Klasse, rest_of_network
from community.queries.deelnametelling import reached_by_organisatie
from community.queries.organisaties import people_by_organisatie
from community.queries.rapportstand import bijdragen_in_order, examples_between, length_of_list
from community.rapportage.content import TOTAAL, read
from community.rapportage.tabel import Tabelbron
from community.rapportage.tijdvak import Dagen, runs_until, span_of
from community.rapportage.vakken import reached, total_of
from community.report_points import partnerlijsten

# Beside each other in the report of the network: organisaties with at least so many people, by so many.
FEWEST_OF_ONE, STEP = 5, 5
A_DAY = timedelta(days=1)
UNITS = {BijdrageKind.CONTRIBUTIE: "EURO", BijdrageKind.UREN: "UUR", BijdrageKind.DEELNEMERS: "AANTAL"}


def of_a_partner(
    partnerschap: Partnerschap, organisaties: Collection[uuid.UUID], dagen: Dagen, bron: Tabelbron,
    network: Rapport | None, today: date,
) -> dict[str, Any]:  # fmt: skip
    """Return what stands in the report of a partner besides its figures."""
    first, until = span_of(dagen)
    edities = [row for of_app in partnerlijsten.all() for row in of_app(organisaties, first, until, today)]
    return {
        "partnerschap": {"van": _day(partnerschap.start_date), "tot": _day(runs_until(partnerschap))},
        "lijst": length_of_list(partnerschap) or None,
        "edities": [
            {"naam": row.name, "status": row.status, "van": _day(row.from_date), "tot": _day(row.until_date)}
            for row in edities
        ],
        "bijdragen": [_bijdrage(row) for row in bijdragen_in_order(partnerschap)],
        "goede_voorbeelden": [_example(row) for row in examples_between(organisaties, first, until)],
        "rest": _rest(partnerschap.organisatie_id, dagen, bron, read(network) if network else None),
    }  # fmt: skip


def of_the_network(dagen: Dagen, bron: Tabelbron) -> dict[str, Any]:
    """Return how many organisaties took part by quarter: in fives, and only those with at least five people."""
    found = dict(bron.last["organisaties"]) if bron.last else {}
    for label in bron.kolommen.new:
        many = sum(people >= FEWEST_OF_ONE for people in reached_by_organisatie(*dagen[label]).values())
        is_shown = bron.shown(reached(bron.kolommen.column(label))) is not None
        found[label] = (many // STEP * STEP or None) if is_shown else None
    return {"organisaties": {label: found.get(label) for label in dagen}}


def _rest(own_id: uuid.UUID, dagen: Dagen, bron: Tabelbron, network: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the rest of the network by quarter. Only of whole quarters: figures of the network have no others."""
    found = dict(bron.last["rest"]) if bron.last else {}
    for label in bron.kolommen.new:
        own, theirs = bron.shown(reached(bron.kolommen.column(label))), _class_of(network, label)
        found[label] = _one_rest(own_id, dagen[label], own, theirs) if _is_whole(dagen, label) else None
    is_alike = network is not None and network["kwartalen"] == list(dagen) and all(_is_whole(dagen, at) for at in dagen)
    own = bron.shown(reached(total_of(bron.kolommen.total)))
    whole = _one_rest(own_id, span_of(dagen), own, _class_of(network, TOTAAL)) if is_alike else None
    return {**{label: found.get(label) for label in dagen}, TOTAAL: whole}


def _one_rest(own_id: uuid.UUID, days: tuple[date, date], own: Klasse | None, network: Klasse | None) -> int | None:
    if network is None:
        return None
    first, until = days
    reached_there, working = reached_by_organisatie(first, until), people_by_organisatie(first, until - A_DAY)
    # Who was counted at an organisatie belongs to its people, also when nobody noted that she works there.
    shares: dict[Hashable, Aandeel] = {
        pk: Aandeel(reached_there.get(pk, 0), max(working.get(pk, 0), reached_there.get(pk, 0)))
        for pk in {*reached_there, *working}
    }
    mine = shares.pop(own_id, Aandeel(0, 0))
    return rest_of_network(network, own, mine.population, shares)


def _class_of(network: Mapping[str, Any] | None, label: str) -> Klasse | None:
    klasse = network["bereik"].get(label) if network else None
    return Klasse(*klasse) if klasse else None


def _is_whole(dagen: Dagen, label: str) -> bool:
    kwartaal = kwartaal_from(label)
    return dagen[label] == (kwartaal.first_day, kwartaal.next.first_day)


def _bijdrage(row: Bijdrage) -> dict[str, Any]:
    return {
        "soort": row.kind, "omschrijving": row.description, "toegezegd": _amount(row.promised),
        "gerealiseerd": _amount(row.realised), "eenheid": UNITS.get(BijdrageKind(row.kind), ""),
        "voor": _day(row.promised_date), "op": _day(row.realised_date),
    }  # fmt: skip


def _example(row: Initiatief) -> dict[str, Any]:
    return {"soort": str(row.get_kind_display()), "titel": row.title, "datum": _day(row.from_date or row.until_date),
            "plaats": str(row.get_provincie_display())}  # fmt: skip


def _amount(value: Any) -> str | None:
    return None if value is None else f"{value:.2f}"


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
