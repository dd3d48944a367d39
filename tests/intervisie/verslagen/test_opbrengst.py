"""What a toernee has in common and writes together: with consent, without authors, agreed to one version."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.berichten.planning import plan
from community.confidential import confidential
from community.models import Bericht, Kring, Lidmaatschap, Taak, User
from intervisie.actions.toerneebrieven import (
    BriefChangedError,
    agree_to_brief,
    propose_brief,
    save_toerneebrief,
    settle_brieven,
)
from intervisie.actions.waarnemingen import hand_in, write_waarneming
from intervisie.models import Bezoekrol, BriefKind, Rol, Toernee, Toerneebrief, Toerneedeelnemer, WaarnemingKind
from intervisie.queries.verslagen import letter_from
from tests.community.leergroepen.test_post import letters
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory
from tests.factories.moments import LONG_AGO_DAY, NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.toernees import deelnemers_of
from tests.factories.verslagen import (
    PLANNED,
    a_verslag,
    a_visited_toernee,
    observed,
    plan_earlier,
    visit_of,
    visitor_of,
)
from tests.intervisie.verslagen.test_brief import shown

pytestmark = pytest.mark.django_db
SECRET = "zwartestern"
O = BriefKind.OPDRACHTGEVERS  # noqa: E741 - one letter is read best in these calls


def page(name: str, toernee: Toernee, *more: str) -> str:
    return reverse(name, args=[toernee.code, *more])


def people_of(toernee: Toernee) -> list[User]:
    return [one.user for one in deelnemers_of(toernee)]


def written(toernee: Toernee, text: str, version: int = 0, by: int = 0) -> Toerneebrief:
    with confidential():
        return save_toerneebrief(
            actor=people_of(toernee)[by], toernee=toernee, kind=O, version=version, text=text, now=NOW
        )


def in_scope(act: Callable[..., Any], toernee: Toernee, user: User, **more: Any) -> Any:
    with confidential():
        return act(actor=user, toernee=toernee, now=NOW, **more)


def answered(toernee: Toernee, at: int, tip: str, *, is_counted: bool) -> None:
    """Let a visit have a final letter with this tip."""
    bezoek = visit_of(toernee, at)
    observed(bezoek, NOW)
    given = {"opening": "Dank", "strengths_1": "Rust", "questions_1": "Wie?", "todos_1": tip}
    a_verslag(bezoek, until="VASTGESTELD", letter=letter_from(given), is_counted=is_counted)


def test_only_consented_letters_count_two_at_the_least_and_without_names() -> None:
    toernee = plan_earlier()
    host = people_of(toernee)[0]
    answered(toernee, 0, "Maak een kaart.", is_counted=True)
    answered(toernee, 1, "Bel de wethouder.", is_counted=False)
    reader, path = people_of(toernee)[2], page("toernee-opbrengst", toernee)
    assert ("Maak een kaart." in shown(reader, path), "zodra 2 brieven" in shown(reader, path)) == (False, True)
    as_(visit_of(toernee, 1).host.user).post(reverse("bezoek-brief-meetellen", args=[visit_of(toernee, 1).code]),
                                             {"antwoord": "ja"})  # fmt: skip
    text = shown(reader, path)
    main = text.partition("<main")[2].partition("</main")[0]
    assert [tip in text for tip in ("Maak een kaart.", "Bel de wethouder.", "Het geheel")] == [True, True, True]
    assert [user.achternaam for user in people_of(toernee) if user.achternaam in main] == []
    # Four visitors at each visit saw one thing of each kind: eight and eight about the whole.
    assert "".join(main.split()).count(">8</td>") == 2
    as_(host).post(reverse("bezoek-brief-meetellen", args=[visit_of(toernee).code]), {"antwoord": "nee"})
    assert "Bel de wethouder." not in shown(reader, path)


def test_who_did_not_hand_in_counts_nothing_of_what_others_saw() -> None:
    toernee = plan_earlier()
    late = visitor_of(visit_of(toernee), Rol.BESTUURSLENS)
    with confidential():
        for row in Bezoekrol.objects.filter(bezoek=visit_of(toernee)).exclude(deelnemer__user=late):
            user = row.deelnemer.user
            write_waarneming(actor=user, bezoek=visit_of(toernee), kind=WaarnemingKind.VRAAG, box="", text="?", now=NOW)
            hand_in(actor=user, bezoek=visit_of(toernee), now=NOW)
    a_verslag(visit_of(toernee), until="VASTGESTELD", is_counted=True)
    answered(toernee, 1, "Bel de wethouder.", is_counted=True)
    path, others = page("toernee-opbrengst", toernee), visitor_of(visit_of(toernee), Rol.VERSLAGLEGGER)
    assert ["Het geheel" in shown(user, path) for user in (others, late)] == [True, False]
    assert "Bel de wethouder." in shown(late, path)
    # A third visit at which she did hand in: the numbers are of that one and the second.
    answered(toernee, 2, "Neem de tijd.", is_counted=True)
    assert [">3</td>" in "".join(shown(user, path).split()) for user in (others, late)] == [True, False]
    assert "Het geheel" in shown(late, path)


def test_begeleider_hart_and_strangers_read_nothing_of_it() -> None:
    guide, hart = UserFactory(), UserFactory(coordinator=True)
    with_second_factor(hart)
    toernee = a_visited_toernee(begeleider=guide)
    written(toernee, f"Over de {SECRET}.")
    left = people_of(toernee)[1]
    paths = [page("toernee-opbrengst", toernee), page("toerneebrief", toernee, "opdrachtgevers"),
             page("toerneebrief-bewerken", toernee, "opdrachtgevers")]  # fmt: skip
    assert {shown(user, path) for user in (guide, hart, UserFactory()) for path in paths} == {"404"}
    assert SECRET in shown(left, paths[1])
    Toerneedeelnemer.objects.filter(user=left).update(left_at=NOW)
    Lidmaatschap.objects.filter(user=left).update(until_at=NOW)
    assert {shown(left, path) for path in paths} == {"404"}
    assert shown(people_of(toernee)[0], page("toerneebrief", toernee, "iets-anders")) == "404"
    Toernee.objects.filter(pk=toernee.pk).update(destroyed_at=NOW)
    assert {shown(people_of(toernee)[0], path) for path in paths} == {"404"}


def test_everybody_agrees_to_exactly_this_version_and_a_change_asks_again() -> None:
    toernee = a_visited_toernee()
    people = people_of(toernee)
    gemeente = OrganisatieFactory()
    DienstverbandFactory(user=people[0], organisatie=gemeente, from_date=LONG_AGO_DAY)
    row = written(toernee, f"Geef ruimte aan de {SECRET}.")
    client, path = as_(people[0]), page("toerneebrief-voorleggen", toernee)
    assert client.post(path, {"version": "1"}).status_code == 302
    asked = Taak.objects.filter(kind="BRIEFAKKOORD", done_at=None, withdrawn_at=None)
    assert asked.all().count() == 4
    plan(NOW + timedelta(hours=1))
    letter = letters(people[1], "N241")[0]
    assert (toernee.kring.name in letter.text, SECRET in letter.text, letters(people[0], "N241")) == (True, False, [])
    agree = page("toerneebrief-akkoord", toernee)
    for user in people[1:4]:
        assert as_(user).post(agree, {"version": "1", "antwoord": "ja"}).status_code == 302
    assert asked.all().count() == 1
    assert as_(people[0]).get(page("toerneebrief-afdrukken", toernee)).status_code == 404
    # Somebody changes a word: nobody agreed to that.
    written(toernee, f"Geef meer ruimte aan de {SECRET}.", version=row.version, by=4)
    assert (asked.all().count(), letters(people[4], "N241")) == (0, [])
    for user in people:
        as_(user).post(agree, {"version": "1", "antwoord": "ja"})
    with confidential():
        assert Toerneebrief.objects.get().final_at is None
    in_scope(propose_brief, toernee, people[4], version=2)
    for user in people[:3]:
        in_scope(agree_to_brief, toernee, user, version=2, agrees=True)
    in_scope(agree_to_brief, toernee, people[0], version=2, agrees=False)
    in_scope(agree_to_brief, toernee, people[3], version=2, agrees=True)
    with confidential():
        assert Toerneebrief.objects.get().final_at is None
    in_scope(agree_to_brief, toernee, people[0], version=2, agrees=True)
    with confidential():
        assert Toerneebrief.objects.get().final_at == NOW
    assert {len(letters(user, "N242")) for user in people} == {1}
    paper = shown(people[2], page("toerneebrief-afdrukken", toernee))
    assert [words in paper for words in (f"meer ruimte aan de {SECRET}", people[0].naam, gemeente.name)] == [True] * 3
    assert as_(people[0]).get(page("toerneebrief-bewerken", toernee, "opdrachtgevers")).status_code == 404


def test_who_left_is_waited_for_no_more() -> None:
    toernee = a_visited_toernee()
    people = people_of(toernee)
    written(toernee, "Geef ruimte.")
    in_scope(propose_brief, toernee, people[0], version=1)
    for user in people[1:4]:
        in_scope(agree_to_brief, toernee, user, version=1, agrees=True)
    with confidential():
        settle_brieven(NOW)
        assert Toerneebrief.objects.get().final_at is None
        Toerneedeelnemer.objects.filter(user=people[4]).update(left_at=NOW)
        Lidmaatschap.objects.filter(user=people[4]).update(until_at=NOW)
        settle_brieven(NOW)
        settle_brieven(NOW)
        assert Toerneebrief.objects.get().final_at == NOW
    assert Bericht.objects.filter(kind="N242").count() == 4


def test_two_windows_show_both_texts_and_nothing_is_lost() -> None:
    toernee = a_visited_toernee()
    one, other = people_of(toernee)[:2]
    path = page("toerneebrief-bewerken", toernee, "rode-draad")
    assert as_(one).post(path, {"text": "De eerste", "version": "0"}).status_code == 302
    body = as_(other).post(path, {"text": "De tweede", "version": "0"}).content.decode()
    assert ("De eerste" in body, "De tweede" in body, "beide versies" in body) == (True, True, True)
    assert as_(other).post(path, {"text": "De tweede", "version": "1"}).status_code == 302
    with confidential(), pytest.raises(StaleSaveError):
        save_toerneebrief(actor=one, toernee=toernee, kind=BriefKind.RODE_DRAAD, version=1, text="Drie", now=NOW)
    # Only the letter to the opdrachtgevers is proposed.
    with confidential(), pytest.raises(BriefChangedError):
        propose_brief(actor=one, toernee=toernee, version=2, now=NOW)


@pytest.mark.parametrize(
    ("soort", "field", "value"),
    [("rode-draad", "text", ""), ("rode-draad", "text", "x" * 8001), ("opdrachtgevers", "text", "x" * 3501),
     ("opdrachtgevers", "text", "a\x00"), ("opdrachtgevers", "version", "nul")],
)  # fmt: skip
def test_bad_input_is_refused_in_dutch(soort: str, field: str, value: str) -> None:
    toernee = a_visited_toernee()
    sent = {"text": "Onze tekst", "version": "0"} | {field: value}
    answer = as_(people_of(toernee)[0]).post(page("toerneebrief-bewerken", toernee, soort), sent)
    assert (answer.status_code, "error" in answer.content.decode()) == (200, field == "text")
    with confidential():
        assert not Toerneebrief.objects.exists()


def test_strangers_and_an_ended_toernee_change_nothing() -> None:
    toernee = a_visited_toernee()
    row = written(toernee, "Geef ruimte.")
    for act, more in ((propose_brief, {}), (agree_to_brief, {"agrees": True})):
        with pytest.raises(DeniedError):
            in_scope(act, toernee, UserFactory(), version=row.version, **more)
        with pytest.raises(BriefChangedError):
            in_scope(act, toernee, people_of(toernee)[0], version=99, **more)
    Kring.objects.filter(pk=toernee.kring_id).update(closed_at=NOW)
    with pytest.raises(ActionError, match="afgesloten"):
        written(toernee, "Nog iets", version=row.version)
    assert "Geef ruimte." in shown(people_of(toernee)[0], page("toerneebrief", toernee, "opdrachtgevers"))


def test_pages_cost_the_same_for_few_letters_and_all() -> None:
    counted = []
    for number in (2, 3):
        toernee = plan_earlier(first=date(2026, 9, 1) - timedelta(days=number))
        for at in range(number):
            answered(toernee, at, "Bel.", is_counted=True)
        client, path = as_(people_of(toernee)[0]), page("toernee-opbrengst", toernee)
        client.get(path)
        with CaptureQueriesContext(connection) as asked, CaptureQueriesContext(connections["sleutels"]) as keys:
            assert client.get(path).status_code == 200
        counted.append((len(asked), len(keys)))
    assert counted == [(13, 1), (13, 1)]
    assert PLANNED < NOW
