"""Looking back in the access matrix: the samenwerking of GL and ZA talks, and each writes for herself.

GL wrote. ZA did not; she reads nothing of GL. The hart sees that both were planned.
"""

from typing import Any

from community.confidential import confidential
from community.models import Samenwerking, User
from intervisie.actions.reflecties import save_reflectie
from intervisie.models import Evaluatieplanning, Terugblik
from tests.factories.moments import LONG_AGO, LONG_AGO_DAY

SELF, SELF_READERS = "heivlindertuin", {"GL"}


def terugblik_samples(people: dict[str, User], code: str) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about looking back; `code` is that of the samenwerking of GL and ZA."""
    row = Samenwerking.objects.get(code=code)
    rows = {}
    for form in ("GESPREK", "REFLECTIE"):
        planning = Evaluatieplanning.objects.create(
            samenwerking=row, reason="Een jaar na de start", form=form, repeat_weeks=52,
            next_date=LONG_AGO_DAY.replace(year=2028), planned_by=people["CO"], planned_at=LONG_AGO,
        )  # fmt: skip
        rows[form] = Terugblik.objects.create(planning=planning, about_date=LONG_AGO_DAY, opened_at=LONG_AGO)
    with confidential():
        save_reflectie(
            actor=people["GL"], terugblik=rows["REFLECTIE"], version=0, text=f"Ik leerde van het {SELF}.", now=LONG_AGO
        )
    return {
        "evaluatieplanning*": {"pk": rows["GESPREK"].planning_id}, "terugblik*": {"pk": rows["GESPREK"].pk},
        "reflectie*": {"pk": rows["REFLECTIE"].pk},
    }  # fmt: skip
