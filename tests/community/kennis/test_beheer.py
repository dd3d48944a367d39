"""The door of /beheer/ and what lies behind it (SECURITY.md T7, T53)."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Workflow
from wagtail.permissions import policy_registry

from community import models
from community.actions.organisaties import OrganisatieError
from community.models import Kalenderperiode, Opgave, Organisatie, Rol
from tests.factories import LeergroepFactory, OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db

REGISTERS = ("/beheer/organisaties/", "/beheer/opgaven/", "/beheer/kalender/", "/beheer/initiatieven/",
             "/beheer/partnerschappen/")  # fmt: skip
CLOSED = ("users", "groups", "api/main/pages", "workflows/list", "reports/site-history", "snippets", "collections",
          "login", "password_reset", "account/password", "test404", "failwhale")  # fmt: skip
GROUPS = {Rol.REDACTEUR: "Redacteuren", Rol.COORDINATOR: "Coördinatoren", Rol.BEHEERDER: "Beheerders"}


def signed_in(*rollen: Rol) -> Client:
    """Return a browser of somebody with these roles, second factor included."""
    user = with_second_factor(UserFactory())
    for rol in rollen:
        organisatie = OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None
        RoltoekenningFactory(user=user, rol=rol, organisatie=organisatie)
        if rol in GROUPS:
            user.groups.add(Group.objects.get(name=GROUPS[rol]))
    client = Client()
    client.force_login(user)
    return client


def test_strangers_are_sent_to_the_one_login_door(client: Client) -> None:
    for path in ("/beheer/", "/beheer/login/", "/beheer/pages/", "/beheer/bestaat-niet/", *REGISTERS):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("rollen", [(), (Rol.TRAINER,), (Rol.COACH,), (Rol.PARTNERCONTACT,), (Rol.EXPERT,)])
def test_beheer_does_not_exist_for_other_roles(rollen: tuple[Rol, ...]) -> None:
    client = signed_in(*rollen)
    assert {client.get(path).status_code for path in ("/beheer/", "/beheer/pages/", *REGISTERS)} == {404}


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.BEHEERDER])
def test_registers_open_for_who_keeps_them(rol: Rol) -> None:
    client = signed_in(rol)
    assert [client.get(path).status_code for path in ("/beheer/", *REGISTERS)] == [200] * 6


@pytest.mark.parametrize("key", ["chosen/bestaatniet/", "chosen/99999999999999999999/", "chosen/0/",
                                 "chosen-multiple/?id=bestaatniet", "chosen-multiple/?id=1&id=x"])  # fmt: skip
def test_a_picture_that_cannot_be_is_not_found(key: str) -> None:
    assert signed_in(Rol.REDACTEUR).get(f"/beheer/images/chooser/{key}").status_code == 404


def test_a_redacteur_keeps_pages_and_no_registers() -> None:
    client = signed_in(Rol.REDACTEUR)
    home = Page.objects.get(depth=2)
    assert client.get(f"/beheer/pages/{home.pk}/").status_code == 200
    assert {client.get(path).status_code for path in REGISTERS} != {200}
    assert Organisatie._meta.verbose_name_plural.title() not in client.get("/beheer/").content.decode()


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.BEHEERDER])
def test_who_keeps_registers_sees_no_page_titles(rol: Rol) -> None:
    client = signed_in(rol)
    home = Page.objects.get(depth=2)
    paths = (f"/beheer/pages/{home.pk}/", "/beheer/choose-page/", "/beheer/choose-page/search/?q=privacy",
             "/beheer/pages/search/?q=privacy", "/beheer/images/", "/beheer/documents/")  # fmt: skip
    assert {client.get(path).status_code for path in paths} == {404}


@pytest.mark.parametrize("rol", [Rol.REDACTEUR, Rol.COORDINATOR, Rol.BEHEERDER])
def test_what_we_do_not_use_of_wagtail_is_closed(rol: Rol) -> None:
    client = signed_in(rol)
    assert {client.get(f"/beheer/{part}/").status_code for part in CLOSED} == {404}


@pytest.mark.parametrize("kind", ["csv", "xlsx", "", "CSV"])
def test_no_list_is_handed_out_as_a_table(kind: str) -> None:
    """T42, T50: Wagtail would, with formulas and all, and nobody would know."""
    OrganisatieFactory(name="=HYPERLINK(A1)")
    home = Page.objects.get(depth=2)
    lists = {Rol.REDACTEUR: (f"/beheer/pages/{home.pk}/", f"/beheer/pages/{home.pk}/history/", "/beheer/begrippen/"),
             Rol.COORDINATOR: REGISTERS}  # fmt: skip
    for rol, paths in lists.items():
        client = signed_in(rol)
        assert {client.get(path).status_code for path in paths} == {200}
        assert {client.get(path, {"export": kind}).status_code for path in paths} == {404}


def test_one_finds_the_way_back_and_keeps_the_account_on_the_site() -> None:
    client = signed_in(Rol.REDACTEUR)
    page = client.get("/beheer/").content.decode()
    assert ('href="/mijn/">Terug naar Mijn omgeving<' in page, "gebruikershandleiding" in page) == (True, False)
    assert client.get("/beheer/account/").headers["Location"] == "/mijn/profiel/"
    assert signed_in(Rol.TRAINER).get("/beheer/account/").status_code == 404


def test_a_register_says_yes_and_no_without_english() -> None:
    OrganisatieFactory()
    page = signed_in(Rol.COORDINATOR).get("/beheer/organisaties/").content.decode()
    assert (re.findall(r">\s*(?:True|False)\s*<", page), bool(re.search(r">\s*Ja\s*<", page))) == ([], True)


def test_an_ended_role_closes_the_door_at_the_next_request() -> None:
    client = signed_in(Rol.COORDINATOR)
    assert client.get("/beheer/organisaties/").status_code == 200
    models.Roltoekenning.objects.update(until_date="2026-02-01")
    assert client.get("/beheer/organisaties/").status_code == 404


FIELDS = {"name": "Waterschap Zilverzand", "kind": "WATERSCHAP", "wereld": "OVERHEID", "provincie": "FRYSLAN",
          "website": "", "is_active": "on"}  # fmt: skip


def test_a_coordinator_keeps_organisaties_by_our_own_actions() -> None:
    client = signed_in(Rol.COORDINATOR)
    # An address that is sent along is not ours to follow: links to it would break.
    assert client.post("/beheer/organisaties/new/", FIELDS | {"slug": "iets-anders"}).status_code == 302
    row = Organisatie.objects.get()
    assert (row.name, row.slug) == ("Waterschap Zilverzand", "waterschap-zilverzand")
    edit = f"/beheer/organisaties/edit/{row.pk}/"
    assert client.post(edit, FIELDS | {"name": " Zilverzand ", "is_active": ""}).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.slug, row.is_active) == ("Zilverzand", "waterschap-zilverzand", False)
    assert "Zilverzand" in client.get(f"/beheer/organisaties/history/{row.pk}/").content.decode()
    assert client.post(f"/beheer/organisaties/delete/{row.pk}/").status_code == 302
    assert not Organisatie.objects.exists()


@pytest.mark.parametrize("action", ["create_organisatie", "change_organisatie", "remove_organisatie"])
def test_what_an_action_refuses_is_said_in_beheer(monkeypatch: pytest.MonkeyPatch, action: str) -> None:
    def refuse(**_given: object) -> None:
        raise OrganisatieError("Iemand anders was je net voor.")

    client, row = signed_in(Rol.COORDINATOR), OrganisatieFactory(name="Polder")
    monkeypatch.setattr(f"community.viewsets.organisaties.{action}", refuse)
    path = {"create": "new/", "change": f"edit/{row.pk}/", "remove": f"delete/{row.pk}/"}[action.partition("_")[0]]
    page = client.post(f"/beheer/organisaties/{path}", FIELDS, follow=True).content.decode()
    assert "Iemand anders was je net voor." in page
    assert list(Organisatie.objects.values_list("name", flat=True)) == ["Polder"]


def test_a_coordinator_checks_a_school_holiday() -> None:
    client = signed_in(Rol.COORDINATOR)
    row = Kalenderperiode.objects.create(
        kind="SCHOOLVAKANTIE", regio="NOORD", name="proefvakantie", from_date="2030-02-01", until_date="2030-02-09"
    )
    assert "Te controleren" in client.get("/beheer/kalender/?q=proefvakantie").content.decode()
    fields = {"kind": "SCHOOLVAKANTIE", "regio": "NOORD", "name": "proefvakantie", "from_date": "2030-02-01",
              "until_date": "2030-02-09", "status": "GECONTROLEERD", "source": "rooster"}  # fmt: skip
    assert client.post(f"/beheer/kalender/edit/{row.pk}/", fields).status_code == 302
    row.refresh_from_db()
    assert row.status == "GECONTROLEERD"


def test_wagtail_brought_no_groups_and_no_workflows() -> None:
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    assert not Workflow.objects.exists()


def test_only_registers_are_known_to_the_admin() -> None:
    """No model of members has a permission policy of its own in Wagtail: nothing of them can be listed there."""
    # Wagtail's own user administration knows User; all its screens are closed (see above).
    registers = {Organisatie, Opgave, Kalenderperiode, models.Initiatief, models.Locatie, models.Partnerschap,
                 models.Begrip, models.Bron, models.User}  # fmt: skip
    ours = {
        model
        for model in (*policy_registry.values_by_class, *policy_registry.values_by_exact_class)
        if model.__module__.startswith("community.models")
    }
    assert ours - {models.HomePage, models.InhoudPage, models.NieuwsIndexPage, models.NieuwsPage} == registers


def test_there_is_no_api_and_no_document_door(client: Client) -> None:
    paths = ("/api/v2/pages/", "/api/v3/openapi.json", "/documents/1/x.pdf", "/admin/", "/admin/login/", "/dj/login/")
    assert {client.get(path).status_code for path in paths} == {404}


def test_the_admin_speaks_dutch() -> None:
    page = signed_in(Rol.COORDINATOR).get("/beheer/organisaties/", headers={"accept-language": "en"}).content.decode()
    assert "Organisaties" in page
    assert 'lang="nl"' in page


def test_a_coordinator_keeps_initiatives_and_cannot_point_to_a_hidden_group() -> None:
    client = signed_in(Rol.COORDINATOR)
    hidden = LeergroepFactory(is_hidden=True, joining=models.Joining.OP_UITNODIGING).kring
    sent = {"title": "Lab", "provincie": "ZEELAND", "kind": "LIVING_LAB", "summary": "", "organisaties": [],
            "from_date": "2027-02-01", "until_date": "2027-01-01"}  # fmt: skip
    page = client.post("/beheer/initiatieven/new/", sent | {"kring": str(hidden.pk)}).content.decode()
    assert "De laatste dag ligt vóór de eerste" in page
    assert "Deze keuze is er niet meer" in page
    assert not models.Initiatief.objects.exists()
    assert client.post("/beheer/initiatieven/new/", sent | {"until_date": ""}).status_code == 302
    assert models.Initiatief.objects.get().title == "Lab"
