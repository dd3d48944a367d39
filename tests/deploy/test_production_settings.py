"""T73: the production settings refuse to start without good secrets, pass `check --deploy`, and know no demo."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.settings import demo

ROOT = Path(__file__).resolve().parent.parent.parent
SECRETS = ("SECRET_KEY", "LINK_KEY")
GOOD = {
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ9",
    "LINK_KEY": "ZYXWVUTSRQponmlkjihgfedcba9876543210zyxwvu",
    "ALLOWED_HOSTS": "regiekamer.example", "SITE_ROOT": "https://regiekamer.example",
    "DATABASE_URL": "postgres:///only-settings", "SLEUTELS_DATABASE_URL": "postgres:///only-keys",
    "REDIS_URL": "redis://127.0.0.1:1/0", "EMAIL_HOST": "post.example",
    "DEFAULT_FROM_EMAIL": "community@regiekamer.example", "REPLY_TO": "coordinatie@regiekamer.example",
    "SECURITY_CONTACT": "veiligheid@regiekamer.example",
}  # fmt: skip
FOLDERS = ("MEDIA_ROOT", "STATIC_ROOT", "PRIVATE_ROOT")


def run(code: str, folder: Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Run Python with the production settings and these changes to a good environment; None leaves a name out."""
    given = {**GOOD, **{name: str(folder / name.lower()) for name in FOLDERS}, **changes}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {**kept, **{name: value for name, value in given.items() if value is not None}}
    environment["DJANGO_SETTINGS_MODULE"] = "deploy.settings.production"
    return subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", code], cwd=ROOT, env=environment, capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip


START = "import django; django.setup()"


def test_a_good_environment_starts(tmp_path: Path) -> None:
    done = run(START, tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name", [*SECRETS, "ALLOWED_HOSTS", "SITE_ROOT", "DATABASE_URL", "SLEUTELS_DATABASE_URL", "REDIS_URL",
             "EMAIL_HOST", "DEFAULT_FROM_EMAIL",
             "REPLY_TO", "SECURITY_CONTACT", *FOLDERS],
)  # fmt: skip
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_setting_refuses_to_start(tmp_path: Path, name: str, value: str | None) -> None:
    done = run(START, tmp_path, **{name: value})
    assert done.returncode != 0
    assert f"{name} is missing" in done.stderr or f"{name} must name" in done.stderr


@pytest.mark.parametrize("name", SECRETS)
def test_the_secret_of_the_demo_refuses_to_start(tmp_path: Path, name: str) -> None:
    done = run(START, tmp_path, **{name: getattr(demo, name)})
    assert done.returncode != 0
    assert f"{name} is the secret of the demo" in done.stderr
    assert getattr(demo, name) not in done.stderr


@pytest.mark.parametrize("name", SECRETS)
def test_a_short_secret_refuses_to_start(tmp_path: Path, name: str) -> None:
    done = run(START, tmp_path, **{name: "te-kort-9z"})
    assert done.returncode != 0
    assert f"{name} is too short" in done.stderr
    assert "te-kort-9z" not in done.stderr


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_of_a_few_characters_over_and_over_refuses_to_start(tmp_path: Path, name: str) -> None:
    done = run(START, tmp_path, **{name: "Qd7" * 30})
    assert done.returncode != 0
    assert f"{name} is too simple" in done.stderr


@pytest.mark.parametrize("hosts", ["*", "*,*", ",", ",*,"])
def test_any_host_refuses_to_start(tmp_path: Path, hosts: str) -> None:
    done = run(START, tmp_path, ALLOWED_HOSTS=hosts)
    assert done.returncode != 0
    assert "ALLOWED_HOSTS must name the hosts of this site" in done.stderr


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "sleutel"
    file.write_text(f"{GOOD['SECRET_KEY']}\n")
    code = f"{START}; from django.conf import settings; print(settings.SECRET_KEY)"
    done = run(code, tmp_path, SECRET_KEY=None, SECRET_KEY_FILE=str(file))
    assert done.stdout.strip() == GOOD["SECRET_KEY"], done.stderr


def test_word_of_undelivered_mail_is_read_only_where_it_is_named(tmp_path: Path) -> None:
    tell = "import json; from django.conf import settings as s; print(json.dumps([s.BOUNCE_MAILDIR, s.BOUNCE_IMAP]))"
    assert json.loads(run(f"{START}; {tell}", tmp_path).stdout) == ["", {}]
    file = tmp_path / "post"
    file.write_text("geheim\n")
    given = {"BOUNCE_IMAP_HOST": "imap.example", "BOUNCE_IMAP_USER": "retour", "BOUNCE_IMAP_PASSWORD_FILE": str(file)}
    assert json.loads(run(f"{START}; {tell}", tmp_path, **given).stdout) == [
        "", {"host": "imap.example", "port": 993, "user": "retour", "password": "geheim", "folder": "INBOX"},
    ]  # fmt: skip
    done = run(START, tmp_path, **{**given, "BOUNCE_IMAP_PASSWORD_FILE": ""})
    assert "BOUNCE_IMAP_PASSWORD is missing" in done.stderr


OIDC = {
    "OIDC_PROVIDERS": "gemeente", "OIDC_GEMEENTE_NAME": "Gemeente Duinrand",
    "OIDC_GEMEENTE_ISSUER": "https://inloggen.duinrand.example/v2.0", "OIDC_GEMEENTE_CLIENT_ID": "regiekamer",
    "OIDC_GEMEENTE_CLIENT_SECRET": "zomaar-een-lang-geheim-42",
}  # fmt: skip
TELL_OIDC = "import json; from django.conf import settings as s; print(json.dumps(s.OIDC_PROVIDERS))"


