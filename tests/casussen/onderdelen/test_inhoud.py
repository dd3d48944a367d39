"""What each part knows by itself: partners who bring nothing, the common goal, what is sensitive, moments of truth."""

from typing import Any

import pytest

from casussen.actions.casussen import save_format
from casussen.actions.onderdelen import add_row
from casussen.models import Afweging, Casus, Dilemma, Moment, Partij
from casussen.onderdelen import open_parts
from tests.casussen.onderdelen.browsing import BY_ITSELF, RIGHT, get, post, text_of
from tests.factories import UserFactory
from tests.factories.casussen import CANARY, a_casus, a_deling
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
NOTHING_YET = "heeft nog geen bijdrage. Hoort deze partij bij de samenwerking, of eerder bij participatie of netwerk?"
NO_GOAL = "Zonder gezamenlijk doel kan deze samenwerking niet slagen. Formuleer eerst het doel."
FRAME: dict[str, Any] = {
    "criterium_0": "Kosten", "gewicht_0": "1", "criterium_1": "Draagvlak", "gewicht_1": "3", "herkomst_1": "Raad",
    "optie_0": "Zelf doen", "score_0_0": "5", "score_0_1": "2", "optie_1": "Samen doen", "score_1_0": "1",
    "score_1_1": "4", "reden_1_1": "Iedereen zat aan tafel.",
}  # fmt: skip


def weighed(casus: Casus, given: dict[str, Any], version: object = 0, **more: Any) -> Any:
    return post(casus, "doelen/afweging/", {**given, "version": version}, **more)


@pytest.mark.parametrize(
    ("involvement", "contribution", "is_warned"),
    [("PARTNER", "", True), ("PARTNER", "Grond.", False), ("NETWERK", "", False), ("", "", False)],
)
def test_a_partner_who_brings_nothing_is_kept_with_a_warning(
    involvement: str, contribution: str, is_warned: bool
) -> None:
    casus = a_casus()
    given = RIGHT["partijen"] | {"involvement": involvement, "contribution": contribution}
    assert post(casus, "partijen/nieuw/", given).status_code == 302
    assert (Partij.objects.count(), f"Waterschap {NOTHING_YET}" in text_of(get(casus, "partijen/"))) == (1, is_warned)


def test_the_parties_of_the_format_come_on_the_map_with_one_button() -> None:
    casus = a_casus(partijen="Waterschap\n\nTwee gemeenten\nwaterschap \n" + "a" * 300)
    add_row(actor=casus.owner, casus=casus, model=Partij, values={"name": "Twee Gemeenten"}, now=NOW)
    assert "Zet ze op de kaart" in text_of(get(casus, "partijen/"))
    for _time in range(2):
        assert post(casus, "partijen/uit-format/").status_code == 302
    rows = Partij.objects.filter(casus=casus).order_by("position")
    assert [row.name for row in rows] == ["Twee Gemeenten", "Waterschap", f"{'a' * 199}…"]
    assert [row.role for row in rows] == ["", "", "a" * 300]
    assert "Zet ze op de kaart" not in text_of(get(casus, "partijen/"))


def test_who_only_reads_puts_no_party_on_the_map() -> None:
    casus, reader = a_casus(partijen="Waterschap"), UserFactory()
    a_deling(casus, user=reader)
    assert post(casus, "partijen/uit-format/", by=reader).status_code == 404
    assert ("Waterschap" in text_of(get(casus, "partijen/", by=reader)), Partij.objects.count()) == (False, 0)


def test_the_common_goal_is_the_answer_of_the_format() -> None:
    casus = a_casus()
    assert NO_GOAL in text_of(get(casus, "doelen/"))
    save_format(actor=casus.owner, casus=casus, version=1, answers={"doel": "Water in de beek."}, now=NOW)
    page = text_of(get(casus, "doelen/"))
    assert (NO_GOAL in page, "Water in de beek." in page) == (False, True)


def test_a_sensitive_dilemma_is_for_who_writes_only() -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader)
    post(casus, "dilemmas/nieuw/", RIGHT["dilemmas"] | {"pole_a": "Zwijgen", "is_sensitive": "on"})
    post(casus, "dilemmas/nieuw/", RIGHT["dilemmas"])
    for end in ("dilemmas/", ""):
        assert "Zwijgen" not in text_of(get(casus, end, by=reader))
    assert "Zwijgen" in text_of(get(casus, "dilemmas/"))
    assert "Tempo" in text_of(get(casus, "dilemmas/", by=reader))
    given = {part.code: part.read(casus) for part in open_parts()}
    assert [one["pole_a"] for one in (given["dilemmas"] or {})["dilemmas"]] == ["Tempo"]


@pytest.mark.parametrize(("position", "words"), [("0", "Dichter bij: Tempo"), ("100", "Dichter bij: Draagvlak"),
                                                 ("50", "Precies in het midden")])  # fmt: skip
def test_the_stand_between_the_poles_is_said_in_words(position: str, words: str) -> None:
    casus = a_casus()
    post(casus, "dilemmas/nieuw/", RIGHT["dilemmas"] | {"position": position})
    assert (Dilemma.objects.get().stand["position"], words in text_of(get(casus, "dilemmas/"))) == (int(position), True)


