"""Two people at the same moment: one agenda, one owner, one end of an action."""

from collections.abc import Callable

import pytest

from community.actions.acties import change_actie, drop_actie, finish_actie
from community.actions.agendapunten import Punt, StaleAgendaError, save_agendapunten
from community.actions.besluiten import change_besluit, remove_besluit, save_verslag
from community.actions.errors import ActionError, StaleSaveError
from community.actions.leergroepen import remove_member
from community.models import Actie, Agendapunt, Taak, Verslag
from tests.community.agenda.test_at_once import all_at_once
from tests.community.vergadering.cast import Vergaderd, a_meeting_with_outcome
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def done() -> Vergaderd:
    return a_meeting_with_outcome()


def test_of_two_agendas_at_once_one_is_stored_and_the_other_is_told(done: Vergaderd) -> None:
    def saving(title: str) -> Callable[[], object]:
        points = [Punt(None, title), Punt(None, f"{title} nog eens")]
        return lambda: save_agendapunten(
            actor=done.cast["TK"], bijeenkomst=done.coming, version=1, punten=points, now=NOW
        )

    errors = all_at_once(saving("Een"), saving("Ander"))
    assert [type(error) for error in errors] == [StaleAgendaError]
    titles = list(Agendapunt.objects.filter(bijeenkomst=done.coming).order_by("number").values_list("title", flat=True))
    assert titles in (["Een", "Een nog eens"], ["Ander", "Ander nog eens"])


def test_of_two_reports_at_once_one_is_stored_and_the_other_is_told(done: Vergaderd) -> None:
    errors = all_at_once(*(
        lambda text=text: save_verslag(
            actor=done.cast["TK"], bijeenkomst=done.coming, version=0, text=text, now=NOW
        )
        for text in ("Een.", "Ander.")
    ))  # fmt: skip
    assert [type(error) for error in errors] == [StaleSaveError]
    assert Verslag.objects.filter(bijeenkomst=done.coming).count() == 1


def test_a_decision_that_is_changed_and_taken_away_at_once_is_gone(done: Vergaderd) -> None:
    errors = all_at_once(
        lambda: remove_besluit(actor=done.cast["TK"], besluit=done.besluit, now=NOW),
        *(
            lambda number=number: change_besluit(
                actor=done.cast["TK"], besluit=done.besluit, version=1, text=f"Ronde {number}.",
                decided_date=done.besluit.decided_date, agendapunt_id=None, now=NOW,
            )
            for number in range(6)
        ),
    )  # fmt: skip
    assert {type(error) for error in errors} <= {ActionError, StaleSaveError}
    assert not done.besluit.bijeenkomst.besluiten.exists()


def test_an_action_that_is_done_and_dropped_at_once_has_one_end(done: Vergaderd) -> None:
    errors = all_at_once(
        lambda: finish_actie(actor=done.cast["GL"], actie=done.actie, now=NOW),
        lambda: drop_actie(actor=done.cast["TK"], actie=done.actie, reason="Niet meer nodig.", now=NOW),
    )
    assert [type(error) for error in errors] == [ActionError]
    done.actie.refresh_from_db()
    assert done.actie.status in ("KLAAR", "VERVALLEN")
    assert not Taak.objects.filter(kind="ACTIE", done_at=None, withdrawn_at=None).exists()


def test_an_action_never_ends_up_with_somebody_who_is_removed_at_the_same_moment(done: Vergaderd) -> None:
    """TK gives the action to GL once more while another trekker removes GL."""
    errors = all_at_once(
        lambda: change_actie(actor=done.cast["TK"], actie=done.actie, version=1, text="Anders.",
                             owner_id=done.cast["GL"].pk, due_date=done.actie.due_date, now=NOW),
        lambda: remove_member(actor=done.cast["TK"], lidmaatschap=done.cast.lid, now=NOW),
    )  # fmt: skip
    assert [type(error).__name__ for error in errors] in ([], ["StaleSaveError"], ["ActieError"])
    assert Actie.objects.get().owner is None
    assert not Taak.objects.filter(kind="ACTIE", done_at=None, withdrawn_at=None).exists()
    assert Taak.objects.filter(kind="ACTIE_EIGENAAR_KIEZEN", user=done.cast["TK"], done_at=None).count() == 1
