"""The talks of a team: with its own people only, or with the trainers too."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from community import access
from community.access.agenda import may_plan_for
from community.actions.agenda import Opzet, plan_bijeenkomst
from community.actions.deelname import not_asked
from community.models import Bijeenkomst, User
from training.models import Team


def plan_teamgesprek(
    *, actor: User, team: Team, opzet: Opzet, but_not: Iterable[User], now: datetime
) -> Bijeenkomst:  # fmt: skip
    """Plan a talk of a team and ask its people; `but_not` are its trainers when the team talks among itself.

    Raises PlanningError when a date or place cannot be right.
    """
    access.require(may_plan_for(actor, team.kring, now))
    with transaction.atomic():
        meeting = plan_bijeenkomst(actor=actor, opzet=opzet, kring=team.kring, now=now)
        not_asked(bijeenkomst=meeting, people=[user for user in but_not if user.pk != actor.pk], now=now)
    return meeting
