"""Nobody breaks the glass unseen: without an owner who can be told, who writes along is; without them it is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from casussen.actions.noodtoegang import decide_noodtoegang, end_noodtoegang
from casussen.models import Casus, DelingRol, Noodtoegang
from community.actions.errors import ActionError
from community.confidential import confidential
from community.extension_points import bericht_kinds
from community.models import Bericht, Rol, User
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def asked_for(casus: Casus) -> tuple[Noodtoegang, User]:
    """Return an open question, and a privacycontact."""
    beheerder, privacy = UserFactory(), UserFactory()
    RoltoekenningFactory(user=beheerder, rol=Rol.BEHEERDER)
    RoltoekenningFactory(user=privacy, rol=Rol.PRIVACYCONTACT)
    row = Noodtoegang(casus=casus, data_key_id=casus.data_key_id, asked_by=beheerder, asked_at=NOW, hours=2)
    row.reason = "Een melding."
    row.save()
    return row, privacy


def told() -> list[tuple[Any, str, str]]:
    rows = list(Bericht.objects.filter(kind="N150").order_by("moment", "recipient__sort_key", "recipient"))
    said = bericht_kinds.get("N150").load(rows, NOW)
    return [(row.recipient_id, row.moment, said[row.pk].path) for row in rows if row.pk in said]


def test_who_writes_along_is_told_when_the_owner_cannot_be() -> None:
    casus, writer, reader = a_casus(), UserFactory(), UserFactory()
    a_deling(casus, user=writer, role=DelingRol.MEDE_EIGENAAR)
    a_deling(casus, user=reader)
    User.objects.filter(pk=casus.owner_id).update(is_active=False)
    row, privacy = asked_for(casus)
    decide_noodtoegang(actor=privacy, noodtoegang=row, is_allowed=True, now=NOW)
    end_noodtoegang(actor=privacy, noodtoegang=row, now=NOW)
    page = f"/casussen/{casus.code}/"
    assert told() == [(writer.pk, "BEEINDIGD", page), (writer.pk, "TOEGESTAAN", page)]


def test_where_nobody_can_be_told_it_is_not_allowed_and_may_be_refused() -> None:
    casus, former = a_casus(), UserFactory(is_active=False)
    a_deling(casus, user=former, role=DelingRol.MEDE_EIGENAAR)
    User.objects.filter(pk=casus.owner_id).update(is_active=False)
    row, privacy = asked_for(casus)
    with pytest.raises(ActionError, match="Niemand kan bericht krijgen"):
        decide_noodtoegang(actor=privacy, noodtoegang=row, is_allowed=True, now=NOW)
    row.refresh_from_db()
    assert (row.decided_at, told()) == (None, [])
    decide_noodtoegang(actor=privacy, noodtoegang=row, is_allowed=False, now=NOW)


def test_an_owner_is_told_alone() -> None:
    casus, writer = a_casus(), UserFactory()
    a_deling(casus, user=writer, role=DelingRol.MEDE_EIGENAAR)
    row, privacy = asked_for(casus)
    decide_noodtoegang(actor=privacy, noodtoegang=row, is_allowed=True, now=NOW)
    assert told() == [(casus.owner_id, "TOEGESTAAN", f"/casussen/{casus.code}/inzage/")]
