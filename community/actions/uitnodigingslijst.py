"""Inviting all people of one organisatie who stand on a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from community import access
from community.access.toegang import may_invite
from community.actions.errors import ActionError
from community.actions.toegang import invite_member
from community.models import Organisatie, Uitnodiging, User


@dataclass(frozen=True)
class Genodigde:
    """Somebody on the list. `email` is in lower case, and stands on a list once."""

    email: str
    voornaam: str
    tussenvoegsel: str
    achternaam: str
    functie: str


@dataclass(frozen=True)
class Outcome:
    """Who was invited, and who was not because she became a member or was invited in the meantime."""

    invited: tuple[str, ...]
    skipped: tuple[str, ...]


def invite_list(*, actor: User, genodigden: Iterable[Genodigde], organisatie: Organisatie, now: datetime) -> Outcome:
    """Invite these people, all or none; who has an account or an open invitation by now is skipped.

    What the list tells of each stands ready for her when she uses the invitation. Two lists with the same people at
    once make one invitation each: the second waits for the first.
    """
    access.require(may_invite(actor, now))
    invited, skipped = [], []
    with transaction.atomic():
        # In one order, so that two lists wait for each other and never both for the other.
        for person in sorted(genodigden, key=lambda person: person.email):
            try:
                row = invite_member(actor=actor, email=person.email, voornaam=person.voornaam,
                                    organisatie=organisatie, now=now)  # fmt: skip
            except ActionError:
                skipped.append(person.email)
                continue
            Uitnodiging.objects.filter(pk=row.pk).update(
                tussenvoegsel=person.tussenvoegsel, achternaam=person.achternaam, functie=person.functie
            )
            invited.append(person.email)
    return Outcome(tuple(invited), tuple(skipped))
