"""The editie of the access matrix: TR leads it, DE and GL take part, ZA did not agree yet, EX was taken out.

LI and everybody else know that it is there. CO plans it and opens no part of it.
"""

from typing import Any

from community.models import Lidmaatschap, User
from tests.factories import AfsprakenFactory, LidmaatschapFactory
from tests.factories.moments import LONG_AGO
from tests.factories.training import a_deelnemer, an_editie
from training.models import Deelnemer, Editie


def training_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about the editie."""
    editie = an_editie(name="Oefenronde", slug="oefenronde")
    afspraken = AfsprakenFactory(kring=editie.kring)
    agreed = {"accepted": afspraken, "accepted_at": LONG_AGO}
    LidmaatschapFactory(kring=editie.kring, user=people["TR"], role="TREKKER", by_rol="TRAINER", **agreed)
    for role in ("DE", "GL"):
        takes_part(editie, people[role], **agreed)
    takes_part(editie, people["ZA"])
    gone = takes_part(editie, people["EX"], until_at=LONG_AGO)
    Deelnemer.objects.filter(pk=gone.pk).update(stopped_at=LONG_AGO)
    return {"editie*": {"slug": editie.slug, "code": "1"}, "editie-tussentijd*": {"slug": editie.slug, "code": "a"}}


def takes_part(editie: Editie, user: User, **membership: Any) -> Deelnemer:
    """Let somebody take part, with these details of her place in the Kring."""
    deelnemer = a_deelnemer(editie, user)
    if membership:
        Lidmaatschap.objects.filter(kring=editie.kring, user=user).update(**membership)
    return deelnemer
