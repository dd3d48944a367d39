"""Methods and decks in /beheer/: who keeps them, drafts, the example in words, publishing, and that what runs stays."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.access import DeniedError
from community.actions.errors import ActionError
from community.models import Rol
from intervisie.access.werkvormen import readable_versies
from intervisie.actions import decks as deckacties
from intervisie.actions import werkvormen as werkvormacties
from intervisie.models import Deck, Deckversie, Werkvorm, Werkvormversie
from tests.casussen.instrumenten.test_beheer import browser, keeper
from tests.factories import UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
LIST, PAGES = "/beheer/werkvormen/", "/beheer/werkvormversies/"
DECKS, CARDS = "/beheer/kaartendecks/", "/beheer/deckversies/"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client() -> Client:
    """Return the browser of who keeps the registers."""
    return browser(keeper())


def method(code: str = "incident") -> Werkvormversie:
    return Werkvormversie.objects.select_related("werkvorm").get(werkvorm__code=code, number=1)


def deck() -> Deckversie:
    return Deckversie.objects.select_related("deck").get(deck__code="ingangspunten", number=1)


def draft(code: str = "incident") -> Werkvormversie:
    row = method(code)
    return Werkvormversie.objects.create(werkvorm=row.werkvorm, number=2, schema=row.schema, source=row.source)


def deck_draft() -> Deckversie:
    row = deck()
    return Deckversie.objects.create(deck=row.deck, number=2, schema=row.schema, source=row.source)


def sent(schema: Any, source: str = "Eigen ontwerp") -> dict[str, str]:
    return {"source": source, "schema": schema if isinstance(schema, str) else json.dumps(schema)}


def places() -> dict[str, tuple[str, ...]]:
    return {
        "methods": (LIST, PAGES, f"{LIST}edit/{method().werkvorm_id}/", f"{PAGES}inspect/{method().pk}/"),
        "decks": (DECKS, CARDS, f"{DECKS}edit/{deck().deck_id}/", f"{CARDS}inspect/{deck().pk}/"),
    }


@pytest.mark.parametrize(
    ("rol", "keeps"),
    [(Rol.COORDINATOR, {"methods", "decks"}), (Rol.BEHEERDER, {"methods", "decks"}), (Rol.REDACTEUR, {"decks"}),
     (Rol.TRAINER, set()), (None, set())],
)  # fmt: skip
def test_the_hart_keeps_both_redacteuren_the_decks_and_nobody_else_any(rol: Rol | None, keeps: set[str]) -> None:
    opened = browser(keeper(rol) if rol else UserFactory())
    found = {kind: {opened.get(address).status_code for address in some} for kind, some in places().items()}
    assert {kind for kind, codes in found.items() if codes == {200}} == keeps
    menu = opened.get("/beheer/").content.decode()
    assert ('"url": "/beheer/werkvormen/"' in menu) == ("methods" in keeps)
    assert ('"url": "/beheer/kaartendecks/"' in menu) == ("decks" in keeps)
    for kind, address in (("methods", f"{PAGES}inspect/{method().pk}/"), ("decks", f"{CARDS}inspect/{deck().pk}/")):
        opened.post(address, {"nieuw": "ja"})
        rows = Werkvormversie if kind == "methods" else Deckversie
        assert rows.objects.filter(published_at__isnull=True).exists() == (kind in keeps)


def test_a_method_is_copied_changed_looked_at_and_published(client: Client) -> None:
    made = client.post(f"{PAGES}inspect/{method().pk}/", {"nieuw": "ja"})
    row = Werkvormversie.objects.get(number=2)
    assert made.url == f"{PAGES}edit/{row.pk}/"
    schema = copy.deepcopy(row.schema)
    schema["steps"][3] |= {"title": "Vragenuur", "minutes": 35}
    saved = client.post(f"{PAGES}edit/{row.pk}/", sent(schema))
    assert saved.url == f"{PAGES}inspect/{row.pk}/"
    shown = client.get(saved.url).content.decode()
    told = (
        "Vragenuur", "35 minuten", "Zo verloopt een sessie van 85 minuten", "De anderen schrijven elk 3 regels.",
        "De anderen praten, de inbrenger luistert.", "Niemand anders leest dat.", "Concept.", "Publiceren",
    )  # fmt: skip
    assert [words for words in told if words not in shown] == []
    actor = keeper()
    assert readable_versies(actor, NOW).get(werkvorm__code="incident") == method()
    client.post(saved.url, {"publiceren": "ja"})
    row.refresh_from_db()
    assert row.published_at == NOW
    assert readable_versies(actor, NOW).get(werkvorm__code="incident") == row
    assert method().schema["steps"][3]["minutes"] == 15


def test_a_method_in_turns_says_how_long_for_the_smallest_and_the_largest_group(client: Client) -> None:
    shown = client.get(f"{PAGES}inspect/{method('troika').pk}/").content.decode()
    assert "Zo verloopt een sessie van 30 tot 39 minuten" in shown
    assert "De volgende stappen herhalen voor ieder in het groepje." in shown


def test_what_is_published_never_changes(client: Client) -> None:
    for row, pages in ((method(), PAGES), (deck(), CARDS)):
        for address in (f"{pages}edit/{row.pk}/", f"{pages}delete/{row.pk}/"):
            assert client.get(address).url == f"{pages}inspect/{row.pk}/"
            client.post(address, sent({}))
        assert type(row).objects.get(pk=row.pk).schema == row.schema
    actor = keeper()
    for acties, row in ((werkvormacties, method()), (deckacties, deck())):
        with pytest.raises(ActionError):
            acties.change_versie(actor=actor, versie=row, schema=row.schema, source="Anders", now=NOW)  # type: ignore[attr-defined]  # of both modules
        with pytest.raises(ActionError):
            acties.remove_versie(actor=actor, versie=row, now=NOW)  # type: ignore[attr-defined]  # of both modules
        again = acties.publish_versie(actor=actor, versie=row, now=NOW)  # type: ignore[attr-defined]  # of both modules
        assert again.published_by is None


BROKEN = [
    ("", "Zet hier de werkvorm met de stappen."),
    ("{", "Hier staat iets wat geen JSON is, op regel 1."),
    ("[" * 50_000, "Hier staat iets wat geen JSON is, op regel 1."),
    ('{"steps": "\\u0000"}', "Er staat een teken in dat we niet kunnen bewaren."),
    ("[]", "De werkvorm is geen object. Begin met een accolade."),
    ("null", "De werkvorm is geen object. Begin met een accolade."),
    ("7", "De werkvorm is geen object."),
    ("{}", "De werkvorm heeft geen stappen."),
    ('{"steps": [{}]}', "&#x27;code&#x27; ontbreekt."),
    ('{"steps": [{"code": "a", "title": "A", "minutes": 0}]}', "&#x27;minutes&#x27; is 0."),
    ('{"steps": [{"code": "a", "title": "A", "minutes": 600}]}', "&#x27;minutes&#x27; is 600."),
    ('{"steps": [{"code": "a", "minutes": 1e3}]}', "&#x27;minutes&#x27; moet een heel getal zijn."),
    ("x" * 200_001, "Dit schema is te groot"),
]


@pytest.mark.parametrize(("schema", "sentence"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_method_is_refused_in_words_and_stays_on_the_screen(
    client: Client, schema: str, sentence: str
) -> None:  # fmt: skip
    row = draft()
    page = client.post(f"{PAGES}edit/{row.pk}/", sent(schema, "Bron die blijft staan"))
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "Bron die blijft staan" in page.content.decode()
    row.refresh_from_db()
    assert row.schema == method().schema


def _with(**changes: Any) -> Any:
    schema = copy.deepcopy(deck().schema)
    schema["cards"][0] |= changes
    return schema


def _cards(amount: int) -> Any:
    schema = copy.deepcopy(deck().schema)
    extra = [schema["cards"][0] | {"code": f"extra{number}", "related": []} for number in range(amount)]
    schema["cards"] = [card | {"related": []} for card in (schema["cards"] + extra)][:amount]
    return schema


@pytest.mark.parametrize("amount", [0, 1, 6, 8, 60, 61])
def test_this_deck_takes_seven_cards_and_no_other_number(client: Client, amount: int) -> None:
    row = deck_draft()
    page = client.post(f"{CARDS}edit/{row.pk}/", sent(_cards(amount)))
    assert page.status_code == 200
    wanted = "Dit deck heeft 7 kaarten." if amount else "Het deck heeft geen kaarten."
    assert wanted in page.content.decode()
    with pytest.raises(ActionError):
        deckacties.change_versie(actor=keeper(), versie=row, schema=_cards(amount), source="x", now=NOW)
    row.refresh_from_db()
    assert row.schema == deck().schema


DECK_FAULTS = [
    ({"quote": "Samen gaat het beter."}, "zet bij &#x27;quote_source&#x27; van wie het citaat is"),
    ({"quote_source": "Iemand"}, "noemt een bron, maar er is geen citaat"),
    ({"color": "fuchsia"}, "&#x27;color&#x27; is &#x27;fuchsia&#x27;. Kies een van deze: groen, blauw"),
    ({"icon": "draak"}, "&#x27;icon&#x27; is &#x27;draak&#x27;. Kies een van deze"),
    ({"code": "relaties"}, "staat twee keer bij een kaart"),
    ({"related": ["nergens"]}, "Die kaart is er niet."),
    ({"label": ""}, "&#x27;label&#x27; ontbreekt."),
    ({"core": "x" * 301}, "moet tekst zijn van hooguit 300 tekens"),
    ({"scene": 5}, "moet tekst zijn"),
]


@pytest.mark.parametrize(("changes", "sentence"), DECK_FAULTS, ids=range(len(DECK_FAULTS)))
def test_a_card_that_is_not_right_is_refused_in_words(client: Client, changes: dict[str, Any], sentence: str) -> None:
    row = deck_draft()
    page = client.post(f"{CARDS}edit/{row.pk}/", sent(_with(**changes)))
    assert page.status_code == 200
    assert sentence in page.content.decode()
    row.refresh_from_db()
    assert row.schema == deck().schema


def test_a_deck_whose_rights_are_unknown_is_a_draft_until_they_are_known(client: Client) -> None:
    row = deck_draft()
    unknown = copy.deepcopy(row.schema) | {"rights_status": "ONBEKEND"}
    saved = client.post(f"{CARDS}edit/{row.pk}/", sent(unknown))
    assert saved.url == f"{CARDS}inspect/{row.pk}/"
    assert "Zoek eerst uit of we deze teksten mogen gebruiken." in client.get(saved.url).content.decode()
    refused = client.post(saved.url, {"publiceren": "ja"}, follow=True)
    assert "Zoek eerst uit of we deze teksten mogen gebruiken." in refused.content.decode()
    row.refresh_from_db()
    assert row.published_at is None
    client.post(f"{CARDS}edit/{row.pk}/", sent(unknown | {"rights_status": "EIGEN"}))
    client.post(saved.url, {"publiceren": "ja"})
    row.refresh_from_db()
    assert row.published_at == NOW


def test_a_deck_is_shown_as_cards_front_and_back(client: Client) -> None:
    shown = client.get(f"{CARDS}inspect/{deck().pk}/").content.decode()
    card = deck().schema["cards"][0]
    for words in (card["label"], card["scene"][:40], "Achterkant", "7 kaarten", "Eigen woorden", "Hoort ook bij"):
        assert words in shown


def test_a_redacteur_changes_cards_and_publishes_them() -> None:
    editor = browser(keeper(Rol.REDACTEUR))
    row = deck_draft()
    editor.post(f"{CARDS}edit/{row.pk}/", sent(_with(label="Ruimte in ambities")))
    editor.post(f"{CARDS}inspect/{row.pk}/", {"publiceren": "ja"})
    row.refresh_from_db()
    assert (row.published_at, row.schema["cards"][0]["label"]) == (NOW, "Ruimte in ambities")


def test_a_method_with_cards_needs_a_deck_that_is_published(client: Client) -> None:
    row = draft("ingangspunten")
    whole = {"name": "Ingangspunten", "summary": "Zeven kaarten", "position": "11", "is_offered": "on"}
    refused = client.post(f"{LIST}edit/{row.werkvorm_id}/", whole | {"deck": ""})
    assert "Kies bij de werkvorm een kaartendeck." in refused.content.decode()
    empty = Deck.objects.create(code="leeg", name="Leeg", summary="Nog niets")
    refused = client.post(f"{LIST}edit/{row.werkvorm_id}/", whole | {"deck": str(empty.pk)})
    assert "is nog niet gepubliceerd" in refused.content.decode()
    assert Werkvorm.objects.get(pk=row.werkvorm_id).deck == deck().deck
    Werkvorm.objects.filter(pk=row.werkvorm_id).update(deck=None)
    with pytest.raises(ActionError):
        werkvormacties.publish_versie(actor=keeper(), versie=row, now=NOW)
    Werkvorm.objects.filter(pk=row.werkvorm_id).update(deck=deck().deck)
    assert werkvormacties.publish_versie(actor=keeper(), versie=row, now=NOW).published_at == NOW


def test_another_method_and_another_deck_begin_as_a_copy(client: Client) -> None:
    page = f"{PAGES}inspect/{method('ingangspunten').pk}/"
    made = client.post(page, {"kopie": "ja", "naam": "Ingangspunten voor twee avonden"})
    other = Werkvorm.objects.get(code="ingangspunten-voor-twee-avonden")
    assert made.url == f"{PAGES}edit/{other.versies.get().pk}/"
    assert other.deck == deck().deck
    assert not readable_versies(keeper(), NOW).filter(werkvorm=other).exists()
    before = Werkvorm.objects.count()
    for name in ("Ingangspunten voor twee avonden", "Kiezen", "  ", "!!!", "x" * 81, "a\x00b", "Druk\u202eaf\n"):
        client.post(page, {"kopie": "ja", "naam": name})
    assert Werkvorm.objects.count() == before
    client.post(f"{CARDS}inspect/{deck().pk}/", {"kopie": "ja", "naam": "Onze kaarten"})
    own = Deckversie.objects.get(deck__code="onze-kaarten")
    assert own.deck.card_count is None
    assert client.post(f"{CARDS}edit/{own.pk}/", sent(_cards(9))).status_code == 302
    for address in (f"{LIST}new/", f"{DECKS}new/", f"{PAGES}new/", f"{LIST}delete/{other.pk}/"):
        client.post(address, {"name": "Nieuw"})
    assert (Werkvorm.objects.count(), Deck.objects.count()) == (before, 2)


def test_the_number_of_cards_of_a_deck_is_not_changed_by_hand(client: Client) -> None:
    address = f"{DECKS}edit/{deck().deck_id}/"
    client.post(address, {"name": "Zeven kaarten", "summary": "Kort", "card_count": "8"})
    assert (deck().deck.name, deck().deck.card_count) == ("Zeven kaarten", 7)


def test_a_method_that_is_not_offered_is_read_by_nobody(client: Client) -> None:
    row = method("troika").werkvorm
    words = {"name": row.name, "summary": row.summary, "position": str(row.position), "deck": ""}
    client.post(f"{LIST}edit/{row.pk}/", words)
    assert not readable_versies(keeper(), NOW).filter(werkvorm=row).exists()


def test_strangers_do_nothing_and_drafts_are_thrown_away(client: Client) -> None:
    row, cards, stranger, editor = draft(), deck_draft(), UserFactory(), keeper(Rol.REDACTEUR)
    for actor in (stranger, editor):
        for act in (werkvormacties.publish_versie, werkvormacties.copy_versie, werkvormacties.remove_versie):
            with pytest.raises(DeniedError):
                act(actor=actor, versie=row, now=NOW)
        with pytest.raises(DeniedError):
            werkvormacties.change_werkvorm(actor=actor, werkvorm=row.werkvorm, changes={"name": "X"}, now=NOW)
    for deny in (deckacties.publish_versie, deckacties.copy_versie, deckacties.remove_versie):
        with pytest.raises(DeniedError):
            deny(actor=stranger, versie=cards, now=NOW)
    assert client.post(f"{PAGES}delete/{row.pk}/").status_code == 302
    assert client.post(f"{CARDS}delete/{cards.pk}/").status_code == 302
    assert not Werkvormversie.objects.filter(pk=row.pk).exists()
    assert not Deckversie.objects.filter(pk=cards.pk).exists()
