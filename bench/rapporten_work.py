"""The part of the figures of reports that runs inside Django: `python -m bench.rapporten_work` prints JSON.

At 10,000, 100,000 and 1,000,000 places in meetings: counting those of one partner and of the whole network through the
ORM against SQL by hand on the same indexes, freezing a quarter, and reading what was frozen. CPU seconds of this
process and its database backend together.
"""

import json
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import django

SIZES = (10_000, 100_000, 1_000_000)
REPEATS = 5
BY_HAND = """
SELECT d.user_id, date_trunc('quarter', b.starts_at AT TIME ZONE 'Europe/Amsterdam'), b.kind, b.provincie,
       count(*) FILTER (WHERE d.status = 'AANWEZIG'), count(*) FILTER (WHERE d.status <> 'AANWEZIG'),
       sum(b.ends_at - b.starts_at) FILTER (WHERE d.status = 'AANWEZIG')
FROM community_deelname d JOIN community_bijeenkomst b ON b.id = d.bijeenkomst_id
WHERE d.status IN ('AANWEZIG', 'AFWEZIG') AND b.status = 'GEPLAND' AND b.starts_at >= %s AND b.starts_at < %s
"""
OF_ONE = " AND d.organisatie_id = %s"
GROUPED = " GROUP BY 1, 2, 3, 4"


def measure(places: int) -> dict[str, Any]:
    """Return the figures at this size. Empties the tables first."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE community_organisatie, community_user, community_bijeenkomst CASCADE")
    organisatie = add_places(places)[0]
    partnerschap = a_partner(organisatie)
    span = (STARTS, UNTIL)
    ends = [at_local(day, datetime.min.time()) for day in span]
    one = _beside(lambda: tellingen([organisatie.pk], *span), lambda: _by_hand(OF_ONE, [*ends, organisatie.pk]))
    found: dict[str, Any] = {"one": one}
    found["all"] = _beside(lambda: tellingen(None, *span), lambda: _by_hand("", ends), repeats=2)
    for name, subject in (("netwerk", None), ("partner", partnerschap)):
        found[f"eerste {name}"] = _cpu(partial(_freeze, subject, Kwartaal(2026, 2)))
    for name, subject in (("netwerk", None), ("partner", partnerschap)):
        found[name] = _cpu(partial(_freeze, subject, Kwartaal(2026, 3)))
    found["lezen"] = statistics.median(_cpu(lambda: _read(partnerschap)) for _ in range(20)) * 1000
    found["verschil"] = _difference(organisatie, partnerschap)
    return found


def _beside(ours: Callable[[], object], floor: Callable[[], object], repeats: int = REPEATS) -> dict[str, float]:
    """Return CPU seconds of both, in turn, and the median ratio."""
    pairs = []
    for number in range(repeats + 1):
        sides = [ours, floor] if number % 2 else [floor, ours]
        spent = {side: _cpu(side) for side in sides}
        pairs.append((spent[ours], spent[floor]))
    pairs = pairs[1:]  # the first fills the caches
    return {"ours": statistics.median(a for a, _ in pairs), "floor": statistics.median(b for _, b in pairs),
            "ratio": statistics.median(a / b for a, b in pairs)}  # fmt: skip


def _by_hand(more: str, words: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND + more + GROUPED, words)
        return cursor.fetchall()


def _freeze(partnerschap: Any, kwartaal: Any) -> None:
    moment = datetime.combine(kwartaal.next.first_day + timedelta(days=12), datetime.min.time(), tzinfo=UTC)
    freeze(partnerschap=partnerschap, kwartaal=kwartaal, now=moment)


def _read(partnerschap: Any) -> object:
    return read(Rapport.objects.defer("working").get(partnerschap=partnerschap, year=2026, quarter=3))


def _difference(organisatie: Any, partnerschap: Any) -> int:
    """Return by how much the frozen count of the whole partnerschap differs from SQL by hand: people reached."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT d.user_id) FROM community_deelname d JOIN community_bijeenkomst b "
            "ON b.id = d.bijeenkomst_id WHERE d.organisatie_id = %s AND d.status = 'AANWEZIG' AND b.starts_at < %s",
            [organisatie.pk, at_local(UNTIL, datetime.min.time())],
        )
        by_hand = cursor.fetchone()[0]
    working = Rapport.objects.get(partnerschap=partnerschap, year=2026, quarter=3).working
    return abs(int(by_hand) - int(working["counts"]["bereik@tot.2026K3"]))


def _cpu(work: Callable[[], object]) -> float:
    """Return the CPU time of this process and of its backend in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    before = time.process_time_ns() + _clock(backend)
    work()
    return (time.process_time_ns() + _clock(backend) - before) / 1e9


def _clock(pid: int) -> int:
    return time.clock_gettime_ns((~pid << 3) | 2)  # the POSIX clock of another process


if __name__ == "__main__":
    django.setup()
    from django.db import connection

    from bench.rapporten_rows import STARTS, UNTIL, a_partner, add_places
    from community.actions.rapporten import freeze
    from community.kwartalen import Kwartaal
    from community.models import Rapport
    from community.queries.deelnametelling import tellingen
    from community.rapportage.content import read
    from community.workdays import at_local

    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("DROP TRIGGER community_rapport_frozen ON community_rapport")
    print(json.dumps({str(size): measure(size) for size in SIZES}))
