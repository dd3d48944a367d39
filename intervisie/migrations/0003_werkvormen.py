"""The methods and the deck that come along, each with a first version; /beheer/ keeps them from then on."""

import json
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

DATA = Path(__file__).resolve().parent.parent / "data"


def _rows(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add what is not there yet; a deck or a method that stands is left as it was kept in /beheer/."""
    decks: Any = apps.get_model("intervisie", "Deck").objects
    deckversies: Any = apps.get_model("intervisie", "Deckversie").objects
    werkvormen: Any = apps.get_model("intervisie", "Werkvorm").objects
    werkvormversies: Any = apps.get_model("intervisie", "Werkvormversie").objects
    for row in _rows("decks.json"):
        words = {name: row[name] for name in ("name", "summary", "card_count")}
        deck, _is_new = decks.get_or_create(code=row["code"], defaults=words)
        _begin(deckversies, row, deck=deck)
    for position, row in enumerate(_rows("werkvormen.json"), start=1):
        words = {name: row[name] for name in ("name", "summary")} | {"position": position}
        words["deck"] = decks.get(code=row["deck"]) if row["deck"] else None
        werkvorm, _is_new = werkvormen.get_or_create(code=row["code"], defaults=words)
        _begin(werkvormversies, row, werkvorm=werkvorm)


def _begin(versies: Any, row: Any, **of: Any) -> None:
    if not versies.filter(**of).exists():
        versies.create(
            number=1, schema=row["schema"], source=row["source"], published_at=timezone.now(), **of
        )  # fmt: skip


class Migration(migrations.Migration):
    """Runs once; running it again changes nothing."""

    dependencies = (("intervisie", "0002_protocollen"),)
    operations = (migrations.RunPython(load, migrations.RunPython.noop),)
