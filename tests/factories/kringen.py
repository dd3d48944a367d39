"""Kringen, who is in them, and what they agreed."""

import factory

from community.models import Afspraken, Kring, KringKind, KringRol, Lidmaatschap
from tests.factories.moments import LONG_AGO
from tests.factories.people import UserFactory


class KringFactory(factory.django.DjangoModelFactory[Kring]):
    """A circle without agreements."""

    class Meta:
        model = Kring

    kind = KringKind.LEERGROEP
    name = factory.Sequence(lambda n: f"Veenweide {n}")


class AfsprakenFactory(factory.django.DjangoModelFactory[Afspraken]):
    """The first agreements of a Kring."""

    class Meta:
        model = Afspraken
        skip_postgeneration_save = True

    kring = factory.SubFactory(KringFactory)
    number = 1
    text = "Wat hier gezegd wordt, blijft hier."
    published_at = LONG_AGO

    @factory.post_generation
    def holds(self: Afspraken, create: bool, extracted: object, **_: object) -> None:
        """Let these be the agreements that hold."""
        if create:
            self.kring.newest_afspraken = self
            self.kring.save(update_fields=["newest_afspraken"])


class LidmaatschapFactory(factory.django.DjangoModelFactory[Lidmaatschap]):
    """Somebody is in a Kring since long ago. `trekker=True` leads it."""

    class Meta:
        model = Lidmaatschap

    kring = factory.SubFactory(KringFactory)
    user = factory.SubFactory(UserFactory)
    from_at = LONG_AGO

    class Params:
        trekker = factory.Trait(role=KringRol.TREKKER)
