"""Invitations and requests to join."""

from datetime import timedelta

import factory

from community.links import sign
from community.models import Aanmelding, Uitnodiging
from tests.factories.moments import NOW
from tests.factories.people import UserFactory


class UitnodigingFactory(factory.django.DjangoModelFactory[Uitnodiging]):
    """An invitation that was sent at NOW and waits."""

    class Meta:
        model = Uitnodiging

    email = factory.Sequence(lambda n: f"nieuw{n}@voorbeeld.example")
    voornaam = "Fatima"
    invited_by = factory.SubFactory(UserFactory, voornaam="Joris", tussenvoegsel="de", achternaam="Boer")
    created_at = NOW
    issued_at = NOW
    expires_at = factory.LazyAttribute(lambda row: row.issued_at + timedelta(days=14))


class AanmeldingFactory(factory.django.DjangoModelFactory[Aanmelding]):
    """A request to join that nobody decided on."""

    class Meta:
        model = Aanmelding

    naam = "Wouter Hofstra"
    email = factory.Sequence(lambda n: f"bezoeker{n}@voorbeeld.example")
    organisatie = "Waterschap De Meanders"
    motivatie = "Ik begeleid een samenwerking rond een beekdal."
    created_at = NOW


def invitation_link(uitnodiging: Uitnodiging) -> str:
    """Return the path in the mail of this invitation."""
    return f"/uitnodiging/{sign('uitnodiging', uitnodiging.pk, uitnodiging.issue)}/"
