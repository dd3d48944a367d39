"""T22: after somebody worked with it and after it was destroyed, no title or word of it stands in any table or file.

Tables that keep what others threw away are named: logs, revisions, both indexes, the outbox, sessions.
"""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from wagtail.models import ModelLogEntry

from casussen.actions.casussen import ask_removal, destroy_casus, remove_due
from casussen.models import Casus
from community.actions.kluis import destroy_data_key
from community.berichten.sender import deliver
from community.confidential import confidential
from community.models import Bericht, DataKey, Logregel, Sessie, Vernietiging, Zending
from tests.casussen.kanaries.filled import START
from tests.casussen.kanaries.places import finds, letters
from tests.casussen.kanaries.rondgang import CONFIDENTIAL, Walkers
from tests.community.privacy.scan import files_with, rows_with, tables
from tests.factories.casussen import a_casus
from tests.factories.moments import NOW
from tests.in_full import tell
from tests.toegang.addresses import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]

TITLE = "wielewaalboven de Linge"
KEEPING = {"wagtailcore_modellogentry", "wagtailcore_pagelogentry", "wagtailcore_revision", "wagtailsearch_indexentry",
           "wagtailcore_referenceindex", "community_paginatekst", "community_zending", "community_bericht",
           "community_taak", "community_logregel", "community_sessie", "community_cache", "community_werk",
           "community_verzoek"}  # fmt: skip


@pytest.fixture
def walkers() -> Iterator[Walkers]:
    with time_machine.travel(NOW, tick=False):
        yield Walkers()


def work_with_it(walkers: Walkers) -> Casus:
    """Let the owner make a casus by its form, give wrong answers, look for its title and open all her pages."""
    client = walkers.client("EIG")
    page = client.post("/casussen/nieuw/", {"werktitel": TITLE, "schuurpunt": f"Over {TITLE}."}, follow=True)
    assert TITLE in page.content.decode()
    with confidential():
        casus = next(row for row in Casus.objects.filter(owner=walkers.filled.casus.owner) if TITLE in str(row.format))
    client.post(f"/casussen/{casus.code}/format/", {"version": "x", "werktitel": TITLE})
    client.get("/zoeken/", {"q": TITLE})
    client.get("/casussen/", {"q": TITLE})
    for address in addresses():
        if address.route.startswith(CONFIDENTIAL):
            for path in walkers.paths(address, "EIG", everything=False):
                client.get(path)
    return casus


def places_with(word: str) -> set[str]:
    """Return where a word stands: in a row of either database, in what a session packs, in a file, in a mail."""
    found = rows_with([word]) | files_with([word])
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    found |= {"session" for row in Sessie.objects.all() if word in str(store.decode(row.session_data))}
    return found | set(finds([word], letters()))


def test_nothing_of_a_destroyed_casus_is_left_anywhere(walkers: Walkers) -> None:
    assert set(tables("default")) >= KEEPING, "a table by another name: look there too"
    casus = work_with_it(walkers)
    with confidential():
        ask_removal(actor=casus.owner, casus=casus, now=NOW)
        deliver(NOW)
        assert remove_due(NOW + timedelta(days=60)) >= 1
        destroy_casus(walkers.filled.casus, reason="VERWIJDERD", now=NOW)
    for key in DataKey.objects.filter(wrapped__isnull=False):
        destroy_data_key(key_id=key.pk, kind="CASUS", object_id=None, actor=None, reason="VERWIJDERD", now=NOW)
    deliver(NOW + timedelta(hours=1))
    kept = [model.objects.count() for model in (Zending, Bericht, Logregel, Sessie)]
    found = places_with(START)
    tell(
        tables=len(tables("default")) + len(tables("sleutels")), left=len(found), destroyed=Vernietiging.objects.count()
    )
    assert found == set()
    assert min(kept) > 0, "there is nothing in which a word could have stayed"
    with confidential():
        assert not Casus.objects.filter(pk=casus.pk).exists()


def test_a_title_in_a_log_of_what_was_removed_is_found() -> None:
    """The search itself: the one place where Wagtail keeps the title of what is gone, and a session."""
    casus = a_casus()
    Path(settings.STATE, "privé").mkdir(exist_ok=True)  # no file was kept yet
    ModelLogEntry.objects.log_action(casus.owner, "wagtail.delete", title=TITLE)
    assert places_with(START) == {f"default.wagtailcore_modellogentry {START}"}
