"""An opdrachtgever who answers at the very moment that the owner freezes her answer or shares a newer version."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connections, transaction

from casussen.actions.advies import answer_advies, freeze_antwoord, share_advies
from casussen.models import Adviesantwoord, Adviesdeling
from community.actions.errors import ActionError
from community.confidential import confidential
from tests.community.leergroepen.test_na_het_sluiten import wait_until_somebody_waits
from tests.factories.advies import a_shared_advies, an_advies
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "sleutels"])
YES = {"1": {"besluit": "JA", "waarom": "", "wanneer": ""}}
NO = {"1": {"besluit": "NEE", "waarom": "Niet nu.", "wanneer": ""}}


def answered(deling: Adviesdeling, answers: Any, version: int = 0) -> Adviesantwoord:
    """Return what an opdrachtgever answers to the version she has before her."""
    return answer_advies(
        gastlink=deling.gastlink, versie_id=str(deling.versie_id), version=version, answers=answers, now=NOW
    )


def beside(act: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    """Begin this on a connection of its own, and return it with what comes of it."""
    came_of_it: list[object] = []

    def run() -> None:
        try:
            with confidential():
                act()
            came_of_it.append(None)
        except ActionError as refusal:
            came_of_it.append(type(refusal))
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, came_of_it


def test_what_the_owner_froze_no_longer_changes_also_not_by_who_was_just_sending() -> None:
    casus = a_casus()
    deling = a_shared_advies(casus)
    with confidential():
        row = answered(deling, YES)
        with transaction.atomic():
            freeze_antwoord(actor=casus.owner, antwoord=row, now=NOW)
            thread, came_of_it = beside(partial(answered, deling, NO, 1))
            wait_until_somebody_waits(thread)
        thread.join(30)
        row.refresh_from_db()
        assert (came_of_it, row.answers, row.closed_at) == ([ActionError], YES, NOW)


@pytest.mark.parametrize("version", [0, 1])
def test_a_newer_version_waits_for_an_answer_that_is_being_given(version: int) -> None:
    """Neither stands in the way of the other, whether it is her first answer or a changed one."""
    casus = a_casus()
    deling = a_shared_advies(casus)
    with confidential():
        for _turn in range(version):
            answered(deling, YES)
        newer = an_advies(casus, kern="De samenwerking heeft eerst geld nodig.")
        share = partial(
            share_advies, actor=casus.owner, casus=casus, version=newer.version, name="Wil Opdracht",
            email="wil@provincie.example", last_day=deling.gastlink.expires_at.date(), now=NOW,
        )  # fmt: skip
        with transaction.atomic():
            Adviesdeling.objects.select_for_update().get(pk=deling.pk)
            thread, came_of_it = beside(share)
            wait_until_somebody_waits(thread)
            row = answered(deling, NO, version)
        thread.join(30)
        row.refresh_from_db()
        deling.refresh_from_db()
        assert (came_of_it, row.answers, row.closed_at) == ([None], NO, NOW)
        assert deling.versie_id != row.versie_id
