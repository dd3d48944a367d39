"""The first account of an installation, made by the operator."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from community.access.rollen import has_rol, needs_second_factor
from community.access.rollen import is_coordinator as in_the_heart
from community.models import Bericht, Rol, Roltoekenning, User
from tests.factories import UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
WORDS = ("Noor@Provincie.example", "Noor", "Wal", "--tussenvoegsel", "van der")


def test_the_first_is_beheerder_and_in_the_heart_and_can_open_beheer() -> None:
    call_command("eerste_beheerder", *WORDS)
    user = User.objects.prefetch_related("roltoekenningen").get()
    assert (user.email, user.naam, user.has_usable_password()) == ("noor@provincie.example", "Noor van der Wal", False)
    later = NOW + timedelta(days=9999)
    assert has_rol(user, Rol.BEHEERDER, later)
    assert in_the_heart(user, later)
    assert needs_second_factor(user, later)
    assert set(user.groups.values_list("name", flat=True)) == {"Beheerders", "Coördinatoren"}
    assert Bericht.objects.filter(kind="N03", recipient=user).count() == 1
    assert user.profiel.in_ledengids is None


def test_a_second_one_is_refused_and_nothing_is_made() -> None:
    call_command("eerste_beheerder", *WORDS)
    with pytest.raises(CommandError, match="Er is al een beheerder"):
        call_command("eerste_beheerder", "ander@provincie.example", "An", "Der")
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("geen-adres", "Noor", "Wal"), "geen e-mailadres"),
        (("noor@provincie.example", " ", "Wal"), "voornaam"),
        (("noor@provincie.example", "Noor", ""), "achternaam"),
        (("er-al@provincie.example", "Noor", "Wal"), "al een account"),
    ],
)
def test_what_is_no_person_is_refused(words: tuple[str, ...], sentence: str) -> None:
    UserFactory(email="er-al@provincie.example")
    with pytest.raises(CommandError, match=sentence):
        call_command("eerste_beheerder", *words)
    assert not Roltoekenning.objects.exists()
