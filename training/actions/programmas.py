"""Programmes: a version is written as a concept, established, and from then on never changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community import access
from community.access.kennis import may_keep_registers
from community.actions.errors import ActionError
from community.actions.versions import save_version
from community.models import User
from training.models import Draaiboekregel, Ontwikkeldoel, Programma, Programmaonderdeel, Programmaversie
from training.queries.programmas import faults_of

STAYS = _("Deze versie is vastgesteld en verandert niet meer. Maak een nieuwe versie.")
COPIED = (
    "position", "code", "kind", "form", "title", "minutes", "is_same_day", "goals", "activities", "preparation",
    "has_own_teamgesprek", "has_trainer_teamgesprek", "has_coaching", "opdracht_title", "opdracht_text",
    "opdracht_part",
)  # fmt: skip
LINE = ("position", "minutes", "activity", "werkvorm", "material", "who")


@dataclass(frozen=True)
class OnderdeelAnswers:
    """All of one part: its own fields, what it works with and on, and its script line by line."""

    fields: Mapping[str, Any]
    instrumenten: Iterable[Any]
    ontwikkeldoelen: Iterable[Ontwikkeldoel]
    draaiboek: Iterable[Mapping[str, Any]]


def save_onderdeel(
    *, actor: User, versie: Programmaversie, onderdeel: Programmaonderdeel | None, version: int,
    answers: OnderdeelAnswers, now: datetime,
) -> Programmaonderdeel:  # fmt: skip
    """Write a part of a concept, or add it; those behind it move up. The place is the one that `position` says.

    Raises ActionError for a version that was established and for a code that another part has, StaleSaveError when
    somebody else changed this version since the page was opened.
    """
    access.require(may_keep_registers(actor, now))
    with transaction.atomic():
        held = _hold_concept(versie, version)
        row = onderdeel or Programmaonderdeel(versie=held)
        for name, value in answers.fields.items():
            setattr(row, name, value)
        others = Programmaonderdeel.objects.filter(versie=held).exclude(pk=row.pk)
        if others.filter(code=row.code).exists():
            raise ActionError(_("Een ander onderdeel heeft deze code al. Kies een andere."))
        wanted = max(1, row.position)
        row.position = 10_000  # out of the way, until all have their place
        row.save()
        row.instrumenten.set(answers.instrumenten)
        row.ontwikkeldoelen.set(answers.ontwikkeldoelen)
        row.draaiboek.all().delete()
        Draaiboekregel.objects.bulk_create(
            Draaiboekregel(onderdeel=row, position=number, **line) for number, line in enumerate(answers.draaiboek, 1)
        )
        ordered = list(others.order_by("position"))
        ordered.insert(wanted - 1, row)
        _number(ordered)
    return row


def remove_onderdeel(*, actor: User, onderdeel: Programmaonderdeel, now: datetime) -> None:
    """Take a part out of a concept. Raises ActionError for a version that was established."""
    access.require(may_keep_registers(actor, now))
    with transaction.atomic():
        held = _hold_concept(onderdeel.versie, None)
        onderdeel.delete()
        _number(Programmaonderdeel.objects.filter(versie=held).order_by("position"))


def establish_programma(*, actor: User, versie: Programmaversie, now: datetime) -> Programmaversie:
    """Establish a version: new edities get it, and it never changes any more. A second time does nothing.

    Raises ActionError with every fault, one on a line.
    """
    access.require(may_keep_registers(actor, now))
    with transaction.atomic():
        stored = Programmaversie.objects.select_for_update(of=("self",)).get(pk=versie.pk)
        if stored.established_at is not None:
            return stored
        faults = faults_of(stored)
        if faults:
            raise ActionError("\n".join(faults))
        return save_version(
            stored, version=stored.version, changes={"established_at": now, "established_by": actor}
        )  # fmt: skip


def new_version(*, actor: User, versie: Programmaversie, now: datetime) -> Programmaversie:
    """Begin the next version of a programme as a copy of this one; the concept that stands already otherwise."""
    access.require(may_keep_registers(actor, now))
    with transaction.atomic():
        programma = Programma.objects.select_for_update().get(pk=versie.programma_id)
        rows = Programmaversie.objects.filter(programma=programma)
        concept = rows.filter(established_at__isnull=True).first()
        if concept is not None:
            return concept
        highest = rows.aggregate(highest=Max("number"))["highest"] or 0
        made = Programmaversie.objects.create(programma=programma, number=highest + 1, source=versie.source)
        _copy_parts(versie, made)
    return made


def copy_programma(*, actor: User, versie: Programmaversie, name: str, now: datetime) -> Programmaversie:
    """Begin another programme that is like this version, as a concept. Raises ActionError for a name that is taken."""
    access.require(may_keep_registers(actor, now))
    slug = slugify(name)[:60]
    if not slug:
        raise ActionError(_("Geef het programma een naam met letters."))
    with transaction.atomic():
        try:
            with transaction.atomic():
                programma = Programma.objects.create(
                    slug=slug, name=name[:120], summary=versie.programma.summary, copied_from=versie.programma
                )
        except IntegrityError as error:
            raise ActionError(_("Er is al een programma met deze naam. Kies een andere.")) from error
        made = Programmaversie.objects.create(programma=programma, number=1, source=versie.source)
        _copy_parts(versie, made)
    return made


def remove_version(*, actor: User, versie: Programmaversie, now: datetime) -> None:
    """Throw a concept away. Raises ActionError for a version that was established."""
    access.require(may_keep_registers(actor, now))
    with transaction.atomic():
        held = _hold_concept(versie, None)
        Programmaonderdeel.objects.filter(versie=held).delete()
        held.delete()


def _hold_concept(versie: Programmaversie, version: int | None) -> Programmaversie:
    stored = Programmaversie.objects.select_for_update(of=("self",)).filter(pk=versie.pk).first()
    if stored is None or stored.established_at is not None:
        raise ActionError(STAYS)
    return save_version(stored, version=stored.version if version is None else version, changes={})


def _copy_parts(source: Programmaversie, made: Programmaversie) -> None:
    for row in source.onderdelen.order_by("position"):
        copy = Programmaonderdeel.objects.create(versie=made, **{name: getattr(row, name) for name in COPIED})
        copy.instrumenten.set(row.instrumenten.all())
        copy.ontwikkeldoelen.set(row.ontwikkeldoelen.all())
        Draaiboekregel.objects.bulk_create(
            Draaiboekregel(onderdeel=copy, **{name: getattr(line, name) for name in LINE})
            for line in row.draaiboek.order_by("position")
        )


def _number(rows: Iterable[Programmaonderdeel]) -> None:
    """Give these parts their place, from 1 on; the database looks at it when all is done."""
    for number, row in enumerate(list(rows), 1):
        Programmaonderdeel.objects.filter(pk=row.pk).update(position=number)
        row.position = number
