"""Serves the pages of the platform to a coördinator, in a process of its own, as a web process does.

Prints as JSON which pages answered and which solver libraries are loaded after it. Whatever it stored is rolled back.
"""

import json
import sys
from typing import Any

from deploy.wsgi import application

SOLVERS = {"numba", "numpy", "scipy", "llvmlite", "ortools", "highspy"}
PEOPLE = 12


def main() -> None:
    """Build a round with a proposal, ask every page without a value in its address, and those of the proposal."""
    with transaction.atomic(), transaction.atomic(using="sleutels"):
        actor = with_second_factor(UserFactory(coordinator=True))
        client = Client()
        force_login(client, actor)
        row = a_voorstel(actor)
        ronde = reverse("matchronde", args=[row.ronde.code])
        here = reverse("matching-voorstel", args=[row.ronde.code, row.number])
        person = row.division["groups"][0]["members"][0]
        paths = [*plain_paths(), ronde, here, f"{here}verplaatsen/{person}/", f"{here}overnemen/"]
        answers = {path: client.get(path, follow=True).status_code for path in paths}
        print(json.dumps({"answers": answers, "solvers": sorted(name for name in SOLVERS if sys.modules.get(name))}))  # noqa: T201 - its answer
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="sleutels")


def plain_paths() -> list[str]:
    """Return every address without a value in it."""
    found = []
    for name in get_resolver().reverse_dict:
        if isinstance(name, str):
            try:
                found.append(reverse(name))
            except NoReverseMatch:
                continue
    left_out = ("/uitloggen", "/beheer/", "/gezond")  # ends the session, is Wagtail's own, asks for workers
    return sorted(path for path in set(found) if not path.startswith(left_out))


def a_voorstel(actor: Any) -> Any:
    """Return a proposal for twelve people, as the worker stores it, but made without solvers."""
    ronde = a_ronde(status=RondeStatus.GESLOTEN)
    for _ in range(PEOPLE):
        an_aanmelding(ronde, slots=range(6), place="Utrecht")
    mensen = mensen_van(ronde, NOW)
    instance = judging_instance(mensen)
    division = divide(instance, effort=Effort(0.2, is_compiled=False, is_exact=False)).division
    inhoud = inhoud_of(instance, division, mensen, first_names(division, mensen))
    return store_proposal(actor=actor, ronde=ronde, inhoud=inhoud, herkomst=Herkomst(mensen, 1), locks=[], now=NOW)


if __name__ == "__main__":
    assert application
    from django.db import transaction
    from django.test import Client
    from django.test.utils import setup_test_environment
    from django.urls import NoReverseMatch, get_resolver, reverse

    from intervisie.actions.indelingsvoorstellen import Herkomst, store_proposal
    from intervisie.matching import Effort, divide
    from intervisie.models import RondeStatus
    from intervisie.queries.matching_invoer import mensen_van
    from intervisie.queries.matching_regels import judging_instance
    from intervisie.queries.voorstel_inhoud import first_names, inhoud_of
    from tests.factories import UserFactory
    from tests.factories.intervisie import a_ronde, an_aanmelding
    from tests.factories.moments import NOW
    from tests.factories.second_factor import force_login, with_second_factor

    setup_test_environment()
    main()
