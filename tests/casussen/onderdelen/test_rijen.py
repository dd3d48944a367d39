"""The rows of a casus, whatever kind: add, change, order, remove; two at once; who may, and what is refused."""

from typing import Any

import pytest

from casussen.actions.onderdelen import MOST_ROWS, add_row
from casussen.models import Belang, Casus, DelingRol, Dilemma, Doel, Inzage, Moment, Partij
from tests.casussen.onderdelen.browsing import BY_ITSELF, RIGHT, WRONG_ID, get, post, text_of
from tests.factories import UserFactory
from tests.factories.casussen import CANARY, a_casus, a_deling
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
MODELS: dict[str, Any] = {"partijen": Partij, "doelen": Doel, "doelen/belangen": Belang, "dilemmas": Dilemma,
                          "tijdlijn": Moment}  # fmt: skip
FIRST = {"partijen": "name", "dilemmas": "pole_a"}
LISTS = list(MODELS)
TOO_LONG = "water " * 350_000  # 2 MB


def a_row(casus: Casus, where: str, **more: Any) -> Any:
    post(casus, f"{where}/nieuw/", RIGHT[where] | more)
    return MODELS[where].objects.filter(casus=casus).order_by("-position").first()


def main_field(where: str) -> str:
    return FIRST.get(where, "text")


@pytest.mark.parametrize("where", LISTS)
def test_a_row_is_added_changed_and_removed(where: str) -> None:
    casus, name = a_casus(), main_field(where)
    row = a_row(casus, where, **{name: "Eerste woorden"})
    assert getattr(row, name) == "Eerste woorden"
    assert "Eerste woorden" in text_of(get(casus, f"{where.partition('/')[0]}/"))
    answer = post(casus, f"{where}/{row.pk}/", RIGHT[where] | {name: "Andere woorden", "version": row.version})
    row.refresh_from_db()
    assert (answer.status_code, getattr(row, name), row.version) == (302, "Andere woorden", 2)
    assert text_of(get(casus, f"{where}/{row.pk}/verwijderen/")).count("Andere woorden") == 1
    assert post(casus, f"{where}/{row.pk}/verwijderen/").status_code == 302
    assert MODELS[where].objects.count() == 0


@pytest.mark.parametrize("where", LISTS)
def test_who_saves_over_another_sees_both_versions(where: str) -> None:
    casus, other, name = a_casus(), UserFactory(), main_field(where)
    a_deling(casus, user=other, role=DelingRol.MEDE_EIGENAAR)
    row = a_row(casus, where)
    address = f"{where}/{row.pk}/"
    assert post(casus, address, RIGHT[where] | {name: "Van haar", "version": 1}, by=other).status_code == 302
    by_itself = post(casus, address, RIGHT[where] | {name: "Van mij", "version": 1}, headers=BY_ITSELF)
    assert (by_itself.status_code, "Van haar" in by_itself.json()["melding"]) == (409, False)
    page = text_of(post(casus, address, RIGHT[where] | {name: "Van mij", "version": 1}))
    assert ("Van haar" in page, page.count("Van mij"), 'name="version" value="2"' in page) == (True, 2, True)
    row.refresh_from_db()
    assert getattr(row, name) == "Van haar"


def test_a_long_row_saves_by_itself_and_says_when() -> None:
    casus = a_casus()
    row = a_row(casus, "partijen")
    answer = post(
        casus, f"partijen/{row.pk}/", RIGHT["partijen"] | {"mandate": "Tot 1 miljoen.", "version": 1},
        headers=BY_ITSELF,
    )  # fmt: skip
    assert (answer.status_code, answer.json()) == (200, {"melding": "Opgeslagen om 9 uur.", "version": 2})
    row.refresh_from_db()
    assert row.mandate == "Tot 1 miljoen."


@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("given", ["", " \t ", "dijk\x00dorp", TOO_LONG, "a" * 10_000])
def test_what_cannot_be_kept_is_said_and_nothing_is_stored(where: str, given: str) -> None:
    casus = a_casus()
    answer = post(casus, f"{where}/nieuw/", RIGHT[where] | {main_field(where): given})
    assert (answer.status_code, 'class="summary"' in text_of(answer)) == (200, True)
    assert MODELS[where].objects.count() == 0


