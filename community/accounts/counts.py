"""The table in which tries are counted (settings.CACHES), read as plain values only.

Django's own cache runs what it finds in its table when it unpickles it: who could write in that one table could run
code in the web server.
"""

import base64
import io
import logging
import pickle
from collections.abc import Iterable
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone
from wagtail.models import SiteRootPath

logger = logging.getLogger("community.accounts")
# All that reading a value can raise that was not written by us.
UNREADABLE = (
    pickle.UnpicklingError, ValueError, TypeError, LookupError, AttributeError, EOFError, OverflowError, MemoryError,
)  # fmt: skip


class PlainReader(pickle.Unpickler):
    """Reads numbers, texts and lists of them, and where the website begins, which Wagtail keeps here too."""

    def find_class(self, module: str, name: str) -> type[SiteRootPath]:
        """Return the one class that is known here. Raises UnpicklingError for every other name."""
        if (module, name) == (SiteRootPath.__module__, SiteRootPath.__name__):
            return SiteRootPath
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


class PlainCache(DatabaseCache):
    """Django's cache in the database, which never runs what stands in it. What it cannot read counts as absent."""

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        """Return the values that stand under these keys and have not expired."""
        asked = {self.make_and_validate_key(key, version=version): key for key in keys}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT cache_key, value FROM community_cache WHERE cache_key = ANY(%s) AND expires >= %s",
                [list(asked), timezone.now()],
            )
            rows = cursor.fetchall()
        found = {}
        for key, text in rows:
            try:
                found[asked[key]] = PlainReader(io.BytesIO(base64.b64decode(text))).load()
            except UNREADABLE as error:
                logger.warning("cache.unreadable", extra={"error_code": type(error).__name__})
        return found
