"""The browser data of proposals can be made, on a round as the demo has it."""

import pytest
import time_machine

from community.models import Werk
from intervisie.models import Indelingsvoorstel, Proefverplaatsing
from tests.browser.rich_voorstellen import enrich_voorstellen
from tests.factories.moments import NOW
from tests.intervisie.voorstelwork import a_closed_round, a_coordinator, browser, proposal, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]


def test_the_browser_gets_proposals_of_every_kind() -> None:
    with time_machine.travel(NOW, tick=False):
        coordinator = a_coordinator()
        ronde, _rows = a_closed_round(12)
        proposal(coordinator, ronde)
        a_closed_round(6, name="Een andere ronde")
        enrich_voorstellen({"coordinator": coordinator}, NOW)
        address = url(Indelingsvoorstel.objects.latest("number"))
        assert "overnemen/" in browser(coordinator).get(address).content.decode()
    assert (Indelingsvoorstel.objects.count(), Proefverplaatsing.objects.count()) == (3, 1)
    assert Werk.objects.filter(status="WACHT").count() == 1
