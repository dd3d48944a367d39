"""How the platform fares, in numbers for a monitor: counts and ages, never who or what.

Everything is counted in the database at the moment of asking, so that it is the same on each of many hosts. What a
process would have to remember (requests by status, their time) is counted by the proxy in front of all of them.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import FileSystemStorage, storages
from django.db.models import Count, Min, Sum

from community.fields import STORAGE
from community.models import (
    Bezorging,
    Hartslag,
    Opruiming,
    Storing,
    Werk,
    WerkStatus,
    Zending,
    ZendingStatus,
)
from community.queries.berichten import is_paused, oldest_due_at
from community.queries.gezond import database_bytes

PARTS = ("DATABASE", "WACHTRIJ", "MIGRATIES", "SLEUTEL", "KLOK", "HARTSLAG", "POST", "OPSLAG")


@dataclass(frozen=True)
class Cijfer:
    """One kind of number: its name and what it says, and the numbers by the value of its label."""

    name: str
    text: str
    label: str
    numbers: Mapping[str, float]


def cijfers_of(now: datetime, broken: list[str]) -> list[Cijfer]:
    """Return all numbers of this moment. Without a database only which parts work."""
    parts = Cijfer("onderdeel_werkt", "Of een onderdeel werkt (1) of niet (0).", "onderdeel",
                   {name: float(name not in broken) for name in PARTS})  # fmt: skip
    if "DATABASE" in broken:
        return [parts]
    return [parts, *_of_mail(now), *_of_tasks(now), *_of_purges(now), *_of_storage()]


def details_of(now: datetime) -> dict[str, object]:
    """Return what helps who is called out of bed: how long ago each task came to its end, and what mail waits."""
    return {
        "hartslagen": {name: round(age) for name, age in _ages(now).items()},
        "post_wacht_seconden": round(_seconds_since(oldest_due_at(now), now)),
        "post_gepauzeerd": is_paused(),
        "storingen": {row.place: row.error_code for row in Storing.objects.order_by("-last_at", "id")[:10]},
    }


def _of_mail(now: datetime) -> list[Cijfer]:
    counted = dict(Zending.objects.order_by().values_list("status").annotate(Count("pk")))
    waiting = Zending.objects.filter(status=ZendingStatus.GEPLAND, next_attempt_at__lte=now).count()
    return [
        Cijfer("mails", "Mails in de database naar status.", "status",
               {status: counted.get(status, 0) for status in ZendingStatus.values}),
        _one("mails_wachten", "Mails die nu weg mogen en er nog staan.", waiting),
        _one("mail_wacht_seconden", "Hoe lang de oudste daarvan wacht.", _seconds_since(oldest_due_at(now), now)),
        _one("mail_gepauzeerd", "Of alle post met opzet wacht.", is_paused()),
        _one("adressen_gestopt", "Adressen waar geen post meer heen gaat.",
             Bezorging.objects.filter(stopped_at__isnull=False).count()),
    ]  # fmt: skip


def _of_tasks(now: datetime) -> list[Cijfer]:
    counted = dict(Werk.objects.order_by().values_list("status").annotate(Count("pk")))
    oldest = Werk.objects.filter(status=WerkStatus.WACHT).aggregate(oldest=Min("asked_at"))["oldest"]
    faults = dict(Storing.objects.order_by().values_list("place").annotate(Sum("count")))
    return [
        Cijfer("hartslag_seconden", "Hoe lang geleden een taak klaar was; 'klok' is de planner zelf.", "taak",
               _ages(now)),
        Cijfer("werk", "Lang werk naar status.", "status",
               {status: counted.get(status, 0) for status in WerkStatus.values}),
        _one("werk_wacht_seconden", "Hoe lang het oudste werk wacht.", _seconds_since(oldest, now)),
        Cijfer("storingen", "Hoe vaak iets op de achtergrond mislukte.", "plaats", faults),
    ]  # fmt: skip


def _of_purges(now: datetime) -> list[Cijfer]:
    newest = list(Opruiming.objects.order_by("name", "-at").distinct("name"))
    return [
        Cijfer("opruiming_rijen", "Wat de laatste keer is verwijderd.", "wat",
               {row.name: row.removed for row in newest}),
        Cijfer("opruiming_seconden", "Hoe lang geleden dat was.", "wat",
               {row.name: _seconds_since(row.at, now) for row in newest}),
        Cijfer("opruiming_mislukt", "Of het de laatste keer mislukte.", "wat",
               {row.name: float(bool(row.failed_code)) for row in newest}),
    ]  # fmt: skip


def _of_storage() -> list[Cijfer]:
    found = [Cijfer("database_bytes", "Hoe groot een database is.", "database", database_bytes())]
    store = storages[STORAGE]
    if isinstance(store, FileSystemStorage):  # a store that hosts share has a monitor of its own
        try:
            free = shutil.disk_usage(store.location).free
        except FileNotFoundError:  # nothing was kept yet
            return found
        found.append(_one("schijf_vrij_bytes", "Hoeveel er nog bij kan op de schijf van de bestanden.", free))
    return found


def _ages(now: datetime) -> dict[str, float]:
    beats = Hartslag.objects.order_by("name").values_list("name", "beat_at")
    return {name: _seconds_since(moment, now) for name, moment in beats}


def _seconds_since(moment: datetime | None, now: datetime) -> float:
    return max(0.0, (now - moment).total_seconds()) if moment else 0.0


def _one(name: str, text: str, number: float) -> Cijfer:
    return Cijfer(name, text, "", {"": float(number)})
