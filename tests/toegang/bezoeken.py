"""The toernee of the access matrix: TK receives, GL (voorzitter), LA and ZA visit, DE guides it, EX was replaced.

LA did not agree. TK shared her kit. EX and GL handed in what they observed, EX before she left; ZA wrote but did not
hand in. The kit is read by who is in it and agreed; observations by their author, and those handed in by GL alone.
"""

from datetime import timedelta
from typing import Any

from community.models import Lidmaatschap, User
from community.workdays import local_date
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.bezoekkits import a_kit, a_waarneming, hands_in
from tests.factories.moments import NOW

KIT, KIT_READERS = "kraggenriet", {"TK", "GL", "ZA", "DE"}
INGELEVERD, INGELEVERD_READERS = "waterscheerling", {"GL"}
EIGEN, EIGEN_READERS = "krabbescheer", {"ZA"}


def bezoek_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about a visit of today."""
    members = [people[role] for role in ("TK", "GL", "LA", "ZA", "EX")]
    toernee = a_planned_toernee(*members, begeleider=people["DE"], first=local_date(NOW))
    visit = bezoeken_of(toernee)[0]
    a_kit(visit, question=f"Hoe gaan we om met {KIT}?", boxes={"K1": f"Wie van {KIT} houdt"}, now=NOW)
    hands_in(visit, people["EX"], f"Veel {INGELEVERD} bij de sluis", now=NOW)
    hands_in(visit, people["GL"], "Een rustig overleg", now=NOW)
    own = a_waarneming(visit, people["ZA"], f"Er groeit {EIGEN}", now=NOW)
    rows = Lidmaatschap.objects.filter(kring=toernee.kring_id)
    rows.filter(user=people["LA"]).update(accepted=None, accepted_at=None)
    rows.filter(user=people["EX"]).update(until_at=NOW - timedelta(minutes=1))
    toernee.deelnemers.filter(user=people["EX"]).update(left_at=NOW - timedelta(minutes=1))
    return {
        "bezoek*": {"code": visit.code}, "boekje": {"code": visit.code}, "waarnemingen*": {"code": visit.code},
        "waarneming-*": {"code": visit.code, "waarneming_id": own.pk},
    }  # fmt: skip
