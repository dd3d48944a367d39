"""People and their roles."""

import factory
from django.contrib.auth.hashers import make_password

from community.models import Profiel, Rol, Roltoekenning, User
from tests.factories.moments import LONG_AGO, LONG_AGO_DAY

PASSWORD = "weidevogels-in-de-polder"


class RoltoekenningFactory(factory.django.DjangoModelFactory[Roltoekenning]):
    """A role for the whole platform, since long ago."""

    class Meta:
        model = Roltoekenning

    user = factory.SubFactory("tests.factories.people.UserFactory")
    rol = Rol.COORDINATOR
    from_date = LONG_AGO_DAY


class ProfielFactory(factory.django.DjangoModelFactory[Profiel]):
    """A filled-in profile of somebody who wants to be found."""

    class Meta:
        model = Profiel

    user = factory.SubFactory("tests.factories.people.UserFactory", profiel=None)
    in_ledengids = True
    functie = "Gebiedscoördinator"
    completed_at = LONG_AGO


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A member with a profile in the ledengids. `UserFactory(coordinator=True)` belongs to the coördinerend hart."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"lid{n}@voorbeeld.example")
    voornaam = "Noor"
    tussenvoegsel = "van der"
    achternaam = factory.Sequence(lambda n: f"Wal{n:04d}")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))
    joined_at = LONG_AGO
    profiel = factory.RelatedFactory(ProfielFactory, factory_related_name="user")

    class Params:
        coordinator = factory.Trait(
            rol=factory.RelatedFactory(RoltoekenningFactory, factory_related_name="user", rol=Rol.COORDINATOR)
        )
        trainer = factory.Trait(
            rol=factory.RelatedFactory(RoltoekenningFactory, factory_related_name="user", rol=Rol.TRAINER)
        )
        redacteur = factory.Trait(
            rol=factory.RelatedFactory(RoltoekenningFactory, factory_related_name="user", rol=Rol.REDACTEUR)
        )
        beheerder = factory.Trait(
            rol=factory.RelatedFactory(RoltoekenningFactory, factory_related_name="user", rol=Rol.BEHEERDER)
        )
