"""The log keeps what is written: the database refuses every change of a line."""

from typing import ClassVar

from django.db import migrations

from community.migrations import _database


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("community", "0007_search")]
    operations: ClassVar[list[object]] = [_database.FIX_LOG]
