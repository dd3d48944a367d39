"""The part of the figures of the vault that runs inside Django: `python -m bench.kluis_work` prints JSON."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import django
from django.conf import settings

NOW = datetime(2027, 1, 18, 8, 0, tzinfo=UTC)
TEXT = ("De regisseur vraagt wat de partijen zelf willen bijdragen. " * 80)[:4096]
MANY, KEYS, REPEATS = 10_000, 1000, 3


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the fastest of a few tries."""
    found = []
    for _ in range(REPEATS):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


def wall(work: Callable[[], object]) -> float:
    """Return the seconds that this took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def fields() -> dict[str, float]:
    """Seal and open as a row does: through the field, each with a fresh nonce."""
    with confidential():
        key_id = make_data_key(now=NOW)
        rows = [Invulling(data_key_id=key_id) for _ in range(MANY)]

        def seal_all() -> None:
            for row in rows:
                row.answers = TEXT

        def open_all() -> int:
            return sum(row.answers.count("kanarie") for row in rows)

        seal_seconds = cpu(seal_all)
        open_seconds = cpu(open_all)
        book = cpu(lambda: sum("bijdragen" in row.answers for row in rows[:120]))
    return {"seal_many": seal_seconds, "open_many": open_seconds, "seal_field": seal_seconds / MANY * 1e6,
            "open_field": open_seconds / MANY * 1e6, "book": book * 1000}  # fmt: skip


def rows() -> dict[str, float]:
    """Make 1,000 casussen, each with a key of its own; read, wrap anew, encrypt anew, destroy."""
    owner = User.objects.create(email="noor@voorbeeld.example", voornaam="Noor", joined_at=NOW)
    with confidential():
        for number in range(KEYS):
            Casus.objects.create(owner=owner, data_key_id=make_data_key(now=NOW), format={"vraag": TEXT},
                                 code=f"c-{number}", created_at=NOW, changed_at=NOW)  # fmt: skip

    def read() -> int:
        with confidential():
            return sum(len(casus.format["vraag"]) for casus in Casus.objects.all())

    read_seconds = cpu(read)
    file = Path(settings.KEK_FILE)
    old = file.read_text()
    file.unlink()
    file.write_text(ensure_kek(file).read_text().replace("demo:", "nieuw:") + old)
    rewrap = wall(rewrap_data_keys)
    renew = wall(lambda: renew_data_keys(made_before=NOW + timedelta(days=1), now=NOW + timedelta(days=2)))
    with confidential():
        keys = list(Casus.objects.values_list("data_key_id", flat=True)[:50])
    destroy = [wall(partial(_destroy, key_id)) for key_id in keys]
    return {"rows": read_seconds, "rewrap": rewrap, "renew": renew / KEYS * 1000,
            "destroy": sorted(destroy)[len(destroy) // 2] * 1000}  # fmt: skip


def _destroy(key_id: UUID) -> None:
    destroy_data_key(key_id=key_id, kind="CASUS", object_id=None, actor=None, reason="METING", now=NOW)


if __name__ == "__main__":
    django.setup()
    from casussen.models import Casus, Invulling
    from community.actions.kluis import destroy_data_key, make_data_key
    from community.actions.sleutelwissel import renew_data_keys, rewrap_data_keys
    from community.confidential import confidential
    from community.models import User
    from deploy.demo.kek import ensure_kek

    print(json.dumps({**fields(), **rows()}))
