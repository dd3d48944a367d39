"""Casussen and who may read them. Each opens the vault itself; a test that reads rows opens it by itself too."""

from datetime import datetime
from typing import Any

from casussen.actions.casussen import begin_casus
from casussen.models import Casus, Deling, DelingRol
from community.confidential import confidential
from community.models import Kring, User
from tests.factories.moments import LONG_AGO
from tests.factories.people import UserFactory

CANARY = "gagelheide"  # stands in the text of every casus made here


def a_casus(owner: User | None = None, *, now: datetime = LONG_AGO, **answers: Any) -> Casus:
    """Return a casus that somebody began, with a word that may be found nowhere else."""
    given = {"werktitel": f"Beekdal {CANARY}", "vraag": f"Hoe kunnen wij de {CANARY} samen herstellen?"} | answers
    with confidential():
        return begin_casus(actor=owner or UserFactory(), answers=given, now=now)


def a_deling(
    casus: Casus, *, user: User | None = None, kring: Kring | None = None, role: DelingRol = DelingRol.LEZER,
    from_at: datetime = LONG_AGO, until_at: datetime | None = None,
) -> Deling:  # fmt: skip
    """Return sight of a casus for a person or a Kring."""
    with confidential():
        return Deling.objects.create(
            casus=casus, user=user, kring=kring, role=role, from_at=from_at, until_at=until_at, given_by=casus.owner
        )
