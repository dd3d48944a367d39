"""The keuzehulp on a casus: one question on a page, back always, an advice that is worked out each time."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from casussen.actions.instrumenten import deviate, save_answers
from casussen.instrumenten import keuzehulp
from casussen.models import Casus, DelingRol, Instrumentversie, Invulling
from casussen.queries.instrumenten import read_keuzehulp
from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import User
from tests.factories import UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
COMBINATIONS = list(itertools.product(*(keuzehulp.VALUES[code] for code in keuzehulp.DIMENSIONS)))
COMBINE = ("ja", "ja", "ja", "belangrijk", "symmetrisch", "hoog")


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def version_of(casus: Casus) -> int:
    return Invulling.objects.filter(casus=casus).values_list("version", flat=True).first() or 0


def reply(casus: Casus, code: str, given: object, *, by: User | None = None, version: object = None) -> Any:
    data = {"antwoord": given, "version": version_of(casus) if version is None else version}
    return browser(by or casus.owner).post(f"/casussen/{casus.code}/keuzehulp/vraag/{code}/", data)


def run(casus: Casus, given: tuple[str, ...] = COMBINE) -> Any:
    """Answer the questions that the pages ask, one after the other; return the last answer of the site."""
    answer = None
    for code, value in zip(keuzehulp.ORDER, given, strict=False):
        answer = reply(casus, code, value)
        if answer.url.endswith("/advies/"):
            break
    return answer


def stored(casus: Casus) -> dict[str, Any]:
    row = Invulling.objects.filter(casus=casus).first()
    return dict(row.answers) if row else {}


def advice(casus: Casus, *, by: User | None = None) -> str:
    return browser(by or casus.owner).get(f"/casussen/{casus.code}/keuzehulp/advies/").content.decode()


def test_it_begins_with_what_it_asks_and_leads_question_by_question_to_the_advice() -> None:
    casus = a_casus()
    body = browser(casus.owner).get(f"/casussen/{casus.code}/keuzehulp/").content.decode()
    assert ("6 korte vragen, ongeveer 3 minuten. Je kunt altijd terug." in body, ">Begin<" in body) == (True, True)
    visited = [
        reply(casus, code, value).url.split("/")[-2] for code, value in zip(keuzehulp.ORDER, COMBINE, strict=True)
    ]
    assert visited == [*keuzehulp.ORDER[1:], "advies"]
    body = advice(casus)
    expected = ("Advies: Combine", "Dit is een advies.", "Waarom", "Wat deze vorm vraagt", "Wanneer deze vorm",
                "Wat het advies zou veranderen", "Handreiking samenwerking", "Ik kies iets anders")  # fmt: skip
    assert [words in body for words in expected] == [True] * 8


@pytest.mark.parametrize(
    "combination", list(itertools.product(*(keuzehulp.VALUES[code] for code in keuzehulp.DIMENSIONS)))
)
def test_all_eight_combinations_give_an_advice_on_the_page(combination: tuple[str, ...]) -> None:
    casus = a_casus()
    given = ("ja", "ja", "nee", *combination)
    versie = Instrumentversie.objects.get(instrument__code="keuzehulp")
    answers = dict(zip(keuzehulp.ORDER, given, strict=True))
    save_answers(actor=casus.owner, casus=casus, versie=versie, layer="", version=0, answers=answers, now=NOW)
    part = read_keuzehulp(casus)
    assert part is not None
    body = advice(casus)
    assert [words in body for words in (part["title"], part["what"], part["asks"], part["unfit"], part["remark"])] == [
        True
    ] * 5
    assert len(part["reasons"]) == 6


def test_going_back_and_changing_the_first_answer_equals_a_fresh_run() -> None:
    casus, fresh = a_casus(), a_casus()
    run(casus)
    assert reply(casus, "doel", "nee").url == f"/casussen/{casus.code}/keuzehulp/advies/"
    run(fresh, ("nee",))
    assert stored(casus) == stored(fresh) == {"doel": "nee"}
    assert read_keuzehulp(casus) == read_keuzehulp(fresh)
    reply(casus, "doel", "ja")
    assert "vraag/verplichtend/" in browser(casus.owner).get(f"/casussen/{casus.code}/keuzehulp/").content.decode()


def test_one_can_go_back_from_every_question_and_sees_what_was_answered() -> None:
    casus = a_casus()
    run(casus)
    backs = []
    for code in keuzehulp.ORDER:
        body = browser(casus.owner).get(f"/casussen/{casus.code}/keuzehulp/vraag/{code}/").content.decode()
        assert ("Dit antwoord gaf je" in body, "Stoppen en later verder" in body) == (True, True)
        backs.append(body.partition(">Vorige<")[0].rpartition('href="')[2].strip('"'))
    start = f"/casussen/{casus.code}/keuzehulp/"
    assert backs == [start, *(f"{start}vraag/{code}/" for code in keuzehulp.ORDER[:-1])]


def test_a_question_that_is_not_asked_yet_leads_to_the_one_that_is() -> None:
    casus = a_casus()
    client = browser(casus.owner)
    start = f"/casussen/{casus.code}/keuzehulp/"
    assert client.get(f"{start}vraag/zekerheid/").url == f"{start}vraag/doel/"
    assert reply(casus, "zekerheid", "hoog").url == f"{start}vraag/doel/"
    assert (client.get(f"{start}advies/").url, client.get(f"{start}advies/afwijken/").url) == (start, start)
    assert stored(casus) == {}


@pytest.mark.parametrize("given", ["", "misschien", "JA", "ja ", "1", "<script>", "ja\x00", "x" * 10_000])
def test_an_answer_nobody_can_give_is_refused_in_words(given: str) -> None:
    casus = a_casus()
    answer = reply(casus, "doel", given)
    assert (answer.status_code, "Kies een van de twee antwoorden." in answer.content.decode()) == (200, True)
    assert stored(casus) == {}


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999", "1e3"])
def test_a_page_that_is_too_old_or_made_up_saves_nothing(version: str) -> None:
    casus = a_casus()
    answer = reply(casus, "doel", "ja", version=version)
    assert (answer.status_code, "Deze pagina is te oud." in answer.content.decode(), stored(casus)) == (200, True, {})


@pytest.mark.parametrize("code", ["bestaat-niet", "1", "vormen", "DOEL"])
def test_an_invented_question_is_not_there(code: str) -> None:
    casus = a_casus()
    assert (reply(casus, code, "ja").status_code, stored(casus)) == (404, {})


def test_two_at_once_see_both_answers() -> None:
    casus, other = a_casus(), UserFactory()
    a_deling(casus, user=other, role=DelingRol.MEDE_EIGENAAR)
    reply(casus, "doel", "nee", by=other, version=0)
    body = reply(casus, "doel", "ja", version=0).content.decode()
    assert ("Zo staat het er nu" in body, 'name="version" value="1"' in body, stored(casus)) == (
        True,
        True,
        {"doel": "nee"},
    )


def test_choosing_otherwise_needs_a_form_and_a_reason() -> None:
    casus = a_casus()
    run(casus)
    address = f"/casussen/{casus.code}/keuzehulp/advies/afwijken/"
    client = browser(casus.owner)
    for data, sentence in (
        ({"choice": "", "reason": "Zo wil de stuurgroep het."}, "Kies een vorm."),
        ({"choice": "alliantie", "reason": " "}, "Schrijf op waarom je iets anders kiest."),
        ({"choice": "combine", "reason": "x"}, "Kies een van de mogelijkheden in de lijst."),
        ({"choice": "stichting", "reason": "x"}, "Kies een van de mogelijkheden in de lijst."),
        ({"choice": "alliantie", "reason": "x" * 2001}, "Maak deze tekst korter: hooguit 2000 tekens."),
        ({"choice": "alliantie", "reason": "x", "version": "0x"}, "Deze pagina is te oud."),
    ):
        body = client.post(address, {"version": version_of(casus), **data}).content.decode()
        assert sentence in body
    assert Invulling.objects.get().deviation == {}
    given = {"choice": "alliantie", "reason": "Wij kennen elkaar al tien jaar.", "version": version_of(casus)}
    assert client.post(address, given).url == f"/casussen/{casus.code}/keuzehulp/advies/"
    body = advice(casus)
    assert ("Jij kiest: Alliantie" in body, "Wij kennen elkaar al tien jaar." in body, "Advies: Combine" in body) == (
        True, True, True,
    )  # fmt: skip
    client.post(f"/casussen/{casus.code}/keuzehulp/advies/volgen/")
    assert "Jij kiest: " not in advice(casus)


def test_a_choice_against_one_advice_says_nothing_about_another() -> None:
    """Changing the first answer gives what a fresh run gives; going back finds the choice again."""
    casus, fresh = a_casus(), a_casus()
    run(casus)
    row = Invulling.objects.get(casus=casus)
    deviate(actor=casus.owner, casus=casus, invulling=row, version=row.version, choice="alliantie",
            reason="Wij kennen elkaar.", now=NOW)  # fmt: skip
    for first in ("nee", "ja"):
        given = (first, *COMBINE[1:5], "laag")
        run(casus, given)
        run(fresh, given)
        assert read_keuzehulp(casus) == read_keuzehulp(fresh)
    run(casus)
    kept = read_keuzehulp(casus)
    assert kept is not None
    assert (kept["deviation"]["choice"], kept["deviation"]["reason"]) == ("alliantie", "Wij kennen elkaar.")


def test_two_who_choose_otherwise_at_once_see_both() -> None:
    casus = a_casus()
    run(casus)
    row = Invulling.objects.get()
    words = {"actor": casus.owner, "casus": casus, "invulling": row, "version": row.version, "now": NOW}
    deviate(**words, choice="alliantie", reason="Eerst")
    with pytest.raises(StaleSaveError):
        deviate(**words, choice="netwerk", reason="Later")
    given = {"choice": "netwerk", "reason": "Later", "version": row.version}
    body = browser(casus.owner).post(f"/casussen/{casus.code}/keuzehulp/advies/afwijken/", given).content.decode()
    assert ("Eerst" in body, body.count("Later"), "Alliantie" in body) == (True, 2, True)


def test_the_advice_rubs_with_the_form_in_use() -> None:
    casus = a_casus()
    run(casus)
    quiet = advice(casus)
    versie = Instrumentversie.objects.get(instrument__code="vormverkenner")
    save_answers(actor=casus.owner, casus=casus, versie=versie, layer="", version=0, answers={"nu": "netwerk"}, now=NOW)
    sentence = "Nu is de vorm: Netwerk. Het advies is: Combine."
    assert (sentence in quiet, sentence in advice(casus)) == (False, True)


def test_no_link_leads_out_of_the_questions() -> None:
    casus = a_casus()
    body = browser(casus.owner).get(f"/casussen/{casus.code}/keuzehulp/vraag/doel/").content.decode()
    main = body.partition("<main")[2].partition("</main>")[0]
    assert [part.split('"')[0] for part in main.split('href="')[1:] if part.startswith(("http", "//"))] == []


def test_what_is_stored_is_answers_and_never_an_advice() -> None:
    casus = a_casus()
    run(casus)
    assert stored(casus) == dict(zip(keuzehulp.ORDER, COMBINE, strict=True))


@pytest.mark.parametrize(
    ("layer", "answers"),
    [
        ("", {"geheim": "x"}),
        ("", {"doel": "misschien"}),
        ("nu", {"doel": "ja"}),
        ("", {"doel": ["ja"]}),
        ("x" * 99, {}),
    ],
)
def test_the_action_refuses_what_no_page_sends(layer: str, answers: dict[str, Any]) -> None:
    casus = a_casus()
    versie = Instrumentversie.objects.get(instrument__code="keuzehulp")
    with pytest.raises(ActionError):
        save_answers(actor=casus.owner, casus=casus, versie=versie, layer=layer, version=0, answers=answers, now=NOW)
    assert not Invulling.objects.exists()


ENDS = ("", "advies/", "vraag/doel/", "advies/afwijken/")


def test_who_only_reads_sees_the_advice_and_cannot_answer() -> None:
    casus, reader = a_casus(), UserFactory()
    run(casus)
    a_deling(casus, user=reader)
    client = browser(reader)
    statuses = [client.get(f"/casussen/{casus.code}/keuzehulp/{end}").status_code for end in ENDS]
    assert (statuses, "Ik kies iets anders" in advice(casus, by=reader)) == ([200, 200, 404, 404], False)
    assert [reply(casus, "doel", "nee", by=reader).status_code,
            client.post(f"/casussen/{casus.code}/keuzehulp/advies/volgen/").status_code] == [404, 404]  # fmt: skip


def test_who_may_not_see_the_casus_finds_nothing() -> None:
    casus, stranger = a_casus(), UserFactory()
    run(casus)
    client = browser(stranger)
    assert {client.get(f"/casussen/{casus.code}/keuzehulp/{end}").status_code for end in ENDS} == {404}