@pytest.mark.parametrize(
    ("where", "field", "given"),
    [
        ("partijen", "involvement", "BAAS"), ("partijen", "kind", "x\x00"), ("doelen", "kind", "MOET"),
        ("doelen", "partij", WRONG_ID), ("doelen", "belang", "1 OR 1=1"), ("doelen/belangen", "partij", "samen"),
        ("dilemmas", "position", "-1"), ("dilemmas", "position", "101"), ("dilemmas", "position", "NaN"),
        ("dilemmas", "position", "1e9"), ("dilemmas", "position", ""), ("dilemmas", "position", "9" * 5000),
        ("tijdlijn", "day", "31-2-2027"), ("tijdlijn", "day", "gisteren"), ("tijdlijn", "day", "9-2-99999"),
        ("tijdlijn", "day", ""), ("tijdlijn", "kind", "FEEST"), ("tijdlijn", "kind", ""),
    ],
)  # fmt: skip
def test_a_choice_number_or_day_that_is_none_is_refused_at_its_field(where: str, field: str, given: str) -> None:
    casus = a_casus()
    answer = post(casus, f"{where}/nieuw/", RIGHT[where] | {field: given})
    assert (answer.status_code, f'href="#id_{field}' in text_of(answer)) == (200, True)
    assert MODELS[where].objects.count() == 0


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999", "1e3"])
def test_a_made_up_version_saves_nothing(version: str) -> None:
    casus = a_casus()
    row = a_row(casus, "dilemmas")
    answer = post(casus, f"dilemmas/{row.pk}/", RIGHT["dilemmas"] | {"pole_a": "Anders", "version": version})
    row.refresh_from_db()
    assert (answer.status_code, row.pole_a) == (200, "Tempo")


@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("end", ["", "verwijderen/", "verplaatsen/"])
def test_a_row_of_another_casus_does_not_exist_here(where: str, end: str) -> None:
    owner = UserFactory()
    mine, hers = a_casus(owner), a_casus()
    row = a_row(hers, where)
    for casus in (mine, hers):
        answer = post(casus, f"{where}/{row.pk}/{end}", RIGHT[where] | {"version": 1, "richting": "omlaag"}, by=owner)
        assert answer.status_code == 404
    assert MODELS[where].objects.get().version == 1


def test_links_stay_within_the_casus() -> None:
    owner = UserFactory()
    mine, other = a_casus(owner), a_casus(owner)
    partij = a_row(other, "partijen")
    answer = post(mine, "doelen/nieuw/", RIGHT["doelen"] | {"partij": str(partij.pk)})
    assert (answer.status_code, Doel.objects.count()) == (200, 0)
    assert str(partij.pk) not in text_of(get(mine, "doelen/nieuw/"))


@pytest.mark.parametrize("where", LISTS)
def test_a_reader_sees_the_list_and_changes_nothing_a_stranger_sees_nothing(where: str) -> None:
    casus, reader, stranger = a_casus(), UserFactory(), UserFactory()
    a_deling(casus, user=reader)
    row, page = a_row(casus, where), f"{where.partition('/')[0]}/"
    words = getattr(row, main_field(where))
    assert words in text_of(get(casus, page, by=reader))
    assert f"/{row.pk}/" not in text_of(get(casus, page, by=reader))
    assert Inzage.objects.filter(reader=reader, part=page[:-1]).count() == 2
    for end in (f"{where}/nieuw/", f"{where}/{row.pk}/", f"{where}/{row.pk}/verwijderen/"):
        for somebody in (reader, stranger):
            assert [get(casus, end, by=somebody).status_code, post(casus, end, by=somebody).status_code] == [404, 404]
    assert get(casus, page, by=stranger).status_code == 404
    assert MODELS[where].objects.get().version == 1


