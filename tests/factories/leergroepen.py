"""Leergroepen and their messages."""

import factory

from community.models import Groepsbericht, Leergroep
from tests.factories.kringen import KringFactory
from tests.factories.moments import LONG_AGO
from tests.factories.people import UserFactory


class LeergroepFactory(factory.django.DjangoModelFactory[Leergroep]):
    """An open group without a limit."""

    class Meta:
        model = Leergroep

    kring = factory.SubFactory(KringFactory)
    slug = factory.Sequence(lambda n: f"veenweide-{n}")
    summary = "Samen leren over water en landbouw in het veen."


class GroepsberichtFactory(factory.django.DjangoModelFactory[Groepsbericht]):
    """A message in a Kring."""

    class Meta:
        model = Groepsbericht

    kring = factory.SubFactory(KringFactory)
    author = factory.SubFactory(UserFactory)
    text = "Wie heeft ervaring met een gebiedsfonds?"
    created_at = LONG_AGO
