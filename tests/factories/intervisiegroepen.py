"""Groups of intervisie with their people, made as adopting a proposal makes them. Opens the vault by itself."""

from datetime import datetime, timedelta
from typing import Any

from community.actions.kluis import make_data_key
from community.actions.kringen import accept_afspraken
from community.confidential import confidential
from community.models import Audience, Bijeenkomst, BijeenkomstKind, Kring, Lidmaatschap, User
from intervisie.actions.groepen import make_groep
from intervisie.actions.notities import write_notitie
from intervisie.models import Form, Groepsnotitie, Intervisiegroep, Matchronde, RondeStatus
from tests.factories.agenda import BijeenkomstFactory
from tests.factories.intervisie import a_ronde
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.people import UserFactory

TWO_HOURS = timedelta(hours=2)


def a_groep(
    *members: User, number: int = 5, begeleider: User | None = None, name: str = "Groep Kreek", is_agreed: bool = True,
    ronde: Matchronde | None = None, since: datetime = LONG_AGO, **kring: Any,
) -> Intervisiegroep:  # fmt: skip
    """Return a group of these people, or of `number` new ones; the first is contactpersoon, all agreed and began
    long ago unless told otherwise. `kring` sets fields of its Kring."""
    people = list(members) or [UserFactory() for _ in range(number)]
    with confidential():
        groep = make_groep(
            voorstel=None, name=name, members=people, contactpersoon=people[0], begeleider=begeleider,
            form=Form.BEIDE, slot=3, place_name="Utrecht", ronde=ronde or a_ronde(status=RondeStatus.VASTGESTELD),
            actor=UserFactory(coordinator=True), key_id=make_data_key(now=since), now=since,
        )  # fmt: skip
    Kring.objects.filter(pk=groep.kring_id).update(**{"started_at": since} | kring)
    groep = Intervisiegroep.objects.select_related("kring").get(pk=groep.pk)
    if is_agreed:
        for row in Lidmaatschap.objects.filter(kring=groep.kring_id).select_related("user"):
            accept_afspraken(actor=row.user, kring=groep.kring, number=1, now=since + timedelta(seconds=1))
    return groep


def people_of(groep: Intervisiegroep) -> list[User]:
    """Return who is in a group now, the contactpersoon first."""
    rows = Lidmaatschap.objects.filter(kring=groep.kring_id, until_at__isnull=True).select_related("user")
    return [row.user for row in sorted(rows, key=lambda row: (row.role != "TREKKER", str(row.pk)))]


def a_notitie(
    groep: Intervisiegroep, author: User, text: str = "Wie gaat er over het peil?", now: datetime = NOW
) -> Groepsnotitie:  # fmt: skip
    """Return a note that somebody of the group wrote."""
    with confidential():
        return write_notitie(actor=author, groep=groep, text=text, now=now)


def meets(groep: Intervisiegroep, starts_at: datetime, **fields: Any) -> Bijeenkomst:
    """Return a meeting of the group of two hours."""
    made: Bijeenkomst = BijeenkomstFactory(
        kring=groep.kring, kind=BijeenkomstKind.INTERVISIE, audience=Audience.KRING, starts_at=starts_at,
        ends_at=starts_at + TWO_HOURS, **fields,
    )  # fmt: skip
    return made
