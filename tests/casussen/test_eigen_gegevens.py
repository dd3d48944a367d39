"""What the confidential gives to the download of a person's own data, and that it gives nothing of anybody else."""

import pytest

from casussen.actions.noodtoegang import ask_noodtoegang
from casussen.actions.opnamen import take_back
from casussen.models import Inzage, InzageVia
from community.confidential import confidential
from community.models import Rol
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import a_praktijkboek, an_opname
from tests.own_data import own_data

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


def test_nothing_of_others_is_in_it() -> None:
    other, reader = UserFactory(voornaam="Tineke", achternaam="Zonderling"), UserFactory()
    casus, own = a_casus(other, werktitel="Van een ander"), a_casus(reader)
    a_deling(casus, user=reader)
    a_deling(own, user=other)
    with confidential():
        Inzage.objects.create(casus=casus, reader=reader, at=NOW, via=InzageVia.DELING, part="format")
        Inzage.objects.create(casus=own, reader=other, at=NOW, via=InzageVia.DELING, part="format")
    found = own_data(reader)
    labels = ("casussen.casus", "casussen.deling", "casussen.inzage")
    assert [len(found[label]) for label in labels] == [1, 2, 2]
    assert sorted(row["reader"] for row in found["casussen.inzage"]) == ["iemand anders", "jij"]
    words = str(found)
    for word in ("Van een ander", casus.code, "Zonderling", other.email, str(other.pk)):
        assert word not in words


def test_a_copy_that_was_taken_out_is_gone_and_her_questions_in_an_emergency_are_hers() -> None:
    opname, beheerder = an_opname(a_praktijkboek(name="Najaar")), UserFactory()
    RoltoekenningFactory(user=beheerder, rol=Rol.BEHEERDER)
    assert [bool(row["content"]) for row in own_data(opname.author)["casussen.opname"]] == [True]
    with confidential():
        ask_noodtoegang(actor=beheerder, code=opname.casus.code, reason="Een melding.", hours=1, now=NOW)
        take_back(actor=opname.author, opname=opname, now=NOW)
    of_author = own_data(opname.author)
    assert [row["content"] for row in of_author["casussen.opname"]] == [None]
    assert [row["reason"] for row in own_data(beheerder)["casussen.noodtoegang"]] == ["Een melding."]
    assert "Een melding." not in str(of_author), "not before it was allowed"
