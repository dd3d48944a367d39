"""The praktijkboek of the access matrix: TR leads it, DE handed in, GL reads, ZA did not agree yet, EX was taken out.

Nobody else has anything to do with it; CO plans it and sees no title.
"""

from typing import Any

from community.models import Lidmaatschap, User
from tests.factories.moments import LONG_AGO
from tests.factories.praktijkboeken import a_praktijkboek, an_opname, in_boek

OPNAME = "zandhagedis"
OPNAME_READERS = {"TR", "DE", "GL"}


def praktijkboek_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about the praktijkboek and the casus in it."""
    boek = a_praktijkboek(name="Lezen in het duin")
    in_boek(boek, people["TR"], begeleider=True)
    lid = in_boek(boek, people["DE"])
    in_boek(boek, people["GL"])
    in_boek(boek, people["ZA"], agreed=False)
    gone = in_boek(boek, people["EX"])
    Lidmaatschap.objects.filter(pk=gone.pk).update(until_at=LONG_AGO)
    opname = an_opname(boek, people["DE"], word=OPNAME)
    return {"praktijkboek*": {"code": boek.code, "opname_code": opname.code, "lidmaatschap_id": lid.pk}}
