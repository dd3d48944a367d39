"""Compares the mail that a real server took with what must come: each once, in time, in Dutch, nothing confidential."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tests.browser.post import read
from tests.journeys.steps import complaints_about
from tests.journeys.trip import CANARIES, Trip

CATALOGUS = Path(__file__).resolve().parents[2] / "docs" / "berichten" / "catalogus.csv"
# Rows that are sent as a message of any meeting or date poll (see the catalogue itself).
SENT_AS = {
    "N18": ("N111",), "N24": ("N111",), "N25": ("N112", "N113"), "N26": ("N109",), "N38": ("N126",), "N39": ("N106",),
    "N40": ("N111",),
}  # fmt: skip
# What may pass between the moment a mail may leave and the moment the server has it.
PATIENCE = timedelta(minutes=20)
SAID = "SELECT kind, zending_id FROM community_bericht WHERE zending_id IS NOT NULL"
ON_SCREEN = "SELECT DISTINCT kind FROM community_bericht WHERE is_on_screen AND mail_mode = 'GEEN'"


@dataclass(frozen=True)
class Told:
    """One message in a mail that came: of which kind, to whom, when."""

    kind: str
    to: str
    at: datetime


def told(trip: Trip) -> list[Told]:
    """Return every message that came, by the Message-ID of its mail; several travel in one mail."""
    by_mail: dict[object, list[str]] = {}
    for row in trip.rows(SAID):
        by_mail.setdefault(row["zending_id"], []).append(row["kind"])
    arrivals = trip.bag.arrivals
    return [Told(kind, one.to, one.at) for one in arrivals for kind in by_mail.get(one.zending_id, [])]


def differences(trip: Trip) -> list[str]:
    """Return in words what came that must not, came too early or too late, or did not come; of the kinds owed."""
    found: list[str] = []
    came = sorted(told(trip), key=lambda one: one.at)
    kinds = {one.kind for one in trip.owed}
    left = Counter(range(len(came)))
    for owed in sorted((one for one in trip.owed if one.at < trip.site.now()), key=lambda one: one.at):
        fits = [n for n, one in enumerate(came) if left[n] and (one.kind, one.to) == (owed.kind, owed.to)
                and owed.at - timedelta(minutes=2) <= one.at <= owed.at + PATIENCE]  # fmt: skip
        if fits:
            left[fits[0]] = 0
        else:
            found.append(f"missing {owed.kind} to {owed.to} at {owed.at:%a %d-%m-%Y %H:%M}")
    found += [f"extra {one.kind} to {one.to} at {one.at:%a %d-%m-%Y %H:%M}" for n, one in enumerate(came)
              if left[n] and one.kind in kinds]  # fmt: skip
    return found


def twice(trip: Trip) -> list[str]:
    """Return the mails that came more than once."""
    counted = Counter(arrival.zending_id for arrival in trip.bag.arrivals)
    return [f"{zending} came {number} times" for zending, number in counted.items() if number > 1]


def bad_mails(trip: Trip) -> list[str]:
    """Return what is wrong with any mail: its form, its language, a confidential word in any of its parts."""
    found = []
    for path in trip.site.mails():
        mail = read(path)
        found += complaints_about(mail, trip.site)
        parts = [part.get_payload(decode=True) for part in mail.message.walk() if not part.is_multipart()]
        everything = " ".join([mail.subject, *(str(part, "utf-8", "replace") for part in parts)]).casefold()
        found += [f"{mail.subject}: says {word}" for word in CANARIES if word in everything]
    return sorted(set(found))


def unproven(trip: Trip) -> set[str]:
    """Return the rows N10 to N54 of the catalogue of which nothing came in this journey, by mail or only on screen."""
    with CATALOGUS.open() as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    rows = {code for code in codes if 10 <= int(re.sub(r"\D", "", code)) <= 54}
    came = {one.kind for one in told(trip)} | {row["kind"] for row in trip.rows(ON_SCREEN)}
    return {code for code in rows if not came & set(SENT_AS.get(code, (code,)))}
