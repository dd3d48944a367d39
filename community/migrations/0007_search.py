"""What search needs."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("community", "0006_sections")]
    operations: ClassVar[list[object]] = []
