"""Who may see which profile, and which fields of it.

Being listed in the ledengids is a person's own choice; who did not choose for it is in no list, search or export. Her
page stays open to herself, to people she shares a Kring with now, and to who runs the network (toegang matrix,
profiel_lid). What a page shows is decided per field: 'Alleen ik' holds for everybody else, whatever their role.
"""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from community.access.kringen import active_lidmaatschappen, kring_ids_of
from community.access.rollen import active_toekenningen, has_rol, is_coordinator
from community.models import Lidmaatschap, Profiel, Rol, User, VisibleTo

# Every field that stands beside a choice of who sees it (`<name>_visible_to`); the name of a person has none.
PROFIEL_FIELDS = (
    "organisatie", "functie", "ervaring", "provincies", "opgaven", "zoekt", "biedt", "telefoon", "email", "foto",
)  # fmt: skip
# The field that says who sees another one. Plain words: a page with a hundred people compares a thousand of them.
CHOICE_OF = {field: f"{field}_visible_to" for field in PROFIEL_FIELDS}
FOR_MEMBERS = frozenset({VisibleTo.LEDEN.value})
FOR_COLLEAGUES = frozenset({VisibleTo.LEDEN.value, VisibleTo.MIJN_GROEPEN.value})


def listed_profielen(user: User, now: datetime) -> QuerySet[Profiel]:
    """Return the profiles of the ledengids: active members who chose to be found, the same for every role."""
    listed = Profiel.objects.filter(in_ledengids=True, user__is_active=True)
    return listed if user.is_active else listed.none()


def visible_profielen(user: User, now: datetime) -> QuerySet[Profiel]:
    """Return the profiles whose page this person may open."""
    active = Profiel.objects.filter(user__is_active=True)
    if not user.is_active:
        return active.none()
    if _sees_all(user, now):
        return active
    return active.filter(Q(in_ledengids=True) | Q(user_id=user.pk) | Q(user_id__in=colleague_ids(user, now)))


def visible_fotos(user: User, now: datetime) -> QuerySet[Profiel]:
    """Return the profiles whose photo this person may see."""
    shown = Q(foto_visible_to=VisibleTo.LEDEN) | Q(user_id=user.pk)
    in_group = Q(foto_visible_to=VisibleTo.MIJN_GROEPEN, user_id__in=colleague_ids(user, now))
    return visible_profielen(user, now).filter(shown | in_group).exclude(foto="")


def shown_fields(viewer: User, profielen: Sequence[Profiel], now: datetime) -> dict[uuid.UUID, frozenset[str]]:
    """Return for each of these visible profiles, by the id of its person, the fields the viewer may see.

    One query for any number of profiles; none for one's own.
    """
    others = {profiel.user_id for profiel in profielen} - {viewer.pk}
    colleagues = _colleagues_among(viewer, others, now)
    return {profiel.user_id: _shown(profiel, viewer, colleagues) for profiel in profielen}


def may_change_profiel(user: User, profiel: Profiel, now: datetime) -> bool:
    """Whether the person may write in this profile: it is her own."""
    return user.is_active and profiel.user_id == user.pk


def may_change_employer(user: User, person: User, now: datetime) -> bool:
    """Whether the person may say where somebody works: herself, or a coördinator for her."""
    return user.is_active and person.is_active and (user.pk == person.pk or is_coordinator(user, now))


def colleague_ids(user: User, now: datetime) -> QuerySet[Lidmaatschap, uuid.UUID]:
    """Return the ids of everybody who is in a Kring with this person now."""
    in_my_kringen = active_lidmaatschappen(now).filter(kring_id__in=kring_ids_of(user, now))
    return in_my_kringen.values_list("user_id", flat=True)


def _colleagues_among(viewer: User, others: Collection[uuid.UUID], now: datetime) -> set[uuid.UUID]:
    return set(colleague_ids(viewer, now).filter(user_id__in=others)) if others else set()


def visibility_of(profiel: Profiel, field: str) -> str:
    """Return who sees this field, as its person chose."""
    return str(getattr(profiel, CHOICE_OF[field]))


def _shown(profiel: Profiel, viewer: User, colleagues: Collection[uuid.UUID]) -> frozenset[str]:
    if profiel.user_id == viewer.pk:
        return frozenset(PROFIEL_FIELDS)
    levels = FOR_COLLEAGUES if profiel.user_id in colleagues else FOR_MEMBERS
    chosen = profiel.__dict__
    return frozenset([field for field, choice in CHOICE_OF.items() if chosen[choice] in levels])


def _sees_all(user: User, now: datetime) -> bool:
    """Who runs the network for everybody, and trainers of any editie, open the page of every member."""
    if is_coordinator(user, now) or has_rol(user, Rol.BEHEERDER, now):
        return True
    return any(toekenning.rol == Rol.TRAINER for toekenning in active_toekenningen(user, now))
