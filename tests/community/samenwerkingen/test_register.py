"""The register of samenwerkingen: who sees what, keeping one, and nothing lost."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.access import DeniedError
from community.access.samenwerkingen import readable_samenwerkingen, visible_samenwerkingen
from community.actions.errors import StaleSaveError
from community.actions.samenwerkingen import SamenwerkingAnswers, change_samenwerking, register_samenwerking
from community.models import Behoefte, Samenwerking, User
from tests.factories import OrganisatieFactory, SamenwerkingFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.own_data import own_data

pytestmark = pytest.mark.django_db
LIST = "/samenwerkingen/"


def browser(user: User) -> Client:
    """Return a browser of this person; a coördinator with her second factor."""
    return browser_of(user, with_factor=user.roltoekenningen.exists())


def filled(**changed: object) -> dict[str, object]:
    """Return a form that is right."""
    right = {"name": "Dal van de Leij", "area": "Het Leijdal", "provincies": ["UTRECHT", "GELDERLAND"],
             "place": "den bosch", "fase": "PLAN", "vorm": "COALITIE", "behoefte": "IMPULS", "organisaties": "",
             "visible": "NAAM", "version": "0", "eenmalig": str(uuid.uuid4())}  # fmt: skip
    return right | changed


def answers(row: Samenwerking, **changed: object) -> SamenwerkingAnswers:
    """Return what stands there, with some of it different."""
    names = ("name", "area", "provincies", "place", "fase", "vorm", "behoefte")
    return SamenwerkingAnswers(**({name: getattr(row, name) for name in names} | changed))


@pytest.mark.parametrize(
    ("visible", "who", "sees", "reads"),
    [
        ("REGISSEURS", "member", False, False), ("NAAM", "member", True, False), ("ALLES", "member", True, True),
        ("REGISSEURS", "regisseur", True, True), ("REGISSEURS", "owner", True, True),
        ("REGISSEURS", "coordinator", True, True), ("NAAM", "coordinator", True, True),
        ("ALLES", "closed", False, False),
    ],
)  # fmt: skip
def test_who_sees_a_samenwerking_and_reads_all_of_it(visible: str, who: str, sees: bool, reads: bool) -> None:
    row = SamenwerkingFactory(visible=visible, regisseurs=[UserFactory()])
    people = {
        "member": UserFactory(), "owner": row.owner, "coordinator": UserFactory(coordinator=True),
        "regisseur": row.regisseurs.exclude(pk=row.owner.pk).get(), "closed": UserFactory(is_active=False),
    }  # fmt: skip
    user = people[who]
    found = (visible_samenwerkingen(user, NOW).exists(), readable_samenwerkingen(user, NOW).exists())
    assert found == (sees, reads)


def test_what_ended_is_seen_by_who_kept_it_and_the_hart_only() -> None:
    row = SamenwerkingFactory(ended_at=NOW)
    assert [visible_samenwerkingen(user, NOW).count() for user in
            (UserFactory(), row.owner, UserFactory(coordinator=True))] == [0, 1, 1]  # fmt: skip
    assert "Alle samenwerkingen" in browser(row.owner).get(LIST).content.decode()
    assert browser(row.owner).get(f"{LIST}{row.code}/bewerken/").status_code == 404


def test_a_member_writes_one_in_and_owns_it() -> None:
    user, organisatie = UserFactory(), OrganisatieFactory(name="Waterschap De Leij")
    answer = browser(user).post(f"{LIST}nieuw/", filled(organisaties="waterschap  de leij\n"))
    row = Samenwerking.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}{row.code}/")
    assert (row.owner, list(row.regisseurs.all()), list(row.organisaties.all())) == (user, [user], [organisatie])
    assert (row.place, row.provincies, row.fase, row.visible) == (
        "'s-Hertogenbosch", ["GELDERLAND", "UTRECHT"], "PLAN", "NAAM",
    )  # fmt: skip


def test_a_form_that_is_sent_twice_writes_one() -> None:
    client, form = browser(UserFactory()), filled()
    first, second = client.post(f"{LIST}nieuw/", form), client.post(f"{LIST}nieuw/", form)
    assert (Samenwerking.objects.count(), first["Location"] == second["Location"]) == (1, True)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Geef de samenwerking een naam."), ({"name": "!!"}, "Gebruik letters of cijfers in de naam."),
        ({"name": "x" * 121}, "hooguit 120 tekens"), ({"provincies": []}, "Kies een of meer provincies."),
        ({"provincies": ["ATLANTIS"]}, "Kies een van de mogelijkheden"), ({"place": "Luilekkerland"}, "kennen we niet"),
        ({"fase": "KLAAR"}, "Kies een van de mogelijkheden"), ({"vorm": "KARTEL"}, "Kies een van de mogelijkheden"),
        ({"behoefte": ""}, "Kies wat er nu nodig is."), ({"visible": "WERELD"}, "Kies een van de mogelijkheden"),
        ({"organisaties": "Bestaat Niet BV"}, "&#x27;Bestaat Niet BV&#x27; staat niet in de lijst"),
        ({"version": "oud"}, "Deze pagina is te oud."), ({"area": "a\x00b"}, "een teken in dat we niet"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_in_words_and_nothing_is_lost(changed: dict[str, object], sentence: str) -> None:
    form = filled(**({"area": "Het Leijdal"} | changed))
    answer = browser(UserFactory()).post(f"{LIST}nieuw/", form)
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, Samenwerking.objects.count()) == (200, True, 0)
    assert "Het Leijdal" in page or "area" in changed


def test_a_regisseur_changes_all_but_what_members_see() -> None:
    other = UserFactory()
    row = SamenwerkingFactory(visible="NAAM", regisseurs=[other])
    page = browser(other).get(f"{LIST}{row.code}/bewerken/").content.decode()
    assert 'name="visible"' not in page
    form = filled(version=str(row.version), visible="ALLES")
    assert browser(other).post(f"{LIST}{row.code}/bewerken/", form).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.visible, row.version) == ("Dal van de Leij", "NAAM", 2)


def test_who_does_not_decide_cannot_open_it_up_by_another_way() -> None:
    other = UserFactory()
    row = SamenwerkingFactory(visible="NAAM", regisseurs=[other])
    with pytest.raises(DeniedError):
        change_samenwerking(actor=other, samenwerking=row, version=1, answers=answers(row, visible="ALLES"), now=NOW)


def test_a_regisseur_decides_when_the_owner_closed_her_account() -> None:
    other = UserFactory()
    row = SamenwerkingFactory(visible="NAAM", regisseurs=[other], owner__is_active=False)
    change_samenwerking(actor=other, samenwerking=row, version=1, answers=answers(row, visible="ALLES"), now=NOW)
    row.refresh_from_db()
    assert row.visible == "ALLES"


def test_a_stale_save_shows_both_versions_and_overwrites_nothing() -> None:
    row = SamenwerkingFactory(name="Oud")
    change_samenwerking(actor=row.owner, samenwerking=row, version=1, answers=answers(row, name="Nieuw"), now=NOW)
    answer = browser(row.owner).post(f"{LIST}{row.code}/bewerken/", filled(name="Van mij", version="1"))
    page = answer.content.decode()
    row.refresh_from_db()
    assert (answer.status_code, row.name) == (200, "Nieuw")
    assert ("Bekijk beide versies" in page, "Van mij" in page, 'name="version" value="2"' in page) == (True, True, True)
    with pytest.raises(StaleSaveError):
        change_samenwerking(actor=row.owner, samenwerking=row, version=1, answers=answers(row), now=NOW)


def test_a_member_sees_of_a_name_only_one_no_more_than_that() -> None:
    row = SamenwerkingFactory(visible="NAAM", fase="PLAN", vorm="ALLIANTIE", behoefte=Behoefte.IMPULS, place="Zwolle",
                              area="Het broek")  # fmt: skip
    row.organisaties.add(OrganisatieFactory(name="Zeggebroek bv"))
    client = browser(UserFactory())
    page = client.get(f"{LIST}{row.code}/").content.decode()
    hidden = ["Plan maken", "Alliantie", "Een impuls", "Zwolle", "Zeggebroek", row.owner.achternaam]
    assert [word for word in hidden if word in page] == []
    assert ("Het broek" in page, "Bewerken" in page) == (True, False)


def test_filters_on_what_is_hidden_find_nothing() -> None:
    SamenwerkingFactory(name="Dicht", visible="NAAM", fase="PLAN", vorm="ALLIANTIE")
    SamenwerkingFactory(name="Openheid", fase="PLAN", vorm="ALLIANTIE")
    SamenwerkingFactory(name="Verborgen", visible="REGISSEURS", fase="PLAN")
    client = browser(UserFactory())

    def found(query: str) -> list[str]:
        page = client.get(f"{LIST}?{query}").content.decode()
        return [name for name in ("Dicht", "Openheid", "Verborgen") if name in page]

    assert found("fase=PLAN") == ["Openheid"]
    assert found("vorm=ALLIANTIE") == ["Openheid"]
    assert found("provincie=UTRECHT") == ["Dicht", "Openheid"]
    assert found("q=openheden") == []
    assert found("q=open") == ["Openheid"]


def test_the_map_counts_per_province_what_one_may_know_of() -> None:
    SamenwerkingFactory(provincies=["UTRECHT", "ZEELAND"])
    SamenwerkingFactory(provincies=["ZEELAND"], visible="REGISSEURS")
    page = browser(UserFactory()).get(LIST).context["per_provincie"]
    assert {words: amount for _code, words, amount in page if amount} == {"Utrecht": 1, "Zeeland": 1}


def test_the_page_of_a_province_lists_what_one_may_know_of() -> None:
    SamenwerkingFactory(name="Grutto's", provincies=["ZEELAND"], visible="NAAM", fase="PLAN")
    SamenwerkingFactory(name="Stil", provincies=["ZEELAND"], visible="REGISSEURS")
    page = browser(UserFactory()).get("/provincies/zeeland/").content.decode()
    assert ("Grutto&#x27;s" in page, "Stil" in page, "Plan maken" in page) == (True, False, False)


def test_the_hart_sees_what_each_needs_and_changes_nothing() -> None:
    row = SamenwerkingFactory(name="Zonder behoefte")
    SamenwerkingFactory(name="Met behoefte", behoefte="IMPULS", visible="REGISSEURS")
    client = browser(UserFactory(coordinator=True))
    page = client.get("/coordinatie/samenwerkingen/").content.decode()
    assert page.index("Met behoefte") < page.index("Zonder behoefte")
    only = client.get("/coordinatie/samenwerkingen/?behoefte=IMPULS").content.decode()
    assert ("Met behoefte" in only, "Zonder behoefte" in only) == (True, False)
    assert client.get(f"{LIST}{row.code}/bewerken/").status_code == 404
    assert client.post(f"{LIST}{row.code}/beeindigen/").status_code == 404


@pytest.mark.parametrize("tail", ["", "bewerken/", "beeindigen/", "regisseurs/nieuw/"])
def test_a_stranger_gets_the_same_as_for_what_does_not_exist(tail: str) -> None:
    row = SamenwerkingFactory(visible="REGISSEURS")
    client = browser(UserFactory())
    hidden, nothing = client.get(f"{LIST}{row.code}/{tail}"), client.get(f"{LIST}s-23456789/{tail}")
    assert (hidden.status_code, hidden.content == nothing.content) == (404, True)


def test_who_closed_her_account_writes_nothing_in() -> None:
    with pytest.raises(DeniedError):
        register_samenwerking(actor=UserFactory(is_active=False), answers=answers(SamenwerkingFactory()), now=NOW)


def test_the_export_of_her_own_data_holds_what_she_keeps() -> None:
    friend = UserFactory()
    row = SamenwerkingFactory(name="Van haar", regisseurs=[friend])
    SamenwerkingFactory(name="Van een ander")
    hers, helped = own_data(row.owner), own_data(friend)
    assert [one["name"] for one in hers["community.samenwerking"]] == ["Van haar"]
    assert [one["samenwerking"] for one in helped["community.samenwerking_regisseurs"]] == ["Van haar"]
    assert helped["community.samenwerking"] == []


@pytest.mark.parametrize("amount", [1, 30])
@pytest.mark.parametrize(("path", "number"), [(LIST, 10), ("/coordinatie/samenwerkingen/", 7)])
def test_a_list_costs_the_same_for_one_and_thirty(path: str, number: int, amount: int) -> None:
    user = UserFactory(coordinator=True)
    SamenwerkingFactory.create_batch(amount, regisseurs=[user])
    client = browser(user)
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    assert len(caught) == number
