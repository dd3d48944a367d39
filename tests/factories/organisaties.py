"""Organisaties and employment."""

import factory

from community.models import Dienstverband, Organisatie, OrganisatieKind, Provincie, Wereld
from tests.factories.moments import LONG_AGO_DAY
from tests.factories.people import UserFactory


class OrganisatieFactory(factory.django.DjangoModelFactory[Organisatie]):
    """A fictional water board."""

    class Meta:
        model = Organisatie

    name = factory.Sequence(lambda n: f"Waterschap De Meanders {n}")
    slug = factory.Sequence(lambda n: f"waterschap-de-meanders-{n}")
    kind = OrganisatieKind.WATERSCHAP
    wereld = Wereld.OVERHEID
    provincie = Provincie.OVERIJSSEL


class DienstverbandFactory(factory.django.DjangoModelFactory[Dienstverband]):
    """Somebody works somewhere since long ago."""

    class Meta:
        model = Dienstverband

    user = factory.SubFactory(UserFactory)
    organisatie = factory.SubFactory(OrganisatieFactory)
    from_date = LONG_AGO_DAY
