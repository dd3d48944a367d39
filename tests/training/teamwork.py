"""An editie that is divided in teams, and what its forms send."""

from typing import Any
from uuid import uuid4

from django.test import Client

from community.models import Lidmaatschap, User
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from training.actions.teamindeling import propose_division, publish_teams
from training.models import Deelnemer, Editie, Team, Teamvoorstel
from training.queries.teamindeling import mensen_of, proposed, published


def browser(user: User) -> Client:
    """Return the browser of this person."""
    client = Client()
    client.force_login(user)
    return client


def post(user: User, path: str, **data: Any) -> Any:
    """Send a form as this person."""
    return browser(user).post(path, {"eenmalig": str(uuid4()), **data})


def plan_url(editie: Editie, page: str = "") -> str:
    """Return an address of dividing."""
    return f"/coordinatie/edities/{editie.slug}/teams/{page}"


def url(editie: Editie, page: str = "") -> str:
    """Return an address of the teams as participants open them."""
    return f"/trainingen/{editie.slug}/teams/{page}"


def a_start(number: int = 10, organisaties: int = 5) -> tuple[Editie, User, User, list[Deelnemer]]:
    """Return an editie with a coördinator, a trainer and participants who work at so many organisaties."""
    editie = an_editie(capacity=40)
    coordinator = with_second_factor(UserFactory(coordinator=True))
    trainer = with_second_factor(a_trainer(editie))
    employers = OrganisatieFactory.create_batch(organisaties)
    deelnemers = [a_deelnemer(editie) for _ in range(number)]
    for at, deelnemer in enumerate(deelnemers):
        DienstverbandFactory(user=deelnemer.user, organisatie=employers[at % organisaties])
    return editie, coordinator, trainer, deelnemers


def known(number: int = 10) -> tuple[Editie, User, User, list[Team]]:
    """Return the same with teams that are known."""
    editie, coordinator, trainer, _rest = a_start(number)
    row = propose_division(actor=coordinator, editie=editie, version=0, now=NOW)
    publish_teams(actor=coordinator, editie=editie, version=row.version, now=NOW)
    return editie, coordinator, trainer, list(Team.objects.order_by("number"))


def inside(team: Team, role: str) -> set[Any]:
    """Return who has this role in a team now."""
    rows = Lidmaatschap.objects.filter(kring=team.kring_id, role=role, until_at__isnull=True)
    return set(rows.values_list("user_id", flat=True))


def choices(editie: Editie, **changed: str) -> dict[str, str]:
    """Return what the form sends when everybody stays where she is, with these choices changed."""
    mensen, row = mensen_of(editie, NOW), Teamvoorstel.objects.filter(editie=editie).first()
    division = proposed(row, mensen) if row else published(editie, mensen, NOW)
    places = {f"plek_{id_}": str(number) for number, members in division.teams.items() for id_ in members}
    captains = {f"captain_{number}": division.captains[number] for number in division.teams}
    return {"version": division.stamp, **places, **captains, **changed}
