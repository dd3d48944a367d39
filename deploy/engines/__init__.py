"""PostgreSQL and Valkey out of their wheels, for `make demo` and `make test`. A production server brings its own.

Knows no Django: the demo supervisor and the test plugin use it before any settings are read.
"""

from deploy.engines.folder import EngineError, runtime_folder
from deploy.engines.postgres import Postgres
from deploy.engines.valkey import Valkey

__all__ = ["EngineError", "Postgres", "Valkey", "runtime_folder"]
