"""The group of the access matrix: TK leads it, GL wrote in it, LA did not agree, DE guides it, EX was in it.

Beside it stands what GL wrote; who is in the group and agreed reads it, nobody else.
"""

from datetime import timedelta
from typing import Any

from community.actions.groepsleven import open_evaluatie
from community.models import Kring, Lidmaatschap, User
from tests.factories.intervisiegroepen import a_groep, a_notitie
from tests.factories.moments import NOW

GROEPSNOTITIE, GROEPSNOTITIE_READERS = "parnassiaveld", {"TK", "GL", "DE"}
GROEPSNAAM, GROEPSNAAM_READERS = "Vlierdop", {"TK", "GL", "LA", "DE", "CO"}


def groep_samples(people: dict[str, User]) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about a group of intervisie."""
    members = [people[role] for role in ("TK", "GL", "LA", "EX")]
    groep = a_groep(*members, begeleider=people["DE"], name=f"Groep {GROEPSNAAM}")
    rows = Lidmaatschap.objects.filter(kring=groep.kring_id)
    rows.filter(user=people["LA"]).update(accepted=None, accepted_at=None)
    rows.filter(user=people["EX"]).update(until_at=NOW - timedelta(days=1))
    note = a_notitie(groep, people["GL"], f"Wie kent het {GROEPSNOTITIE}?", now=NOW - timedelta(hours=1))
    evaluatie = open_evaluatie(Kring.objects.get(pk=groep.kring_id), NOW)
    member = rows.get(user=people["GL"])
    return {
        "intervisiegroep*": {
            "code": groep.code, "lidmaatschap_id": member.pk, "evaluatie_id": evaluatie.pk if evaluatie else None,
        },
        "groepsnotitie*": {"code": groep.code, "notitie_id": note.pk},
    }  # fmt: skip
