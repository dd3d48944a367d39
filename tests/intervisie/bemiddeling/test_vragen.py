"""Asking for bemiddeling: who reads what at each step, who chooses, what is told, and what is left afterwards."""

import logging
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from psycopg import sql

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import Taak, User
from intervisie.actions.bemiddeling import (
    VraagAnswers,
    ask_bemiddeling,
    change_vraag,
    choose_mediator,
    finish_vraag,
    give_back,
    take_on,
    withdraw_vraag,
)
from intervisie.models import Bemiddelingsvraag
from tests.community.leergroepen.test_post import letters
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory
from tests.factories.bemiddeling import TEXT, a_chosen_vraag, a_vraag
from tests.factories.moments import LONG_AGO_DAY, NOW
from tests.factories.samenwerkingen import SamenwerkingFactory
from tests.factories.second_factor import with_second_factor
from tests.own_data import own_data

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECRET = "kwartelkoning"


def a_hart() -> User:
    user: User = UserFactory(coordinator=True)
    with_second_factor(user)
    return user


def page(name: str, row: Bemiddelingsvraag) -> str:
    return reverse(name, args=[row.code])


def shown(user: User, path: str) -> str:
    answer = as_(user).get(path)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def stored(row: Bemiddelingsvraag) -> Bemiddelingsvraag:
    with confidential():
        return Bemiddelingsvraag.objects.select_related("asker", "mediator").get(pk=row.pk)


def open_taken_of(user: User) -> list[str]:
    rows = Taak.objects.filter(user=user, done_at__isnull=True, withdrawn_at__isnull=True)
    return sorted(rows.values_list("kind", flat=True))


def sent(**more: str) -> dict[str, str]:
    return {"style": "FACILITEREND", "text": "Wij komen er niet uit over het peil.", "version": "0"} | more


def test_the_text_is_read_by_the_asker_and_by_who_took_it_on_alone() -> None:
    hart, asker, mediator, other = a_hart(), *(UserFactory() for _ in range(3))
    row = a_vraag(asker)
    own, kept = page("bemiddelingsvraag", row), page("bemiddeling-beheer-vraag", row)

    def readers() -> list[str]:
        people = {"asker": asker, "mediator": mediator, "other": other, "hart": hart}
        return [name for name, user in people.items() if SECRET in shown(user, own)]

    assert (readers(), shown(mediator, own), shown(hart, own)) == (["asker"], "404", "404")
    page_of_hart = shown(hart, kept)
    assert (asker.naam in page_of_hart, "Faciliterend" in page_of_hart, SECRET in page_of_hart) == (True, True, False)
    assert [shown(user, kept) for user in (asker, mediator, other)] == ["404"] * 3
    assert as_(hart).post(kept, {"wie": mediator.email}).status_code == 302
    assert readers() == ["asker"]
    assert asker.naam in shown(mediator, own)
    assert as_(mediator).post(page("bemiddelingsvraag-antwoord", row), {"antwoord": "ja"}).status_code == 302
    assert readers() == ["asker", "mediator"]
    assert SECRET not in shown(hart, kept)
    assert as_(mediator).post(page("bemiddelingsvraag-afronden", row), {}).status_code == 302
    assert readers() == ["asker"]
    assert (stored(row).status, stored(row).ended_at) == ("AFGEROND", NOW)
    assert SECRET not in shown(hart, reverse("bemiddeling-beheer"))


def test_a_bemiddelaar_who_is_coordinator_reads_it_from_taking_it_on_too() -> None:
    hart = a_hart()
    row = a_chosen_vraag(mediator=hart)  # another coördinator chose her
    assert SECRET not in shown(hart, page("bemiddelingsvraag", row))
    as_(hart).post(page("bemiddelingsvraag-antwoord", row), {"antwoord": "ja"})
    assert SECRET in shown(hart, page("bemiddelingsvraag", row))
    assert SECRET not in shown(hart, page("bemiddeling-beheer-vraag", row))


def test_saying_no_and_giving_back_lead_to_the_hart_again() -> None:
    hart = a_hart()
    row = a_chosen_vraag(hart=hart)
    first, second = row.mediator, UserFactory()
    assert first is not None
    assert (open_taken_of(hart), open_taken_of(first)) == ([], ["BEMIDDELING_ANTWOORDEN"])
    as_(first).post(page("bemiddelingsvraag-antwoord", row), {"antwoord": "nee"})
    assert (stored(row).status, stored(row).mediator) == ("GEVRAAGD", None)
    assert (open_taken_of(hart), open_taken_of(first)) == (["BEMIDDELING_KIEZEN"], [])
    assert shown(first, page("bemiddelingsvraag", row)) == "404"
    with confidential():
        choose_mediator(actor=hart, vraag=stored(row), mediator=second, now=NOW)
        take_on(actor=second, vraag=stored(row), now=NOW)
        give_back(actor=second, vraag=stored(row), now=NOW + DAY)
    assert shown(second, page("bemiddelingsvraag", row)) == "404"
    assert letters(row.asker, "N239", NOW + DAY)[0].subject == "We zoeken iemand anders voor je vraag"
    # It did not run when the mail about taking it on would leave: that one stays away.
    assert letters(row.asker, "N238") == []


