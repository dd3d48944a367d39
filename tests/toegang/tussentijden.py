"""What DE handed in for a tussentijd and shares with TR, and what TR answered."""

from datetime import timedelta
from typing import Any

from community.confidential import confidential
from community.models import User
from community.workdays import local_date
from tests.factories.moments import NOW
from tests.factories.training import a_deelnemer, an_editie
from tests.factories.tussentijden import with_dilemma
from training.actions.tussentijden import react_to_work
from training.models import Deelnemer, Editie, Editiedeel, Inzending, InzendingStatus

GEDEELD, REACTIE = "moerasvaren", "rietzangertje"
WORK_READERS = {"DE", "TR"}


def tussentijd_samples(editie: Editie, deelnemer: Deelnemer, trainer: User) -> dict[str, dict[str, Any]]:
    """Return the parameters of pages about tussentijd B: shared by this participant, with a reaction of the trainer."""
    deel = Editiedeel.objects.get(editie=editie, onderdeel__code="B")
    with confidential():
        own = Deelnemer.objects.select_related("casus__owner").get(pk=deelnemer.pk)
        if own.casus is not None:
            with_dilemma(own.casus, NOW, text=GEDEELD)
        row = Inzending.objects.create(
            deelnemer=own, editiedeel=deel, status=InzendingStatus.INGELEVERD, is_shared=True, started_at=NOW,
            handed_in_at=NOW,
        )  # fmt: skip
        react_to_work(actor=trainer, inzending=row, version=1, text=f"Mooi {REACTIE}", now=NOW)
    here = {"slug": editie.slug}
    return {
        "editie-tussentijd@open": {"slug": open_now(deelnemer).slug, "code": "b"},
        "editie-tussentijd*": here | {"code": "b"},
        "editie-inzending": here | {"inzending_id": row.pk},
    }


def open_now(deelnemer: Deelnemer) -> Editie:
    """Return an editie in which tussentijd B is open, where she works in the same casus."""
    editie = an_editie(name="Winterronde", slug="winterronde", first_day=local_date(NOW) - timedelta(days=48))
    row = a_deelnemer(editie, deelnemer.user)
    Deelnemer.objects.filter(pk=row.pk).update(casus=Deelnemer.objects.get(pk=deelnemer.pk).casus_id)
    return editie
