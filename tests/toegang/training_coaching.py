"""Coaching in the editie of the access matrix: DE booked TR and takes somebody along, and asks TR without a time."""

from datetime import timedelta
from typing import Any

from community.actions.slots import Aanbod
from community.confidential import confidential
from community.models import User
from tests.factories.moments import NOW
from training.actions.coachgasten import Gast
from training.actions.coaching import Boeking, ask_coaching, book_coaching, offer_coaching, save_verslag
from training.models import Deelnemer, Editie, Meegenomen

COACHVRAAG, COACHVRAAG_READERS = "rietgorsnest", {"DE", "TR"}


def coaching_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about coaching in the editie that tests.toegang.training made."""
    editie = Editie.objects.select_related("kring").get(slug="oefenronde")
    deelnemer = Deelnemer.objects.select_related("user", "editie__kring").get(editie=editie, user=people["DE"])
    own: dict[str, Any] = {"actor": deelnemer.user, "deelnemer": deelnemer, "now": NOW}
    with confidential():
        times = tuple((NOW + timedelta(days=9, hours=n), NOW + timedelta(days=9, hours=n + 1)) for n in (0, 1))
        slot, free = offer_coaching(actor=people["TR"], editie=editie, aanbod=Aanbod(times), now=NOW)
        boeking = Boeking(f"Over {COACHVRAAG}", Gast("Bas Verhoeven", "bas@gemeente.example"))
        gesprek = book_coaching(slot_id=slot.pk, boeking=boeking, **own)
        save_verslag(actor=deelnemer.user, gesprek=gesprek, version=1, text=f"Verslag {COACHVRAAG}", now=NOW)
        asked = ask_coaching(coach=people["TR"], question=f"Vraag {COACHVRAAG}", **own)
        guest = Meegenomen.objects.get(coachgesprek=gesprek)
    sample = {"slug": editie.slug, "slot_id": free.pk, "gesprek_id": gesprek.pk, "gast_id": guest.pk}
    return {"editie-coach*": sample, "editie-coachgesprek-voorstel": {"slug": editie.slug, "gesprek_id": asked.pk}}
