"""The protocol that comes along, with its first version; /beheer/ keeps it from then on."""

import json
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

DATA = Path(__file__).resolve().parent.parent / "data" / "protocollen.json"
WORDS = ("name", "summary")


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add what is not there yet; a protocol that stands is left as it was kept in /beheer/."""
    protocollen: Any = apps.get_model("intervisie", "Protocol").objects
    versies: Any = apps.get_model("intervisie", "Protocolversie").objects
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        is_usual = row["is_usual"] and not protocollen.filter(is_usual=True).exists()
        words = {name: row[name] for name in WORDS} | {"is_usual": is_usual}
        protocol, _is_new = protocollen.get_or_create(code=row["code"], defaults=words)
        first = {"schema": row["schema"], "source": row["source"], "published_at": timezone.now()}
        if not versies.filter(protocol=protocol).exists():
            versies.create(protocol=protocol, number=1, **first)


class Migration(migrations.Migration):
    """Runs once; running it again changes nothing."""

    dependencies = (("intervisie", "0001_initial"),)
    operations = (migrations.RunPython(load, migrations.RunPython.noop),)
