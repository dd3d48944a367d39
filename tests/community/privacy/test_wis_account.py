"""The operator erases somebody who cannot log in any more."""

import pytest
from django.core.management import CommandError, call_command

from community.models import Rol
from tests.factories import RoltoekenningFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_nothing_happens_without_the_last_word() -> None:
    user = UserFactory(email="noor@provincie.example")
    with pytest.raises(CommandError, match="niets gewist"):
        call_command("wis_account", "noor@provincie.example")
    user.refresh_from_db()
    assert user.email == "noor@provincie.example"


def test_she_is_erased_for_good() -> None:
    user = UserFactory(email="noor@provincie.example")
    before = user.voornaam
    call_command("wis_account", "Noor@Provincie.example", definitief=True)
    user.refresh_from_db()
    assert (user.is_active, "noor" in user.email, user.voornaam == before) == (False, False, False)
    with pytest.raises(CommandError, match="geen account"):
        call_command("wis_account", "noor@provincie.example", definitief=True)


def test_the_only_beheerder_stays() -> None:
    RoltoekenningFactory(user=UserFactory(email="noor@provincie.example"), rol=Rol.BEHEERDER)
    with pytest.raises(CommandError, match="geef eerst iemand anders"):
        call_command("wis_account", "noor@provincie.example", definitief=True)
