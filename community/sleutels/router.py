"""Which table lives in which database: the key store apart from everything else."""

from typing import Any

APP = "sleutels"
ALIAS = "sleutels"
COPIED = "vernietiging"  # the erasure ledger stands in both databases


class SleutelsRouter:
    """Sends the key store to its own database and keeps every other table out of it."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        """Return the database of a table of the key store; of others nothing, so that Django decides."""
        return ALIAS if model._meta.app_label == APP else None

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        """Return the same as for reading."""
        return self.db_for_read(model)

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool | None:
        """Refuse relations between the key store and the rest: a foreign key cannot cross databases."""
        apps = {one._meta.app_label, other._meta.app_label}
        return False if APP in apps and len(apps) > 1 else None

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        """Whether a migration may act here: keys in their own database, the ledger in both, the rest never there."""
        if app_label != APP:
            return False if db == ALIAS else None
        return db == ALIAS or model_name == COPIED
