"""What is known already of the addresses on a list: members, closed accounts and invitations that are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from community.models import Uitnodiging, User


@dataclass(frozen=True)
class Known:
    """What is known of some addresses: who is behind an account, and until when an invitation is valid."""

    members: dict[str, str]
    closed: frozenset[str]
    invited: dict[str, datetime]


def known_addresses(emails: Iterable[str]) -> Known:
    """Return what is known of these addresses, in lower case; two queries. Only for who may know who is a member."""
    asked = set(emails)
    people = list(User.objects.filter(email__in=asked))
    waiting = Uitnodiging.objects.filter(email__in=asked, accepted_at__isnull=True, withdrawn_at__isnull=True)
    return Known(
        members={person.email: person.naam for person in people if person.is_active},
        closed=frozenset(person.email for person in people if not person.is_active),
        invited=dict(waiting.values_list("email", "issued_at")),
    )
