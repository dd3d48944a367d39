"""Two at once: one word for one term, a text that is settled as it was read, once, and never by its writer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from community.actions.begrippen import Begripwoorden, add_begrip, approve_begripversie, change_begrip
from community.actions.errors import ActionError
from community.models import Begrip, BegripStatus, Begripversie, Rol, Roltoekenning
from community.queries.begrippen import mark_of
from tests.casussen.instrumenten.test_beheer import keeper
from tests.factories.begrippen import a_begrip, a_bron
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"], transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Do these at the same moment; return 'done', or what was refused."""
    barrier = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> str:
        try:
            barrier.wait(timeout=30)
            act()
        except ActionError as error:
            return error.message
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def words(term: str, **fields: Any) -> Begripwoorden:
    return Begripwoorden(**({"term": term, "definitie": "Wat we willen.", "bron": a_bron()} | fields))


def test_one_word_belongs_to_one_term() -> None:
    people = [keeper(Rol.REDACTEUR) for _ in range(4)]
    given = [words("opgave"), words("opgave"), words("taak", namen=("Opgave",)), words("klus", namen=("opgave",))]
    outcomes = at_once(
        *(lambda one=one, given=given: add_begrip(actor=one, words=given, now=NOW)
          for one, given in zip(people, given, strict=True))
    )  # fmt: skip
    assert outcomes.count("done") == 1
    assert Begrip.objects.count() == 1


def test_two_readers_settle_once() -> None:
    versie = a_begrip("opgave").versies.get()
    first, second = keeper(Rol.REDACTEUR), keeper(Rol.COORDINATOR)
    outcomes = at_once(
        lambda: approve_begripversie(actor=first, versie=versie, now=NOW),
        lambda: approve_begripversie(actor=second, versie=versie, now=NOW),
    )
    row = Begripversie.objects.get()
    assert (outcomes, row.status) == (["done", "done"], BegripStatus.VASTGESTELD)
    assert row.approved_by in (first, second)


def test_a_text_that_changes_while_it_is_settled_is_settled_as_it_was_read_or_not_at_all() -> None:
    writer, reader = keeper(Rol.REDACTEUR), keeper(Rol.REDACTEUR)
    for number in range(4):
        versie = add_begrip(actor=writer, words=words(f"opgave{number}x"), now=NOW)
        begrip, seen = versie.begrip, mark_of(versie.begrip)
        later = NOW.replace(minute=1)
        changed = words(begrip.term, definitie="Iets heel anders.")
        at_once(
            lambda begrip=begrip, seen=seen, changed=changed, later=later: change_begrip(
                actor=writer, begrip=begrip, words=changed, seen=seen, now=later
            ),
            lambda versie=versie, later=later: approve_begripversie(actor=reader, versie=versie, now=later),
        )
        settled = begrip.versies.filter(status=BegripStatus.VASTGESTELD)
        assert all(row.definitie == "Wat we willen." for row in settled)
    assert Roltoekenning.objects.filter(rol=Rol.REDACTEUR).count() == 2
