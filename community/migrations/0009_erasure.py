"""What erasure and retention need."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("community", "0008_logbook")]
    operations: ClassVar[list[object]] = []
