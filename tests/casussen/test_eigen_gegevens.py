"""The export of a person's own data: every field of what she wrote in the confidential, nothing of anybody else."""

import json
from typing import Any

import pytest
import time_machine
from django.apps import apps

from casussen.actions.noodtoegang import ask_noodtoegang
from casussen.actions.opnamen import take_back
from casussen.models import Adviesdeling, Casus, Deling, Gastdeling, Inzage, InzageVia, Noodtoegang, Opname
from casussen.queries.eigen_gegevens import LEFT_OUT, PARTS
from community.confidential import confidential
from community.extension_points import personal_data
from community.models import Rol, User
from tests.casussen.kanaries import filled as filling
from tests.casussen.kanaries.filled import Filled, sealed_fields
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import a_praktijkboek, an_opname

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
# Given in a shape of their own; and what is about nobody.
SHAPED = {Adviesdeling, Casus, Deling, Gastdeling, Inzage, Noodtoegang, Opname}
NOBODYS = {"Praktijkboek", "Instrument", "Instrumentversie"}
FILES = {"Casusbestand.content"}


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> Filled:
    """A row of every model of casussen, with a word of its own in every field."""
    ours = [(model, fields) for model, fields in sealed_fields() if model._meta.app_label == "casussen"]
    monkeypatch.setattr(filling, "sealed_fields", lambda: ours)
    return Filled()


def export(user: User) -> dict[str, Any]:
    with time_machine.travel(NOW, tick=False):
        return dict(personal_data.get("casussen")(user))


def words_in(found: object) -> str:
    return json.dumps(found, default=str, ensure_ascii=False)


def test_every_model_of_the_confidential_is_given_or_is_about_nobody() -> None:
    known = {model.__name__ for model in (*PARTS, *SHAPED)} | NOBODYS
    assert {model.__name__ for model in apps.get_app_config("casussen").get_models()} == known


def test_every_word_she_wrote_is_in_it(filled: Filled) -> None:
    opname: Any = filled.rows["Opname"]
    with confidential():
        Opname.objects.filter(pk=opname.pk).update(author=filled.casus.owner)
        Noodtoegang.objects.update(until_at=NOW, decided_at=NOW)
    found = words_in(export(filled.casus.owner))
    own = {name: word for name, word in filled.words.items() if name not in FILES}
    assert len(own) > 40
    assert {name for name, word in own.items() if word not in found} == set()


def test_every_field_of_a_part_goes_along(filled: Filled) -> None:
    (casus,) = export(filled.casus.owner)["casussen"]
    for model in PARTS:
        for row in casus["onderdelen"][model._meta.model_name]:
            assert set(row) == {field.name for field in model._meta.concrete_fields} - LEFT_OUT


def test_nothing_of_others_is_in_it() -> None:
    other, reader = UserFactory(voornaam="Tineke", achternaam="Zonderling"), UserFactory()
    casus, own = a_casus(other, werktitel="Van een ander"), a_casus(reader)
    a_deling(casus, user=reader)
    a_deling(own, user=other)
    with confidential():
        Inzage.objects.create(casus=casus, reader=reader, at=NOW, via=InzageVia.DELING, part="format")
        Inzage.objects.create(casus=own, reader=other, at=NOW, via=InzageVia.DELING, part="format")
    found = export(reader)
    assert [len(found[name]) for name in ("casussen", "meelezen", "gelezen")] == [1, 1, 1]
    assert [len(found["casussen"][0][name]) for name in ("gedeeld", "gelezen")] == [1, 1]
    words = words_in(found)
    for word in ("Van een ander", casus.code, "Zonderling", other.email, str(other.pk)):
        assert word not in words


def test_a_copy_that_was_taken_out_is_gone_and_her_questions_in_an_emergency_are_hers() -> None:
    opname, beheerder = an_opname(a_praktijkboek(name="Najaar")), UserFactory()
    RoltoekenningFactory(user=beheerder, rol=Rol.BEHEERDER)
    assert [row["praktijkboek"] for row in export(opname.author)["praktijkboeken"]] == ["Najaar"]
    with confidential():
        ask_noodtoegang(actor=beheerder, code=opname.casus.code, reason="Een melding.", hours=1, now=NOW)
        take_back(actor=opname.author, opname=opname, now=NOW)
    assert export(opname.author)["praktijkboeken"] == []
    assert [row["reason"] for row in export(beheerder)["noodtoegang_gevraagd"]] == ["Een melding."]
    assert "Een melding." not in words_in(export(opname.author)), "not before it was allowed"
