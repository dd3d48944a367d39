"""Sharing an advice with an opdrachtgever: her link, her answer per recommendation, and what comes back."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import Client

from casussen.actions.advies import answer_advies, freeze_antwoord, share_advies, withdraw_advies
from casussen.actions.casussen import ask_removal
from casussen.actions.delen import withdraw_all
from casussen.models import Adviesantwoord, Adviesdeling, Adviesversie, Casus, Inzage, InzageVia
from casussen.reminders.advies import load_answered, load_shared, load_unread, plan_unread
from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.extension_points import bericht_kinds
from community.links import sign
from community.models import Bericht, Gastlink, User
from community.queries.gastlinks import token_of
from tests.factories import UserFactory
from tests.factories.advies import CONTENT, a_shared_advies, an_advies
from tests.factories.casussen import CANARY, a_casus
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
TO = {"naam": "Wil Opdracht", "email": "Wil@Provincie.example", "tot_en_met": "1-12-2027"}
ANSWERS: dict[str, Any] = {
    "besluit_1": "JA", "waarom_1": "", "wanneer_1": "",
    "besluit_3": "LATER", "waarom_3": "Het geld is op.", "wanneer_3": "In de begroting van 2028",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller, confidential():
        yield traveller


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def let_in(token: str) -> Client:
    """Return the browser of a guest who typed her code."""
    client = Client()
    mail.outbox.clear()
    client.post(f"/gedeeld/{token}/code/")
    code = re.search(r"\b\d{6}\b", str(mail.outbox[0].body))
    assert code
    assert client.post(f"/gedeeld/{token}/", {"code": code[0]}).status_code == 302
    return client


def shared(**content: Any) -> tuple[Casus, Adviesdeling, str]:
    """Return a casus, its advice as it was shared, and the token of the link."""
    casus = a_casus()
    deling = a_shared_advies(casus, **content)
    return casus, deling, token_of(deling.gastlink)


def answer(client: Client, token: str, deling: Adviesdeling, **data: Any) -> Any:
    return client.post(
        f"/gedeeld/{token}/advies/antwoord/",
        {"eenmalig": str(uuid4()), "version": "0", "versie": str(deling.versie_id)} | ANSWERS | data,
    )


def test_sharing_is_one_form_that_shows_what_goes_out_and_freezes_it() -> None:
    casus = a_casus()
    row = an_advies(casus)
    me = browser(casus.owner)
    page = me.get(f"/casussen/{casus.code}/advies/delen/").content.decode()
    assert all(words in page for words in (CONTENT["kern"], "Bevestigen en versturen", f'value="{row.version}"'))
    done = me.post(f"/casussen/{casus.code}/advies/delen/", TO | {"version": str(row.version)})
    assert (done.status_code, done.url) == (302, f"/casussen/{casus.code}/advies/")
    deling = Adviesdeling.objects.select_related("gastlink", "versie").get()
    assert (deling.gastlink.email, deling.gastlink.asks_code, deling.versie.number) == (
        "wil@provincie.example",
        True,
        1,
    )
    an_advies(casus, kern="Later veranderd.")
    assert Adviesversie.objects.get().content["kern"] == CONTENT["kern"]
    told = Bericht.objects.get(kind="N45")
    assert (told.object_id, told.recipient) == (deling.gastlink_id, None)
    inhoud = load_shared([told], NOW)[told.pk]
    assert (inhoud.address, inhoud.path) == ("wil@provincie.example", f"/gedeeld/{token_of(deling.gastlink)}/")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "geen adres"}, "Schrijf het e-mailadres zo"),
        ({"naam": "<b>"}, "Schrijf de naam met letters"),
        ({"tot_en_met": "1-1-2026"}, "Deze dag is al voorbij"),
        ({"tot_en_met": "1-1-2031"}, "Kies een dag binnen een jaar"),
        ({"tot_en_met": "31-2-2027"}, "Schrijf de datum zo"),
        ({"version": "7"}, "Het advies is net veranderd"),
        ({"version": ""}, "Deze pagina is te oud"),
    ],
)
def test_what_cannot_be_shared_is_said_and_nothing_typed_is_lost(change: dict[str, str], words: str) -> None:
    casus = a_casus()
    an_advies(casus)
    data = {"version": "1", "tot_en_met": "1-12-2027", "naam": "Wil Opdracht", "email": "wil@provincie.example"}
    page = browser(casus.owner).post(f"/casussen/{casus.code}/advies/delen/", data | change).content.decode()
    assert words in page
    assert "Wil Opdracht" in page or "naam" in change
    assert not Adviesdeling.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"), [({"bijdrage": ""}, "nog niet af"), ({"kern": "a\n" * 60}, "past niet op één A4")]
)
def test_an_advice_that_is_not_whole_or_too_long_stays_where_it_is(content: dict[str, str], words: str) -> None:
    with pytest.raises(ActionError, match=words):
        shared(**content)
    assert not Gastlink.objects.exists()


def test_an_opdrachtgever_reads_it_after_her_code_and_nothing_else_of_the_casus() -> None:
    casus, deling, token = shared()
    assert CONTENT["kern"] not in Client().get(f"/gedeeld/{token}/").content.decode()
    guest = let_in(token)
    page = guest.get(f"/gedeeld/{token}/").content.decode()
    assert all(words in page for words in (CONTENT["kern"], "Stel een doel vast.", "Verstuur je antwoord"))
    assert CANARY not in page
    deling.refresh_from_db()
    assert deling.opened_at == NOW
    assert set(Inzage.objects.values_list("gastlink", "part", "via")) == {
        (deling.gastlink_id, "advies", InzageVia.GASTLINK)
    }
    assert guest.get(f"/gedeeld/{token}/format/").status_code == 404
    assert guest.get(f"/casussen/{casus.code}/advies/").status_code == 302
    assert (
        "Gast: alleen het advies" in browser(casus.owner).get(f"/casussen/{casus.code}/wie-ziet-dit/").content.decode()
    )


def test_her_answer_comes_back_to_the_case_and_to_the_regisseur() -> None:
    casus, deling, token = shared()
    done = answer(let_in(token), token, deling)
    assert (done.status_code, done.url) == (302, f"/gedeeld/{token}/?klaar")
    row = Adviesantwoord.objects.get()
    assert row.answers == {
        "1": {"besluit": "JA", "waarom": "", "wanneer": ""},
        "3": {"besluit": "LATER", "waarom": "Het geld is op.", "wanneer": "In de begroting van 2028"},
    }
    assert row.data_key_id == casus.data_key_id
    page = browser(casus.owner).get(f"/casussen/{casus.code}/advies/").content.decode()
    words = ("Wil Opdracht", "Nemen we over", "Nemen we later over", "Het geld is op.", "In de begroting van 2028")
    assert all(one in page for one in words)
    assert "1 antwoord van een opdrachtgever" in browser(casus.owner).get(f"/casussen/{casus.code}/").content.decode()
    told = Bericht.objects.get(kind="N190")
    assert told.recipient == casus.owner
    assert load_answered([told], NOW)[told.pk].path == f"/casussen/{casus.code}/advies/"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"besluit_1": ""}, "Kies een antwoord bij aanbeveling 1."),
        ({"besluit_1": "MISSCHIEN"}, "Kies een van de mogelijkheden"),
        ({"besluit_1": "NEE"}, "Schrijf waarom, bij aanbeveling 1."),
        ({"waarom_3": ""}, "Schrijf waarom, bij aanbeveling 2."),
        ({"wanneer_3": ""}, "Schrijf wanneer, bij aanbeveling 2."),
        ({"waarom_3": "x" * 501}, "Maak deze tekst korter"),
        ({"wanneer_3": "a\x00"}, "een teken in dat we niet kunnen bewaren"),
        ({"versie": ""}, "Laad de pagina opnieuw"),
        ({"version": "-1"}, "Deze pagina is te oud"),
        ({"versie": "iets anders"}, "Er is een nieuwe versie van dit advies"),
    ],
)
def test_a_wrong_answer_is_explained_and_keeps_what_was_typed(change: dict[str, str], words: str) -> None:
    _casus, deling, token = shared()
    page = answer(let_in(token), token, deling, **change)
    text = page.content.decode()
    assert (page.status_code, words in text) == (200, True)
    assert "In de begroting van 2028" in text or "wanneer_3" in change
    assert not Adviesantwoord.objects.exists()


def test_an_answer_can_be_changed_until_it_is_frozen() -> None:
    casus, deling, token = shared()
    guest = let_in(token)
    answer(guest, token, deling)
    answer(guest, token, deling, version="1", besluit_1="NEE", waarom_1="Niet nu.")
    row = Adviesantwoord.objects.get()
    assert (row.version, row.answers["1"]["besluit"]) == (2, "NEE")
    stale = answer(guest, token, deling, version="1").content.decode()
    assert "Je gaf in een ander venster al een antwoord" in stale
    path = f"/casussen/{casus.code}/advies/antwoorden/{row.pk}/vastleggen/"
    assert browser(UserFactory()).post(path).status_code == 404
    assert browser(casus.owner).post(path).status_code == 302
    page = answer(guest, token, deling, version="2").content.decode()
    assert "Dit antwoord is vastgelegd" in page
    assert "Verstuur je antwoord" not in page
    freeze_antwoord(actor=casus.owner, antwoord=row, now=NOW + timedelta(days=1))
    row.refresh_from_db()
    assert row.closed_at == NOW


def test_a_newer_version_goes_by_a_new_link_and_leaves_the_older_answer_as_it_is() -> None:
    casus, deling, token = shared()
    answer(let_in(token), token, deling)
    again = a_shared_advies(casus, kern="Een nieuwe kern.", now=NOW + timedelta(hours=1))
    assert (again.pk, Adviesversie.objects.count(), again.opened_at) == (deling.pk, 2, None)
    assert Client().get(f"/gedeeld/{token}/").status_code == 404
    fresh = token_of(Gastlink.objects.get())
    guest = let_in(fresh)
    assert "Een nieuwe kern." in guest.get(f"/gedeeld/{fresh}/").content.decode()
    first = Adviesantwoord.objects.get()
    assert first.closed_at is not None
    assert answer(guest, fresh, again).status_code == 302
    assert Adviesantwoord.objects.count() == 2
    with pytest.raises(ActionError, match="heeft deze versie al"):
        a_shared_advies(casus, kern="Een nieuwe kern.")


def test_nothing_opens_after_it_is_withdrawn_over_forged_or_the_casus_goes() -> None:
    casus, deling, token = shared()
    guest = let_in(token)
    assert guest.get(f"/gedeeld/{token}/").status_code == 200
    for wrong in (f"{token}x", "x", sign("gast", uuid4(), 1)):
        assert Client().get(f"/gedeeld/{wrong}/").status_code == 404
        assert answer(Client(), wrong, deling).status_code == 404
    withdraw_advies(actor=casus.owner, deling=deling, now=NOW)
    assert [guest.get(f"/gedeeld/{token}/").status_code, answer(guest, token, deling).status_code] == [404, 404]
    with pytest.raises(DeniedError):
        answer_advies(gastlink=deling.gastlink, versie_id=str(deling.versie_id), version=0, answers={}, now=NOW)
    other, _gone, other_token = shared()
    ask_removal(actor=other.owner, casus=other, now=NOW)
    assert Client().get(f"/gedeeld/{other_token}/").status_code == 404
    third, _kept, third_token = shared()
    assert withdraw_all(actor=third.owner, casus=third, now=NOW) == 1
    assert Client().get(f"/gedeeld/{third_token}/").status_code == 404


def test_only_the_owner_shares_withdraws_and_freezes() -> None:
    casus, deling, token = shared()
    answer(let_in(token), token, deling)
    row = Adviesantwoord.objects.get()
    stranger = UserFactory()
    base = f"/casussen/{casus.code}/advies/"
    paths = [f"{base}lezers/{deling.pk}/opnieuw/", f"{base}lezers/{deling.pk}/intrekken/",
             f"{base}antwoorden/{row.pk}/vastleggen/", f"{base}delen/"]  # fmt: skip
    assert [browser(stranger).post(path).status_code for path in paths] == [404] * 4
    with pytest.raises(DeniedError):
        share_advies(actor=stranger, casus=casus, version=1, name="A", email="a@b.example",
                     last_day=date(2027, 12, 1), now=NOW)  # fmt: skip
    assert browser(casus.owner).post(paths[0]).status_code == 302
    assert Client().get(f"/gedeeld/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("shared_at", "due"),
    [
        # Ten working days: over a weekend, over Easter (Goede Vrijdag, two Easter days) and the change to summer time.
        (datetime(2027, 1, 18, 8, tzinfo=UTC), datetime(2027, 2, 1, 7, 30, tzinfo=UTC)),
        (datetime(2027, 3, 19, 8, tzinfo=UTC), datetime(2027, 4, 6, 6, 30, tzinfo=UTC)),
        (datetime(2027, 10, 22, 8, tzinfo=UTC), datetime(2027, 11, 5, 7, 30, tzinfo=UTC)),
    ],
)
def test_an_advice_that_nobody_opens_is_told_after_ten_working_days(
    shared_at: datetime, due: datetime, clock: Any
) -> None:
    casus = a_casus()
    clock.move_to(shared_at)
    deling = a_shared_advies(casus, now=shared_at, last_day=shared_at.date() + timedelta(days=300))
    for moment, number in ((due - timedelta(minutes=1), 0), (due, 1), (due + timedelta(days=1), 1)):
        clock.move_to(moment)
        plan_unread(moment)
        assert Bericht.objects.filter(kind="N46").count() == number
    told = Bericht.objects.get(kind="N46")
    assert (told.recipient, load_unread([told], due)[told.pk].context["aan"]) == (casus.owner, "Wil Opdracht")
    let_in(token_of(deling.gastlink)).get(f"/gedeeld/{token_of(deling.gastlink)}/")
    assert load_unread([told], due) == {}


def test_a_stale_answer_raises_and_no_mail_says_what_is_in_the_advice() -> None:
    _casus, deling, _token = shared(kern=f"Over {CANARY}.")
    link = deling.gastlink
    for version in (0, 1):
        answer_advies(gastlink=link, versie_id=str(deling.versie_id), version=version, now=NOW,
                      answers={"1": {"besluit": "NEE", "waarom": f"{CANARY} {version}", "wanneer": ""}})  # fmt: skip
    with pytest.raises(StaleSaveError):
        answer_advies(gastlink=link, versie_id=str(deling.versie_id), version=1, answers={}, now=NOW)
    for row in Bericht.objects.all():
        assert CANARY not in str(bericht_kinds.get(row.kind).load([row], NOW))


def test_who_reads_the_advice_alone_is_counted_among_who_sees_the_casus() -> None:
    casus, deling, _token = shared()
    page = browser(casus.owner).get(f"/casussen/{casus.code}/").content.decode()
    assert "Zichtbaar voor 2 personen: jij en 1 gast." in page
    withdraw_advies(actor=casus.owner, deling=deling, now=NOW)
    assert "Alleen jij ziet deze casus." in browser(casus.owner).get(f"/casussen/{casus.code}/").content.decode()


def test_names_and_amounts_are_marked_before_it_goes_out() -> None:
    casus = a_casus()
    an_advies(casus, kern="Overleg met Joris de Boer over € 40.000.")
    page = browser(casus.owner).get(f"/casussen/{casus.code}/advies/delen/").content.decode()
    assert "<mark>Joris de Boer" in page
    assert "Kijk hier nog eens naar" in page
    an_advies(casus)
    assert (
        "Kijk hier nog eens naar"
        not in browser(casus.owner).get(f"/casussen/{casus.code}/advies/delen/").content.decode()
    )
