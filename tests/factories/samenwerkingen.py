"""Samenwerkingen of the register for tests: owned and kept, visible to all members unless said otherwise."""

from typing import Any

import factory

from community.models import Samenwerking
from tests.factories.moments import LONG_AGO
from tests.factories.people import UserFactory


class SamenwerkingFactory(factory.django.DjangoModelFactory):
    """One samenwerking in Utrecht of which all members see all; its owner is its only regisseur."""

    class Meta:
        model = Samenwerking
        skip_postgeneration_save = True

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda number: f"Beekdal {number}")
    provincies = factory.LazyFunction(lambda: ["UTRECHT"])
    visible = "ALLES"
    created_at = LONG_AGO
    changed_at = LONG_AGO

    @factory.post_generation
    def regisseurs(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Let its owner keep it, and these people too."""
        self.regisseurs.add(*([self.owner] if self.owner else []), *(extracted or []))
