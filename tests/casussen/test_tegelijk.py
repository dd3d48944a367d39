"""Two people, or two windows of one, at the very same moment on real PostgreSQL: one of them wins, nothing is lost."""

from collections.abc import Callable, Sequence
from functools import partial

import pytest

from casussen.actions.casussen import restore_version, save_format
from casussen.actions.noodtoegang import decide_noodtoegang
from casussen.actions.opnamen import hand_in, take_back
from casussen.models import Casus, Casusversie, Noodtoegang, Opname
from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.actions.werk import MOST_OPEN, TooMuchWorkError, ask_werk
from community.confidential import confidential
from community.models import Bericht, Rol, User, Werk
from tests.casussen.test_praktijkboek_gelijktijdig import together
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import a_full_casus, a_praktijkboek, in_boek
from tests.in_full import IS_FULL, share

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "sleutels"])
ROUNDS = 20 if IS_FULL else 2


@pytest.mark.parametrize("answers", [(True, True), (True, False)])
def test_two_privacycontacten_answer_at_once_and_one_answer_stands(answers: Sequence[bool]) -> None:
    casus, people = a_casus(), [UserFactory(), UserFactory()]
    for person in people:
        RoltoekenningFactory(user=person, rol=Rol.PRIVACYCONTACT)
    with confidential():
        row = Noodtoegang(casus=casus, data_key_id=casus.data_key_id, asked_by=UserFactory(), asked_at=NOW, hours=2)
        row.reason = "Een melding."
        row.save()
        acts = [
            partial(decide_noodtoegang, actor=person, noodtoegang=row, is_allowed=is_allowed, now=NOW)
            for person, is_allowed in zip(people, answers, strict=True)
        ]
        results = together(acts)
        row.refresh_from_db()
    losers = [result for result in results if result is not None]
    assert losers in ([ActionError], [DeniedError])
    winner = results.index(None)
    assert (row.decided_by, row.until_at is not None) == (people[winner], answers[winner])
    assert Bericht.objects.filter(kind="N150").count() == int(answers[winner])
    assert Bericht.objects.filter(kind="N152").count() == 1


@pytest.mark.parametrize("turn", share(range(ROUNDS)))
def test_renewing_races_with_taking_out_and_what_stands_can_be_read(turn: int) -> None:
    boek = a_praktijkboek()
    author: User = in_boek(boek).user
    casus = a_full_casus(author)
    with confidential():
        first = hand_in(actor=author, boek=boek, casus=casus, parts=[], now=NOW)
        row = Opname.objects.select_related("praktijkboek").get(pk=first.pk)

        def renew() -> object:
            standing = Opname.objects.get(pk=first.pk)
            assert standing.content["format"], "its key is at hand, as on the page"
            return hand_in(actor=author, boek=boek, casus=casus, parts=[], now=NOW)

        acts: list[Callable[[], object]] = [renew, partial(take_back, actor=author, opname=row, now=NOW)]
        together(acts if turn % 2 else acts[::-1])
        found = list(Opname.objects.filter(withdrawn_at__isnull=True))
        assert [one.content["format"] for one in found] == [casus.format] * len(found)


@pytest.mark.parametrize("turn", share(range(ROUNDS)))
def test_saving_by_itself_races_with_putting_an_older_version_back_and_both_texts_are_kept(turn: int) -> None:
    casus = a_casus(doel="Het begin.")
    with confidential():
        versie = Casusversie.objects.get(casus=casus)
        one, other = (Casus.objects.get(pk=casus.pk) for _turn in range(2))
        acts: list[Callable[[], object]] = [
            partial(save_format, actor=casus.owner, casus=one, version=1, answers={"doel": "Iets nieuws."}, now=NOW),
            partial(restore_version, actor=casus.owner, casus=other, version=1, versie=versie, now=NOW),
        ]
        results = together(acts if turn % 2 else acts[::-1])
        stands = Casus.objects.get(pk=casus.pk).format["doel"]
        texts = {row.format["doel"] for row in Casusversie.objects.filter(casus=casus)}
    refused = [result for result in results if isinstance(result, type)]
    assert (stands, refused in ([], [StaleSaveError]), "Het begin." in texts) == ("Iets nieuws.", True, True)
    assert stands in texts


def test_asking_much_at_once_is_not_more_than_asking_much() -> None:
    user = UserFactory()
    boeken = [a_praktijkboek() for _number in range(MOST_OPEN + 3)]
    for boek in boeken:
        in_boek(boek, user)
    results = together(
        [partial(ask_werk, actor=user, kind="PRAKTIJKBOEK_PDF", object_id=boek.pk, now=NOW) for boek in boeken]
    )
    assert results.count(TooMuchWorkError) == 3
    assert Werk.objects.count() == MOST_OPEN
