"""Adds to the full-size network what is unusually busy: `python -m bench.busy_data <file>`.

A group with 1,000 messages, a month with 400 meetings, a person with 300 meetings of her own, a date poll of 40
people. Writes into the file where to find them, as JSON.
"""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django

from bench.data import EMAIL

SLUG, MESSAGES, MONTH_MEETINGS, OWN_MEETINGS = "leergroep-004", 1000, 400, 300
POLL_SLUG, POLL_PEOPLE, POLL_DATES = "leergroep-005", 40, 30


def fill(now: datetime) -> dict[str, str]:
    """Store it all; return the addresses of the busy pages."""
    from community.actions.feed import renew_feed  # noqa: PLC0415 - Django must be set up first
    from community.models import User  # noqa: PLC0415 - Django must be set up first
    from community.notation import local  # noqa: PLC0415 - Django must be set up first

    person = User.objects.get(email=EMAIL)
    fill_conversations(now)
    busy = local(now).replace(day=1, hour=9, minute=0, second=0, microsecond=0) + timedelta(days=400)
    fill_month(person, busy)
    token = renew_feed(actor=person, now=now)
    return {
        "berichten": f"/leergroepen/{SLUG}/berichten/",
        "maand": f"/agenda/{busy.year}/{busy.month}/",
        "feed": f"/agenda/feed/{token}.ics",
        "datumprikker": f"/agenda/datumprikkers/{fill_prikker(person, now)}/",
    }


def fill_conversations(now: datetime) -> None:
    """Write 1,000 messages in one group: every third one begins a conversation, the others answer it."""
    from community import models as m  # noqa: PLC0415 - Django must be set up first

    kring = m.Leergroep.objects.get(slug=SLUG).kring
    authors = [row.user for row in m.Lidmaatschap.objects.filter(kring=kring).select_related("user")]
    rows: list[m.Groepsbericht] = []
    for number in range(MESSAGES):
        at = now - timedelta(hours=MESSAGES - number)
        first = rows[-(number % 3)] if number % 3 else None
        rows.append(m.Groepsbericht(kring=kring, author=authors[number % len(authors)], created_at=at,
                                    text="Hoe pakken jullie dit aan in het veenweidegebied? " * 4, reply_to=first,
                                    number=number % 3))  # fmt: skip
        if first:
            first.reply_count, first.last_reply_at = number % 3, at
    m.Groepsbericht.objects.bulk_create(rows)


def fill_month(person: Any, begin: datetime) -> None:
    """Plan 400 meetings for all members within four weeks; the person comes to 300 of them."""
    from community import models as m  # noqa: PLC0415 - Django must be set up first

    meetings = m.Bijeenkomst.objects.bulk_create(
        m.Bijeenkomst(kind="ONTMOETING", audience="LEDEN", title=f"Ontmoeting {number}", place_name="Gouda",
                      starts_at=begin + timedelta(days=number % 28, minutes=number),
                      ends_at=begin + timedelta(days=number % 28, minutes=number + 90), changed_at=begin)
        for number in range(MONTH_MEETINGS)
    )  # fmt: skip
    m.Deelname.objects.bulk_create(
        m.Deelname(bijeenkomst=meeting, user=person, status="AANGEMELD") for meeting in meetings[:OWN_MEETINGS]
    )


def fill_prikker(person: Any, now: datetime) -> str:
    """Ask 40 people about 30 dates, all answered but one; the person leads the group. Return the code."""
    from community import models as m  # noqa: PLC0415 - Django must be set up first

    kring = m.Leergroep.objects.get(slug=POLL_SLUG).kring
    m.Lidmaatschap.objects.filter(kring=kring).delete()
    others = m.User.objects.filter(is_active=True).exclude(pk=person.pk).order_by("pk")[: POLL_PEOPLE - 1]
    people = [person, *others]
    agreed: Any = {"accepted": kring.newest_afspraken, "accepted_at": now if kring.newest_afspraken else None}
    m.Lidmaatschap.objects.bulk_create(
        m.Lidmaatschap(kring=kring, user=user, role="TREKKER" if user == person else "LID", from_at=now, **agreed)
        for user in people
    )
    poll = m.Datumprikker.objects.create(kring=kring, title="Ronde langs de kades", duration_minutes=120, opened_at=now,
                                         answer_until=now + timedelta(days=10), opened_by=person)  # fmt: skip
    opties = m.Optie.objects.bulk_create(
        m.Optie(datumprikker=poll, starts_at=now + timedelta(days=20 + day), changed_at=now,
                ends_at=now + timedelta(days=20 + day, hours=2))
        for day in range(POLL_DATES)
    )  # fmt: skip
    choices = ("KAN", "LIEVER_NIET", "KAN_NIET")
    m.Antwoord.objects.bulk_create(
        m.Antwoord(optie=optie, user=user, value=choices[(row + column) % 3])
        for row, user in enumerate(people[1:])
        for column, optie in enumerate(opties)
    )
    return poll.code


if __name__ == "__main__":
    django.setup()
    from community import clock

    Path(sys.argv[1]).write_text(json.dumps(fill(clock.now())))
