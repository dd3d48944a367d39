"""Fills a database with a network of full size: 5,000 people, 300 organisaties, 400 leergroepen, 50,000 deelnames.

Runs inside Django (`python -m bench.data`), with bulk inserts: what is measured is reading, not this.
"""

import random
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

import django
from django.contrib.auth.hashers import make_password

PASSWORD = "weidevogels-in-de-polder"  # noqa: S105 - of a person who does not exist
EMAIL = "persoon0000@regiekamer.example"
PEOPLE, ORGANISATIES, GROEPEN, DEELNAMES, MEETINGS = 5000, 300, 400, 50_000, 1600
WORDS = (
    "water",
    "natuur",
    "landbouw",
    "casus",
    "gebied",
    "waterschap",
    "samenwerking",
    "mandaat",
    "intervisie",
    "peil",
)


def fill(now: datetime) -> None:
    """Fill an empty, migrated database."""
    chance = random.Random(5)  # noqa: S311 - test data
    people = fill_people(chance, now)
    kringen = fill_groepen(chance, people, now)
    fill_agenda(chance, people, kringen, now)
    from django.db import connection  # noqa: PLC0415 - Django must be set up first

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def fill_people(chance: random.Random, now: datetime) -> list[Any]:
    """Make people with accounts, employers and profiles."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - Django must be set up first

    from community import models as m  # noqa: PLC0415 - Django must be set up first

    organisaties = m.Organisatie.objects.bulk_create(
        m.Organisatie(name=f"Waterschap {n:03d}", slug=f"waterschap-{n:03d}",
                      kind=chance.choice(m.OrganisatieKind.values), wereld=chance.choice(m.Wereld.values))
        for n in range(ORGANISATIES)
    )  # fmt: skip
    opgaven = m.Opgave.objects.bulk_create(m.Opgave(name=f"Opgave {n}", slug=f"opgave-{n}") for n in range(12))
    password = make_password(PASSWORD)
    people = m.User.objects.bulk_create(
        m.User(email=f"persoon{n:04d}@regiekamer.example", voornaam=f"Noor{n % 97}", tussenvoegsel="van der",
               achternaam=f"Wal{chance.randrange(10**6):06d}", password=password, joined_at=now)
        for n in range(PEOPLE)
    )  # fmt: skip
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in people
    )
    m.Dienstverband.objects.bulk_create(
        m.Dienstverband(user=user, organisatie=chance.choice(organisaties), from_date=now.date()) for user in people
    )
    profielen = m.Profiel.objects.bulk_create(
        m.Profiel(user=user, in_ledengids=True, functie=f"Regisseur {chance.choice(WORDS)}",
                  ervaring=chance.choice(m.Ervaring.values), provincies=chance.sample(m.Provincie.values, 2),
                  zoekt=" ".join(chance.choices(WORDS, k=12)), biedt=" ".join(chance.choices(WORDS, k=12)),
                  completed_at=now)
        for user in people
    )  # fmt: skip
    link = m.Profiel.opgaven.through
    link.objects.bulk_create(
        link(profiel_id=profiel.pk, opgave_id=opgave.pk)
        for profiel in profielen
        for opgave in chance.sample(opgaven, 3)
    )
    return people


def fill_groepen(chance: random.Random, people: list[Any], now: datetime) -> list[Any]:
    """Make groups with members and messages; the first person is in five of them."""
    from community import models as m  # noqa: PLC0415 - Django must be set up first

    kringen = m.Kring.objects.bulk_create(m.Kring(kind="LEERGROEP", name=f"Leergroep {n:03d}") for n in range(GROEPEN))
    m.Leergroep.objects.bulk_create(
        m.Leergroep(kring=kring, slug=f"leergroep-{n:03d}", summary="Samen leren over water en landbouw.")
        for n, kring in enumerate(kringen)
    )
    members, messages = [], []
    for n, kring in enumerate(kringen):
        inside = {*chance.sample(people[1:], 14), *([people[0]] if n < 5 else [])}
        for place, user in enumerate(sorted(inside, key=lambda user: user.email)):
            members.append(m.Lidmaatschap(kring=kring, user=user, role="LID" if place else "TREKKER",
                                          from_at=now - timedelta(days=90)))  # fmt: skip
            if place < 6:
                messages.append(m.Groepsbericht(kring=kring, author=user, text=" ".join(chance.choices(WORDS, k=30)),
                                                created_at=now - timedelta(hours=place + n)))  # fmt: skip
    m.Lidmaatschap.objects.bulk_create(members)
    m.Groepsbericht.objects.bulk_create(messages)
    return kringen


def fill_agenda(chance: random.Random, people: list[Any], kringen: list[Any], now: datetime) -> None:
    """Make meetings before and after today, and places in them."""
    from community import models as m  # noqa: PLC0415 - Django must be set up first

    meetings = m.Bijeenkomst.objects.bulk_create(
        m.Bijeenkomst(kring=kringen[n % GROEPEN] if n % 4 else None, kind="LEERGROEP" if n % 4 else "ONTMOETING",
                      audience="KRING" if n % 4 else "LEDEN", title=f"Bijeenkomst {n}", place_name="Gouda",
                      starts_at=now + timedelta(days=n % 400 - 200, hours=n % 7),
                      ends_at=now + timedelta(days=n % 400 - 200, hours=n % 7 + 3), changed_at=now)
        for n in range(MEETINGS)
    )  # fmt: skip
    # In the meetings of a group its members have a place, in those for everybody anyone.
    inside: dict[Any, list[Any]] = defaultdict(list)
    for kring_id, user_id in m.Lidmaatschap.objects.values_list("kring", "user"):
        inside[kring_id].append(user_id)
    pairs = {(n, user_id) for n, meeting in enumerate(meetings) for user_id in inside.get(meeting.kring_id, ())}
    open_ones = [n for n, meeting in enumerate(meetings) if meeting.kring_id is None]
    while len(pairs) < DEELNAMES:
        pairs.add((chance.choice(open_ones), chance.choice(people).pk))
    m.Deelname.objects.bulk_create(
        (m.Deelname(bijeenkomst=meetings[n], user_id=user_id, status="AANGEMELD") for n, user_id in sorted(pairs)),
        batch_size=5000,
    )
    m.Taak.objects.bulk_create(
        m.Taak(user=user, kind="PROFIEL", object_id=user.pk, opened_at=now, due_at=now) for user in people[:200]
    )


if __name__ == "__main__":
    django.setup()
    from community import clock

    fill(clock.now())
