"""Solver libraries cost hundreds of megabytes: a web process never loads them, whatever page it serves (P9)."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def test_the_solvers_are_installed_here_and_a_process_of_its_own_can_load_them() -> None:
    """Without them the test below would say nothing."""
    assert [name for name in ("numba", "numpy", "scipy") if importlib.util.find_spec(name) is None] == []


@pytest.mark.timeout(300)
@pytest.mark.django_db
def test_serving_every_page_loads_no_solver() -> None:
    address = re.sub(r"/[^/?]+(\?|$)", rf"/{connection.settings_dict['NAME']}\1", os.environ["DATABASE_URL"], count=1)
    environment = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "deploy.settings.test"}
    told = subprocess.run([sys.executable, "-m", "tests.deploy.web_libraries"], cwd=ROOT, env=environment,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert told.returncode == 0, told.stderr[-3000:]
    found = json.loads(told.stdout.splitlines()[-1])
    assert found["solvers"] == []
    assert len(found["answers"]) > 40
    assert {path: status for path, status in found["answers"].items() if status >= 500} == {}
    of_matching = [status for path, status in found["answers"].items() if "/matching/" in path]
    assert of_matching == [200] * len(of_matching)
