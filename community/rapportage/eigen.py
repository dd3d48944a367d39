"""Where a person was counted in frozen reports, and what a partner sees of those very cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from community.access.rapportage import own_tellingen
from community.kwartalen import kwartaal_from
from community.models import Organisatie, Rapport, Rapporttelling, User
from community.notation import duration
from community.queries.rapporten import title_of
from community.rapportage import woorden
from community.rapportage.content import TOTAAL, TamperedError, read
from community.rapportage.mensen import EFFECT


@dataclass(frozen=True)
class Eigenregel:
    """One cell in which she was counted: when, what, how long she was there, and what the partner sees of it."""

    kwartaal: str
    wat: str
    eigen: str
    gezien: str


@dataclass(frozen=True)
class Vastgesteld:
    """A frozen report in which she was counted."""

    rapport: Rapport
    title: str
    organisatie: Organisatie
    frozen_on: date | datetime
    regels: Sequence[Eigenregel]


def counted(user: User, now: datetime) -> list[Vastgesteld]:
    """Return the frozen reports in which this person was counted, the newest first. One query for any number."""
    rows = own_tellingen(user, now).select_related("rapport__partnerschap__organisatie").defer("rapport__working")
    found = []
    for telling in rows.order_by("-rapport__year", "-rapport__quarter", "pk"):
        if telling.rapport.partnerschap is not None:
            found.append(_of(telling, telling.rapport.partnerschap.organisatie))
    return found


def _of(telling: Rapporttelling, organisatie: Organisatie) -> Vastgesteld:
    rapport = telling.rapport
    title = _("{rapport} van {organisatie}").format(rapport=title_of(rapport), organisatie=organisatie.name)
    try:
        content = read(rapport) or {}
    except TamperedError:  # its partner sees nothing either
        content = {}
    return Vastgesteld(rapport, title, organisatie, rapport.frozen_at, _regels(telling.cells, content))


def _regels(cells: Mapping[str, Mapping[str, Any]], content: Mapping[str, Any]) -> list[Eigenregel]:
    """Return her cells quarter by quarter, the newest first, and then those of the whole period."""
    found: list[Eigenregel] = []
    whole: dict[str, int] = {}
    effect: Mapping[str, Sequence[int]] = {}
    for quarter in sorted(cells, reverse=True):
        cell = cells[quarter]
        found += _of_quarter(kwartaal_from(quarter).words, quarter, cell, content)
        effect = effect or cell.get(EFFECT, {})
        for code, minutes in cell["activiteiten"].items():
            whole[code] = whole.get(code, 0) + minutes
    ever = _("Hele periode")
    if whole:
        found += _of_quarter(ever, TOTAAL, {"activiteiten": whole}, content)
    for line in content.get("effect", ()):
        if line["code"] in effect:
            own = _("{yes} van {total}").format(yes=effect[line["code"]][0], total=effect[line["code"]][1])
            found.append(Eigenregel(ever, woorden.text(line["naam"]), own, woorden.share(line.get("band"))))
    return found


def _of_quarter(
    words: str, quarter: str, cell: Mapping[str, Any], content: Mapping[str, Any]
) -> list[Eigenregel]:  # fmt: skip
    minutes: Mapping[str, int] = cell["activiteiten"]
    found = []
    if minutes:
        seen = _people(content, "bereik", quarter)
        found.append(Eigenregel(words, _("Bereikt, bij wat dan ook"), _time(sum(minutes.values())), seen))
    seats: Mapping[str, Sequence[int]] = cell.get("plaatsen", {})
    for row in content.get("activiteiten", ()):
        if row["code"] in minutes or row["code"] in seats:
            own = _own(minutes.get(row["code"]), seats.get(row["code"]))
            found.append(Eigenregel(words, woorden.text(row["naam"]), own, _activity(row, quarter)))
    for row in content.get("provincies", ()):
        if row["code"] in cell.get("provincies", ()):
            found.append(Eigenregel(words, woorden.text(row["naam"]), _("meegeteld"), _people(row, "mensen", quarter)))
    return found


def _own(minutes: int | None, seats: Sequence[int] | None) -> str:
    """Return '4 uur, 2 keer aanwezig, 1 keer afwezig'."""
    parts = [_time(minutes)] if minutes is not None else []
    if seats and seats[0]:
        parts.append(_("{amount} keer aanwezig").format(amount=seats[0]))
    if seats and seats[1]:
        parts.append(_("{amount} keer afwezig").format(amount=seats[1]))
    return ", ".join(parts)


def _activity(row: Mapping[str, Any], quarter: str) -> str:
    """Return all that the partner reads of one activity in one quarter."""
    parts = [_people(row, "mensen", quarter)]
    hours, share = (woorden.cell(row, name, quarter) for name in ("uren_per_persoon", "aanwezigheid"))
    if hours is not None:
        parts.append(_("{hours} uur per persoon").format(hours=woorden.hours_each(hours)))
    if share is not None:
        parts.append(_("aanwezigheid {share}").format(share=woorden.share(share)))
    return ", ".join(parts)


def _people(row: Mapping[str, Any], name: str, quarter: str) -> str:
    klasse = woorden.cell(row, name, quarter)
    return str(woorden.HIDDEN) if klasse is None else _("{people} mensen").format(people=woorden.people(klasse))


def _time(minutes: int) -> str:
    return duration(timedelta(minutes=minutes))
