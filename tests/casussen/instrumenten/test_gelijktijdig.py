"""Two people in one instrument at the same moment, on real PostgreSQL: one is kept, the other hears it, nobody errs."""

from functools import partial
from typing import Any

import pytest

from casussen.actions.instrumenten import save_answers
from casussen.models import Casus, DelingRol, Instrumentversie, Invulling
from community.confidential import confidential
from community.models import User
from tests.community.leergroepen.test_gelijktijdig import at_once
from tests.factories import UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def save(casus: Casus, versie: Instrumentversie, actor: User, text: str, version: int) -> Any:
    with confidential():
        return save_answers(
            actor=actor, casus=casus, versie=versie, layer="nu", version=version, answers={"K1": {"text": text}},
            now=NOW,
        )  # fmt: skip


def test_two_who_begin_or_save_at_once() -> None:
    casus, other = a_casus(), UserFactory()
    a_deling(casus, user=other, role=DelingRol.MEDE_EIGENAAR)
    versie = Instrumentversie.objects.select_related("instrument").get(instrument__code="canvas")
    for version in (0, 1):
        acts = [partial(save, casus, versie, who, f"{who.pk} {version}", version) for who in (casus.owner, other)]
        results = at_once(acts)
        assert sorted(getattr(result, "__name__", "kept") for result in results) == ["StaleSaveError", "kept"]
        with confidential():
            row = Invulling.objects.get()
            assert (row.version, row.answers["K1"]["text"].endswith(str(version))) == (version + 1, True)
