"""A round that is closed, with people in it, and proposals that the worker made for it."""

from typing import Any
from uuid import uuid4

from django.test import Client

from community.actions.werkgang import work_off
from community.models import OrganisatieKind, User
from intervisie.actions.indelingsvoorstellen import ask_proposal
from intervisie.models import Indelingsvoorstel, Matchaanmelding, Matchronde, RondeStatus
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory
from tests.factories.intervisie import a_ronde, an_aanmelding
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor

KINDS = list(OrganisatieKind.values)
PLACES = ("Utrecht", "Amersfoort", "Zeist")


def a_coordinator() -> User:
    """Return somebody of the coördinerend hart."""
    made: User = with_second_factor(UserFactory(coordinator=True))
    return made


def a_closed_round(number: int = 12, *, employers: int = 12, **fields: Any) -> tuple[Matchronde, list[Matchaanmelding]]:
    """Return a closed round with so many registrations, of so many employers, all in and around Utrecht."""
    ronde = a_ronde(status=RondeStatus.GESLOTEN, **fields)
    houses = [OrganisatieFactory(kind=KINDS[at % len(KINDS)]) for at in range(employers)]
    rows = []
    for at in range(number):
        user = UserFactory()
        if houses:
            DienstverbandFactory(user=user, organisatie=houses[at % employers])
        rows.append(an_aanmelding(ronde, user, slots=range(6), place=PLACES[at % 3], max_minutes=90))
    return ronde, rows


def proposal(actor: User, ronde: Matchronde, **asked: Any) -> Indelingsvoorstel:
    """Ask for a proposal and let the worker make it."""
    ask_proposal(actor=actor, ronde=ronde, now=NOW, **asked)
    work_off(lambda: NOW, lambda: False)
    return Indelingsvoorstel.objects.filter(ronde=ronde).order_by("-number")[0]


def browser(user: User) -> Client:
    """Return the browser of this person."""
    client = Client()
    client.force_login(user)
    return client


def post(user: User, path: str, **data: Any) -> Any:
    """Send a form as this person."""
    return browser(user).post(path, {"eenmalig": str(uuid4()), **data})


def url(voorstel: Indelingsvoorstel, page: str = "") -> str:
    """Return an address of a proposal."""
    return f"/coordinatie/matching/{voorstel.ronde.code}/voorstellen/{voorstel.number}/{page}"
