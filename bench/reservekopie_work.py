"""The part of the restore that runs inside Django: `python -m bench.reservekopie_work` prints JSON."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import django
import psycopg

NOW = datetime(2027, 1, 18, 8, 0, tzinfo=UTC)
ROWS, TEXT = 14_000, 40_000  # sealed values of 40 kB: 560 MB in the database
FILES, FILE = 460, 1_000_000  # and 460 MB beside it


def fill() -> None:
    """Give one casus many sealed parts, and the storage many files."""
    owner = User.objects.create(email="noor@voorbeeld.example", voornaam="Noor", joined_at=NOW)
    casus = Casus(owner=owner, data_key_id=make_data_key(now=NOW), format={}, created_at=NOW, changed_at=NOW)
    casus.save(force_insert=True)
    for first in range(0, ROWS, 500):
        Sessieopbrengst.objects.bulk_create(
            Sessieopbrengst(
                casus=casus, data_key_id=casus.data_key_id, position=number, changed_at=NOW,
                content={"insights": [secrets.token_hex(TEXT // 2)]},
            )
            for number in range(first + 1, first + 501)
        )  # fmt: skip
    for _number in range(FILES):
        storages["private"].save(f"foto/{secrets.token_hex(16)}", ContentFile(secrets.token_bytes(FILE)))


def weighed(environment: dict[str, str], *words: str) -> dict[str, float]:
    """Run a management command and return the seconds it took and the most memory it had, in megabytes."""
    command = [sys.executable, "-m", "bench.weigh", sys.executable, "manage.py", *words]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    found: dict[str, float] = json.loads(told)
    return found


def main() -> None:
    """Fill, copy, restore elsewhere and check."""
    with confidential():
        fill()
    ours = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="rk-kopie-", dir=os.environ["REGIEKAMER_STATE"]) as folder:
        place = Path(folder)
        copied = weighed(ours, "reservekopie", str(place / "kopie"))
        (copy,) = (place / "kopie").iterdir()
        size = sum(file.stat().st_size for file in copy.iterdir())
        connections.close_all()  # a database that is in use cannot be copied
        with psycopg.connect(ours["DATABASE_URL"], autocommit=True) as admin:
            admin.execute("CREATE DATABASE elders")
            admin.execute("CREATE DATABASE elders_sleutels TEMPLATE ours_sleutels")
        elsewhere = {
            **ours, "DATABASE_URL": ours["DATABASE_URL"].replace("/ours", "/elders"),
            "REGIEKAMER_STATE": str(place / "elders"),
        }  # fmt: skip
        told = {
            "copy": copied, "check": weighed(ours, "reservekopie", str(copy), "--controleer"),
            "restore": weighed(elsewhere, "terugzetten", str(copy)), "inspect": weighed(elsewhere, "herstelcontrole"),
        }  # fmt: skip
    print(json.dumps({"bytes": size, **told}))


if __name__ == "__main__":
    django.setup()
    # Models must be ready before these can be imported.
    from django.core.files.base import ContentFile
    from django.core.files.storage import storages
    from django.db import connections

    from casussen.models import Casus, Sessieopbrengst
    from community.actions.kluis import make_data_key
    from community.confidential import confidential
    from community.models import User

    main()
