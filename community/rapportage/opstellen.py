"""Makes one report: counts, lets disclosure control decide, and writes down what is shown."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from community.kwartalen import Kwartaal
from community.models import Partnerschap, Rapport, RapportStatus
from community.onthulling import share_band
from community.queries.deelnametelling import Organisaties, tellingen, workers, working_between
from community.queries.namen import toestemmingen_to
from community.queries.organisaties import with_merged
from community.queries.rapportstand import network_rapport, rapporten_before, stored_tellingen
from community.rapportage.content import DEFINITIE, NETWERK, PARTNER, read
from community.rapportage.definities import definitions_of
from community.rapportage.mensen import (
    EFFECT,
    FEWEST_CHANGED,
    Mensen,
    compare,
    keep_columns,
    mensen_of,
    people_by_quarter,
    was_there,
    with_effect,
)
from community.rapportage.namen import known_by_name
from community.rapportage.partnerdeel import of_a_partner, of_the_network
from community.rapportage.tabel import Tabelbron, blocks_of, changes_of
from community.rapportage.tijdvak import Dagen, span_of
from community.rapportage.uitgeven import publish
from community.rapportage.vakken import Bekend, Kolommen, counts_of, populations_of
from community.report_points import Effecttelling, effectlijnen

WHOLE_NETWORK = "Het hele netwerk"
# A share is said of at least this many things.
FEWEST_ANSWERS = 10
# That at least five people changed says too much of a group smaller than this.
FEWEST_WHO_COULD = 10
Workers = Sequence[tuple[uuid.UUID, date, date | None]]


@dataclass(frozen=True)
class Onderwerp:
    """Of whom a report is (None: the whole network), over which quarter, and which days count by quarter."""

    partnerschap: Partnerschap | None
    kwartaal: Kwartaal
    dagen: Dagen


@dataclass(frozen=True)
class Opgesteld:
    """A report that can be stored: what is shown, what stays behind it, and where each person is counted."""

    content: dict[str, Any]
    working: dict[str, Any]
    mensen: Mensen


@dataclass(frozen=True)
class _Vorige:
    """The published reports before this one, the last of them opened, and the quarters that gave none since ever."""

    published: Sequence[Rapport]
    content: Mapping[str, Any] | None
    mensen: Mensen
    quiet: tuple[str, ...]

    @property
    def working(self) -> Mapping[str, Any]:
        return self.published[-1].working if self.published else {}


def draw_up(onderwerp: Onderwerp, today: date) -> Opgesteld | None:
    """Return the report of this quarter, or None: fewer than five people changed since the last one, or could have.

    A fixed number of queries, however many people there are; two more for each quarter that gets figures.
    Raises TamperedError when the last report is not what was frozen.
    """
    vorige = _before(onderwerp)
    organisaties = with_merged(onderwerp.partnerschap.organisatie_id) if onderwerp.partnerschap else None
    first, until = span_of(onderwerp.dagen)
    mensen = mensen_of(tellingen(organisaties, first, until))
    old = [label for label in onderwerp.dagen if label in vorige.working.get("columns", {})]
    wijziging = compare(mensen, vorige.mensen, vorige.working.get("people", {}), old)
    rows = workers(organisaties, first, until)
    if not wijziging.is_enough or _tells_by_being(onderwerp, rows, mensen, old):
        return None
    kolommen = _kolommen(onderwerp, vorige, wijziging.columns)
    mensen = keep_columns(mensen, vorige.mensen, set(kolommen.kept))
    working = publish(
        [row.working for row in vorige.published], counts_of(mensen, kolommen),
        _populations(onderwerp, rows, mensen, kolommen), kolommen,
        _bekend(onderwerp, organisaties, today, vorige.published, mensen, kolommen, rows),
    )  # fmt: skip
    effect = {line.code: list(line.count(organisaties, first, until)) for line in effectlijnen.all()}
    content = _content(onderwerp, organisaties, Tabelbron(kolommen, working, mensen, vorige.content), today)
    content["effect"] = _effect(effect, vorige)
    counted = with_effect(mensen, onderwerp.kwartaal.label, effect)
    working["people"] = people_by_quarter(counted, list(onderwerp.dagen))
    return Opgesteld(content, working, counted)


def _bekend(
    onderwerp: Onderwerp, organisaties: Organisaties, today: date, published: Sequence[Rapport], mensen: Mensen,
    kolommen: Kolommen, rows: Workers,
) -> Bekend | None:  # fmt: skip
    """Return whom a reader may know by name; of the whole network nobody is named."""
    if onderwerp.partnerschap is None or organisaties is None:
        return None
    given = toestemmingen_to(onderwerp.partnerschap.organisatie_id, organisaties, today)
    return known_by_name(given, published, mensen, kolommen, {user for user, _begin, _end in rows})


def _before(onderwerp: Onderwerp) -> _Vorige:
    rows = list(rapporten_before(onderwerp.partnerschap, onderwerp.kwartaal))
    published = [row for row in rows if row.status == RapportStatus.GEPUBLICEERD]
    quiet = tuple(Kwartaal(row.year, row.quarter).label for row in rows if row.status == RapportStatus.GEEN_NIEUW)
    last = published[-1] if published else None
    return _Vorige(published, read(last) if last else None, stored_tellingen(last) if last else {}, quiet)


def _kolommen(onderwerp: Onderwerp, vorige: _Vorige, anew: Iterable[str]) -> Kolommen:
    columns = vorige.working.get("columns", {})
    kept = {label: columns[label] for label in onderwerp.dagen if label in columns and label not in anew}
    return Kolommen(
        total=onderwerp.kwartaal.label, new=tuple(label for label in onderwerp.dagen if label not in kept), kept=kept,
        before=vorige.content["kwartaal"] if vorige.content else None, quiet=vorige.quiet, is_made_anew=bool(anew),
    )  # fmt: skip


def _populations(onderwerp: Onderwerp, rows: Workers, mensen: Mensen, kolommen: Kolommen) -> dict[str, int]:
    """Return of how many people each new cell could have been: who worked there in those days, and who was counted."""
    span = span_of(onderwerp.dagen)
    by_quarter = {
        label: len(working_between(rows, *onderwerp.dagen[label]) | was_there(mensen, label)) for label in kolommen.new
    }
    counted = {user for user, kwartalen in mensen.items() if any(one["activiteiten"] for one in kwartalen.values())}
    return populations_of(by_quarter, len(working_between(rows, *span) | counted), kolommen)


def _tells_by_being(onderwerp: Onderwerp, rows: Workers, mensen: Mensen, old: Sequence[str]) -> bool:
    """Whether so few could have changed that a report tells by being there: of five people, that all of them came."""
    fresh = [label for label in onderwerp.dagen if label not in old]
    who = (working_between(rows, *onderwerp.dagen[label]) | was_there(mensen, label) for label in fresh)
    return len(set[uuid.UUID]().union(*who)) < FEWEST_WHO_COULD


def _content(onderwerp: Onderwerp, organisaties: Organisaties, bron: Tabelbron, today: date) -> dict[str, Any]:
    partnerschap, kwartaal = onderwerp.partnerschap, onderwerp.kwartaal
    soort = PARTNER if partnerschap else NETWERK
    first, until = onderwerp.dagen[kwartaal.label]
    blocks = blocks_of(bron)
    own = (
        of_a_partner(partnerschap, organisaties or (), onderwerp.dagen, bron, network_rapport(kwartaal), today)
        if partnerschap
        else of_the_network(onderwerp.dagen, bron)
    )
    return {
        "definitie": DEFINITIE, "soort": soort,
        "organisatie": partnerschap.organisatie.name if partnerschap else WHOLE_NETWORK,
        "kwartaal": kwartaal.label, "vanaf": first.isoformat(),
        "tot_en_met": date.fromordinal(until.toordinal() - 1).isoformat(), "kwartalen": list(onderwerp.dagen),
        **blocks, **own, "wijzigingen": changes_of(bron, blocks), "definities": definitions_of(soort),
    }  # fmt: skip


def _effect(counted: Mapping[str, Sequence[Effecttelling]], vorige: _Vorige) -> list[dict[str, Any]]:
    """Return the lines of effect. A line keeps what it said while fewer than five people changed in it."""
    said = {line["code"]: line["band"] for line in vorige.content["effect"]} if vorige.content else {}
    label = vorige.content["kwartaal"] if vorige.content else ""
    found = []
    for line in effectlijnen.all():
        now = _sums(counted[line.code])
        before = {
            user: tuple(own)
            for user, kwartalen in vorige.mensen.items()
            if (own := kwartalen.get(label, {}).get(EFFECT, {}).get(line.code))
        }
        changed = sum(now.get(user) != before.get(user) for user in {*now, *before})
        band = said[line.code] if line.code in said and changed < FEWEST_CHANGED else _band(now)
        found.append({"code": line.code, "naam": line.name, "uitleg": line.definition, "band": band})
    return found


def _sums(lines: Iterable[Effecttelling]) -> dict[uuid.UUID, tuple[int, int]]:
    found: dict[uuid.UUID, tuple[int, int]] = {}
    for line in lines:
        yes, total = found.get(line.user_id, (0, 0))
        found[line.user_id] = (yes + line.yes, total + line.all)
    return found


def _band(sums: Mapping[uuid.UUID, tuple[int, int]]) -> str | None:
    yes, total = sum(one[0] for one in sums.values()), sum(one[1] for one in sums.values())
    most = max((one[1] for one in sums.values()), default=0)
    return share_band(yes, total, len(sums), most) if total >= FEWEST_ANSWERS else None
