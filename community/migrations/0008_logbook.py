"""What the log needs."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("community", "0007_search")]
    operations: ClassVar[list[object]] = []
