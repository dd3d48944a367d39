"""Tussentijden of an editie: their parts, participants with a casus in which something stands, and what they share."""

from datetime import datetime

from casussen.actions.onderdelen import add_row
from casussen.models import Casus, Dilemma
from community.confidential import confidential
from community.models import Kring, KringKind, KringRol, User
from tests.factories.casussen import a_casus
from tests.factories.kringen import KringFactory, LidmaatschapFactory
from tests.factories.moments import LONG_AGO
from tests.factories.training import a_deelnemer
from training.actions.tussentijden import hand_in_work
from training.models import Deelnemer, Editie, Editiedeel, Inzending, Team

# In what a participant writes about her dilemma.
DILEMMA = "roerdompriet"


def part(editie: Editie, code: str) -> Editiedeel:
    """Return the part of an editie with this code, as it is stored now."""
    return Editiedeel.objects.select_related("onderdeel", "editie__kring").get(editie=editie, onderdeel__code=code)


def with_dilemma(casus: Casus, now: datetime = LONG_AGO, *, text: str = DILEMMA) -> Casus:
    """Write a dilemma in a casus."""
    values = {"pole_a": f"Tempo {text}", "pole_b": "Draagvlak", "stand": {"position": 40}}
    with confidential():
        add_row(actor=casus.owner, casus=casus, model=Dilemma, values=values, now=now)
    return casus


def a_worker(editie: Editie, user: User | None = None, *, text: str = DILEMMA) -> Deelnemer:
    """Return a participant with a casus in which a dilemma stands: enough for tussentijd B."""
    deelnemer = a_deelnemer(editie, user)
    deelnemer.casus = with_dilemma(a_casus(deelnemer.user), text=text)
    deelnemer.save(update_fields=["casus"])
    return deelnemer


def an_inzending(deelnemer: Deelnemer, code: str = "B", *, is_shared: bool = True, now: datetime) -> Inzending:
    """Return what this participant handed in for a tussentijd."""
    with confidential():
        return hand_in_work(
            actor=deelnemer.user, deelnemer=deelnemer, deel=part(deelnemer.editie, code), version=0,
            is_shared=is_shared, now=now,
        )  # fmt: skip


def a_team(editie: Editie, captain: User, *people: Deelnemer, number: int = 1, rol: str = "") -> Team:
    """Return a team that is known, led by this captain; `rol` of a captain who is a trainer."""
    kring: Kring = KringFactory(kind=KringKind.TEAM, name=f"Team {number}")
    LidmaatschapFactory(kring=kring, user=captain, role=KringRol.TREKKER, by_rol=rol)
    for deelnemer in people:
        if deelnemer.user_id != captain.pk:
            LidmaatschapFactory(kring=kring, user=deelnemer.user, role=KringRol.LID)
    return Team.objects.create(editie=editie, number=number, kring=kring, published_at=LONG_AGO)
