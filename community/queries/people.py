"""A person as one viewer may see her: values of hidden fields never reach a template."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from community.access.people import PROFIEL_FIELDS, shown_fields, visibility_of
from community.models import Ervaring, Opgave, Organisatie, Profiel, Provincie, User, VisibleTo
from community.notation import phone
from community.queries.organisaties import employers_on
from community.workdays import local_date


@dataclass(frozen=True)
class ShownProfiel:
    """What one viewer sees of one profile. A field she may not see is as empty as one that was never filled in."""

    user_id: uuid.UUID
    code: str
    naam: str
    organisatie: Organisatie | None = None
    functie: str = ""
    ervaring: str = ""
    provincies: tuple[str, ...] = ()
    opgaven: tuple[str, ...] = ()
    zoekt: str = ""
    biedt: str = ""
    telefoon: str = ""
    email: str = ""
    has_foto: bool = False

    @property
    def line(self) -> str:
        """Function and organisatie in one line, as far as they are shown."""
        return " · ".join(part for part in (self.functie, str(self.organisatie or "")) if part)


@dataclass(frozen=True)
class OwnField:
    """One field of a person's own profile: its value in words and who sees it."""

    name: str
    label: str
    value: str
    visible_to: str
    who: str


def shown_profielen(viewer: User, profielen: Sequence[Profiel], now: datetime) -> list[ShownProfiel]:
    """Return these visible profiles as the viewer may see them, in the same order, without their opgaven.

    Two queries for any number; the profiles must come with their `user`.
    """
    fields = shown_fields(viewer, profielen, now)
    with_employer = [key for key, shown in fields.items() if "organisatie" in shown]
    employers = employers_on(with_employer, local_date(now)) if with_employer else {}
    return [_shown(profiel, fields[profiel.user_id], employers.get(profiel.user_id), ()) for profiel in profielen]


def shown_profiel(viewer: User, profiel: Profiel, now: datetime) -> ShownProfiel:
    """Return one visible profile as the viewer may see it, opgaven included. Three queries."""
    fields = shown_fields(viewer, [profiel], now)[profiel.user_id]
    employers = employers_on([profiel.user_id], local_date(now)) if "organisatie" in fields else {}
    opgaven = opgaven_of(profiel) if "opgaven" in fields else []
    return _shown(profiel, fields, employers.get(profiel.user_id), [opgave.name for opgave in opgaven])


def own_profiel(user: User) -> Profiel:
    """Return the profile of this person; a new, unsaved one when she has none yet."""
    found = Profiel.objects.select_related("user").filter(user=user).first()
    return found or Profiel(user=user)


def without_profiel(user_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of these people never saved their profile and can still do so. One query."""
    return set(User.objects.filter(pk__in=list(user_ids), is_active=True)
               .filter(Q(profiel__isnull=True) | Q(profiel__completed_at__isnull=True))
               .values_list("pk", flat=True))  # fmt: skip


def own_fields(user: User, profiel: Profiel, now: datetime) -> list[OwnField]:
    """Return every field of a person's own profile with its value and who sees it, in the order of the form."""
    me = shown_profiel(user, profiel, now)
    words = {
        "organisatie": str(me.organisatie or ""),
        "provincies": ", ".join(me.provincies),
        "opgaven": ", ".join(me.opgaven),
        "telefoon": phone(me.telefoon),
        "foto": "Je hebt een foto" if me.has_foto else "",
    }
    return [
        OwnField(
            name=name,
            label=FIELD_LABELS[name],
            value=words[name] if name in words else getattr(me, name),
            visible_to=visibility_of(profiel, name),
            who=str(VisibleTo(visibility_of(profiel, name)).label),
        )
        for name in PROFIEL_FIELDS
    ]


def opgaven() -> QuerySet[Opgave]:
    """Return the tasks in the area that one can choose from."""
    return Opgave.objects.order_by("name")


def opgaven_of(profiel: Profiel) -> list[Opgave]:
    """Return the tasks in the area this person works on; none for a profile that was never saved."""
    return [] if profiel._state.adding else list(profiel.opgaven.order_by("name"))


FIELD_LABELS = {
    "organisatie": "Organisatie",
    "functie": "Functie",
    "ervaring": "Ervaring",
    "provincies": "Provincies",
    "opgaven": "Opgaven",
    "zoekt": "Wat zoek je?",
    "biedt": "Wat bied je?",
    "telefoon": "Telefoonnummer",
    "email": "E-mailadres",
    "foto": "Foto",
}


def _shown(
    profiel: Profiel, fields: frozenset[str], employer: Organisatie | None, opgaven: Sequence[str]
) -> ShownProfiel:
    """Copy the fields that may be shown; the others keep their empty default."""
    plain = fields & {"functie", "zoekt", "biedt", "telefoon"}
    values: dict[str, Any] = {name: getattr(profiel, name) for name in plain}
    if "ervaring" in fields and profiel.ervaring:
        values["ervaring"] = str(Ervaring(profiel.ervaring).label)
    if "provincies" in fields:
        values["provincies"] = tuple(str(Provincie(code).label) for code in sorted(profiel.provincies))
    if "email" in fields:
        values["email"] = profiel.user.email
    return ShownProfiel(
        user_id=profiel.user_id, code=profiel.code, naam=profiel.user.naam, organisatie=employer,
        opgaven=tuple(opgaven), has_foto="foto" in fields and bool(profiel.foto), **values,
    )  # fmt: skip