def test_moments_stand_by_day_and_a_moment_of_truth_says_so_in_words() -> None:
    casus = a_casus()
    for day, kind in (("1-3-2030", "MIJLPAAL"), ("1 maart 2027", "WAARHEID"), ("2020-01-01", "VERKIEZING")):
        assert post(casus, "tijdlijn/nieuw/", {"day": day, "kind": kind, "text": f"Op {day}."}).status_code == 302
    page = text_of(get(casus, "tijdlijn/"))
    places = [page.index(words) for words in ("1 januari 2020", "1 maart 2027", "1 maart 2030")]
    assert (places, page.count("Moment van de waarheid")) == (sorted(places), 1)
    front = text_of(get(casus, ""))
    assert ("Op 1 maart 2027." in front, "Op 2020-01-01." in front) == (True, False)
    assert Moment.objects.filter(casus=casus).count() == 3


def test_options_are_weighed_with_criteria_that_count_more_or_less() -> None:
    casus = a_casus()
    assert weighed(casus, FRAME).status_code == 302
    page = text_of(get(casus, "doelen/afweging/"))
    assert ("2,8" in page, "3,3" in page, page.count("Hoogste")) == (True, True, 1)
    assert Afweging.objects.get().frame["criteria"][1] == {"name": "Draagvlak", "weight": 3, "origin": "Raad"}


def test_one_option_is_no_comparison_and_an_open_score_gives_no_result() -> None:
    casus = a_casus()
    weighed(casus, {"criterium_0": "Kosten", "optie_0": "Zelf doen"})
    assert "Vul minstens twee opties" in text_of(get(casus, "doelen/afweging/"))
    weighed(casus, {**FRAME, "score_0_0": ""}, 1)
    page = text_of(get(casus, "doelen/afweging/"))
    assert ("Nog 1 score open" in page, "Hoogste" in page) == (True, False)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("score_0_0", "6"), ("score_0_0", "0"), ("score_0_0", "NaN"), ("gewicht_0", "-1"), ("gewicht_0", "9" * 400),
        ("optie_0", "a\x00b"), ("criterium_0", "a" * 121), ("reden_0_0", "water " * 350_000), ("optie_0", ""),
        ("criterium_1", " "),
    ],
)  # fmt: skip
def test_a_weighing_that_cannot_be_kept_is_said_and_nothing_is_lost(field: str, given: str) -> None:
    casus = a_casus()
    answer = weighed(casus, {**FRAME, field: given})
    page = text_of(answer)
    assert (answer.status_code, f'href="#id_{field}"' in page, "Iedereen zat aan tafel." in page) == (200, True, True)
    by_itself = weighed(casus, {**FRAME, field: given}, headers=BY_ITSELF)
    assert (by_itself.status_code, Afweging.objects.count()) == (422, 0)


def test_two_people_who_weigh_at_once_see_both_versions() -> None:
    casus = a_casus()
    saved = weighed(casus, FRAME, headers=BY_ITSELF)
    assert saved.json()["version"] == 1
    again = weighed(casus, FRAME, headers=BY_ITSELF)
    assert (again.status_code, again.json()["version"]) == (200, 1)
    assert weighed(casus, {**FRAME, "optie_0": "Niets doen"}, headers=BY_ITSELF).status_code == 409
    page = text_of(weighed(casus, {**FRAME, "optie_0": "Niets doen"}))
    assert ("Zelf doen" in page, "Niets doen" in page, 'name="version" value="1"' in page) == (True, True, True)
    assert Afweging.objects.get().frame["options"][0] == "Zelf doen"


def test_a_reader_sees_the_weighing_and_cannot_change_it() -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader)
    weighed(casus, FRAME)
    assert "Samen doen" in text_of(get(casus, "doelen/afweging/", by=reader))
    weighed(casus, {"optie_0": "Niets"}, 1, by=reader)
    assert Afweging.objects.get().version == 1


def test_each_part_reads_as_values_and_draws_without_links() -> None:
    import json  # noqa: PLC0415 - for this test only

    from django.template.loader import render_to_string  # noqa: PLC0415 - for this test only

    casus = a_casus(doel=f"Herstel van de {CANARY}", fase="2")
    for end in ("partijen", "doelen", "doelen/belangen", "dilemmas", "tijdlijn"):
        post(casus, f"{end}/nieuw/", RIGHT[end])
    weighed(casus, FRAME)
    codes = ("partijen", "doelen", "afweging", "dilemmas", "tijdlijn", "fasen")
    for part in [part for part in open_parts() if part.code in codes]:
        values = part.read(casus)
        assert json.loads(json.dumps(values)) == values
        drawn = render_to_string(part.template, dict(values or {}))
        assert (len(drawn) > 50, "<a " in drawn, casus.code in drawn) == (True, False, False)


def test_an_empty_casus_has_no_parts_to_show_and_pages_that_say_so() -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader)
    codes = {"partijen", "doelen", "afweging", "dilemmas", "tijdlijn", "fasen", "bestanden"}
    assert [part.read(casus) for part in open_parts() if part.code in codes] == [None] * 7
    for end in ("partijen", "doelen", "doelen/afweging", "dilemmas", "tijdlijn", "fasen", "documenten"):
        for somebody in (casus.owner, reader):
            assert get(casus, f"{end}/", by=somebody).status_code == 200


def test_every_page_of_the_parts_says_who_sees_it() -> None:
    casus = a_casus()
    post(casus, "partijen/nieuw/", RIGHT["partijen"])
    row = Partij.objects.get()
    ends = ("partijen/", "partijen/nieuw/", f"partijen/{row.pk}/", f"partijen/{row.pk}/verwijderen/", "doelen/",
            "doelen/afweging/", "dilemmas/", "tijdlijn/", "fasen/", "fasen/1/", "fasen/huidige/",
            "fasen/producten/startnotitie/", "documenten/")  # fmt: skip
    assert [end for end in ends if "who-sees" not in text_of(get(casus, end))] == []
