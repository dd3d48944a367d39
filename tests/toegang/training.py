"""The editie of the access matrix: TR leads it, DE and GL take part, ZA did not agree yet, EX was taken out.

WA asks to take part. LI and everybody else know that it is there. CO plans it and opens no part of it.
"""

from datetime import timedelta
from typing import Any

from community.actions.slots import Aanbod
from community.confidential import confidential
from community.models import Lidmaatschap, User
from community.workdays import local_date
from tests.factories import AfsprakenFactory, LidmaatschapFactory
from tests.factories.inschrijvingen import an_inschrijving
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.training import a_deelnemer, an_editie
from tests.toegang.eindsessies import eindsessie_samples
from tests.toegang.tussentijden import tussentijd_samples
from training.actions.intake import choose_intake, offer_intake, save_leerdoelen, save_notitie
from training.actions.teams import make_team
from training.actions.vakmanschap import save_scan, share_scan
from training.models import Deelnemer, Editie, Scanmoment

NOTITIE, LEERDOEL = "goudknopje", "blauwborstnest"
NOTITIE_READERS, LEERDOEL_READERS = {"TR"}, {"DE", "TR"}
# In what WA wrote when she applied.
AANVRAAG, AANVRAAG_READERS = "schorpioenmos", {"WA", "TR", "CO"}


def training_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about the editie."""
    editie = an_editie(name="Oefenronde", slug="oefenronde")
    afspraken = AfsprakenFactory(kring=editie.kring)
    agreed = {"accepted": afspraken, "accepted_at": LONG_AGO}
    LidmaatschapFactory(kring=editie.kring, user=people["TR"], role="TREKKER", by_rol="TRAINER", **agreed)
    deelnemers = {role: takes_part(editie, people[role], **agreed) for role in ("DE", "GL")}
    takes_part(editie, people["ZA"])
    gone = takes_part(editie, people["EX"], until_at=LONG_AGO)
    Deelnemer.objects.filter(pk=gone.pk).update(stopped_at=LONG_AGO)
    asked = an_inschrijving(editie, people["WA"], motivation=f"Leren over {AANVRAAG}")
    over = an_editie(name="Najaar 2025", slug="najaar-2025", first_day=local_date(NOW) - timedelta(days=300))
    intake = intake_samples(editie, people["TR"], deelnemers["DE"])
    return {
        "editie-inschrijving": {"slug": editie.slug, "inschrijving_id": asked.pk},
        "editie*": {"slug": editie.slug, "code": "1", **intake, **eindsessie_samples(deelnemers["DE"])},
        **tussentijd_samples(editie, deelnemers["DE"], people["TR"]),
        "editie-plan-archiveren": {"slug": over.slug},
        "editie-plan-export*": {"slug": over.slug},
        "editie-team*": team_samples(editie, [deelnemers["DE"].user, people["GL"]], people["TR"]),
        "editie-plan*": {"slug": an_editie(name="Plan zonnedauw", slug="plan-zonnedauw", concept=True).slug},
    }


def team_samples(editie: Editie, members: list[User], trainer: User) -> dict[str, Any]:
    """Return the parameters of pages of a team: the first member is its captain."""
    team = make_team(editie=editie, number=1, members=members, captain=str(members[0].pk), trainers=[trainer],
                     now=LONG_AGO)  # fmt: skip
    return {"slug": editie.slug, "number": team.number, "code": "a"}


def intake_samples(editie: Editie, trainer: User, deelnemer: Deelnemer) -> dict[str, Any]:
    """Return the parameters of pages of the intake: DE chose a time, the trainer noted something about her."""
    with confidential():
        times = tuple((NOW + timedelta(days=7, hours=n), NOW + timedelta(days=7, hours=n + 1)) for n in (0, 1))
        slot, _free = offer_intake(actor=trainer, editie=editie, aanbod=Aanbod(times), now=NOW)
        choose_intake(actor=deelnemer.user, deelnemer=deelnemer, slot_id=slot.pk, casus_code="", now=NOW)
        save_notitie(actor=trainer, deelnemer=deelnemer, version=1, text=f"Notitie {NOTITIE}", now=NOW)
        save_leerdoelen(actor=deelnemer.user, deelnemer=deelnemer, version=1, text=f"Leren {LEERDOEL}", now=NOW)
        answers = {"competenties": {"1": 3}, "doelen": {"1": f"Doel {LEERDOEL}"}}
        save_scan(actor=deelnemer.user, deelnemer=deelnemer, moment=Scanmoment.INTAKE, version=1, answers=answers,
                  now=NOW)  # fmt: skip
        share_scan(actor=deelnemer.user, deelnemer=deelnemer, moment=Scanmoment.INTAKE, is_shared=True, now=NOW)
    return {"slot_id": slot.pk, "deelnemer_id": deelnemer.pk, "moment": "intake"}


def takes_part(editie: Editie, user: User, **membership: Any) -> Deelnemer:
    """Let somebody take part, with these details of her place in the Kring."""
    deelnemer = a_deelnemer(editie, user)
    if membership:
        Lidmaatschap.objects.filter(kring=editie.kring, user=user).update(**membership)
    return deelnemer
