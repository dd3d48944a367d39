"""A casus, a praktijkboek and a piece of work in which every sealed field holds a word that stands nowhere else.

The fields are found by themselves: a new sealed field gets its canary, or the fill fails. The format of a casus and of
its versions holds one for each question that is answered in words.
"""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from casussen.format import QUESTIONS
from casussen.models import Casus, Instrument, Instrumentversie, Opname, Praktijkboek
from community.actions.kluis import make_data_key
from community.confidential import confidential
from community.fields import SealedField, SealedFileField, SealedJSONField
from community.models import Bijeenkomst, Gastlink, Kring, User, Werk
from intervisie.models import (
    Bezoek,
    Evaluatieplanning,
    Intervisiegroep,
    Matchaanmelding,
    Sessie,
    Sessiedeelnemer,
    Toernee,
    Toerneedeelnemer,
    Toerneestap,
)
from tests.factories import BijeenkomstFactory, KringFactory, UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.casussen import a_casus
from tests.factories.intervisie import a_ronde, an_aanmelding
from tests.factories.intervisiegroepen import a_groep
from tests.factories.moments import LONG_AGO, LONG_AGO_DAY, NOW
from tests.factories.sessies import a_sessie
from tests.factories.toernees import a_deelnemer, a_toernee

START = "wielewaal"
NUMBER = 2  # of what is numbered: the first version of a casus is there when it begins
INTEGERS = {"number": NUMBER, "minutes": 60}
FIRST = "werktitel"  # the question whose canary goes by the name of the field
IN_WORDS = [question.code for question in QUESTIONS if question.kind in {"line", "text"} and question.code != FIRST]

FACTORIES: dict[Any, Any] = {
    User: UserFactory, Kring: KringFactory, Bijeenkomst: BijeenkomstFactory, Intervisiegroep: a_groep,
    Matchaanmelding: lambda: an_aanmelding(a_ronde()),
    Evaluatieplanning: lambda: Evaluatieplanning.objects.create(
        kring=KringFactory(), reason="Proef", form="REFLECTIE", planned_at=LONG_AGO
    ),
    Toernee: a_toernee, Toerneedeelnemer: a_deelnemer,
    Bezoek: lambda: bezoeken_of(a_planned_toernee(with_steps=False))[0],
    Toerneestap: lambda: a_planned_toernee().stappen.first(),
    # The seat of who made the session that stands in the same row.
    Sessie: a_sessie, Sessiedeelnemer: lambda: Sessiedeelnemer.objects.get(number=1),
}  # fmt: skip


def sealed_fields() -> Iterator[tuple[type[models.Model], list[SealedField]]]:
    """Give every model of the project that has sealed fields, with those fields."""
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
        if fields:
            yield model, fields


def canary(model: type[models.Model], part: str) -> str:
    """Return a word for one field, or one question in it, that stands nowhere else."""
    return f"{START}{model._meta.model_name}{part.replace('_', '')}{secrets.token_hex(4)}"


class Filled:
    """One row of every model with sealed fields; `words` holds the canary of each field by 'Model.field'.

    That of each further question of a format stands under 'Model.format.question'. `related` holds every row by its
    model, those without sealed fields too.
    """

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.rows: dict[str, models.Model] = {}
        self.casus = a_casus()
        self.kring = KringFactory(kind="PRAKTIJKBOEK")
        with confidential():
            self.related: dict[type[models.Model], Any] = {Casus: self.casus}
            for model, fields in sealed_fields():
                if model.__name__ not in self.rows:
                    self._fill(model, fields)

    def _fill(self, model: type[models.Model], fields: list[SealedField]) -> None:
        row: Any  # one of any model
        if model is Casus:
            row = Casus.objects.get(pk=self.casus.pk)
        else:
            row = model(data_key_id=self._key_of(model), **self._given(model, fields))
        for field in fields:
            word = self.words.setdefault(f"{model.__name__}.{field.name}", canary(model, field.name))
            value = self._value(field, word)
            setattr(row, field.name, value | self._answers(model) if field.name == "format" else value)
        row.save()
        self.rows[model.__name__] = row
        self.related[model] = row

    def _key_of(self, model: type[models.Model]) -> Any:
        is_part = any(field.name == "casus" for field in model._meta.fields) and model is not Opname
        return self.casus.data_key_id if is_part else make_data_key(now=LONG_AGO)

    def _value(self, field: SealedField, word: str) -> Any:
        if isinstance(field, SealedFileField):
            return ContentFile(word.encode() * 50, name=f"{word}.txt")
        return {FIRST: word, "lijst": [word]} if isinstance(field, SealedJSONField) else f"Over {word}."

    def _answers(self, model: type[models.Model]) -> dict[str, str]:
        """Return an answer to each further question of the format."""
        words = {code: canary(model, f"format{code}") for code in IN_WORDS}
        self.words |= {f"{model.__name__}.format.{code}": word for code, word in words.items()}
        return {code: f"Over {word}." for code, word in words.items()}

    def _given(self, model: type[models.Model], fields: list[SealedField]) -> dict[str, Any]:
        """Return something for each column that must have a value."""
        given: dict[str, Any] = {}
        for field in model._meta.concrete_fields:
            is_open = field.null or field.has_default() or field.primary_key or field in fields
            if is_open or field.attname == "data_key_id" or (isinstance(field, models.CharField) and field.blank):
                continue
            given[field.name] = self._plain(field)
        return given

    def _plain(self, field: models.Field[Any, Any]) -> Any:
        if isinstance(field, models.ForeignKey):
            return self._one(field.related_model)
        if isinstance(field, models.DateTimeField):
            return NOW + timedelta(days=1) if "until" in field.name or "expires" in field.name else LONG_AGO
        if isinstance(field, models.DateField):
            return LONG_AGO_DAY + timedelta(days=400 if "until" in field.name else 0)
        if isinstance(field, models.BooleanField):
            return True
        if isinstance(field, models.IntegerField):
            return INTEGERS.get(field.name, 4)
        if isinstance(field, models.JSONField):
            return {}
        return field.choices[0][0] if field.choices else "pdf"[: getattr(field, "max_length", None)]

    def _one(self, model: Any) -> Any:
        if model not in self.related:
            self.related[model] = self._make(model)
        return self.related[model]

    def _make(self, model: Any) -> Any:
        if model is Praktijkboek:
            return Praktijkboek.objects.create(
                kring=self.kring, closes_date=LONG_AGO_DAY + timedelta(days=400),
                destroys_date=LONG_AGO_DAY + timedelta(days=500), created_at=LONG_AGO,
            )  # fmt: skip
        if model is Instrument:
            found = Instrument.objects.first()
            return found or Instrument.objects.create(code="proef", name="Proef", summary="Proef", hoofdvraag="WELKE")
        if model is Instrumentversie:
            instrument = self._one(Instrument)
            return instrument.versies.first() or Instrumentversie.objects.create(
                instrument=instrument, number=1, schema={}, source="Proef"
            )
        if model is Werk:
            return Werk.objects.create(kind="PROEF", user=self.casus.owner, object_id=self.casus.pk, asked_at=LONG_AGO)
        if model is Gastlink:
            return Gastlink.objects.create(
                kind="CASUS", object_id=self.casus.pk, name="Gast", email="gast@regiekamer.example", made_at=LONG_AGO,
                expires_at=NOW + timedelta(days=30),
            )  # fmt: skip
        if model in FACTORIES:
            return FACTORIES[model]()
        fields = dict(sealed_fields()).get(model)
        if fields:
            self._fill(model, fields)
            return self.rows[model.__name__]
        return model.objects.create(**self._given(model, []))
