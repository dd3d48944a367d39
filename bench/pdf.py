"""D1: a praktijkboek of 20 casussen to paper, against bare typst of the same text; and the memory that takes."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, against_floor, at_least, at_most
from bench.measure import ROOT
from deploy.demo.kek import ensure_kek
from deploy.engines import Postgres
from deploy.engines.folder import base_folder, private_folder

BAR, MEGABYTES, PAGES = 4, 200, 90


def figures() -> Iterator[Figure]:
    """Let a process with a database of its own do the work as the worker does."""
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
        done = subprocess.run([sys.executable, "-m", "bench.pdf_work"], cwd=ROOT, env=environment, check=True,
                              text=True, stdout=subprocess.PIPE)  # fmt: skip
    finally:
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)
    told = json.loads(done.stdout)
    yield at_least("D1 praktijkboek van 20 casussen, bladzijden", told["pages"], "bladzijden", PAGES)
    yield against_floor("D1 praktijkboek van 20 casussen naar pdf", told["ours"], "s cpu", told["floor"],
                        told["ours"] / told["floor"], BAR)  # fmt: skip
    yield Figure("D1 praktijkboek van 20 casussen, wachttijd", round(told["wall"], 3), "s")
    yield at_most("D1 geheugen van het proces dat zet", told["megabytes"], "MB", MEGABYTES)
    yield at_most("D1 geheugen van de werker erbij", told["worker_growth"], "MB", 50)
