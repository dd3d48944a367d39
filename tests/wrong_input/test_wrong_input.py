"""One table of wrong input through the real pages. See tests/wrong_input/table.py."""

from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory
from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell
from tests.toegang.addresses import addresses
from tests.toegang.matrix import path_of
from tests.toegang.world import World, a_world
from tests.wrong_input.aanbod import AANBOD_FORMS, AANBOD_PATHS, AANBOD_QUERIES
from tests.wrong_input.beschikbaarheid import DAGDEEL_FORMS, DAGDEEL_QUERIES
from tests.wrong_input.bezoeken import BEZOEK_FORMS, BEZOEK_PATHS, BEZOEK_QUERIES
from tests.wrong_input.casussen import CASUS_FORMS, CASUS_PATHS, CASUS_QUERIES
from tests.wrong_input.eindsessies import EINDSESSIE_FORMS, EINDSESSIE_PATHS
from tests.wrong_input.evaluatieplanningen import EVALUATIE_FORMS, EVALUATIE_PATHS, EVALUATIE_QUERIES
from tests.wrong_input.gesprekken import GESPREK_FORMS, GESPREK_PATHS, GESPREK_QUERIES
from tests.wrong_input.inschrijvingen import INSCHRIJVING_FORMS, INSCHRIJVING_QUERIES
from tests.wrong_input.intervisiegroepen import GROEP_FORMS, GROEP_PATHS
from tests.wrong_input.matchrondes import MATCH_FORMS, MATCH_PATHS
from tests.wrong_input.page_form import fields_of
from tests.wrong_input.partnerschappen import PARTNER_FORMS, PARTNER_PATHS, PARTNER_QUERIES
from tests.wrong_input.planning import PLAN_FORMS
from tests.wrong_input.privacy import PRIVACY_PATHS, PRIVACY_QUERIES
from tests.wrong_input.rapportage import RAPPORTAGE_FORMS, RAPPORTAGE_PATHS, RAPPORTAGE_QUERIES
from tests.wrong_input.samenwerkingen import SAMENWERKING_FORMS, SAMENWERKING_PATHS, SAMENWERKING_QUERIES
from tests.wrong_input.sessieacties import SESSIEACTIE_FORMS, SESSIEACTIE_PATHS
from tests.wrong_input.sessiegasten import SESSIEGAST_FORMS, SESSIEGAST_PATHS, SESSIEGAST_QUERIES
from tests.wrong_input.sessiepapier import SESSIEPAPIER_FORMS, SESSIEPAPIER_PATHS, SESSIEPAPIER_QUERIES
from tests.wrong_input.sessies import SESSIE_FORMS, SESSIE_PATHS, SESSIE_QUERIES
from tests.wrong_input.stappen import STAP_FORMS, STAP_PATHS
from tests.wrong_input.table import FORMS as PLAIN_FORMS
from tests.wrong_input.table import HOSTILE_NEXT, ODD, Form
from tests.wrong_input.table import PATHS as PLAIN_PATHS
from tests.wrong_input.table import QUERIES as PLAIN_QUERIES
from tests.wrong_input.toerneeplanning import PLANNING_FORMS, PLANNING_PATHS, PLANNING_QUERIES
from tests.wrong_input.toernees import TOERNEE_FORMS, TOERNEE_PATHS
from tests.wrong_input.training import TRAINING_FORMS, TRAINING_PATHS, TRAINING_QUERIES
from tests.wrong_input.trainingsdagen import DAG_FORMS, DAG_PATHS, DAG_QUERIES
from tests.wrong_input.tussentijden import TUSSENTIJD_FORMS, TUSSENTIJD_PATHS
from tests.wrong_input.verslagen import VERSLAG_FORMS, VERSLAG_PATHS, VERSLAG_QUERIES
from tests.wrong_input.voorstellen import VOORSTEL_FORMS, VOORSTEL_PATHS
from tests.wrong_input.werkvormen import WERKVORM_PATHS, WERKVORM_QUERIES

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]

EDITIE_FORMS = (*INSCHRIJVING_FORMS, *EINDSESSIE_FORMS, *PLAN_FORMS, *DAG_FORMS, *TUSSENTIJD_FORMS, *TRAINING_FORMS,
                *GESPREK_FORMS)  # fmt: skip
