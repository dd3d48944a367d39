"""A group with a meeting that was and one that comes, and words that only its members may read."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.test import Client

from community.actions.acties import add_actie
from community.models import Actie, Agendapunt, Besluit, Bijeenkomst, Verslag
from tests.community.leergroepen.cast import Cast, a_cast
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.vergadering import AgendapuntFactory, BesluitFactory, GroepsbijeenkomstFactory

# Nobody but who may read this finds these words in anything that comes back.
IN_PUNT = "watersnippen-ronde"
IN_BESLUIT = "lepelaarbesluit"
IN_ACTIE = "scholeksters tellen"
IN_VERSLAG = "kluutverslag"
WORDS = (IN_PUNT, IN_BESLUIT, IN_ACTIE, IN_VERSLAG)
DUE = (NOW + timedelta(days=7)).date()


@dataclass
class Vergaderd:
    """The cast of a leergroep, its last meeting with all that came out, and its next one."""

    cast: Cast
    past: Bijeenkomst
    coming: Bijeenkomst
    punt: Agendapunt
    besluit: Besluit
    actie: Actie
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """Return a browser of somebody with this role; of nobody for AN."""
        if role not in self.clients:
            self.clients[role] = Client() if role == "AN" else browser_of(self.cast[role])
        return self.clients[role]


def a_meeting_with_outcome() -> Vergaderd:
    """Return a group that met a week ago; GL owns the action, due a week from NOW. All at NOW."""
    cast = a_cast()
    past = GroepsbijeenkomstFactory(
        kring=cast.leergroep.kring, organiser=cast["TK"], starts_at=NOW - timedelta(days=7),
    )  # fmt: skip
    punt = AgendapuntFactory(bijeenkomst=past, number=1, title=f"Een {IN_PUNT}", bringer=cast["GL"], note="Neem mee.")
    besluit = BesluitFactory(bijeenkomst=past, agendapunt=punt, text=f"Het {IN_BESLUIT} is genomen.")
    actie = add_actie(
        actor=cast["TK"], bijeenkomst=past, text=f"Ga {IN_ACTIE}.", owner_id=cast["GL"].pk, due_date=DUE, now=NOW
    )
    Verslag.objects.create(bijeenkomst=past, text=f"Dit {IN_VERSLAG} is kort.", saved_at=LONG_AGO)
    return Vergaderd(cast, past, cast.meeting, punt, besluit, actie)
