"""Two years of participation of 40 organisaties, as many places as asked for. Import it when Django is ready."""

from datetime import UTC, date, datetime, timedelta

from django.db import connection

from community import models as m

ORGANISATIES, SEATS = 40, 20
BEGIN = datetime(2024, 10, 1, 7, 0, tzinfo=UTC)
STARTS, UNTIL, ENDS = date(2024, 10, 1), date(2026, 10, 1), date(2027, 1, 1)
KINDS = ("DAGDEEL", "LEERGROEP", "ONTMOETING", "INTERVISIE", "TOERNEE")
PROVINCIES = ("", "UTRECHT", "ZEELAND", "DRENTHE", "GELDERLAND")
# Each meeting has twenty people in a row; nine out of ten came.
PLACES = """
INSERT INTO community_deelname (id, bijeenkomst_id, user_id, status, organisatie_id, attended_via)
SELECT gen_random_uuid(), b.id, u.id, CASE WHEN (b.n + k) %% 10 = 0 THEN 'AFWEZIG' ELSE 'AANWEZIG' END,
       u.organisatie, ''
FROM (SELECT id, row_number() OVER (ORDER BY starts_at, id) AS n FROM community_bijeenkomst
      WHERE title = 'Bench rapporten') b
CROSS JOIN generate_series(0, %(seats)s - 1) k
JOIN (SELECT w.user_id AS id, w.organisatie_id AS organisatie, row_number() OVER (ORDER BY u.email) - 1 AS n
      FROM community_dienstverband w JOIN community_user u ON u.id = w.user_id WHERE u.email LIKE 'rapport%%') u
  ON u.n = (b.n * 7 + k) %% %(people)s
"""


def add_places(places: int) -> list[m.Organisatie]:
    """Store so many places, with a person for each hundred of them; return the organisaties."""
    people, meetings = max(400, places // 100), places // SEATS
    organisaties = m.Organisatie.objects.bulk_create(
        m.Organisatie(name=f"Bench {n}", slug=f"bench-{n}", kind="WATERSCHAP", wereld="OVERHEID")
        for n in range(ORGANISATIES)
    )
    users = m.User.objects.bulk_create(
        [m.User(email=f"rapport{n:06d}@voorbeeld.example", voornaam="Noor", achternaam=f"Wal{n}", joined_at=BEGIN)
         for n in range(people)], batch_size=5000,
    )  # fmt: skip
    m.Dienstverband.objects.bulk_create(
        [m.Dienstverband(user=user, organisatie=organisaties[n % ORGANISATIES], from_date=STARTS - timedelta(days=99))
         for n, user in enumerate(users)], batch_size=5000,
    )  # fmt: skip
    span = (UNTIL - STARTS).days
    m.Bijeenkomst.objects.bulk_create(
        [_meeting(BEGIN + timedelta(days=n * span // meetings, minutes=n % 300), n) for n in range(meetings)],
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute(PLACES, {"seats": SEATS, "people": people})
        cursor.execute("ANALYZE")
    return organisaties


def _meeting(moment: datetime, n: int) -> m.Bijeenkomst:
    return m.Bijeenkomst(
        kind=KINDS[n % len(KINDS)], audience="LEDEN", title="Bench rapporten", starts_at=moment, changed_at=moment,
        ends_at=moment + timedelta(minutes=60 + 30 * (n % 5)), provincie=PROVINCIES[n // 7 % len(PROVINCIES)],
    )  # fmt: skip


def a_partner(organisatie: m.Organisatie) -> m.Partnerschap:
    """Return a partnerschap of two years and a quarter."""
    return m.Partnerschap.objects.create(
        organisatie=organisatie, status="ACTIEF", start_date=STARTS, end_date=ENDS, created_at=BEGIN
    )
