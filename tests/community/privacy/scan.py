"""Looking through both databases and the storage for words that must not be there any more."""

from collections.abc import Collection

from django.core.files.storage import storages
from django.db import connections
from psycopg import sql

ALIASES = ("default", "sleutels")


def rows_with(words: Collection[str]) -> set[str]:
    """Return the tables that hold one of these words in any column of any row, as 'alias.table word'."""
    found = set()
    for alias in ALIASES:
        names = tables(alias)
        with connections[alias].cursor() as cursor:
            for table in names:
                for word in words:
                    looks = sql.SQL("SELECT 1 FROM {} t WHERE t::text ILIKE %s LIMIT 1").format(sql.Identifier(table))
                    cursor.execute(looks, [f"%{word}%"])
                    if cursor.fetchone():
                        found.add(f"{alias}.{table} {word}")
    return found


def tables(alias: str) -> list[str]:
    """Return every table of one of our databases."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [table for (table,) in cursor.fetchall()]


def files_with(words: Collection[str]) -> set[str]:
    """Return the private files that hold one of these words."""
    storage, found, folders = storages["private"], set(), [""]
    while folders:
        folder = folders.pop()
        below, names = storage.listdir(folder)
        folders += [f"{folder}/{name}".lstrip("/") for name in below]
        for name in names:
            with storage.open(f"{folder}/{name}".lstrip("/"), "rb") as file:
                content = file.read().decode(errors="replace").casefold()
            found |= {f"{folder}/{name} {word}" for word in words if word.casefold() in content}
    return found
