"""Puts in the place of what people wrote, in every field that holds prose, a vector that would run as a script.

Nothing is chosen by hand: prose is what reads like it. Codes, dates, addresses, keys, choices and what stands still by
the database stay as they are; so does what only machines write. `poison.json` in the folder of the site tells how many
fields of which model were filled, and what the database refused.
"""

import html
import itertools
import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, models, transaction
from wagtail.fields import StreamField

from community import clock
from community.berichten import planning, sender
from community.confidential import confidential
from community.fields import SealedField, SealedFileField, SealedJSONField
from community.kluis import KluisError
from community.models import Bericht, BerichtStatus, Zending, ZendingStatus
from tests.browser.vectors import VECTORS

APPS = {"community", "casussen", "intervisie", "training", "wagtailimages", "wagtaildocs", "wagtailcore"}
# Frozen by the database or by a fingerprint, or written by machines alone.
LEFT = {"community.Rapport", "community.Rapporttelling", "community.Logregel", "community.Zending", "community.Sessie",
        "community.Hartslag", "community.Storing", "community.Opruiming", "community.Bezorging", "community.Apparaat",
        "community.Bericht", "community.Paginatekst", "community.Begrip", "community.Begripnaam",
        "community.Toestemming", "casussen.Inzage", "wagtailimages.Rendition", "wagtailcore.Revision",
        "wagtailcore.Site", "wagtailcore.Locale", "wagtailcore.ReferenceIndex", "wagtailcore.PageLogEntry",
        "wagtailcore.ModelLogEntry", "wagtailcore.Collection"}  # fmt: skip
# Addresses in a tree and what they are made of; what Wagtail keeps to itself.
LEFT_FIELDS = {"path", "url_path", "password", "draft_title", "seo_title", "search_description", "online_url", "label"}
PLAIN = (models.SlugField, models.EmailField, models.URLField)
NAME = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ'’-]+")
AFTER = len(" 9999")
SHORT = 60  # schemas are judged when they are read: a heading in them has a length


class Poison:
    """Gives each value that reads like prose the next vector that fits, and counts."""

    def __init__(self) -> None:
        self._turn = itertools.count()
        self.filled: Counter[str] = Counter()
        self.refused: list[str] = []

    def vector(self, length: int | None = None, *, is_unique: bool = False) -> str | None:
        """Return the next vector that fits; of a field whose values must differ, with a number behind it."""
        room = None if length is None else length - (AFTER if is_unique else 0)
        for _try in VECTORS:
            turn = next(self._turn)
            found = VECTORS[turn % len(VECTORS)]
            if room is None or len(found) <= room:
                return f"{found} {turn % 10_000}" if is_unique else found
        return None

    def in_json(self, value: Any) -> Any:
        """Return what JSON holds with a vector in the place of each text of more words. Keys stay."""
        if isinstance(value, dict):
            return {key: self.in_json(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.in_json(each) for each in value]
        return self.vector(max(len(value), SHORT)) if isinstance(value, str) and is_sentence(value) else value

    def in_page(self, value: Any) -> Any:
        """Return blocks of the website: rich text as the editor stores it, so that markup in it is written out."""
        if isinstance(value, dict):
            return {key: self.in_page(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.in_page(each) for each in value]
        if isinstance(value, str) and value.startswith("<"):
            return f"<p>{html.escape(self.vector() or '')}</p>"
        return self.vector() if isinstance(value, str) and is_sentence(value) else value

    def fill(self, model: type[models.Model]) -> None:
        """Fill all rows of a model."""
        fields = fields_of(model)
        if not fields:
            return
        for row in model._default_manager.order_by("pk"):
            try:
                with transaction.atomic():
                    self._fill_row(row, fields)
            except (DatabaseError, KluisError) as error:
                self.refused.append(f"{model._meta.label}: {type(error).__name__}")

    def _fill_row(self, row: models.Model, fields: list[models.Field[Any, Any]]) -> None:
        label = row._meta.label
        changes = {field.attname: new for field in fields if (new := self._new(row, field)) is not None}
        plain = {name: new for name, new in changes.items() if not is_own(row._meta.get_field(name))}
        type(row)._default_manager.filter(pk=row.pk).update(**plain)
        own = {name: new for name, new in changes.items() if name not in plain}
        for name, new in own.items():
            setattr(row, name, new)
        if own:
            row.save(update_fields=list(own))
        self.filled.update(f"{label}.{name}" for name in changes)

    def _new(self, row: models.Model, field: models.Field[Any, Any]) -> Any:
        """Return what a field shall hold, or None when it stays."""
        held = getattr(row, field.attname)
        if isinstance(field, StreamField):
            return json.dumps(self.in_page(list(held.raw_data)))
        if isinstance(field, (models.JSONField, SealedJSONField)):
            new = self.in_json(held)
            return new if new != held else None
        if not isinstance(held, str) or not is_prose(held):
            return None
        return self.vector(field.max_length, is_unique=must_differ(field))


def must_differ(field: models.Field[Any, Any]) -> bool:
    """Whether two rows may not hold the same here."""
    rules = [rule for rule in field.model._meta.constraints if isinstance(rule, models.UniqueConstraint)]
    return field.unique or any(field.name in rule.fields or rule.expressions for rule in rules)


def is_own(field: Any) -> bool:
    """Whether only the row itself can write this field: it seals, or makes blocks of it."""
    return isinstance(field, (SealedField, StreamField))


def is_sentence(text: str) -> bool:
    """Whether this is more than one word, and no moment."""
    return " " in text.strip() and not text[:1].isdigit()


def is_prose(text: str) -> bool:
    """Whether this reads like what a person wrote: more words, or a name."""
    return is_sentence(text) or bool(NAME.fullmatch(text))


def fields_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the fields of a model that may hold prose."""
    if model._meta.label in LEFT or model._meta.app_label not in APPS or not model._meta.managed:
        return []
    return [field for field in model._meta.local_concrete_fields if may_hold_prose(field)]


def may_hold_prose(field: Any) -> bool:
    """Whether somebody could have typed the value of this field."""
    if isinstance(field, PLAIN) or field.choices or field.name in LEFT_FIELDS or isinstance(field, SealedFileField):
        return False
    kinds = (models.CharField, models.TextField, models.JSONField, StreamField, SealedField)
    return isinstance(field, kinds)


def send_again(now: datetime) -> None:
    """Let every mail that was sent be written and sent once more, from what stands in the database now."""
    Bericht.objects.filter(status=BerichtStatus.VERZONDEN).update(status=BerichtStatus.GEPLAND)
    Zending.objects.exclude(status=ZendingStatus.VERVALLEN).update(
        status=ZendingStatus.GEPLAND, next_attempt_at=now, attempts=0, uncertain=0, sent_at=None, is_mandatory=True
    )
    planning.plan(now)
    sender.deliver(now)


def main() -> None:
    """Fill, send, and write down what was done."""
    poison = Poison()
    with confidential():
        for model in apps.get_models():
            poison.fill(model)
    send_again(clock.now())
    told = {"filled": poison.filled, "refused": poison.refused}
    (Path(settings.STATE) / "poison.json").write_text(json.dumps(told))
