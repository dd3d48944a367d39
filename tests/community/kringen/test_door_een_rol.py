"""Being in a Kring by a role of the platform."""

from datetime import timedelta

import pytest

from community.access.kringen import active_lidmaatschappen, led_kring_ids_of
from community.models import KringRol, Rol, User
from community.workdays import local_date
from tests.factories import LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def test_who_is_in_by_a_role_is_out_when_the_role_ends() -> None:
    trainer = UserFactory(trainer=True)
    lid = LidmaatschapFactory(user=trainer, role=KringRol.TREKKER, by_rol=Rol.TRAINER)
    assert (led_kring_ids_of(trainer, NOW), active_lidmaatschappen(NOW).get()) == ([lid.kring_id], lid)
    trainer.roltoekenningen.update(until_date=local_date(NOW) - timedelta(days=1))
    again = User.objects.get(pk=trainer.pk)
    assert (led_kring_ids_of(again, NOW), active_lidmaatschappen(NOW).count()) == ([], 0)
