"""A vault that stays shut closes confidential pages and nothing else (SECURITY.md T35, T39)."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from casussen.models import Casus, Casusversie
from community.actions.kluis import destroy_data_key, make_data_key
from community.confidential import Scope, confidential, is_in_scope
from community.kluis import KeyDestroyedError, KeyStoreClosedError, NoKeyEncryptionKeyError
from community.middleware import KluisMiddleware
from community.models import DataKey
from deploy.demo.kek import ensure_kek
from tests.factories import UserFactory
from tests.factories.casussen import CANARY, a_casus
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
CLOSED = "De kluis is even dicht"


def no_file(settings: Any, _folder: Path) -> None:
    """Take the file away."""
    settings.KEK_FILE = ""


def missing_file(settings: Any, folder: Path) -> None:
    """Name a file that is not there."""
    settings.KEK_FILE = str(folder / "weg")


def other_key(settings: Any, folder: Path) -> None:
    """Put another key under the id that is known."""
    settings.KEK_FILE = str(ensure_kek(folder / "kek"))


def unknown_key(settings: Any, folder: Path) -> None:
    """Give a good key with an id that wrapped nothing."""
    file = ensure_kek(folder / "kek")
    file.write_text(file.read_text().replace("demo:", "nieuw:"))
    settings.KEK_FILE = str(file)


WAYS: list[Callable[[Any, Path], None]] = [no_file, missing_file, other_key, unknown_key]


@pytest.mark.parametrize("close", WAYS, ids=lambda way: way.__name__)
def test_a_confidential_page_answers_503_and_shows_nothing(
    client: Client, settings: Any, tmp_path: Path, close: Callable[[Any, Path], None]
) -> None:
    casus = a_casus()
    client.force_login(casus.owner)
    assert CANARY in client.get(f"/casussen/{casus.code}/").content.decode()
    close(settings, tmp_path)
    answer = client.get(f"/casussen/{casus.code}/")
    assert (answer.status_code, CLOSED in answer.content.decode()) == (503, True)
    assert CANARY not in answer.content.decode()
    assert client.get("/leergroepen/").status_code == 200
    assert client.get("/mijn/").status_code == 200


@pytest.mark.parametrize("close", WAYS[:2], ids=lambda way: way.__name__)
def test_nothing_is_written_while_the_vault_is_shut(
    client: Client, settings: Any, tmp_path: Path, close: Callable[[Any, Path], None]
) -> None:
    close(settings, tmp_path)
    with pytest.raises(NoKeyEncryptionKeyError):
        make_data_key(now=NOW)
    with pytest.raises(NoKeyEncryptionKeyError):
        a_casus(UserFactory())
    with confidential():
        assert (DataKey.objects.count(), Casus.objects.count(), Casusversie.objects.count()) == (0, 0, 0)


def test_rows_can_be_read_without_the_key_and_content_cannot(settings: Any) -> None:
    """What the worker of mail does: it knows that there is a casus and whose, not what it says."""
    casus = a_casus()
    settings.KEK_FILE = ""
    with confidential():
        found = Casus.objects.get(pk=casus.pk)
        assert (found.code, found.owner_id) == (casus.code, casus.owner_id)
        with pytest.raises(NoKeyEncryptionKeyError):
            _ = found.format


def test_destroying_needs_no_key(settings: Any) -> None:
    casus = a_casus()
    settings.KEK_FILE = ""
    destroy_data_key(key_id=casus.data_key_id, kind="CASUS", object_id=casus.pk, actor=None, reason="TERMIJN", now=NOW)
    assert DataKey.objects.get().wrapped is None


def test_what_was_destroyed_does_not_exist(client: Client) -> None:
    casus = a_casus()
    destroy_data_key(key_id=casus.data_key_id, kind="CASUS", object_id=casus.pk, actor=None, reason="TERMIJN", now=NOW)
    client.force_login(casus.owner)
    assert client.get(f"/casussen/{casus.code}/").status_code == 404


def test_a_key_store_that_is_away_is_a_vault_that_is_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    casus = a_casus()

    def away(*_args: object, **_more: object) -> None:
        raise Error("secret host name")

    with confidential() as scope:
        monkeypatch.setattr(DataKey.objects.__class__, "get_queryset", away)
        with pytest.raises(KeyStoreClosedError) as raised:
            scope.key(casus.data_key_id)
    assert "host" not in str(raised.value)


# --- the middleware


def answer_with(view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """Send a request through the middleware, as Django does."""
    middleware = KluisMiddleware(view)
    request = RequestFactory().get("/")
    try:
        return middleware(request)
    except Exception as error:
        answer = middleware.process_exception(request, error)
        if answer is None:
            raise
        return answer


def test_a_request_begins_without_scope_and_leaves_none_behind() -> None:
    found = []

    def view(_request: HttpRequest) -> HttpResponse:
        found.append(is_in_scope())
        return HttpResponse()

    with confidential():
        answer_with(view)
        assert is_in_scope()
    assert found == [False]
    assert not is_in_scope()


def test_content_outside_a_scope_stays_a_fault() -> None:
    with pytest.raises(Exception, match="BUITEN_KLUIS"):
        answer_with(lambda _request: HttpResponse(Casus.objects.count()))


def test_other_faults_are_left_alone() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer_with(view)


@pytest.mark.parametrize(("error", "status"), [(KeyStoreClosedError(), 503), (KeyDestroyedError("key 1"), 404)])
def test_the_middleware_says_what_is_the_matter(error: Exception, status: int) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        raise error

    assert answer_with(view).status_code == status


# --- which process has the key


def test_only_web_and_long_work_get_the_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the demo gives each of its processes."""
    from deploy.demo.places import Places  # noqa: PLC0415 - the demo is no part of the platform
    from deploy.demo.start import Demo  # noqa: PLC0415 - beside it

    monkeypatch.setenv("DATABASE_URL", "postgres:///niets")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    (tmp_path / "runtime").mkdir()
    (tmp_path / "runtime" / "instance").write_text("een")
    demo = Demo(Places(notes=tmp_path, runtime=tmp_path / "runtime"), 1)
    started = {}
    monkeypatch.setattr(demo.children, "start", lambda child: started.update({child.log.stem: child.environment}))
    demo._start_background(demo._start_engines())
    assert {name: "KEK_FILE" in told for name, told in started.items()} == {"post": False, "werk": True, "beat": False}
    assert (tmp_path / "kek").stat().st_mode & 0o777 == 0o600


def test_a_process_without_the_file_starts_and_opens_nothing() -> None:
    code = (
        "import django; django.setup()\n"
        "from community.confidential import keyring\n"
        "from community.kluis import KluisError\n"
        "try: keyring()\n"
        "except KluisError as error: print(error)\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "KEK_FILE"}
    environment["DJANGO_SETTINGS_MODULE"] = "deploy.settings.demo"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (told.stdout, told.returncode) == ("GEEN_SLEUTEL GEEN_BESTAND\n", 0)


def test_no_scope_shows_its_keys(settings: Any) -> None:
    scope = Scope()
    key_id = make_data_key(now=NOW)
    key = scope.key(key_id)
    assert key.hex() not in repr(scope) + repr(settings.KEK_FILE)
