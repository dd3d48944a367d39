"""Date polls, their moments and answers."""

from datetime import timedelta

import factory

from community.models import Antwoord, Datumprikker, Invulling, Keuze, Optie
from tests.factories.kringen import KringFactory
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.people import UserFactory


class DatumprikkerFactory(factory.django.DjangoModelFactory[Datumprikker]):
    """An open date poll for two hours, to be answered within ten days."""

    class Meta:
        model = Datumprikker

    kring = factory.SubFactory(KringFactory)
    title = "Voorjaarsronde"
    duration_minutes = 120
    answer_until = NOW + timedelta(days=10)
    opened_at = LONG_AGO


class OptieFactory(factory.django.DjangoModelFactory[Optie]):
    """A moment of a date poll, each a day later than the one before."""

    class Meta:
        model = Optie

    datumprikker = factory.SubFactory(DatumprikkerFactory)
    starts_at = factory.Sequence(lambda number: NOW + timedelta(days=21 + number % 300))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=2))
    changed_at = LONG_AGO


class AntwoordFactory(factory.django.DjangoModelFactory[Antwoord]):
    """What somebody says about a moment: she can."""

    class Meta:
        model = Antwoord

    optie = factory.SubFactory(OptieFactory)
    user = factory.SubFactory(UserFactory)
    value = Keuze.KAN


class InvullingFactory(factory.django.DjangoModelFactory[Invulling]):
    """That somebody saved her answers."""

    class Meta:
        model = Invulling

    datumprikker = factory.SubFactory(DatumprikkerFactory)
    user = factory.SubFactory(UserFactory)
    saved_at = NOW
