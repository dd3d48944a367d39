"""Leergroepen and their messages."""

from typing import Any

import factory

from community.models import Groepsbericht, Leergroep
from tests.factories.kringen import KringFactory
from tests.factories.moments import LONG_AGO
from tests.factories.people import UserFactory


class LeergroepFactory(factory.django.DjangoModelFactory[Leergroep]):
    """An open group without a limit, that is evaluated after five meetings."""

    class Meta:
        model = Leergroep

    kring = factory.SubFactory(KringFactory, evaluate_after=5)
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

    @classmethod
    def _create(cls, model_class: type[Groepsbericht], *args: Any, **fields: Any) -> Groepsbericht:
        """Give a reply its number, and its conversation what it keeps of its replies."""
        if first := fields.get("reply_to"):
            first.reply_count += 1
            first.last_reply_at = max(fields["created_at"], first.last_reply_at or fields["created_at"])
            first.save(update_fields=["reply_count", "last_reply_at"])
            fields["number"] = first.reply_count
        made: Groepsbericht = super()._create(model_class, *args, **fields)
        return made
