"""The page of the print pack: what comes is told before it is made; a session is printed as it was planned."""

import io
from collections.abc import Iterator

import pypdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from community.actions.werkgang import work_off
from community.models import User, Werk, WerkStatus
from intervisie.models import Werkvorm, Werkvormversie
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
PAGE = reverse("werkvorm-afdrukken", args=["ingangspunten"])


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def page(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def test_from_asking_to_a_pdf() -> None:
    client = as_(UserFactory())
    assert "8 mensen: 2 sets kaarten (14 kaarten), 8 vraagkaarten, 56 inzichtkaartjes" in page(client)
    assert "4 mensen: 1 set kaarten (7 kaarten), 4 vraagkaarten" in page(client, f"{PAGE}?mensen=4&groepjes=1")
    answer = client.post(PAGE, {"mensen": "4", "groepjes": "1", "zwartwit": "on"})
    werk = Werk.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("werk", args=[werk.pk]))
    work_off(lambda: NOW, lambda: False)
    werk.refresh_from_db()
    assert werk.status == WerkStatus.KLAAR
    got = client.get(reverse("werk-ophalen", args=[werk.pk]))
    content = b"".join(got.streaming_content) if got.streaming else got.content  # type: ignore[attr-defined]  # it streams
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 18
    assert "printpakket-ingangspunten-4-mensen.pdf" in got["Content-Disposition"]
    assert as_(UserFactory()).get(reverse("werk-ophalen", args=[werk.pk])).status_code == 404


def test_another_pack_waits_until_the_first_is_there() -> None:
    client = as_(UserFactory())
    first = {"mensen": "4", "groepjes": "1"}
    assert {client.post(PAGE, first).status_code for _ in range(2)} == {302}
    answer = client.post(PAGE, first | {"groot": "on"})
    assert (answer.status_code, "Er wordt al een printpakket" in answer.content.decode()) == (200, True)
    assert Werk.objects.count() == 1


@pytest.mark.parametrize(("query", "sentence"), [
    ("mensen=3&groepjes=1", "Deze werkvorm is voor 4 tot en met 16 mensen."),
    ("mensen=8&groepjes=5", "Met 8 mensen kan dat niet. Kies een van deze aantallen: 1, 2."),
    ("mensen=&groepjes=1", "Hoeveel mensen doen er mee?"), ("mensen=acht&groepjes=1", "Schrijf een getal."),
])  # fmt: skip
def test_what_cannot_be_is_said(query: str, sentence: str) -> None:
    told = page(as_(UserFactory()), f"{PAGE}?{query}")
    assert (sentence in told, "Maak het printpakket" in told) == (True, False)


def a_newer_version(werkvorm: Werkvorm) -> None:
    first = werkvorm.versies.get()
    schema = first.schema | {"size": {"fewest": 9, "most": 16}}
    Werkvormversie.objects.create(werkvorm=werkvorm, number=2, schema=schema, source="Nieuw", published_at=NOW)


def test_a_session_is_printed_as_it_was_planned() -> None:
    werkvorm = Werkvorm.objects.get(code="ingangspunten")
    people = [UserFactory() for _ in range(6)]
    sessie = a_sessie(*people, werkvorm=werkvorm, expected=6, subgroups=2, medium="PAPIER")
    a_newer_version(werkvorm)
    own = f"{PAGE}?sessie={sessie.code}"
    told = page(as_(people[1]), own)
    assert ("6 mensen:" in told, "12 inzichtkaartjes" in told, "Van 4 tot en met 16" in told) == (True, True, True)
    assert "Van 9 tot en met 16" in page(as_(people[1]))
    other: User = UserFactory()
    assert {as_(other).get(address).status_code for address in (own, f"{PAGE}?sessie=s-bestaatniet")} == {404}
    elsewhere = reverse("werkvorm-afdrukken", args=["incident"])
    assert as_(people[1]).get(f"{elsewhere}?sessie={sessie.code}").status_code == 404


def test_only_what_is_published_and_offered() -> None:
    client = as_(UserFactory())
    Werkvorm.objects.filter(code="ingangspunten").update(is_offered=False)
    assert client.get(PAGE).status_code == 404
    Werkvormversie.objects.filter(werkvorm__code="incident").update(published_at=None)
    assert client.get(reverse("werkvorm-afdrukken", args=["incident"])).status_code == 404
    assert Client().get(PAGE)["Location"].startswith("/inloggen/")
