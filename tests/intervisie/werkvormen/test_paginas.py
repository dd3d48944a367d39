"""Methods for members: the list and its filters, one method, the advice with why and why not, and few queries."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intervisie.models import Deck, Werkvorm, Werkvormversie
from tests.casussen.instrumenten.test_beheer import browser
from tests.factories import UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
LIST, CHOOSE = "/intervisie/werkvormen/", "/intervisie/werkvormen/kiezen/"
ASKED = {"vraag": "VOORVAL", "minuten": "75", "mensen": "6", "groep": "NIEUW"}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client() -> Client:
    """Return the browser of a member without any role."""
    return browser(UserFactory())


def page(client: Client, address: str, **given: str) -> str:
    answer = client.get(address, given)
    assert answer.status_code == 200
    return str(answer.content.decode())


def names(client: Client, **given: str) -> list[str]:
    return [line.code for line in client.get(LIST, given).context["lines"]]


def copies(amount: int) -> None:
    first = Werkvormversie.objects.get(werkvorm__code="incident")
    for number in range(amount):
        werkvorm = Werkvorm.objects.create(
            code=f"kopie-{number}", name=f"Kopie {number}", summary="Nog een", position=50, deck=Deck.objects.get()
        )
        Werkvormversie.objects.create(
            werkvorm=werkvorm, number=1, schema=first.schema, source="Proef", published_at=NOW
        )  # fmt: skip


def test_every_member_reads_every_method_in_its_order(client: Client) -> None:
    shown = page(client, LIST)
    rows = list(Werkvorm.objects.order_by("position"))
    places = [shown.index(f">{row.name}<") for row in rows]
    assert places == sorted(places)
    assert "30 tot 39 minuten" in shown
    assert "11 werkvormen" in shown
    for row in rows:
        whole = page(client, reverse("werkvorm", args=[row.code]))
        versie = row.versies.get()
        for said in (row.name, versie.source.split(".")[0], versie.schema["steps"][0]["title"]):
            assert said.replace("'", "&#x27;") in whole


def test_the_link_stands_on_the_page_of_intervisie(client: Client) -> None:
    shown = page(client, reverse("intervisie"))
    assert f'href="{LIST}"' in shown
    assert f'href="{CHOOSE}"' in shown


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"vraag": "SUCCES"}, ["waarderend"]),
        ({"vraag": "GEVOEL"}, ["roddel", "balint"]),
        ({"minuten": "30"}, ["troika"]),
        ({"minuten": "44"}, ["troika"]),
        ({"mensen": "30"}, ["troika"]),
        ({"mensen": "3", "vraag": "KEUZE"}, ["troika"]),
        ({"vraag": "KEUZE", "minuten": "45", "mensen": "16"}, ["troika", "dilemmalijn"]),
        ({"mensen": "2"}, []),
    ],
)
def test_the_list_is_narrowed(client: Client, given: dict[str, str], found: list[str]) -> None:
    assert names(client, **given) == found


@pytest.mark.parametrize(
    "given",
    [{"vraag": "ALLES"}, {"minuten": "0"}, {"minuten": "twaalf"}, {"minuten": "99999999999999999999"},
     {"mensen": "1"}, {"mensen": "31"}, {"mensen": "-1"}, {"mensen": "1e3"}, {"vraag": "a\x00b"},
     {"vraag": "x" * 5000}],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_says_so_and_leaves_the_list(client: Client, given: dict[str, str]) -> None:
    answer = client.get(LIST, given)
    assert answer.status_code == 200
    assert len(answer.context["lines"]) == 11
    assert answer.context["form"].errors


def test_nothing_found_leads_back_to_the_whole_list(client: Client) -> None:
    shown = page(client, LIST, mensen="2")
    assert "Geen enkele werkvorm past bij alles wat je koos." in shown


def test_a_method_says_what_is_done_who_sees_it_and_what_it_takes(client: Client) -> None:
    shown = page(client, reverse("werkvorm", args=["ingangspunten"]))
    for said in ("Schrijf inzichten", "10 minuten", "Alleen wie het krijgt, leest dat zodra de stap klaar is.",
                 "Vanaf hier kan het in groepjes.", "Relaties als basis", "Voorbeeld uit de praktijk",
                 "4 tot 16 mensen", "In stilte", "Om de beurt"):  # fmt: skip
        assert said in shown
    assert "<code>" not in shown


@pytest.mark.parametrize("code", ["bestaat-niet", "troika-2", "x" * 200])
def test_a_method_that_is_not_there_is_a_404(client: Client, code: str) -> None:
    assert client.get(reverse("werkvorm", args=[code])).status_code == 404


def test_what_is_not_offered_or_not_published_is_not_there(client: Client) -> None:
    Werkvorm.objects.filter(code="troika").update(is_offered=False)
    Werkvormversie.objects.filter(werkvorm__code="doca").update(published_at=None)
    assert len(names(client)) == 9
    for code in ("troika", "doca"):
        assert client.get(reverse("werkvorm", args=[code])).status_code == 404


def test_a_draft_beside_it_changes_nothing_and_a_new_version_does(client: Client) -> None:
    first = Werkvormversie.objects.select_related("werkvorm").get(werkvorm__code="incident")
    schema = first.schema | {"rules": ["Een nieuwe regel."]}
    row = Werkvormversie.objects.create(werkvorm=first.werkvorm, number=2, schema=schema, source="Proef")
    address = reverse("werkvorm", args=["incident"])
    assert "Een nieuwe regel." not in page(client, address)
    row.published_at = NOW
    row.save()
    assert "Een nieuwe regel." in page(client, address)
    assert names(client).count("incident") == 1


def test_who_is_not_logged_in_reads_nothing() -> None:
    for address in (LIST, CHOOSE, reverse("werkvorm", args=["incident"]), reverse("werkvorm", args=["weg"])):
        answer = Client().get(address)
        assert (answer.status_code, "/inloggen/" in answer.url) == (302, True)


def advised(client: Client, **changes: str) -> Any:
    return client.get(CHOOSE, ASKED | changes).context


def test_the_advice_says_what_suits_and_why(client: Client) -> None:
    found = advised(client)
    best = found["suiting"][0]
    assert best.line.code == "incident"
    assert len(best.advice.why) == 4
    shown = page(client, CHOOSE, **ASKED)
    assert "Past bij jullie vraag: &#x27;Er gebeurde iets concreets&#x27;." in shown
    assert "Dit past minder" in shown


def test_the_advice_says_why_not(client: Client) -> None:
    found = {one.line.code: one.advice.against for one in advised(client)["others"]}
    assert found["tienstappen"] == ("Duurt ongeveer 120 minuten. Jullie hebben er 75.",)
    assert "Vraagt een groep die elkaar kent en waar het veilig is." in found["roddel"]
    assert "Vraagt een groep met ervaring in intervisie." in found["balint"]


def test_a_group_without_time_hears_that_nothing_suits(client: Client) -> None:
    found = advised(client, minuten="10")
    assert (found["suiting"], len(found["others"])) == ([], 11)
    assert "Geen werkvorm past bij alles." in page(client, CHOOSE, **(ASKED | {"minuten": "10"}))


def test_everything_that_is_offered_is_weighed_once(client: Client) -> None:
    found = advised(client, vraag="GEVOEL", groep="ERVAREN", minuten="90")
    codes = [one.line.code for one in [*found["suiting"], *found["others"]]]
    assert sorted(codes) == sorted(Werkvorm.objects.values_list("code", flat=True))
    assert {one.line.code for one in found["suiting"][:2]} == {"roddel", "balint"}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("vraag", "", "Kies wat voor vraag het is."),
        ("minuten", "", "Vul in hoeveel minuten jullie hebben."),
        ("minuten", "een uur", ""), ("minuten", "0", ""), ("minuten", "481", ""), ("minuten", "60.5", ""),
        ("mensen", "", "Vul in met hoeveel mensen jullie zijn."), ("mensen", "1", ""), ("mensen", "31", ""),
        ("groep", "", "Kies hoe goed jullie elkaar kennen."), ("groep", "OUD", ""), ("vraag", "a\x00b", ""),
    ],
)  # fmt: skip
def test_the_questions_are_asked_again_and_keep_what_was_typed(
    client: Client, name: str, value: str, sentence: str
) -> None:  # fmt: skip
    answer = client.get(CHOOSE, ASKED | {name: value})
    shown = answer.content.decode()
    assert (answer.status_code, answer.context["is_asked"]) == (200, False)
    assert name in answer.context["form"].errors
    assert sentence in shown
    if name != "minuten":
        assert 'value="75"' in shown
    if value and name in {"minuten", "mensen"}:
        assert f'value="{value}"' in shown


def test_the_questions_are_blank_at_first(client: Client) -> None:
    answer = client.get(CHOOSE)
    assert not answer.context["form"].is_bound
    assert "Er ging iets mis" not in answer.content.decode()


def test_more_methods_cost_no_more_queries(client: Client) -> None:
    addresses: tuple[tuple[str, dict[str, str]], ...] = (
        (LIST, {}), (CHOOSE, ASKED), (reverse("werkvorm", args=["ingangspunten"]), {}),
    )  # fmt: skip
    for address, given in addresses:
        client.get(address, given)
    counts = []
    for amount in (1, 30):
        Werkvorm.objects.filter(code__startswith="kopie-").delete()
        copies(amount)
        counts.append([_queries(client, address, given) for address, given in addresses])
    assert counts[0] == counts[1]


def _queries(client: Client, address: str, given: dict[str, str]) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, given).status_code == 200
    return len(asked)


def test_from_a_method_a_session_is_made_and_paper_is_printed(client: Client) -> None:
    shown = page(client, reverse("werkvorm", args=["troika"]))
    assert f'href="{reverse("sessie-nieuw")}?werkvorm=troika"' in shown
    assert f'href="{reverse("werkvorm-afdrukken", args=["troika"])}"' in shown
