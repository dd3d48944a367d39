"""Versions of what is kept as data in /beheer/: one draft at a time, and what is published never changes.

A version has `number`, `schema`, `source`, `published_at` and `published_by`; `of` names the field with what it is a
version of. Who may is judged by the action of each register, which calls these.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from community.actions.errors import ActionError
from community.models import User

LONGEST_NAME = 80
NO_NAME = _("Geef een naam van hooguit 80 tekens.")
NAME_TAKEN = _("Deze naam is er al. Kies een andere naam.")
STAYS = _("Deze versie is gepubliceerd en verandert niet meer. Maak een nieuwe versie.")
Versie = TypeVar("Versie", bound=models.Model)


def draft_like(versie: Versie, *, of: str) -> Versie:
    """Return a draft with the same schema as this version; the draft that is open already when there is one."""
    kind: Any = type(versie)
    whole = getattr(versie, of)
    with transaction.atomic():
        type(whole).objects.select_for_update().get(pk=whole.pk)
        rows = kind.objects.filter(**{of: whole})
        draft: Versie | None = rows.filter(published_at__isnull=True).first()
        if draft is None:
            number = (rows.aggregate(highest=Max("number"))["highest"] or 0) + 1
            draft = kind.objects.create(**{of: whole}, number=number, schema=versie.schema, source=versie.source)  # type: ignore[attr-defined]  # what every version has
    return draft


def begin_other(versie: Versie, *, of: str, name: str, words: dict[str, Any], taken: Collection[str] = ()) -> Versie:
    """Begin another thing with the schema of this version; returns its draft. `words` are its other fields.

    Raises ActionError when the name cannot be one, or leads to a code that is there already or is `taken`.
    """
    said, code = name.strip(), slugify(name.strip())[:40].strip("-")
    if not code or len(said) > LONGEST_NAME or not said.isprintable():
        raise ActionError(str(NO_NAME))
    kind, whole = type(versie), type(getattr(versie, of))
    with transaction.atomic():
        # Two people who choose one name at once wait for each other here.
        list(whole.objects.select_for_update().order_by("pk"))
        if code in taken or whole.objects.filter(code=code).exists():
            raise ActionError(str(NAME_TAKEN))
        begun = whole.objects.create(code=code, name=said, **words)
        draft: Versie = kind.objects.create(**{of: begun}, number=1, schema=versie.schema, source=versie.source)  # type: ignore[attr-defined]  # what every version has
    return draft


def save_draft(versie: Versie, *, schema: Any, source: str) -> Versie:
    """Store another schema in a draft. Raises ActionError when it is published."""
    with transaction.atomic():
        stored = _draft(versie)
        stored.schema, stored.source = schema, source
        stored.save(update_fields=["schema", "source"])
    return stored


def publish(versie: Versie, *, judge: Callable[[Versie], object], by: User, now: datetime) -> Versie:
    """Publish a version that `judge` does not refuse; a second time does nothing."""
    with transaction.atomic():
        stored = _locked(versie)
        judge(stored)
        if stored.published_at is None:
            stored.published_at, stored.published_by = now, by
            stored.save(update_fields=["published_at", "published_by"])
    return stored


def throw_away(versie: models.Model) -> None:
    """Remove a draft. Raises ActionError when it is published."""
    with transaction.atomic():
        _draft(versie).delete()


def _locked(versie: models.Model) -> Any:
    return type(versie)._default_manager.select_for_update(of=("self",)).get(pk=versie.pk)


def _draft(versie: models.Model) -> Any:
    stored = _locked(versie)
    if stored.published_at is not None:
        raise ActionError(str(STAYS))
    return stored
