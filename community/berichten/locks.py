"""Locks of the database that keep background tasks from doing the same work twice. No correctness hangs on them."""

import zlib

from django.db import connection


def take_lock(name: str, *, is_waiting: bool = False) -> bool:
    """Take this lock until the end of the transaction; False when somebody else holds it and we do not wait."""
    number = zlib.crc32(f"regiekamer.{name}".encode())
    with connection.cursor() as cursor:
        if is_waiting:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])
