"""What the register tells about people who would visit each other: same employer, assignment, same samenwerking.

Told to the coördinerend hart before it forms a toernee by hand or replaces somebody; it decides.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import permutations
from uuid import UUID

from django.utils.translation import gettext as _

from community.models import Organisatie, Samenwerking, User
from community.queries.organisaties import employers_on
from community.workdays import local_date
from intervisie.queries.toernee_matching import organisaties_of

Tonend = tuple[User, Samenwerking | None]


def notes_between(people: Sequence[Tonend], now: datetime, about: User | None = None) -> list[str]:
    """Return sentences about who of these people have a tie that a visit should not have; with `about` hers alone.

    Three queries for any number of people.
    """
    employers = employers_on({user.pk for user, _shown in people}, local_date(now))
    organisaties = organisaties_of(shown for _user, shown in people)
    directed = _directors(people)
    found: dict[str, None] = {}
    for (user, _own), (other, shown) in permutations(people, 2):
        if about is not None and about.pk not in (user.pk, other.pk):
            continue
        work, theirs = employers.get(user.pk), employers.get(other.pk)
        if work is not None and work == theirs and user.pk < other.pk:
            found[_("{one} en {other} hebben dezelfde werkgever.").format(one=user.naam, other=other.naam)] = None
        elif shown is not None:
            found |= dict.fromkeys(_ties(user, work, other, shown, organisaties.get(shown.pk, set()), directed, theirs))
    return list(found)


def _ties(
    user: User, work: Organisatie | None, other: User, shown: Samenwerking, parties: set[str],
    directed: set[tuple[UUID, UUID]], theirs: Organisatie | None,
) -> Iterator[str]:  # fmt: skip
    """Return what ties somebody to the samenwerking that another shows."""
    if (user.pk, shown.pk) in directed:
        yield _("{one} is ook regisseur van {shown}, dat {other} laat zien.").format(
            one=user.naam, other=other.naam, shown=shown.name)  # fmt: skip
    if work is not None and work != theirs and str(work.pk) in parties:
        words = _("{one} werkt bij {org}. Die doet mee in {shown}, dat {other} laat zien: "
                  "zijn zij opdrachtgever en opdrachtnemer?")  # fmt: skip
        yield words.format(one=user.naam, org=work.name, shown=shown.name, other=other.naam)


def _directors(people: Sequence[Tonend]) -> set[tuple[UUID, UUID]]:
    """Return who of these people is regisseur of what others of them show, as (user id, samenwerking id)."""
    shown = {one.pk for _user, one in people if one is not None}
    rows = Samenwerking.regisseurs.through.objects.filter(samenwerking__in=shown)
    rows = rows.filter(user__in=[user.pk for user, _shown in people])
    return set(rows.values_list("user_id", "samenwerking_id"))
