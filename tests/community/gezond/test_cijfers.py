"""What a monitor reads when it shows the token of the operator, and that nobody else learns there is anything."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from community.models import Bezorging, Hartslag, Opruiming, Postpauze, Storing, Werk, Zending
from community.queries import cijfers as queries
from community.queries import gezond
from tests.factories import UserFactory
from tests.factories.moments import NOW

PAGE, READY, NOWHERE = "/gezond/cijfers", "/gezond/klaar", "/gezond/nergens/"
TOKEN = "een-lang-geheim-van-de-beheerder-van-dertig-tekens"
ALL = dict.fromkeys(queries.PARTS, 1.0)


@pytest.fixture
def operator(settings: Any) -> dict[str, str]:
    """Return the headers of the operator's monitor."""
    settings.OPS_TOKEN = TOKEN
    return {"Authorization": f"Bearer {TOKEN}"}


def numbers(client: Client, headers: dict[str, str]) -> dict[str, dict[str, float]]:
    """Return what is told: the numbers by the value of their label, by name."""
    answer = client.get(PAGE, headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, "text/plain")
    assert "no-store" in answer.headers["Cache-Control"]
    found: dict[str, dict[str, float]] = {}
    for family in text_string_to_metric_families(answer.content.decode()):
        assert family.documentation, family.name
        for sample in family.samples:
            found.setdefault(family.name, {})[next(iter(sample.labels.values()), "")] = sample.value
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "shown", [None, "", TOKEN, f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer ", "Bearer é", f"Basic {TOKEN}"]
)
def test_without_the_token_there_is_nothing_here(client: Client, operator: dict[str, str], shown: str | None) -> None:
    headers = {} if shown is None else {"Authorization": shown}
    here, nowhere = client.get(PAGE, headers=headers), client.get(NOWHERE, headers=headers)
    assert (here.status_code, here.content, dict(here.headers)) == (404, nowhere.content, dict(nowhere.headers))
    assert sorted(client.get(READY, headers=headers).json()) == ["codes", "klaar"]


@pytest.mark.django_db
@pytest.mark.parametrize("shown", ["Bearer ", "Bearer", f"Bearer {TOKEN}"])
def test_where_no_token_was_given_none_opens(client: Client, settings: Any, shown: str) -> None:
    settings.OPS_TOKEN = ""
    assert client.get(PAGE, headers={"Authorization": shown}).status_code == 404


@pytest.mark.django_db
def test_only_reading_is_answered(client: Client, operator: dict[str, str]) -> None:
    assert client.head(PAGE, headers=operator).status_code == 200
    for ask in (client.post, client.put, client.delete, client.options):
        assert ask(PAGE, headers=operator).status_code == ask(NOWHERE, headers=operator).status_code == 404


@pytest.mark.django_db
def test_an_empty_platform_has_all_its_numbers(client: Client, operator: dict[str, str]) -> None:
    found = numbers(client, operator)
    assert found["regiekamer_onderdeel_werkt"] == {**ALL, "KLOK": 0.0, "HARTSLAG": 0.0}
    assert set(found["regiekamer_mails"].values()) == {0.0}
    assert found["regiekamer_database_bytes"].keys() == {"default", "sleutels"}
    assert min(found["regiekamer_database_bytes"].values()) > 0


@pytest.mark.django_db
def test_what_waits_fails_and_was_removed_is_counted(client: Client, operator: dict[str, str]) -> None:
    user, ago = UserFactory(), timedelta(minutes=10)
    for number, (status, at) in enumerate([("GEPLAND", -ago), ("GEPLAND", ago), ("MISLUKT", -ago)]):
        Zending.objects.create(key=f"x:{number}", recipient=user, due_at=NOW + at, next_attempt_at=NOW + at,
                               status=status)  # fmt: skip
    Hartslag.objects.create(name="plan", beat_at=NOW - timedelta(seconds=30))
    Hartslag.objects.create(name=Hartslag.KLOK, beat_at=NOW)
    Storing.objects.create(place="plan: agenda", error_code="KeyError", count=3, first_at=NOW, last_at=NOW)
    Storing.objects.create(place="plan: agenda", error_code="ValueError", count=4, first_at=NOW, last_at=NOW)
    Werk.objects.create(kind="PROEF", user=user, object_id=user.pk, asked_at=NOW - ago)
    for days, removed in ((1, 7), (0, 5)):
        Opruiming.objects.create(name="sessies", at=NOW - timedelta(days=days), removed=removed)
    Postpauze.objects.create(paused_at=NOW)
    found = numbers(client, operator)
    expected = {
        "mails_wachten": {"": 1.0}, "mail_wacht_seconden": {"": 600.0}, "mail_gepauzeerd": {"": 1.0},
        "hartslag_seconden": {"klok": 0.0, "plan": 30.0}, "werk_wacht_seconden": {"": 600.0},
        "storingen": {"plan: agenda": 7.0}, "opruiming_rijen": {"sessies": 5.0},
        "opruiming_seconden": {"sessies": 0.0}, "opruiming_mislukt": {"sessies": 0.0}, "onderdeel_werkt": ALL,
        "adressen_gestopt": {"": float(Bezorging.objects.count())},
    }  # fmt: skip
    assert {name: found[f"regiekamer_{name}"] for name in expected} == expected
    assert (found["regiekamer_mails"]["GEPLAND"], found["regiekamer_mails"]["MISLUKT"]) == (2.0, 1.0)
    assert found["regiekamer_werk"]["WACHT"] == 1.0


@pytest.mark.django_db
def test_no_number_names_a_person(client: Client, operator: dict[str, str]) -> None:
    user = UserFactory(voornaam="Kanarie", email="kanarie@voorbeeld.example")
    Zending.objects.create(key="x:1", recipient=user, due_at=NOW, next_attempt_at=NOW)
    told = client.get(PAGE, headers=operator).content.decode()
    assert ("anarie" in told, str(user.pk) in told) == (False, False)


def test_without_a_database_it_says_only_what_does_not_work(
    client: Client, operator: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise Error("secret host name")

    monkeypatch.setattr(gezond.transaction, "atomic", away)
    found = numbers(client, operator)
    assert list(found) == ["regiekamer_onderdeel_werkt"]
    assert found["regiekamer_onderdeel_werkt"]["DATABASE"] == 0.0
    told = client.get(READY, headers=operator)
    assert told.json() == {"klaar": False, "codes": ["DATABASE"], "bijzonderheden": {}}


@pytest.mark.django_db
def test_the_token_shows_how_it_fares(client: Client, operator: dict[str, str]) -> None:
    Hartslag.objects.create(name="plan", beat_at=NOW - timedelta(minutes=7))
    Storing.objects.create(place="deliver", error_code="SMTP_TIMEOUT", first_at=NOW, last_at=NOW)
    told = client.get(READY, headers=operator).json()
    assert (told["klaar"], told["codes"]) == (False, ["KLOK", "HARTSLAG"])
    assert told["bijzonderheden"] == {
        "hartslagen": {"plan": 420}, "post_wacht_seconden": 0, "post_gepauzeerd": False,
        "storingen": {"deliver": "SMTP_TIMEOUT"},
    }  # fmt: skip


@pytest.mark.django_db
def test_asking_costs_few_questions(
    client: Client, operator: dict[str, str], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(40):
        client.get(PAGE, headers=operator)