def test_nobody_logs_in_through_an_organisation_by_default(tmp_path: Path) -> None:
    assert json.loads(run(f"{START}; {TELL_OIDC}", tmp_path).stdout) == {}


def test_an_organisation_to_log_in_through_is_named_with_its_secret_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "oidc"
    file.write_text("zomaar-een-lang-geheim-42\n")
    given = {**OIDC, "OIDC_GEMEENTE_CLIENT_SECRET": None, "OIDC_GEMEENTE_CLIENT_SECRET_FILE": str(file)}
    done = run(f"{START}; {TELL_OIDC}", tmp_path, **given)
    assert json.loads(done.stdout or "{}") == {
        "gemeente": {"name": "Gemeente Duinrand", "issuer": "https://inloggen.duinrand.example/v2.0",
                     "client_id": "regiekamer", "client_secret": "zomaar-een-lang-geheim-42", "tenant": ""},
    }, done.stderr  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("OIDC_GEMEENTE_NAME", "", "OIDC_GEMEENTE_NAME is missing"),
        ("OIDC_GEMEENTE_NAME", "x" * 61, "too long for a button"),
        ("OIDC_GEMEENTE_CLIENT_ID", None, "OIDC_GEMEENTE_CLIENT_ID is missing"),
        ("OIDC_GEMEENTE_CLIENT_SECRET", None, "OIDC_GEMEENTE_CLIENT_SECRET is missing"),
        ("OIDC_GEMEENTE_CLIENT_SECRET", "kort", "too short"),
        ("OIDC_GEMEENTE_ISSUER", "http://inloggen.duinrand.example", "must be an https address"),
        ("OIDC_GEMEENTE_ISSUER", "https://x.example/?a=b", "must be an https address"),
        ("OIDC_GEMEENTE_ISSUER", "https://login.example/common/v2.0", "must name one tenant"),
        ("OIDC_PROVIDERS", "Gemeente Duinrand", "is no key"),
    ],
)
def test_an_organisation_that_is_not_named_safely_refuses_to_start(
    tmp_path: Path, name: str, value: str | None, sentence: str
) -> None:
    done = run(START, tmp_path, **{**OIDC, name: value})
    assert done.returncode != 0
    assert sentence in done.stderr


def test_check_deploy_has_nothing_to_say(tmp_path: Path) -> None:
    check = "from django.core.management import call_command; call_command('check', deploy=True, fail_level='DEBUG')"
    done = run(f"{START}; {check}", tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), done.stderr


def test_cookies_and_links_are_for_https_and_this_host_alone(tmp_path: Path) -> None:
    names = ("DEBUG", "IS_DEMO", "CLOCK_FILE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "APPARAAT_COOKIE_NAME",
             "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
             "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "USE_X_FORWARDED_HOST", "SECURE_SSL_REDIRECT",
             "ALLAUTH_TRUSTED_PROXY_COUNT", "MAIL_SECRETS_IN_BACKGROUND", "SILENCED_SYSTEM_CHECKS")  # fmt: skip
    tell = f"import json; from django.conf import settings as s; print(json.dumps([getattr(s, n) for n in {names}]))"
    found = dict(zip(names, json.loads(run(f"{START}; {tell}", tmp_path).stdout), strict=True))
    assert found == {
        "DEBUG": False, "IS_DEMO": False, "CLOCK_FILE": "", "SESSION_COOKIE_NAME": "__Host-sessie",
        "CSRF_COOKIE_NAME": "__Host-csrf", "APPARAAT_COOKIE_NAME": "__Host-apparaat", "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True, "SESSION_COOKIE_HTTPONLY": True, "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_DOMAIN": None, "SESSION_COOKIE_PATH": "/", "USE_X_FORWARDED_HOST": False,
        "SECURE_SSL_REDIRECT": True, "ALLAUTH_TRUSTED_PROXY_COUNT": 1, "MAIL_SECRETS_IN_BACKGROUND": True,
        "SILENCED_SYSTEM_CHECKS": [],
    }  # fmt: skip


def test_the_demo_has_no_addresses_and_its_clock_stands(tmp_path: Path) -> None:
    code = f"""{START}
import datetime
from django.urls import get_resolver, resolve
from community import clock
def routes(resolver):
    for entry in resolver.url_patterns:
        yield str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from routes(entry)
print([route for route in routes(get_resolver()) if "demo" in route or route.startswith("media")])
print([path for path in ("/demo/", "/demo/mail/", "/demo/klok/", "/demo/componenten/")
       if resolve(path).url_name != "wagtail_serve"])
try:
    clock.move_to(datetime.datetime.now(datetime.UTC))
except RuntimeError:
    print("stands")
"""
    assert run(code, tmp_path).stdout.split("\n")[:3] == ["[]", "[]", "stands"]


@pytest.mark.parametrize("same", ["postgres:///only-settings", "postgres://else@/only-settings"])
def test_keys_in_the_database_of_the_data_refuse_to_start(tmp_path: Path, same: str) -> None:
    done = run(START, tmp_path, SLEUTELS_DATABASE_URL=same)
    assert done.returncode != 0
    assert "SLEUTELS_DATABASE_URL must be another database" in done.stderr


def test_only_the_path_of_the_key_file_is_a_setting(tmp_path: Path) -> None:
    file = tmp_path / "kek"
    file.write_text("een:" + base64.b64encode(bytes(range(32))).decode())
    look = "from django.conf import settings; print(settings.KEK_FILE, vars(settings._wrapped))"
    done = run(look, tmp_path, KEK_FILE=str(file))
    assert done.stdout.startswith(str(file))
    assert file.read_text().partition(":")[2] not in done.stdout + done.stderr
