"""An editie of the standard programme, with its trainers, participants and days."""

from datetime import date, datetime, time, timedelta
from typing import Any

import factory

from community.actions.agenda import Opzet
from community.actions.planned_elsewhere import hold_meeting
from community.models import Audience, BijeenkomstKind, KringKind, KringRol, Locatie, Provincie, Regio, Rol, User
from community.workdays import at_local, local_date
from tests.factories.kringen import KringFactory, LidmaatschapFactory
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.people import UserFactory
from training.models import (
    Deelnemer,
    Editie,
    Editiedeel,
    EditieStatus,
    Inschrijving,
    InschrijvingStatus,
    OnderdeelKind,
    Programmaversie,
)

# Days from the first dagdeel on; a dagdeel on the day of another has the same number.
OFFSETS = {"1": 0, "2": 0, "3": 35, "4": 70, "5": 105, "E": 133}
FIRST_DAY = local_date(NOW + timedelta(days=29))  # Tuesday 16 February 2027


class LocatieFactory(factory.django.DjangoModelFactory[Locatie]):
    """A place for thirty people."""

    class Meta:
        model = Locatie

    name = factory.Sequence(lambda n: f"De Hoeve {n}")
    address = "Dijkweg 1, Gouda"
    provincie = Provincie.ZUID_HOLLAND
    seats = 30


def standard() -> Programmaversie:
    """Return the version of the standard programme that migrating loads."""
    return Programmaversie.objects.get(programma__slug="basistraining", number=1)


def an_editie(
    *, name: str = "Voorjaar 2027", first_day: date = FIRST_DAY, concept: bool = False, **fields: Any
) -> Editie:
    """Return an editie with all its parts in time; published unless `concept`. Nobody is in it yet."""
    slug = fields.pop("slug", name.lower().replace(" ", "-"))
    published = {} if concept else {"status": EditieStatus.GEPUBLICEERD, "published_at": LONG_AGO}
    defaults = {
        "provincie": Provincie.ZUID_HOLLAND, "regio": Regio.MIDDEN, "capacity": 18, "created_at": LONG_AGO,
        "from_date": first_day - timedelta(days=40), "until_date": first_day + timedelta(days=160),
        "apply_until_date": first_day - timedelta(days=20), "decide_by_date": first_day - timedelta(days=15),
    }  # fmt: skip
    kring = KringFactory(kind=KringKind.EDITIE, name=name)
    editie = Editie.objects.create(
        name=name, slug=slug, kring=kring, programmaversie=standard(), **defaults | published | fields
    )
    for onderdeel in editie.programmaversie.onderdelen.order_by("position"):
        deel = Editiedeel(editie=editie, onderdeel=onderdeel)
        if onderdeel.code in OFFSETS:
            kind = BijeenkomstKind.EINDSESSIE if onderdeel.code == "E" else BijeenkomstKind.DAGDEEL
            starts = at_local(
                first_day + timedelta(days=OFFSETS[onderdeel.code]), time(9 if onderdeel.code == "1" else 13)
            )
            opzet = Opzet(kind=kind, audience=Audience.KRING, title=onderdeel.title, starts_at=starts,
                          ends_at=starts + timedelta(minutes=onderdeel.minutes), place_name="De Hoeve")  # fmt: skip
            deel.bijeenkomst = hold_meeting(opzet=opzet, kring=kring, organiser=None, people=[], now=LONG_AGO,
                                            is_concept=concept)  # fmt: skip
        deel.save()
    set_periods(editie, first_day)
    return editie


def set_periods(editie: Editie, first_day: date) -> None:
    """Let the intake end a week before the first day, and each tussentijd lie between its two dagdelen."""
    after = {"A": "2", "B": "3", "C": "4", "D": "5"}
    before = {"A": "3", "B": "4", "C": "5", "D": "E"}
    for deel in editie.delen.select_related("onderdeel"):
        code = deel.onderdeel.code
        if deel.onderdeel.kind == OnderdeelKind.INTAKE:
            deel.from_date, deel.until_date = first_day - timedelta(days=22), first_day - timedelta(days=7)
        elif code in after:
            deel.from_date = first_day + timedelta(days=OFFSETS[after[code]] + 1)
            deel.until_date = first_day + timedelta(days=OFFSETS[before[code]] - 7)
        deel.save()


def a_trainer(editie: Editie, **fields: Any) -> User:
    """Return somebody who leads this editie."""
    user: User = UserFactory(trainer=True, **fields)
    LidmaatschapFactory(kring=editie.kring, user=user, role=KringRol.TREKKER, by_rol=Rol.TRAINER)
    return user


def a_deelnemer(editie: Editie, user: User | None = None, *, now: datetime = LONG_AGO, **fields: Any) -> Deelnemer:
    """Return somebody who was admitted to this editie."""
    person: User = user or UserFactory()
    inschrijving = Inschrijving.objects.create(
        editie=editie, user=person, status=InschrijvingStatus.TOEGELATEN, brings_casus=True, is_involved=True,
        samenwerking="Veenweide", motivation="Ik wil leren.", opdrachtgever_name="Wil Opdracht",
        opdrachtgever_email="wil@provincie.example", requested_at=now, decided_at=now,
    )  # fmt: skip
    LidmaatschapFactory(kring=editie.kring, user=person)
    return Deelnemer.objects.create(editie=editie, user=person, inschrijving=inschrijving, admitted_at=now, **fields)
