"""What several people do with the same step at the same moment."""

from functools import partial

import pytest

from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import Bericht, Taak
from intervisie.access.stappen import place_in_step
from intervisie.actions.stapantwoorden import mark_held, save_antwoord
from intervisie.actions.stappen import STAP, excuse_step, finish_step, open_due_steps, open_steps
from intervisie.models import Bezoek, Stapantwoord, Toernee, Toerneestap
from intervisie.queries.protocollen import protocol_of
from tests.community.leergroepen.test_gelijktijdig import at_once
from tests.factories import UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.intervisie.stappen.test_antwoorden import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def test_done_excused_and_moved_at_once_is_done_or_excused_and_told_once() -> None:
    hart = UserFactory(coordinator=True)
    toernee = a_planned_toernee(actor=hart)
    open_due_steps(NOW)
    bezoek = bezoeken_of(toernee)[0]
    rows = Toerneestap.objects.select_related("toernee__kring", "bezoek__toernee__kring", "deelnemer__user")
    stap = rows.get(bezoek=bezoek, step="PAKKET")
    Bezoek.objects.filter(pk=bezoek.pk).update(date="2027-06-22")
    at_once([
        partial(finish_step, bezoek=bezoek, step="PAKKET", deelnemer=stap.deelnemer, now=NOW),
        partial(excuse_step, actor=hart, stap=stap, now=NOW),
        partial(excuse_step, actor=hart, stap=stap, now=NOW),
        partial(open_steps, toernee, NOW),
    ])  # fmt: skip
    stap.refresh_from_db()
    assert (stap.done_at is None) != (stap.excused_at is None)
    assert not Taak.objects.filter(kind=STAP, object_id=stap.pk, done_at=None, withdrawn_at=None).exists()
    assert Bericht.objects.filter(kind="N228").count() == (1 if stap.excused_at else 0)


def test_two_windows_hand_in_at_once_and_one_is_stored() -> None:
    toernee = a_planned_toernee()
    toernee = Toernee.objects.select_related("kring", "protocolversie").get(pk=toernee.pk)
    open_due_steps(NOW)
    bezoek = bezoeken_of(toernee)[0]
    stap = Toerneestap.objects.select_related("deelnemer__user").filter(bezoek=bezoek, step="BEZOEKERSGESPREK")[0]
    step, user = protocol_of(toernee).step("BEZOEKERSGESPREK"), stap.deelnemer.user
    assert step is not None
    place = place_in_step(user, toernee, bezoek, step, NOW)

    def write(text: str) -> None:
        with confidential():
            answers = {"eerste-indruk": text}
            save_antwoord(actor=user, place=place, version=0, answers=answers, now=NOW, is_handed_in=True)

    results = at_once(
        [partial(write, "Eén"), partial(write, "Twee"), partial(mark_held, actor=user, place=place, now=NOW)]
    )
    # The other one is told: somebody saved, or handed in, meanwhile.
    assert len([one for one in results if one in (StaleSaveError, ActionError)]) == 1
    with confidential():
        row = Stapantwoord.objects.get()
        assert row.answers["eerste-indruk"] in ("Eén", "Twee")
    assert row.handed_in_at == NOW
