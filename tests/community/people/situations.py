"""Situations of people that several tests speak of."""

from datetime import timedelta
from typing import Any

from community.access.people import PROFIEL_FIELDS
from community.forms.people import initial_of
from community.models import Profiel, Rol, User, VisibleTo
from tests.factories import KringFactory, LidmaatschapFactory, OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.moments import LONG_AGO, LONG_AGO_DAY, NOW

ROLES = ("lid", "colleague", "former_colleague", "trainer", "coordinator", "partnercontact", "redacteur", "beheerder")


def reader_of(role: str, person: User) -> User:
    """Return somebody who reads the page of `person`, in this role towards her."""
    reader = UserFactory()
    if role == "colleague":
        in_one_kring(reader, person)
    elif role == "former_colleague":
        kring = KringFactory()
        LidmaatschapFactory(kring=kring, user=person)
        LidmaatschapFactory(kring=kring, user=reader, until_at=NOW - timedelta(minutes=1))
    elif role == "partnercontact":
        RoltoekenningFactory(user=reader, rol=Rol.PARTNERCONTACT, organisatie=OrganisatieFactory())
    elif role != "lid":
        RoltoekenningFactory(user=reader, rol=Rol[role.upper()])
    return reader


def in_one_kring(*people: User) -> None:
    """Put these people in one Kring."""
    kring = KringFactory()
    for person in people:
        LidmaatschapFactory(kring=kring, user=person)


def expired(user: User, rol: Rol) -> User:
    """Give somebody a role that ended long ago."""
    RoltoekenningFactory(user=user, rol=rol, from_date=LONG_AGO_DAY, until_date=LONG_AGO_DAY)
    return user


def profiel_of(user: User, **fields: Any) -> Profiel:
    """Change the profile of somebody and return it as it is stored."""
    Profiel.objects.filter(user=user).update(**fields)
    return Profiel.objects.select_related("user").get(user=user)


def show_all(user: User, level: VisibleTo) -> Profiel:
    """Let everybody of this level see every field of somebody's profile."""
    return profiel_of(user, **{f"{field}_visible_to": level for field in PROFIEL_FIELDS})


def filled_in(user: User, **answers: Any) -> dict[str, Any]:
    """Return the form of the profile as a browser sends it: what is stored, with these answers changed."""
    stored = initial_of(Profiel.objects.select_related("user").get(user=user))
    return {**stored, "in_ledengids": stored["in_ledengids"] or "ja", **answers}


__all__ = ["LONG_AGO", "ROLES", "expired", "filled_in", "in_one_kring", "profiel_of", "reader_of", "show_all"]