def test_rows_change_places_and_stop_at_the_ends() -> None:
    casus = a_casus()
    rows = [a_row(casus, "partijen", name=name) for name in ("Een", "Twee", "Drie")]

    def move(row: Any, way: str) -> list[str]:
        assert post(casus, f"partijen/{row.pk}/verplaatsen/", {"richting": way}).status_code == 302
        return [row.name for row in Partij.objects.filter(casus=casus).order_by("position")]

    assert move(rows[2], "omhoog") == ["Een", "Drie", "Twee"]
    assert move(rows[0], "omhoog") == ["Een", "Drie", "Twee"]
    assert move(rows[0], "omlaag") == ["Drie", "Een", "Twee"]
    assert move(rows[1], "zijwaarts") == ["Drie", "Een", "Twee"]


def test_a_form_that_is_sent_twice_adds_one_row() -> None:
    casus = a_casus()
    data = RIGHT["dilemmas"] | {"eenmalig": "8d1ff2d6-4ad8-4e70-9a4c-111111111111"}
    assert [post(casus, "dilemmas/nieuw/", data).status_code for _time in range(2)] == [302, 302]
    assert Dilemma.objects.count() == 1


def test_a_removal_that_is_sent_twice_is_no_fault() -> None:
    casus = a_casus()
    row = a_row(casus, "dilemmas")
    data = {"eenmalig": "8d1ff2d6-4ad8-4e70-9a4c-222222222222"}
    answers = [post(casus, f"dilemmas/{row.pk}/verwijderen/", data) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_full_list_says_so_and_keeps_what_was_typed() -> None:
    casus = a_casus()
    for number in range(MOST_ROWS):
        add_row(actor=casus.owner, casus=casus, model=Belang, values={"text": str(number)}, now=NOW)
    page = text_of(post(casus, "doelen/belangen/nieuw/", {"text": "Nog een belang"}))
    assert ("Deze lijst is vol" in page, "Nog een belang" in page, Belang.objects.count()) == (True, True, MOST_ROWS)


def test_what_is_linked_can_be_removed_and_the_rest_stays() -> None:
    casus = a_casus()
    partij = a_row(casus, "partijen")
    belang = a_row(casus, "doelen/belangen", partij=str(partij.pk))
    doel = a_row(casus, "doelen", partij=str(partij.pk), belang=str(belang.pk))
    assert (doel.partij_id, doel.belang_id, doel.is_common) == (partij.pk, belang.pk, False)
    assert "blijven staan" in text_of(get(casus, f"partijen/{partij.pk}/verwijderen/"))
    post(casus, f"partijen/{partij.pk}/verwijderen/")
    post(casus, f"doelen/belangen/{belang.pk}/verwijderen/")
    doel.refresh_from_db()
    assert (doel.partij_id, doel.belang_id, doel.text) == (None, None, "Minder uitstoot.")
    assert get(casus, "doelen/").status_code == 200


def test_saving_what_another_removed_meanwhile_keeps_the_text_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    casus = a_casus()
    row = a_row(casus, "dilemmas")
    from casussen.views import onderdelen  # noqa: PLC0415 - the view whose look-up is replaced

    monkeypatch.setattr(onderdelen, "find", lambda *_args, **_more: row)
    Dilemma.objects.filter(pk=row.pk).delete()
    page = text_of(post(casus, f"dilemmas/{row.pk}/", RIGHT["dilemmas"] | {"pole_a": "Haast", "version": 1}))
    assert ("net verwijderd" in page, "Haast" in page) == (True, True)


@pytest.mark.parametrize("where", LISTS)
def test_neither_title_nor_message_names_what_stands_there(where: str) -> None:
    casus = a_casus()
    row = a_row(casus, where, **{main_field(where): f"Over de {CANARY}"})
    for end in ("nieuw/", f"{row.pk}/", f"{row.pk}/verwijderen/"):
        page = text_of(get(casus, f"{where}/{end}"))
        assert CANARY not in page[page.index("<title>") : page.index("</title>")]
    answer = post(casus, f"{where}/{row.pk}/verwijderen/")
    assert CANARY not in f"{answer.headers}{answer.cookies}"
