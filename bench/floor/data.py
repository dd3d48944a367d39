"""Fills the floor's database: as many people as the product has, and one plain page."""

import random

import django

from bench.data import EMAIL, PASSWORD, PEOPLE
from bench.export_data import ROWS


def fill() -> None:
    """Fill an empty, migrated database."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django must be set up first
    from wagtail.models import Page, Site  # noqa: PLC0415 - Django must be set up first

    from bench.floor.models import Person, PlainPage  # noqa: PLC0415 - Django must be set up first

    chance = random.Random(1)  # noqa: S311 - test data
    get_user_model().objects.create_user(EMAIL, EMAIL, PASSWORD)
    provinces = [f"Provincie {n}" for n in range(12)]
    Person.objects.bulk_create(
        Person(name=f"Persoon {chance.randrange(10**6):06d}", email=f"p{n}@example.org",
               organisation=f"Organisatie {n % 300}", province=chance.choice(provinces),
               role=chance.choice(["regisseur", "trainer", "partner"]), bio="Gebied en samenwerking. " * 20)
        for n in range(PEOPLE)
    )  # fmt: skip
    fill_places()
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=PlainPage(title="Home", slug="floor", body="<p>" + "Gebied en samenwerking. " * 60 + "</p>")
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)


def fill_places() -> None:
    """Make as many rows of seven columns as the longest file has."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up first

    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO floor_place (meeting, day, parts, "group", person, organisation, status) '
            "SELECT 'Bijeenkomst ' || n / 20, '2029-01-01', 'ochtend', 'Leergroep ' || n %% 400, "
            "'Noor van der Wal' || n, 'Waterschap ' || n %% 300, 'Aanwezig' FROM generate_series(1, %s) AS n",
            [ROWS],
        )


if __name__ == "__main__":
    django.setup()
    fill()