def test_another_is_asked_and_the_first_no_more() -> None:
    hart = a_hart()
    row = a_chosen_vraag(hart=hart)
    first = row.mediator
    assert first is not None
    with confidential():
        with pytest.raises(ActionError, match="al gevraagd"):
            choose_mediator(actor=hart, vraag=row, mediator=first, now=NOW)
        with pytest.raises(ActionError, match="de vraag stelt"):
            choose_mediator(actor=hart, vraag=row, mediator=row.asker, now=NOW)
        with pytest.raises(ActionError, match="afgesloten"):
            choose_mediator(actor=hart, vraag=row, mediator=UserFactory(is_active=False), now=NOW)
        choose_mediator(actor=hart, vraag=row, mediator=UserFactory(), now=NOW)
        with pytest.raises(ActionError, match="net veranderd"):
            take_on(actor=first, vraag=row, now=NOW)
        with pytest.raises(DeniedError):
            choose_mediator(actor=UserFactory(), vraag=stored(row), mediator=first, now=NOW)
    assert open_taken_of(first) == []


def test_withdrawn_is_told_to_who_was_asked_and_opens_to_nobody_else() -> None:
    row = a_chosen_vraag(is_taken=True)
    mediator = row.mediator
    assert mediator is not None
    with confidential():
        with pytest.raises(DeniedError):
            withdraw_vraag(actor=mediator, vraag=row, now=NOW)
        withdraw_vraag(actor=row.asker, vraag=row, now=NOW)
        with pytest.raises(DeniedError):
            withdraw_vraag(actor=row.asker, vraag=stored(row), now=NOW)
        with pytest.raises(ActionError, match="net veranderd"):
            withdraw_vraag(actor=row.asker, vraag=row, now=NOW)
        with pytest.raises(ActionError, match="net veranderd"):
            finish_vraag(actor=mediator, vraag=row, now=NOW)
    assert letters(mediator, "N239")[0].subject == "Een vraag om bemiddeling is ingetrokken"
    assert shown(mediator, page("bemiddelingsvraag", row)) == "404"
    assert SECRET in shown(row.asker, page("bemiddelingsvraag", row))


def test_what_speaks_against_a_bemiddelaar_is_said_first() -> None:
    hart, asker, colleague, regisseur, free = a_hart(), *(UserFactory() for _ in range(4))
    here, there = OrganisatieFactory(), OrganisatieFactory()
    for user, place in ((asker, here), (colleague, here), (free, there)):
        DienstverbandFactory(user=user, organisatie=place, from_date=LONG_AGO_DAY)
    row = a_vraag(asker, samenwerking=SamenwerkingFactory(owner=asker, regisseurs=[regisseur]))
    path = page("bemiddeling-beheer-vraag", row)
    for user, words in ((colleague, "dezelfde organisatie"), (regisseur, "regisseur van deze samenwerking")):
        answer = as_(hart).post(path, {"wie": user.email})
        assert (answer.status_code, words in answer.content.decode()) == (200, True)
        assert stored(row).mediator is None
    assert as_(hart).post(path, {"wie": colleague.email, "gezien": str(regisseur.pk)}).status_code == 200
    assert as_(hart).post(path, {"wie": colleague.email, "gezien": str(colleague.pk)}).status_code == 302
    assert stored(row).mediator == colleague
    assert as_(hart).post(path, {"wie": free.email}).status_code == 302
    assert stored(row).mediator == free


def test_who_offers_bemiddeling_is_suggested_as_far_as_members_may_know() -> None:
    hart, asker = a_hart(), UserFactory()
    shown_offer, hidden, other = (UserFactory() for _ in range(3))
    for user, words, visible in (
        (shown_offer, "Mediation bij gebiedsprocessen", "LEDEN"), (hidden, "Bemiddeling", "ALLEEN_IK"),
        (other, "Kennis van peilbesluiten", "LEDEN"), (asker, "Bemiddelen", "LEDEN"),
    ):  # fmt: skip
        user.profiel.biedt, user.profiel.biedt_visible_to = words, visible
        user.profiel.save()
    row = a_vraag(asker)
    text = shown(hart, page("bemiddeling-beheer-vraag", row))
    assert [user.naam in text for user in (shown_offer, hidden, other)] == [True, False, False]
    filled = shown(hart, f"{page('bemiddeling-beheer-vraag', row)}?lid={shown_offer.profiel.code}")
    assert f'value="{shown_offer.naam}"' in filled


