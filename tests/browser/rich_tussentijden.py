"""Adds to the demo an editie in tussentijd B: who handed in and was answered, who waits, and who has no casus yet."""

from datetime import datetime, timedelta

from community.confidential import confidential
from community.models import KringRol, Rol, User
from community.workdays import local_date
from tests.factories import LidmaatschapFactory
from tests.factories.training import a_deelnemer, an_editie
from tests.factories.tussentijden import a_team, a_worker, an_inzending
from training.actions.tussentijden import react_to_work


def enrich_tussentijden(people: dict[str, User], now: datetime) -> dict[str, list[str]]:
    """Add everything; every page is reached by clicking. `people` goes by code of the demo."""
    editie = an_editie(
        name="Leergang Kust en achterland", slug="kust-en-achterland", first_day=local_date(now) - timedelta(days=50)
    )
    LidmaatschapFactory(kring=editie.kring, user=people["trainer"], role=KringRol.TREKKER, by_rol=Rol.TRAINER)
    text = "van de oever"
    answered, bare = a_worker(editie, people["ex-lid"], text=text), a_deelnemer(editie, people["trekker"])
    others = User.objects.filter(is_active=True).exclude(pk__in=[user.pk for user in people.values()])
    waiting, quiet, busy = [a_worker(editie, user, text=text) for user in others.order_by("-sort_key", "pk")[:3]]
    row = an_inzending(answered, now=now - timedelta(hours=5))
    an_inzending(waiting, now=now - timedelta(hours=4))
    an_inzending(quiet, is_shared=False, now=now - timedelta(hours=4))
    with confidential():
        react_to_work(
            actor=people["trainer"], inzending=row, version=row.version, now=now - timedelta(hours=2),
            text="Je beschrijft beide kanten eerlijk. Wie merkt het als eerste als er niets gebeurt?",
        )  # fmt: skip
    a_team(editie, people["ex-lid"], answered, bare, waiting, quiet, busy)
    return {}
