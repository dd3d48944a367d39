"""The pages of one's own data: what they tell, the download, and what is refused."""

import io
import tracemalloc
import zipfile
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client

from casussen.models import Casusbestand
from community.actions.eigen_gegevens import take_own_data
from community.confidential import confidential
from community.models import Bericht, Logregel, Toestemming, User
from tests.community.toegang.steps import text_of
from tests.factories import AfsprakenFactory, KringFactory, LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of, proved
from tests.factories.casussen import a_casus
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])

HOME, DOWNLOAD = "/mijn/privacy/", "/mijn/privacy/gegevens-opvragen/"


@pytest.fixture(autouse=True)
def frozen() -> Any:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def fetch(client: Client) -> Any:
    return client.post(DOWNLOAD)


def test_the_page_tells_consents_agreements_and_changes() -> None:
    noor, fatima = UserFactory(), UserFactory(voornaam="Fatima")
    kring = KringFactory(name="Leergroep Vechtdal")
    afspraken = AfsprakenFactory(kring=kring, number=3)
    LidmaatschapFactory(kring=kring, user=noor, accepted=afspraken, accepted_at=LONG_AGO)
    Toestemming.objects.create(user=noor, kind="LEDENGIDS", version="7", given_at=LONG_AGO)
    Logregel.objects.create(at=NOW, actor_id=fatima.pk, subject_id=noor.pk, action="ROL_GEGEVEN")
    Logregel.objects.create(at=NOW, actor_id=fatima.pk, subject_id=fatima.pk, action="POST_GEPAUZEERD")
    page = text_of(browser_of(noor).get(HOME))
    for words in ("Leergroep Vechtdal", "Versie 3", "Versie 7", "Rol gegeven", fatima.naam):
        assert words in page, words
    assert "Alle mail gepauzeerd" not in page


def test_a_consent_is_taken_back_in_two_presses_and_twice_is_as_good_as_once() -> None:
    noor = UserFactory()
    row = Toestemming.objects.create(user=noor, kind="LEDENGIDS", version="1", given_at=LONG_AGO)
    client, page = browser_of(noor), f"{HOME}toestemmingen/{row.pk}/intrekken/"
    assert page in client.get(HOME).content.decode()
    assert "Trek in" in text_of(client.get(page))
    for _time in range(2):
        assert client.post(page).headers["Location"] == HOME
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert client.get(page).headers["Location"] == HOME


def test_a_consent_of_somebody_else_does_not_exist() -> None:
    row = Toestemming.objects.create(user=UserFactory(), kind="LEDENGIDS", version="1", given_at=LONG_AGO)
    page = f"{HOME}toestemmingen/{row.pk}/intrekken/"
    client = browser_of(UserFactory())
    assert (client.get(page).status_code, client.post(page).status_code) == (404, 404)
    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_all_of_it_is_within_three_presses_of_her_own_page() -> None:
    client = browser_of(UserFactory())
    page = client.get(HOME).content.decode()
    for address in (DOWNLOAD, "/mijn/privacy/account-verwijderen/", "/mijn/rapportage/", "/casussen/"):
        assert f'href="{address}"' in page, address


def test_it_is_given_only_to_who_showed_again_who_she_is() -> None:
    client = browser_of(UserFactory())
    assert (client.get(DOWNLOAD).status_code, fetch(client).status_code) == (302, 302)
    assert not Logregel.objects.exists()
    answer = fetch(proved(client))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mijn-gegevens.zip"'
    assert not answer.has_header("ETag")
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert names[:2] == ["index.html", "gegevens.json"]


def test_asked_twice_it_is_given_twice_and_told_twice_and_a_fourth_time_is_refused() -> None:
    noor = UserFactory()
    client = proved(browser_of(noor))
    first, second = fetch(client), fetch(client)  # both still to be read: two at once
    read = [zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) for answer in (first, second)]
    assert [found.testzip() for found in read] == [None, None]
    assert fetch(client).status_code == 200
    refused = fetch(client)
    assert refused.status_code == 429
    assert "Probeer het straks opnieuw." in text_of(refused)
    assert Logregel.objects.filter(action="GEGEVENS_OPGEVRAAGD", actor_id=noor.pk).count() == 3
    assert Bericht.objects.filter(kind="N235", recipient=noor).count() >= 1


def test_another_member_has_a_count_of_her_own() -> None:
    for _member in range(2):
        client = proved(browser_of(UserFactory()))
        assert [fetch(client).status_code for _time in range(3)] == [200, 200, 200]


def test_where_the_vault_is_closed_nothing_is_given_written_or_counted(settings: Any) -> None:
    noor = UserFactory()
    client = proved(browser_of(noor))
    open_file, settings.KEK_FILE = settings.KEK_FILE, ""
    assert [fetch(client).status_code for _time in range(5)] == [503] * 5
    assert not Logregel.objects.exists()
    settings.KEK_FILE = open_file
    assert fetch(client).status_code == 200


def test_words_that_are_no_form_change_nothing() -> None:
    client = proved(browser_of(UserFactory()))
    answer = client.post(DOWNLOAD, {"eenmalig": "\x00", "user": "iemand", "pk": "1" * 5000})
    assert answer.status_code == 200
    assert client.get(f"{DOWNLOAD}?user=ander&next=//elders.example").status_code == 200


def test_a_large_file_takes_no_more_memory_than_a_small_one() -> None:
    user = with_file(60_000_000)
    tracemalloc.start()
    size = sum(len(piece) for piece in take_own_data(actor=user, now=NOW))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 50_000
    assert peak < 25_000_000


def with_file(size: int) -> User:
    """Return the owner of a casus with one sealed file of this many bytes."""
    casus = a_casus()
    with confidential():
        row = Casusbestand(casus=casus, data_key_id=casus.data_key_id, kind="PDF", size=size, changed_at=NOW)
        row.name = "verslag.pdf"
        row.content = ContentFile(b"0" * size)
        row.save(force_insert=True)
    owner: User = casus.owner
    return owner


def test_thirty_of_everything_ask_no_more_than_one(django_assert_max_num_queries: Any) -> None:
    counts = []
    for number in (1, 30):
        noor = UserFactory()
        for index in range(number):
            kring = KringFactory(name=f"Groep {index}")
            LidmaatschapFactory(kring=kring, user=noor, accepted=AfsprakenFactory(kring=kring), accepted_at=LONG_AGO)
            Toestemming.objects.create(user=noor, kind="VERHAAL", object_id=kring.pk, version="a", given_at=LONG_AGO)
            Logregel.objects.create(at=NOW, actor_id=UserFactory().pk, subject_id=noor.pk, action="ROL_GEGEVEN")
        client = browser_of(noor)
        with django_assert_max_num_queries(40) as asked:
            assert client.get(HOME).status_code == 200
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]
