"""The standard programme with its eleven parts, the development goals and the competences; /beheer/ keeps them."""

import json
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

DATA = Path(__file__).resolve().parent.parent / "data" / "programma.json"
LINKS = ("instrumenten", "ontwikkeldoelen", "draaiboek")


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add what is not there yet; what stands is left as it was kept in /beheer/."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    table: Any = {name: apps.get_model("training", name).objects for name in (
        "Ontwikkeldoel", "Competentie", "Programma", "Programmaversie", "Programmaonderdeel", "Draaiboekregel",
    )}  # fmt: skip
    for name, rows in (("Ontwikkeldoel", data["ontwikkeldoelen"]), ("Competentie", data["competenties"])):
        for row in rows:
            table[name].get_or_create(number=row["number"], defaults=row)
    words = data["programma"]
    programma, is_new = table["Programma"].get_or_create(
        slug=words["slug"], defaults={"name": words["name"], "summary": words["summary"]}
    )
    if not is_new:
        return
    versie = table["Programmaversie"].create(
        programma=programma, number=1, source=words["source"], established_at=timezone.now()
    )
    doelen = {row.number: row for row in table["Ontwikkeldoel"].all()}
    instrumenten = {row.code: row for row in apps.get_model("casussen", "Instrument").objects.all()}  # type: ignore[attr-defined]  # a model of then
    for position, row in enumerate(words["onderdelen"], 1):
        fields = {name: value for name, value in row.items() if name not in LINKS}
        onderdeel = table["Programmaonderdeel"].create(versie=versie, position=position, **fields)
        onderdeel.instrumenten.set(instrumenten[code] for code in row["instrumenten"])
        onderdeel.ontwikkeldoelen.set(doelen[number] for number in row["ontwikkeldoelen"])
        for line_position, line in enumerate(row["draaiboek"], 1):
            table["Draaiboekregel"].create(onderdeel=onderdeel, position=line_position, **line)


class Migration(migrations.Migration):
    """Runs once; running it again changes nothing."""

    dependencies = (("training", "0001_initial"), ("casussen", "0002_instrumenten"))
    operations = (migrations.RunPython(load, migrations.RunPython.noop),)
