"""A round that is decided about, opened again or blown off while the worker divides its people."""

from typing import Any

import pytest
import time_machine

from community.actions.werkgang import work_off
from community.models import Roltoekenning
from intervisie.actions import indelen
from intervisie.actions.indelingsvoorstellen import ask_proposal
from intervisie.models import Indelingsvoorstel, Matchronde, RondeStatus
from tests.factories.moments import NOW
from tests.intervisie.voorstelwork import a_closed_round, a_coordinator, browser

pytestmark = [pytest.mark.django_db(databases=["default", "sleutels"]), pytest.mark.usefixtures("quick")]


@pytest.mark.parametrize("is_before", [True, False])
@pytest.mark.parametrize("status", [RondeStatus.OPEN, RondeStatus.VASTGESTELD, RondeStatus.AFGEBLAZEN])
@time_machine.travel(NOW, tick=False)
def test_it_is_said_on_the_page_that_was_waited_at(
    monkeypatch: pytest.MonkeyPatch, status: RondeStatus, is_before: bool
) -> None:
    ronde, _rows = a_closed_round(12)
    coordinator, divide = a_coordinator(), indelen.divide

    def meanwhile(*given: Any, **named: Any) -> Any:
        Matchronde.objects.update(status=status)
        return divide(*given, **named)

    monkeypatch.setattr(indelen, "divide", meanwhile)
    werk = ask_proposal(actor=coordinator, ronde=ronde, now=NOW)
    if is_before:
        Matchronde.objects.update(status=status)
    work_off(lambda: NOW, lambda: False)
    page = browser(coordinator).get(f"/mijn/werk/{werk.pk}/")
    assert (page.status_code, Indelingsvoorstel.objects.count()) == (200, 0)
    text = page.content.decode()
    assert ("Iemand heeft dit intussen veranderd." in text, f"/matching/{ronde.code}/" in text) == (True, True)
    Roltoekenning.objects.filter(user=coordinator).delete()
    assert browser(coordinator).get(f"/mijn/werk/{werk.pk}/").status_code == 404
