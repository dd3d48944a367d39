"""Hidden groups stay out of sight; the welcome is shown once; a muted group sends no mail about its messages."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.access.leergroepen import plainly_visible_leergroepen, visible_leergroepen
from community.actions.agenda import Opzet, plan_bijeenkomst
from community.actions.groepsberichten import post_groepsbericht
from community.actions.groepsleven import mute_leergroep
from community.actions.groepsuitnodigingen import decline_uitnodiging, invite_to_leergroep
from community.models import Bericht, BijeenkomstKind, Joining, Leergroep, Lidmaatschap, Toetreding, User, Voorkeur
from community.queries.leergroepen import known_leergroep
from tests.community.leergroepen.groups import a_group
from tests.community.leergroepen.test_uitnodigingen import as_, page
from tests.factories import BijeenkomstFactory, LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db
NAME = "Purperreigers"
PAGES = ("leergroep", "leergroep-over", "leergroep-leden", "leergroep-bijeenkomsten", "leergroep-berichten",
         "leergroep-aansluiten", "leergroep-uitnodiging", "leergroep-uitnodigen", "leergroep-bewerken")  # fmt: skip


def a_hidden_group() -> tuple[Leergroep, User]:
    leergroep, trekker = a_group(joining=Joining.OP_UITNODIGING)
    Leergroep.objects.update(is_hidden=True)
    leergroep.kring.name = NAME
    leergroep.kring.save()
    leergroep.refresh_from_db()
    return leergroep, trekker


def who(name: str, leergroep: Leergroep, trekker: User) -> User:
    """Return somebody in this position towards the group."""
    user: User = UserFactory(coordinator=name == "coordinator", beheerder=name == "beheerder",
                             redacteur=name == "redacteur")  # fmt: skip
    kring = leergroep.kring
    if name == "lid":
        LidmaatschapFactory(kring=kring, user=user)
    elif name == "ex-lid":
        LidmaatschapFactory(kring=kring, user=user, until_at=NOW - timedelta(days=1))
    elif name == "wachtend":
        Toetreding.objects.create(kring=kring, user=user, status="WACHTLIJST", requested_at=LONG_AGO)
    elif name == "afgewezen":
        Toetreding.objects.create(kring=kring, user=user, status="AFGEWEZEN", requested_at=LONG_AGO)
    elif name in {"genodigde", "verlopen", "bedankt"}:
        moment = NOW - timedelta(days=60) if name == "verlopen" else NOW
        row = invite_to_leergroep(actor=trekker, leergroep=leergroep, user=user, now=moment)
        if name == "bedankt":
            decline_uitnodiging(actor=user, uitnodiging=row, now=NOW)
    return user


KNOWS = {"lid", "genodigde", "wachtend", "coordinator"}


@pytest.mark.parametrize("name", [
    *sorted(KNOWS), "niemand", "ex-lid", "afgewezen", "verlopen", "bedankt", "beheerder", "redacteur",
])  # fmt: skip
def test_who_knows_of_a_hidden_group(name: str) -> None:
    leergroep, trekker = a_hidden_group()
    BijeenkomstFactory(kring=leergroep.kring, kind=BijeenkomstKind.LEERGROEP, audience="KRING", title="Waterspitsmuis")
    user = who(name, leergroep, trekker)
    assert visible_leergroepen(user, NOW).filter(pk=leergroep.pk).exists() is (name in KNOWS)
    assert known_leergroep(user, leergroep.slug, NOW) == (leergroep if name in KNOWS else None)
    assert set(plainly_visible_leergroepen(user, NOW)) == ({leergroep} if name in {"lid", "coordinator"} else set())
    client = browser_of(user)
    shown = [client.get(reverse("leergroepen"), {"q": query}).content.decode() for query in ("", NAME)]
    assert [NAME in text.replace(f'value="{NAME}"', "") for text in shown] == [name in KNOWS] * 2
    for path in (reverse("agenda"), reverse("mijn-omgeving"), reverse("leden")):
        text = client.get(path).content.decode()
        assert name in KNOWS or NAME not in text
        assert name in {"lid", "coordinator"} or "Waterspitsmuis" not in text
    if name not in KNOWS:
        for each in PAGES:
            there, nothing = (
                client.get(page(each, leergroep)),
                client.get(reverse(each, kwargs={"slug": "bestaat-niet"})),
            )
            sent = client.post(page(each, leergroep), {"persoon": user.email, "antwoord": "ja"})
            assert (there.status_code, sent.status_code in {404, 405}) == (404, True)
            assert there.content == nothing.content


def test_the_number_of_groups_does_not_betray_it() -> None:
    a_group()
    stranger = UserFactory()
    before = as_(stranger).get(reverse("leergroepen")).content.decode()
    a_hidden_group_beside()
    after = as_(stranger).get(reverse("leergroepen")).content.decode()
    assert ("1 leergroep" in before, "1 leergroep" in after, "2 leergroepen" in after) == (True, True, False)


def a_hidden_group_beside() -> Leergroep:
    leergroep, trekker = a_group(joining=Joining.OP_UITNODIGING)
    Leergroep.objects.filter(pk=leergroep.pk).update(is_hidden=True)
    leergroep.kring.name = NAME
    leergroep.kring.save()
    leergroep.refresh_from_db()
    assert trekker
    return leergroep


def test_its_name_may_be_given_again_by_who_does_not_know() -> None:
    """A refusal would tell that it exists."""
    a_hidden_group_beside()
    mine, trekker = a_group()
    form = {"name": NAME, "summary": "x", "joining": "OPEN", "phase": "ACTIEF", "version": str(mine.version)}
    answer = as_(trekker).post(page("leergroep-bewerken", mine), form)
    assert answer.status_code == 302
    again = browser_of(UserFactory(coordinator=True)).post(
        page("leergroep-bewerken", mine), {**form, "version": str(mine.version + 1)}
    )
    assert "Er is al een leergroep met deze naam" in again.content.decode()


def test_a_beheerder_gives_roles_without_meeting_its_name() -> None:
    a_hidden_group_beside()
    open_group, _trekker = a_group()
    text = browser_of(UserFactory(beheerder=True)).get(reverse("rol-nieuw")).content.decode()
    assert (NAME in text, open_group.kring.name in text) == (False, True)


@pytest.mark.parametrize("how", ["verlaten", "intrekken"])
def test_who_goes_out_of_a_hidden_group_ends_on_a_page_that_is_there(how: str) -> None:
    leergroep, _trekker = a_hidden_group()
    user = UserFactory()
    if how == "verlaten":
        LidmaatschapFactory(kring=leergroep.kring, user=user)
    else:
        Toetreding.objects.create(kring=leergroep.kring, user=user, status="WACHTLIJST", requested_at=LONG_AGO)
    browser, path = as_(user), page(f"leergroep-{how}", leergroep)
    sent = {"eenmalig": str(uuid4())}
    for _click in ("first", "second"):
        answer = browser.post(path, sent)
        assert answer.headers["Location"] == reverse("leergroepen")
    assert browser.get(path).status_code == 404


def test_a_hidden_group_is_by_invitation() -> None:
    leergroep, trekker = a_group()
    form = {"name": "x", "summary": "x", "joining": "OPEN", "phase": "ACTIEF", "version": "1", "is_hidden": "on"}
    text = as_(trekker).post(page("leergroep-bewerken", leergroep), form).content.decode()
    assert "Een verborgen groep is op uitnodiging." in text
    with pytest.raises(IntegrityError), transaction.atomic():
        Leergroep.objects.update(is_hidden=True)


def test_the_welcome_is_shown_until_it_was_read_and_stays_at_over() -> None:
    leergroep, _trekker = a_group()
    Leergroep.objects.update(welcome_text="Neem de eerste keer laarzen mee.")
    member, stranger = LidmaatschapFactory(kring=leergroep.kring).user, UserFactory()
    client = as_(member)
    overview, over = page("leergroep", leergroep), page("leergroep-over", leergroep)
    assert "laarzen" in client.get(overview).content.decode()
    assert client.post(page("leergroep-welkom", leergroep)).status_code == 302
    client.post(page("leergroep-welkom", leergroep))
    assert "laarzen" not in client.get(overview).content.decode()
    assert "laarzen" in client.get(over).content.decode()
    assert Lidmaatschap.objects.get(user=member).welcomed_at == NOW
    for path in (overview, over):
        assert "laarzen" not in as_(stranger).get(path).content.decode()
    assert as_(stranger).post(page("leergroep-welkom", leergroep)).status_code == 404


def test_muted_with_one_click_and_heard_again_with_one() -> None:
    leergroep, trekker = a_group()
    member = LidmaatschapFactory(kring=leergroep.kring).user
    Voorkeur.objects.create(user=member, subject="LEERGROEPEN", mode="DIRECT")
    client = as_(member)
    client.post(page("leergroep-dempen", leergroep), {"dempen": "ja"})
    assert "Gedempt" in client.get(page("leergroep", leergroep)).content.decode()
    post_groepsbericht(actor=trekker, kring=leergroep.kring, text="Hallo", now=NOW)
    assert not Bericht.objects.filter(recipient=member, kind="N77", status="GEPLAND").exists()
    client.post(page("leergroep-dempen", leergroep), {"dempen": "nee"})
    assert Lidmaatschap.objects.get(user=member).muted_at is None
    post_groepsbericht(actor=trekker, kring=leergroep.kring, text="Nog eens hallo", now=NOW)
    assert Bericht.objects.filter(recipient=member, kind="N77", status="GEPLAND").count() == 1


def test_a_muted_member_still_hears_of_meetings() -> None:
    leergroep, trekker = a_group()
    member = LidmaatschapFactory(kring=leergroep.kring, muted_at=NOW).user
    starts = NOW + timedelta(days=30)
    opzet = Opzet(kind=BijeenkomstKind.LEERGROEP, audience="KRING", title="Kade", starts_at=starts,
                  ends_at=starts + timedelta(hours=2))  # fmt: skip
    plan_bijeenkomst(actor=trekker, opzet=opzet, kring=leergroep.kring, now=NOW)
    assert Bericht.objects.filter(recipient=member, kind="N106", status="GEPLAND").count() == 1


def test_what_waited_to_be_mailed_stays_on_screen_when_a_group_is_muted() -> None:
    leergroep, trekker = a_group()
    other, host = a_group()
    member = LidmaatschapFactory(kring=leergroep.kring).user
    LidmaatschapFactory(kring=other.kring, user=member)
    Voorkeur.objects.create(user=member, subject="LEERGROEPEN", mode="DIRECT")
    post_groepsbericht(actor=trekker, kring=leergroep.kring, text="Hallo", now=NOW)
    post_groepsbericht(actor=host, kring=other.kring, text="Hallo", now=NOW)
    mute_leergroep(actor=member, leergroep=leergroep, is_muted=True, now=NOW)
    rows = Bericht.objects.filter(recipient=member, kind="N77")
    assert sorted(rows.values_list("status", flat=True)) == ["GEPLAND", "SCHERM"]
