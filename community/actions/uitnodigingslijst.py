"""Inviting all people of one organisatie who stand on a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from community import access
from community.access.toegang import may_invite
from community.actions.toegang import new_invitation, owe_invitations
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
    once make one invitation each: the second waits for the first. As many questions to the database for one as for all.
    """
    access.require(may_invite(actor, now))
    people = sorted(genodigden, key=lambda person: person.email)
    with transaction.atomic():
        rows = _stored([_row(person, actor, organisatie, now) for person in people])
        owe_invitations(rows, now=now)
    invited = {row.email for row in rows}
    return Outcome(
        invited=tuple(person.email for person in people if person.email in invited),
        skipped=tuple(person.email for person in people if person.email not in invited),
    )


def _row(person: Genodigde, actor: User, organisatie: Organisatie, now: datetime) -> Uitnodiging:
    row = new_invitation(
        email=person.email, voornaam=person.voornaam, organisatie=organisatie, invited_by=actor, now=now
    )
    row.tussenvoegsel, row.achternaam, row.functie = person.tussenvoegsel, person.achternaam, person.functie
    return row


def _stored(rows: list[Uitnodiging]) -> list[Uitnodiging]:
    """Store the invitations of who has no account and no open invitation, and return those.

    The constraint of one open invitation decides, also when another list is stored right now: in the order of the
    addresses, so that two lists wait for each other and never both for the other. Accounts are looked at afterwards:
    then somebody who used her invitation a moment ago has hers.
    """
    Uitnodiging.objects.bulk_create(rows, ignore_conflicts=True)
    kept = set(Uitnodiging.objects.filter(pk__in=[row.pk for row in rows]).values_list("email", flat=True))
    members = set(User.objects.filter(email__in=kept).values_list("email", flat=True))
    own = [row for row in rows if row.email in kept]
    Uitnodiging.objects.filter(pk__in=[row.pk for row in own if row.email in members]).delete()
    return [row for row in own if row.email not in members]
