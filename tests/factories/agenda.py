"""Bijeenkomsten and places in them."""

from datetime import timedelta

import factory

from community.models import Audience, Bijeenkomst, BijeenkomstKind, Deelname, DeelnameStatus
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.people import UserFactory


class BijeenkomstFactory(factory.django.DjangoModelFactory[Bijeenkomst]):
    """A meeting for all members, three weeks after NOW, in the morning."""

    class Meta:
        model = Bijeenkomst

    kind = BijeenkomstKind.ONTMOETING
    audience = Audience.LEDEN
    title = "Ontmoeting in het veld"
    starts_at = NOW + timedelta(days=21)
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=3))
    place_name = "Gouda"
    changed_at = LONG_AGO


class DeelnameFactory(factory.django.DjangoModelFactory[Deelname]):
    """Somebody's place in a meeting."""

    class Meta:
        model = Deelname

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    user = factory.SubFactory(UserFactory)
    status = DeelnameStatus.AANGEMELD
