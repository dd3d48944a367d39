"""What may not be seen leaves no trace in search: no row, no number, no suggestion, no piece of text (PLT-05, T50).

Everything hidden holds one canary word. Who may not see it gets, letter for letter, the page of a word that exists
nowhere; who may, finds it: so that these tests can fail.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from psycopg import sql

from casussen.models import DelingRol
from community.models import Bijeenkomst, KennisPage, Leergroep, Lidmaatschap, Profiel, Rol, User
from tests.community.people.situations import profiel_of
from tests.community.zoeken.uitslag import searched
from tests.factories import (
    BijeenkomstFactory,
    LeergroepFactory,
    LidmaatschapFactory,
    OrganisatieFactory,
    RoltoekenningFactory,
    SamenwerkingFactory,
    UserFactory,
)
from tests.factories.browsers import browser_of
from tests.factories.casussen import a_casus, a_deling
from tests.factories.intervisiegroepen import a_groep, people_of
from tests.factories.moments import LONG_AGO
from tests.factories.paginas import a_kennispagina, a_nieuwsbericht, a_verhaal, an_aanbod
from tests.factories.toernees import a_toernee
from tests.factories.training import an_editie

pytestmark = pytest.mark.django_db

CANARY, NOWHERE = "wxyqvkzj", "zjqkvxwy"
ROLES = ("anoniem", "lid", "coordinator", "trainer", "coach", "redacteur", "beheerder", "partnercontact")
ENDED = LONG_AGO + timedelta(days=1)
# Who keeps the registers sees organisaties that stopped; a coördinator knows of hidden groups, of what is being
# planned, and of samenwerkingen that only their regisseurs see.
KEEPERS = {"organisatie": {"coordinator", "beheerder"}}
OF_THE_HART = ("hidden_group", "samenwerking", "concept_editie")


def _hidden_profile() -> None:
    profiel_of(UserFactory(), in_ledengids=True, biedt=CANARY, biedt_visible_to="MIJN_GROEPEN")


def _unlisted() -> None:
    profiel_of(UserFactory(achternaam=CANARY), in_ledengids=False)


def _closed_account() -> None:
    profiel_of(UserFactory(achternaam=CANARY, is_active=False), in_ledengids=True)


def _group_meeting() -> None:
    groep = LeergroepFactory()
    BijeenkomstFactory(title=f"Bijeenkomst {CANARY}", kring=groep.kring, audience="KRING", kind="LEERGROEP")


def _hidden_group() -> Leergroep:
    return LeergroepFactory(kring__name=f"Groep {CANARY}", is_hidden=True, joining="OP_UITNODIGING")


HIDDEN: dict[str, Callable[[], object]] = {
    "draft": lambda: a_kennispagina(CANARY, CANARY, samenvatting=CANARY, live=False),
    "news_draft": lambda: a_nieuwsbericht(CANARY, CANARY, live=False),
    "story_draft": lambda: a_verhaal(CANARY, CANARY, live=False),
    "story_without_consent": lambda: a_verhaal(CANARY, CANARY, verteller=UserFactory()),
    "offer_draft": lambda: an_aanbod(CANARY, CANARY, live=False),
    "hidden_field": _hidden_profile,
    "unlisted": _unlisted,
    "closed_account": _closed_account,
    "hidden_group": _hidden_group,
    "meeting_of_group": _group_meeting,
    "concept_meeting": lambda: BijeenkomstFactory(title=f"Dag {CANARY}", status="CONCEPT"),
    "organisatie": lambda: OrganisatieFactory(name=f"Stichting {CANARY}", is_active=False),
    "samenwerking": lambda: SamenwerkingFactory(name=f"Gebied {CANARY}", visible="REGISSEURS"),
    "casus": lambda: a_casus(werktitel=f"Casus {CANARY}"),
    "intervisiegroep": lambda: a_groep(name=f"Groep {CANARY}"),
    "toernee": lambda: a_toernee(name=f"Toernee {CANARY}"),
    "concept_editie": lambda: an_editie(name=f"Editie {CANARY}", status="CONCEPT", published_at=None),
}


def _as(role: str) -> Client:
    if role == "anoniem":
        return Client()
    user = UserFactory()
    if role == "partnercontact":
        RoltoekenningFactory(user=user, rol=Rol.PARTNERCONTACT, organisatie=OrganisatieFactory())
    elif role != "lid":
        RoltoekenningFactory(user=user, rol=Rol[role.upper()])
    return browser_of(user)


def _knows(role: str, what: str) -> bool:
    return role in KEEPERS.get(what, ()) or (role == "coordinator" and what in (*OF_THE_HART, "concept_meeting"))


def _same_as_nowhere(browser: Client) -> None:
    for rest in ({}, {"waar": "kennis"}, {"waar": "leden"}, {"pagina": 2}):
        hidden, nowhere = searched(browser, CANARY, **rest), searched(browser, NOWHERE, **rest)
        assert (hidden.titles, nowhere.titles) == ([], [])
        assert hidden.main.replace(CANARY, NOWHERE) == nowhere.main
        assert (hidden.count, hidden.titles, set(hidden.tabs.values()) - {0}) == (0, [], set())


@pytest.mark.parametrize("role", ROLES)
def test_what_is_hidden_is_as_what_does_not_exist(role: str) -> None:
    known = {what for what in HIDDEN if _knows(role, what)}
    for what, make in HIDDEN.items():
        if what not in known:
            make()
    _same_as_nowhere(_as(role))


@pytest.mark.parametrize("role", [role for role in ROLES if role != "anoniem"])
def test_who_knows_of_it_finds_it(role: str) -> None:
    browser = _as(role)
    for what, make in HIDDEN.items():
        if _knows(role, what):
            make()
    found = searched(browser, CANARY)
    assert found.count == len(found.titles) == sum(_knows(role, what) for what in HIDDEN)


def test_pages_for_members_are_for_members(client: Client) -> None:
    a_kennispagina(f"Alleen {CANARY}", is_for_leden=True)
    a_kennispagina("Voor iedereen")
    _same_as_nowhere(client)
    assert searched(browser_of(UserFactory()), CANARY).titles == [f"Alleen {CANARY}"]


def test_a_suggestion_comes_from_public_words_only() -> None:
    a_kennispagina("Alleen voor leden: zilverschoon", is_for_leden=True)
    profiel_of(UserFactory(achternaam="Guichelheil"), in_ledengids=True)
    a_casus(werktitel="Heggenrank")
    reader = UserFactory()
    a_casus(reader, werktitel="Speenkruid")
    a_kennispagina("Dotterbloem voor iedereen")
    browser = browser_of(reader)
    for typed in ("zilverschoom", "guichelhiel", "heggenrnak", "speenkriud"):
        assert "Bedoel je" not in searched(browser, typed).text
    assert "dotterbloem" in searched(browser, "dotterblom").text


def test_a_member_who_was_just_closed_finds_nothing() -> None:
    a_kennispagina(f"Alleen {CANARY}", is_for_leden=True)
    reader = UserFactory()
    browser = browser_of(reader)
    assert searched(browser, CANARY).count == 1
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert searched(browser, CANARY).count == 0


Ending = tuple[Client, Callable[[], object]]


def _membership_of_a_hidden_group() -> Ending:
    reader, groep = UserFactory(), _hidden_group()
    place = Lidmaatschap.objects.filter(pk=LidmaatschapFactory(kring=groep.kring, user=reader).pk)
    return browser_of(reader), lambda: place.update(until_at=ENDED)


def _place_in_intervisie() -> Ending:
    groep = a_groep(name=f"Intervisie {CANARY}")
    member = people_of(groep)[0]
    places = Lidmaatschap.objects.filter(kring=groep.kring, user=member)
    return browser_of(member), lambda: places.update(until_at=ENDED)


def _role() -> Ending:
    _hidden_group()
    reader = UserFactory()
    role = RoltoekenningFactory(user=reader, rol=Rol.COORDINATOR)
    return browser_of(reader), role.delete


def _being_listed() -> Ending:
    listed = UserFactory(achternaam=CANARY)
    profiel_of(listed, in_ledengids=True)
    return browser_of(UserFactory()), lambda: Profiel.objects.filter(user=listed).update(in_ledengids=False)


def _showing_a_field() -> Ending:
    shown = UserFactory()
    profiel_of(shown, in_ledengids=True, biedt=CANARY)
    rows = Profiel.objects.filter(user=shown)
    return browser_of(UserFactory()), lambda: rows.update(biedt_visible_to="MIJN_GROEPEN")


def _being_online() -> Ending:
    return Client(), a_kennispagina(CANARY, CANARY).unpublish


def _being_for_everybody() -> Ending:
    rows = KennisPage.objects.filter(pk=a_kennispagina(CANARY, CANARY).pk)
    return Client(), lambda: rows.update(zichtbaar="LEDEN")


def _being_planned_in_the_open() -> Ending:
    rows = Bijeenkomst.objects.filter(pk=BijeenkomstFactory(title=f"Dag {CANARY}", audience="OPENBAAR").pk)
    return Client(), lambda: rows.update(status="CONCEPT")


ENDINGS = (
    _membership_of_a_hidden_group, _place_in_intervisie, _role, _being_listed, _showing_a_field, _being_online,
    _being_for_everybody, _being_planned_in_the_open,
)  # fmt: skip


@pytest.mark.parametrize("make", ENDINGS, ids=[make.__name__.strip("_") for make in ENDINGS])
def test_right_after_a_right_ended_it_is_gone(make: Callable[[], Ending]) -> None:
    browser, end = make()
    assert searched(browser, CANARY).count == 1
    end()
    hidden, nowhere = searched(browser, CANARY), searched(browser, NOWHERE)
    assert hidden.main.replace(CANARY, NOWHERE) == nowhere.main
    assert hidden.count == 0


def test_a_vault_that_stays_shut_keeps_the_rest_open(settings: Any) -> None:
    reader = UserFactory()
    a_casus(reader, werktitel=f"Casus {CANARY}")
    a_kennispagina("Tegenspraak")
    browser = browser_of(reader)
    settings.KEK_FILE = ""
    found = searched(browser, "tegenspraak")
    assert found.titles == ["Tegenspraak"]
    assert "Je casussen kunnen we nu niet doorzoeken." in found.text


def test_only_ones_own_casussen_are_searched_also_by_who_reads_along_or_runs_the_network() -> None:
    owner, reader = UserFactory(), UserFactory()
    casus = a_casus(owner, werktitel=f"Casus {CANARY}", vraag="Waarom?")
    a_deling(casus, user=reader, role=DelingRol.MEDE_EIGENAAR)
    RoltoekenningFactory(user=reader, rol=Rol.BEHEERDER)
    _same_as_nowhere(browser_of(reader))
    assert searched(browser_of(owner), CANARY).titles == [f"Casus {CANARY}"]


def test_no_word_of_a_casus_is_kept_anywhere() -> None:
    """Searching writes nothing: after it no table of the database holds a word of the casus or of the question."""
    owner = UserFactory()
    a_casus(owner, werktitel=f"Casus {CANARY}", vraag="Waarom?")
    browser = browser_of(owner)
    searched(browser, CANARY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            wanted = sql.SQL("SELECT count(*) FROM {} AS one WHERE one::text LIKE {}")
            cursor.execute(wanted.format(sql.Identifier(table), f"%{CANARY}%"))
            assert cursor.fetchone() == (0,), table
