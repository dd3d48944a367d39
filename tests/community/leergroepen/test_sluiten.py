"""Closing a group: its coming meetings do not go on, and that is told."""

from datetime import timedelta

import pytest

from community.actions.leergroepen import LeergroepAnswers, edit_leergroep
from community.models import Bericht, BijeenkomstStatus, DeelnameStatus, LeergroepPhase
from tests.factories import BijeenkomstFactory, DeelnameFactory, LeergroepFactory, LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def test_closing_cancels_what_is_coming_and_leaves_what_was() -> None:
    leergroep = LeergroepFactory()
    lid = LidmaatschapFactory(kring=leergroep.kring).user
    group = {"kring": leergroep.kring, "audience": "KRING", "kind": "LEERGROEP"}
    coming = BijeenkomstFactory(**group)
    past = BijeenkomstFactory(**group, starts_at=NOW - timedelta(days=7))
    DeelnameFactory(bijeenkomst=coming, user=lid, status=DeelnameStatus.AANGEMELD)
    answers = LeergroepAnswers(
        name=leergroep.kring.name, summary=leergroep.summary, description="", opgaven=[], provincies=[], ervaring="",
        joining=leergroep.joining, capacity=None, phase=LeergroepPhase.AFGESLOTEN,
    )  # fmt: skip
    edit_leergroep(
        actor=UserFactory(coordinator=True), leergroep=leergroep, version=leergroep.version, answers=answers, now=NOW
    )
    coming.refresh_from_db()
    past.refresh_from_db()
    assert (coming.status, past.status) == (BijeenkomstStatus.GEANNULEERD, BijeenkomstStatus.GEPLAND)
    assert list(Bericht.objects.filter(object_id=coming.pk).values_list("recipient", flat=True)) == [lid.pk]