FORMS = (*PLAIN_FORMS, *AANBOD_FORMS, *CASUS_FORMS, *EDITIE_FORMS, *SAMENWERKING_FORMS, *EVALUATIE_FORMS, *MATCH_FORMS,
         *VOORSTEL_FORMS, *GROEP_FORMS, *DAGDEEL_FORMS, *BEZOEK_FORMS, *TOERNEE_FORMS, *STAP_FORMS,
         *PLANNING_FORMS, *VERSLAG_FORMS, *RAPPORTAGE_FORMS, *PARTNER_FORMS, *SESSIEACTIE_FORMS,
         *SESSIEGAST_FORMS, *SESSIEPAPIER_FORMS, *SESSIE_FORMS)  # fmt: skip
PATHS = (*PLAIN_PATHS, *AANBOD_PATHS,
         *CASUS_PATHS, *EINDSESSIE_PATHS, *DAG_PATHS, *TUSSENTIJD_PATHS, *TRAINING_PATHS, *GESPREK_PATHS,
         *SAMENWERKING_PATHS, *EVALUATIE_PATHS, *MATCH_PATHS, *VOORSTEL_PATHS, *GROEP_PATHS, *BEZOEK_PATHS,
         *TOERNEE_PATHS, *STAP_PATHS, *PLANNING_PATHS, *VERSLAG_PATHS, *RAPPORTAGE_PATHS, *PARTNER_PATHS,
         *SESSIEACTIE_PATHS, *SESSIEGAST_PATHS, *WERKVORM_PATHS, *SESSIEPAPIER_PATHS,
         *SESSIE_PATHS, *PRIVACY_PATHS)  # fmt: skip
QUERIES = (*PLAIN_QUERIES, *AANBOD_QUERIES,
           *CASUS_QUERIES, *INSCHRIJVING_QUERIES, *DAG_QUERIES, *TRAINING_QUERIES, *GESPREK_QUERIES,
           *SAMENWERKING_QUERIES, *EVALUATIE_QUERIES, *DAGDEEL_QUERIES, *BEZOEK_QUERIES,
           *PLANNING_QUERIES, *VERSLAG_QUERIES, *RAPPORTAGE_QUERIES, *PARTNER_QUERIES,
           *SESSIEGAST_QUERIES, *WERKVORM_QUERIES, *SESSIEPAPIER_QUERIES,
           *SESSIE_QUERIES, *PRIVACY_QUERIES)  # fmt: skip
# Written by asking alone: sessions, counters of attempts, what was seen and by whom.
NOT_CONTENT = {"inzage", "sessie", "verzoek", "apparaat", "poging", "proefverplaatsing", "homepage", "inhoudpage",
               "nieuwsindexpage", "nieuwspage"}  # fmt: skip
FINGERPRINT = """
    SELECT md5(string_agg(words, '' ORDER BY words))
    FROM (SELECT (to_jsonb(one) - 'last_login')::text AS words FROM {table} AS one) AS rows
"""
# `make proof` sends everything; `make test` eight payloads for each parameter, others for the next.
SAMPLE = 8


@pytest.fixture
def world() -> World:
    with time_machine.travel(NOW, tick=False):
        return a_world()


def test_the_table_is_large_enough() -> None:
    assert sum(len(values) for form in FORMS for values in form.wrong.values()) + len(PATHS) >= 150


def test_the_confidential_has_a_large_table_of_its_own() -> None:
    assert sum(len(values) for form in CASUS_FORMS for values in form.wrong.values()) + len(CASUS_PATHS) >= 120


def test_a_training_has_a_large_table_of_its_own() -> None:
    assert sum(len(values) for form in EDITIE_FORMS for values in form.wrong.values()) >= 900


def test_wrong_answers_in_forms(world: World) -> None:
    """Each wrong value of each field: the page comes back with a sentence, what was typed, and nothing stored."""
    wrong: list[str] = []
    tries = 0
    with time_machine.travel(NOW, tick=False):
        before = stored()
        for form in share(FORMS):
            client, path = world.client(form.role), page_path(form.page, world)
            right = {**fields_of(client.get(path).content.decode(), form.known), **filled(form.right, world)}
            for name, values in form.wrong.items():
                tries += len(values)
                for value in values:
                    wrong += [f"{form.page} {name}={value!r:.40}: {what}" for what in
                              faults(client, path, {**right, name: value}, form, name)]  # fmt: skip
        is_same = stored() == before
    tell(tries=tries, refused=tries - len(wrong), wrong=len(wrong), stored=int(not is_same))
    assert is_same
    assert wrong == []


