"""What a person tells about herself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from community.access import require
from community.access.people import PROFIEL_FIELDS, may_change_profiel
from community.actions.taken import finish_taken
from community.actions.toestemmingen import LEDENGIDS_VERSION, end_toestemming, give_toestemming
from community.actions.versions import save_version
from community.models import Opgave, Profiel, ToestemmingKind, User

PROFIEL_TAAK = "PROFIEL"


@dataclass(frozen=True)
class ProfielAnswers:
    """All that the form of the profile asks. `visible_to` says per field of PROFIEL_FIELDS who sees it."""

    voornaam: str
    tussenvoegsel: str
    achternaam: str
    in_ledengids: bool
    functie: str
    ervaring: str
    provincies: Sequence[str]
    opgaven: Sequence[Opgave]
    zoekt: str
    biedt: str
    telefoon: str
    visible_to: Mapping[str, str]


def save_profiel(*, actor: User, profiel: Profiel, version: int, answers: ProfielAnswers, now: datetime) -> Profiel:
    """Store a person's own profile and name, and close her duty to fill it in.

    Raises StaleSaveError, with the stored profile, when it was saved elsewhere after `version`.
    """
    require(may_change_profiel(actor, profiel, now))
    with transaction.atomic():
        row = open_profiel(user=profiel.user)
        changes = {f"{name}_visible_to": answers.visible_to[name] for name in PROFIEL_FIELDS}
        for name in ("in_ledengids", "functie", "ervaring", "zoekt", "biedt", "telefoon"):
            changes[name] = getattr(answers, name)
        stored = save_version(
            row, version=version,
            changes={**changes, "provincies": sorted(answers.provincies), "completed_at": row.completed_at or now},
        )  # fmt: skip
        stored.opgaven.set(answers.opgaven)
        User.objects.filter(pk=stored.user_id).update(
            voornaam=answers.voornaam, tussenvoegsel=answers.tussenvoegsel, achternaam=answers.achternaam
        )
        _keep_consent(actor, is_listed=answers.in_ledengids, now=now)
        finish_taken(PROFIEL_TAAK, object_id=stored.user_id, now=now)
    return stored


def _keep_consent(user: User, *, is_listed: bool, now: datetime) -> None:
    """Remember in which words she chose to be found, and when she chose not to be any more."""
    if is_listed:
        give_toestemming(user=user, kind=ToestemmingKind.LEDENGIDS, version=LEDENGIDS_VERSION, now=now)
    else:
        end_toestemming(user=user, kind=ToestemmingKind.LEDENGIDS, now=now)


def open_profiel(*, user: User) -> Profiel:
    """Return the profile of this person, made now when she has none. Called by other actions only."""
    return Profiel.objects.get_or_create(user=user)[0]