def test_names_are_pointed_out_once_and_nothing_typed_is_lost() -> None:
    client = as_(UserFactory())
    text = "Mevrouw Jansen van de gemeente Utrecht wil niet meer praten."
    answer = client.post(reverse("bemiddelingsvraag-nieuw"), sent(text=text))
    body = answer.content.decode()
    assert (answer.status_code, "Staan hier namen in?" in body, text in body) == (200, True, True)
    seen = body.partition('name="gezien" value="')[2].partition('"')[0]
    # Seen of one text is not seen of another.
    other = client.post(reverse("bemiddelingsvraag-nieuw"), sent(text=f"Ook {text}", gezien=seen))
    assert other.status_code == 200
    assert client.post(reverse("bemiddelingsvraag-nieuw"), sent(text=text, gezien=seen)).status_code == 302
    with confidential():
        assert [row.text for row in Bemiddelingsvraag.objects.all()] == [text]


def test_two_windows_show_both_versions_and_somebody_taking_it_on_ends_changing() -> None:
    row = a_vraag()
    client, path = as_(row.asker), page("bemiddelingsvraag-bewerken", row)
    assert client.post(path, sent(text="De eerste", version="1")).status_code == 302
    body = client.post(path, sent(text="De tweede", version="1")).content.decode()
    assert ("De eerste" in body, "De tweede" in body, "beide versies" in body) == (True, True, True)
    answers = VraagAnswers(style="EVALUEREND", text="De derde")
    with confidential():
        with pytest.raises(StaleSaveError):
            change_vraag(actor=row.asker, vraag=row, version=1, answers=answers, now=NOW)
        mediator = UserFactory()
        choose_mediator(actor=UserFactory(coordinator=True), vraag=row, mediator=mediator, now=NOW)
        take_on(actor=mediator, vraag=stored(row), now=NOW)
        with pytest.raises(ActionError, match="net veranderd"):
            change_vraag(actor=row.asker, vraag=row, version=2, answers=answers, now=NOW)
    assert shown(row.asker, path) == "404"


def test_the_same_form_twice_is_one_request_and_three_open_is_the_most() -> None:
    asker = UserFactory()
    client, path = as_(asker), reverse("bemiddelingsvraag-nieuw")
    token = client.get(path).content.decode().partition('name="eenmalig" value="')[2].partition('"')[0]
    assert [client.post(path, sent(eenmalig=token)).status_code for _ in range(2)] == [302, 302]
    with confidential():
        assert Bemiddelingsvraag.objects.count() == 1
    for _ in range(2):
        a_vraag(asker)
    answer = client.post(path, sent())
    assert (answer.status_code, "al drie vragen" in answer.content.decode()) == (200, True)
    foreign = SamenwerkingFactory()
    with confidential(), pytest.raises(DeniedError):
        ask_bemiddeling(
            actor=UserFactory(), answers=VraagAnswers(style="EVALUEREND", text="x", samenwerking=foreign), now=NOW
        )


def test_no_word_of_it_stands_in_the_database_or_the_logs_and_her_export_has_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    asker = UserFactory()
    with caplog.at_level(logging.DEBUG):
        as_(asker).post(reverse("bemiddelingsvraag-nieuw"), sent(text=TEXT))
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            query = sql.SQL("SELECT count(*) FROM {} t WHERE t::text ILIKE %s").format(sql.Identifier(table))
            cursor.execute(query, [f"%{SECRET}%"])
            assert cursor.fetchone()[0] == 0, table
    assert SECRET not in caplog.text.lower()
    assert own_data(asker)["intervisie.bemiddelingsvraag"][0]["text"] == TEXT


@pytest.mark.parametrize("number", [1, 30])
def test_lists_cost_the_same_for_one_and_thirty(number: int) -> None:
    hart, other = a_hart(), a_hart()
    for _ in range(number):
        a_chosen_vraag(hart=other, mediator=hart)
    client = as_(hart)
    counted = []
    for name in ("bemiddeling", "bemiddeling-beheer"):
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as asked, CaptureQueriesContext(connections["sleutels"]) as keys:
            assert client.get(reverse(name)).status_code == 200
        counted.append((len(asked), len(keys)))
    assert counted == [(6, 0), (7, 0)]