def test_odd_query_strings(world: World) -> None:
    """A filter or page number that nobody offered gives a page, a redirect or a refusal, never an error."""
    wrong: list[str] = []
    tries = 0
    with time_machine.travel(NOW, tick=False):
        for role, name, parameters in share(QUERIES):
            client, path = world.client(role), page_path(name, world)
            for turn, parameter in enumerate(parameters):
                tries += len(odd_values(turn))
                for value in odd_values(turn):
                    query = f"{parameter}={value}&{parameter}=x"
                    status = client.get(f"{path}?{query}").status_code
                    if status not in {200, 302, 400, 404}:
                        wrong.append(f"{path}?{query[:60]}: {status}")
    tell(tries=tries, wrong=len(wrong))
    assert wrong == []


def test_addresses_that_nobody_made(world: World) -> None:
    wrong: list[str] = []
    with time_machine.travel(NOW, tick=False):
        for role in ("AN", "LI", "CO"):
            client = world.client(role)
            for path in share(PATHS):
                for answer in (client.get(path), client.post(path)):
                    if answer.status_code not in {200, 302, 400, 401, 404, 405, 410, 429}:
                        wrong.append(f"{role} {path[:60]}: {answer.status_code}")
    tell(tries=6 * len(share(PATHS)), wrong=len(wrong))
    assert wrong == []


@pytest.mark.parametrize("address", share(HOSTILE_NEXT))
def test_logging_in_never_leads_elsewhere(address: str) -> None:
    with time_machine.travel(NOW, tick=False):
        client = Client()
        fields = {"login": UserFactory().email, "password": PASSWORD, "next": address}
        answer = client.post(reverse("account_login"), fields)
        assert answer.status_code == 302
        target = urlsplit(as_a_browser(answer.headers.get("Location", "")))
        tell(tries=1)
        assert (target.scheme, target.netloc) == ("http", "testserver")


def faults(client: Client, path: str, fields: dict[str, Any], form: Form, name: str) -> list[str]:
    """Return what is wrong with the answer to these fields."""
    answer = client.post(path, fields)
    if answer.status_code != 200:
        return [f"answered {answer.status_code}"]
    page = answer.content.decode()
    found = []
    told = ("Er ging iets mis", "klopt niet", "klopt iets niet", "te veel", "Te veel")
    if not any(words in page for words in told):
        found.append("no sentence says what is wrong")
    for kept in form.kept:
        if kept != name and str(first(fields[kept])) not in page:
            found.append(f"{kept} was lost")
    return found


def odd_values(turn: int) -> tuple[str, ...]:
    """Return the odd values for one parameter: all of them, or the sample whose turn it is."""
    if IS_FULL:
        return ODD
    return tuple(ODD[(turn * SAMPLE + step) % len(ODD)] for step in range(SAMPLE))


def as_a_browser(location: str) -> str:
    """Return where a browser goes: it drops tabs and line ends and takes a backslash for a slash."""
    plain = location.translate(str.maketrans("\\", "/", "\t\r\n")).strip()
    return urljoin("http://testserver/inloggen/", plain)


def stored() -> dict[str, str]:
    """Return a fingerprint of every table of ours that holds content; of what is sealed, of its bytes."""
    found = {}
    with connection.cursor() as cursor:
        for label in ("community", "casussen", "training"):
            for model in apps.get_app_config(label).get_models():
                if model._meta.model_name in NOT_CONTENT:
                    continue
                cursor.execute(FINGERPRINT.format(table=connection.ops.quote_name(model._meta.db_table)))
                found[model.__name__] = cursor.fetchone()[0]
    return found


def page_path(name: str, world: World) -> str:
    """Return the path of a page in this world."""
    address = next(address for address in addresses() if address.name == name.partition("@")[0])
    return path_of(name, address, world)


def filled(right: dict[str, Any], world: World) -> dict[str, Any]:
    """Return right answers, with '{GL}' replaced by that person's e-mail address and '{GL.pk}' by her id."""
    known = {f"{{{role}}}": user.email for role, user in world.people.items()}
    known |= {f"{{{role}.pk}}": str(user.pk) for role, user in world.people.items()}
    return {name: known.get(value, value) for name, value in right.items()}


def first(value: Any) -> Any:
    """Return the one value of a field."""
    return value[0] if isinstance(value, list) and value else value
