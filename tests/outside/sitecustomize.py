"""Read by Python itself when this folder is on its path: the processes that tests start are guarded as well."""

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location("outside_guard", Path(__file__).with_name("guard.py"))
assert _spec
assert _spec.loader
_guard = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_guard)
_guard.install()
