"""The casus of the access matrix: GL owns it, DE and the group read along, AV writes along, a guest sees a part.

BE asked for emergency access and nobody answered. Nobody else has anything to do with it, whatever her role.
"""

from datetime import timedelta
from typing import Any

from casussen.models import Casus, DelingRol, Gastdeling, Noodtoegang
from community.confidential import confidential
from community.models import Gastlink, Kring, User
from tests.factories.casussen import CANARY, a_casus, a_deling
from tests.factories.moments import LONG_AGO, NOW
from tests.toegang.advies import advies_samples
from tests.toegang.casusonderdelen import onderdelen_samples

CASUS = CANARY
CASUS_READERS = {"GL", "TK", "DE", "AV"}


def casus_samples(people: dict[str, User], kring: Kring) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about the casus."""
    casus = a_casus(people["GL"])
    deling = a_deling(casus, user=people["DE"])
    a_deling(casus, user=people["AV"], role=DelingRol.MEDE_EIGENAAR)
    a_deling(casus, kring=kring)
    with confidential():
        guest = a_guest(casus)
        asked = Noodtoegang(
            casus=casus, data_key_id=casus.data_key_id, asked_by=people["BE"], asked_at=NOW, hours=1
        )  # fmt: skip
        asked.reason = f"Reden {CASUS}"
        asked.save(force_insert=True)
    return {
        "casus*": {
            "code": casus.code, "number": 1, "laag": "nu", "vraag": "doel", "instrument": "canvas",
            "deling_id": deling.pk, "gast_id": guest.pk,
            "lid": people["LI"].profiel.code,
        },
        "noodtoegang*": {"noodtoegang_id": asked.pk},
        **onderdelen_samples(casus),
        **advies_samples(casus),
    }  # fmt: skip


def a_guest(casus: Casus) -> Gastdeling:
    """Return the format of a casus shared with a guest. Call in a scope."""
    gastdeling = Gastdeling(casus=casus, parts=["format"])
    gastdeling.gastlink = Gastlink.objects.create(
        kind="CASUS", object_id=gastdeling.pk, name="Wil Opdracht", email="wil@provincie.example",
        made_by=casus.owner, made_at=LONG_AGO, expires_at=NOW + timedelta(days=30),
    )  # fmt: skip
    gastdeling.save(force_insert=True)
    return gastdeling
