"""An editie as tables for a spreadsheet: who applied, who takes part, which days, who was there, what is handed in.

Names, dates and statuses only: no motivation, no casus, nothing of what was said (SECURITY.md T50).
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from community.models import Deelname, KringKind, Lidmaatschap
from community.notation import day_of, local
from community.sheet_writing import csv_lines, safe_cell
from training.models import Deelnemer, Editie, Editiedeel, Inschrijving, Inzending

Row = tuple[str, ...]


def aanmeldingen(editie: Editie) -> Iterator[Row]:
    """Return who applied and what came of it."""
    yield ("persoon", "organisatie", "status", "aangevraagd op", "besloten op", "instemming opdrachtgever")
    rows = Inschrijving.objects.filter(editie=editie).select_related("user", "organisatie")
    for row in rows.order_by("user__sort_key", "pk"):
        yield _row(row.user.naam, row.organisatie, row.get_status_display(), row.requested_at, row.decided_at,
                   row.get_instemming_display())  # fmt: skip


def deelnemers(editie: Editie) -> Iterator[Row]:
    """Return who takes part, with her organisation when she applied and her team."""
    yield ("persoon", "organisatie bij aanmelding", "team", "toegelaten op", "gereed voor dagdeel 1 op", "gestopt op",
           "afgerond op")  # fmt: skip
    places = Lidmaatschap.objects.filter(kring__kind=KringKind.TEAM, kring__team__editie=editie, until_at__isnull=True)
    teams = dict(places.values_list("user_id", "kring__name"))
    rows = Deelnemer.objects.filter(editie=editie).select_related("user", "inschrijving__organisatie")
    for row in rows.order_by("user__sort_key", "pk"):
        yield _row(row.user.naam, row.inschrijving.organisatie, teams.get(row.user_id), row.admitted_at, row.ready_at,
                   row.stopped_at, row.finished_at)  # fmt: skip


def dagen(editie: Editie) -> Iterator[Row]:
    """Return the parts of the programme with when and where."""
    yield ("onderdeel", "datum", "begin", "einde", "plaats", "open vanaf", "klaar voor")
    rows = Editiedeel.objects.filter(editie=editie).select_related("onderdeel", "bijeenkomst")
    for row in rows.order_by("onderdeel__position"):
        meeting = row.bijeenkomst
        times: tuple[Any, ...] = ("", "", "", "")
        if meeting is not None:
            begin, end = local(meeting.starts_at), local(meeting.ends_at)
            times = (meeting.starts_at, f"{begin:%H:%M}", f"{end:%H:%M}", meeting.place_name or meeting.online_url)
        yield _row(row.onderdeel.title, *times, row.from_date, row.until_date)


def presentie(editie: Editie) -> Iterator[Row]:
    """Return who was at which part, with her organisation at that moment."""
    yield ("onderdeel", "datum", "persoon", "organisatie op dat moment", "status")
    rows = Deelname.objects.filter(bijeenkomst__editiedeel__editie=editie).select_related(
        "user", "organisatie", "bijeenkomst__editiedeel__onderdeel"
    )
    for row in rows.order_by("bijeenkomst__starts_at", "bijeenkomst_id", "user__sort_key", "pk"):
        yield _row(row.bijeenkomst.editiedeel.onderdeel.title, row.bijeenkomst.starts_at, row.user.naam,
                   row.organisatie, row.get_status_display())  # fmt: skip


def tussentijden(editie: Editie) -> Iterator[Row]:
    """Return who is how far with which tussentijd; nothing of what she made."""
    yield ("onderdeel", "persoon", "status", "ingeleverd op")
    rows = Inzending.objects.filter(editiedeel__editie=editie)
    rows = rows.select_related("deelnemer__user", "editiedeel__onderdeel")
    for row in rows.order_by("editiedeel__onderdeel__position", "deelnemer__user__sort_key", "pk"):
        yield _row(row.editiedeel.onderdeel.title, row.deelnemer.user.naam, row.get_status_display(), row.handed_in_at)


TABLES: dict[str, Callable[[Editie], Iterable[Row]]] = {
    "aanmeldingen": aanmeldingen,
    "deelnemers": deelnemers,
    "dagen": dagen,
    "presentie": presentie,
    "tussentijden": tussentijden,
}


def packed(editie: Editie) -> tuple[bytes, int]:
    """Return all tables as one zip of CSV files, and how many rows they have together. One query or two per table."""
    held, amount = io.BytesIO(), 0
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in TABLES.items():
            rows = list(table(editie))
            amount += len(rows) - 1
            archive.writestr(f"{name}.csv", b"".join(csv_lines(rows)))
    return held.getvalue(), amount


def _row(*values: Any) -> Row:
    """Return cells that are safe in a spreadsheet; days as 2027-02-16."""
    return tuple(safe_cell(_cell(value)) for value in values)


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return day_of(value).isoformat()
    return "" if value is None else str(value)
