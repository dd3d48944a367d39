"""What the demo shows of the public house: every state a visitor or a redacteur can meet is there."""

from datetime import date

import pytest
from django.contrib.auth.models import Group

from community.actions.kalender import load_kalender
from community.models import (
    Aanvraag,
    AanvraagStatus,
    BegripStatus,
    Begripversie,
    KennisPage,
    Kennisvoorstel,
    Rol,
    Taak,
    Toestemming,
    User,
    VerhaalPage,
)
from community.workdays import local_date
from deploy.demo.seed.kennis import COORDINATOR, OPEN, REDACTEUR, SECOND_REDACTEUR, tell_kennis
from deploy.demo.seed.people import PEOPLE
from deploy.demo.seed.story import KALENDER, ROLLEN
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[User]:
    """The people of the demo with the roles that work on the website."""
    load_kalender(text=KALENDER.read_text())
    found = [UserFactory() for _line in PEOPLE[: REDACTEUR + 1]]
    for number, rol in ((REDACTEUR, Rol.REDACTEUR), (SECOND_REDACTEUR, Rol.REDACTEUR), (COORDINATOR, Rol.COORDINATOR)):
        RoltoekenningFactory(user=found[number], rol=rol, from_date=date(2026, 1, 1))
    for number in (REDACTEUR, SECOND_REDACTEUR):
        found[number].groups.add(Group.objects.get(name="Redacteuren"))
    return found


def test_the_demo_tells_the_whole_public_house(people: list[User]) -> None:
    tell_kennis(people, NOW)
    settled = Begripversie.objects.filter(status=BegripStatus.VASTGESTELD)
    assert settled.count() >= 50
    assert {row.approved_by for row in settled.select_related("approved_by")} == {
        people[REDACTEUR], people[SECOND_REDACTEUR],
    }  # fmt: skip
    concepts = set(Begripversie.objects.filter(status=BegripStatus.CONCEPT).values_list("begrip__term", flat=True))
    assert concepts == {*OPEN, "draagvlak", "gastheer"}
    assert KennisPage.objects.live().filter(controle_datum__lt=local_date(NOW)).count() == 1
    assert KennisPage.objects.filter(live=False).count() == 1
    kinds = {block.block_type for block in KennisPage.objects.get(slug="samenwerkingscanvas").inhoud}
    assert {"afbeelding", "document"} <= kinds
    agreed = VerhaalPage.objects.live().get(verteller__isnull=False)
    assert Toestemming.objects.get(user=agreed.verteller).object_id == agreed.translation_key
    waiting = VerhaalPage.objects.get(live=False)
    assert Taak.objects.filter(user=waiting.verteller, object_id=waiting.translation_key).exists()
    assert set(Aanvraag.objects.values_list("status", flat=True)) == {AanvraagStatus.NIEUW, AanvraagStatus.BEANTWOORD}
    assert Kennisvoorstel.objects.count() == 2


def test_two_people_of_the_demo_are_redacteur() -> None:
    assert {number for number, rol in ROLLEN if rol == Rol.REDACTEUR} == {REDACTEUR, SECOND_REDACTEUR}
