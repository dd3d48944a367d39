"""An editie in which somebody coaches: times on offer, and a participant who books one."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from community.actions.slots import Aanbod
from community.models import Rol, Slot, User
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, an_editie
from training.actions.coachgasten import Gast
from training.actions.coaching import Boeking, book_coaching, offer_coaching
from training.models import Coachgesprek, Deelnemer, Editie

DAY = NOW + timedelta(days=8)
HOUR = timedelta(hours=1)
SECRET = "kwartelkoning"
REPORT = "roerdomp"
BAS = Gast("Bas Verhoeven", "bas@gemeente.example")


def browser(user: User | None = None) -> Client:
    """Return the browser of this person, or of somebody without account."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def post(user: User, path: str, **data: Any) -> Any:
    """Send a form as this person."""
    return browser(user).post(path, {"eenmalig": str(uuid4()), **data})


def url(editie: Editie, page: str = "") -> str:
    """Return an address of coaching."""
    return f"/trainingen/{editie.slug}/coaching/{page}"


def a_coach(editie: Editie, **fields: Any) -> User:
    """Return somebody who coaches in this editie and is no trainer of it."""
    user: User = UserFactory(**fields)
    RoltoekenningFactory(user=user, rol=Rol.COACH)
    editie.coaches.add(user)
    return with_second_factor(user)


def offered(editie: Editie, coach: User, *hours: int) -> list[Slot]:
    """Return times of an hour that this coach offers, eight days from now."""
    times = tuple((DAY + number * HOUR, DAY + (number + 1) * HOUR) for number in hours)
    return offer_coaching(actor=coach, editie=editie, aanbod=Aanbod(times, online_url="https://praat.example/uur"),
                          now=NOW)  # fmt: skip


def a_start(*hours: int) -> tuple[Editie, User, Deelnemer, list[Slot]]:
    """Return an editie with a coach, a participant, and times on offer."""
    editie = an_editie()
    coach = a_coach(editie)
    return editie, coach, a_deelnemer(editie), offered(editie, coach, *(hours or (0, 1)))


def booked(deelnemer: Deelnemer, slot: Slot, gast: Gast | None = None) -> Coachgesprek:
    """Return a talk that this participant booked."""
    return book_coaching(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk,
                         boeking=Boeking(f"Over {SECRET}", gast), now=NOW)  # fmt: skip
