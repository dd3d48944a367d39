"""The instruments that come along, each with its first version; /beheer/ keeps them from then on."""

import json
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

DATA = Path(__file__).resolve().parent.parent / "data" / "instrumenten.json"
WORDS = ("name", "summary", "hoofdvraag", "position")


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add what is not there yet; an instrument that stands is left as it was kept in /beheer/."""
    instrumenten: Any = apps.get_model("casussen", "Instrument").objects
    versies: Any = apps.get_model("casussen", "Instrumentversie").objects
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        words = {name: row[name] for name in WORDS}
        instrument, _is_new = instrumenten.get_or_create(code=row["code"], defaults=words)
        first = {"schema": row["schema"], "source": row["source"], "published_at": timezone.now()}
        if not versies.filter(instrument=instrument).exists():
            versies.create(instrument=instrument, number=1, **first)


class Migration(migrations.Migration):
    """Runs once; running it again changes nothing."""

    dependencies = (("casussen", "0001_initial"),)
    operations = (migrations.RunPython(load, migrations.RunPython.noop),)
