"""What sealing costs: a field of 4 KB, ten thousand of them, wrapping 1,000 keys anew, destroying one."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, at_most
from bench.measure import ROOT
from deploy.demo.kek import ensure_kek
from deploy.engines import Postgres
from deploy.engines.folder import base_folder, private_folder

# Name of the figure, unit and bar, by the key under which bench.kluis_work tells it.
FIGURES = {
    "seal_field": ("kluis: een veld van 4 KB verzegelen", "us cpu", 100.0),
    "open_field": ("kluis: een veld van 4 KB openen", "us cpu", 100.0),
    "seal_many": ("kluis: 10.000 velden van 4 KB verzegelen", "s cpu", 0.5),
    "open_many": ("kluis: 10.000 velden van 4 KB openen", "s cpu", 0.5),
    "book": ("kluis: praktijkboek van 12 x 10 velden, geopend en doorzocht", "ms cpu", 50.0),
    "rows": ("kluis: 1.000 rijen lezen en openen, elk een eigen sleutel", "s cpu", 0.5),
    "rewrap": ("kluis: 1.000 datasleutels opnieuw verpakken", "s", 2.0),
    "renew": ("kluis: 1.000 casussen opnieuw versleutelen, per casus", "ms", 50.0),
    "destroy": ("kluis: een datasleutel vernietigen", "ms", 50.0),
}


def figures() -> Iterator[Figure]:
    """Measure in a process with a database of its own."""
    folder = private_folder(Path(tempfile.mkdtemp(prefix="rk-bench-", dir=base_folder())))
    postgres = Postgres(folder / "pg", is_for_tests=True)
    try:
        postgres.start()
        for name in ("ours", "ours_sleutels"):
            postgres.ensure_database(name)
        (folder / "state").mkdir()
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "deploy.settings.demo",
                       "DATABASE_URL": postgres.url("ours"), "REGIEKAMER_STATE": str(folder / "state"),
                       "KEK_FILE": str(ensure_kek(folder / "kek"))}  # fmt: skip
        for words in (("migrate", "-v0"), ("migrate", "sleutels", "--database", "sleutels", "-v0")):
            subprocess.run([sys.executable, "-m", "django", *words], cwd=ROOT, env=environment, check=True)
        done = subprocess.run([sys.executable, "-m", "bench.kluis_work"], cwd=ROOT, env=environment, check=True,
                              text=True, stdout=subprocess.PIPE)  # fmt: skip
    finally:
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)
    told = json.loads(done.stdout)
    for key, (name, unit, bar) in FIGURES.items():
        yield at_most(name, told[key], unit, bar)
