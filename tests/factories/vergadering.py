"""What came out of meetings of a Kring."""

from datetime import timedelta

import factory

from community.models import Actie, Agendapunt, Audience, Besluit, BijeenkomstKind
from tests.factories.agenda import BijeenkomstFactory
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.people import UserFactory


class GroepsbijeenkomstFactory(BijeenkomstFactory):
    """A meeting of a group. Give its `kring`."""

    kind = BijeenkomstKind.LEERGROEP
    audience = Audience.KRING
    title = "Samen rekenen"


class AgendapuntFactory(factory.django.DjangoModelFactory[Agendapunt]):
    """A point of ten minutes. Give its `bijeenkomst`."""

    class Meta:
        model = Agendapunt

    number = factory.Sequence(lambda n: n + 1)
    title = "Rondje langs het veld"
    minutes = 10


class BesluitFactory(factory.django.DjangoModelFactory[Besluit]):
    """A decision of long ago. Give its `bijeenkomst`."""

    class Meta:
        model = Besluit

    text = "We nodigen een ecoloog uit."
    decided_date = LONG_AGO.date()
    created_at = LONG_AGO


class ActieFactory(factory.django.DjangoModelFactory[Actie]):
    """An open action, due a week after NOW. Give its `bijeenkomst`."""

    class Meta:
        model = Actie

    kring = factory.SelfAttribute("bijeenkomst.kring")
    owner = factory.SubFactory(UserFactory)
    text = "Bel de ecoloog."
    due_date = (NOW + timedelta(days=7)).date()
    created_at = LONG_AGO
