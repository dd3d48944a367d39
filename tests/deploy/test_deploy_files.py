"""The files an operator starts from: they parse, fit each other, give all that production asks, and no more rights."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.deploy import variables
from tests.deploy.variables import DEPLOY, ROOT, SECRETS, compose, known, ours, pool, units

WITH_KEK = {"web", "werk"}
SERVICES = [name for name in units() if name.endswith(".service")]
START = "import deploy.settings.production as s; print(bool(s.KEK_FILE), s.SECRET_KEY[:3])"
HARDENED = {
    "NoNewPrivileges": "yes", "CapabilityBoundingSet": "", "ProtectSystem": "strict", "ProtectHome": "yes",
    "PrivateTmp": "yes", "PrivateDevices": "yes", "ProtectKernelTunables": "yes", "ProtectKernelModules": "yes",
    "ProtectKernelLogs": "yes", "ProtectControlGroups": "yes", "ProtectProc": "invisible", "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes", "LockPersonality": "yes", "SystemCallArchitectures": "native", "UMask": "0077",
    "User": "regiekamer",
}  # fmt: skip


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Read the production settings in exactly this environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, env={**kept, **environment, "PATH": kept["PATH"]},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def is_known(name: str) -> bool:
    plain = name.removesuffix("_FILE")
    return name in variables.OF_OTHERS or plain in known() or name in known()


@pytest.mark.parametrize("name", list(ours()))
def test_a_process_of_compose_starts_with_what_it_is_given(tmp_path: Path, name: str) -> None:
    variables.keep_secrets(tmp_path)
    service = ours()[name]
    for secret in set(SECRETS) - set(service["secrets"]):
        (tmp_path / secret).unlink()  # what it is not given is not there
    done = start(variables.of_service(service, tmp_path))
    assert done.stdout.split() == [str(name in WITH_KEK), SECRETS["secret_key"][:3]], done.stderr


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_of_systemd_starts_with_what_it_is_given(tmp_path: Path, name: str) -> None:
    variables.keep_secrets(tmp_path)
    given = units()[name]
    loaded = {line.partition(":")[0] for line in given["Service.LoadCredential"]}
    for secret in set(SECRETS) - loaded:
        (tmp_path / secret).unlink()
    done = start(variables.of_unit(given, tmp_path))
    has_kek = name in {"regiekamer-web.service", "regiekamer-werk.service"}
    assert done.stdout.split() == [str(has_kek), SECRETS["secret_key"][:3]], done.stderr


def test_the_key_of_keys_is_with_web_and_long_work_alone() -> None:
    """SECURITY.md T39."""
    assert {name for name, one in ours().items() if "kek" in one["secrets"]} == WITH_KEK
    assert {name for name, one in ours().items() if "KEK_FILE" in one["environment"]} == WITH_KEK
    for name, given in units().items():
        has_it = any("kek" in line.lower() for line in given.get("Service.LoadCredential", []))
        assert has_it == (name in {"regiekamer-web.service", "regiekamer-werk.service"}), name


def test_nothing_is_given_that_nobody_reads(tmp_path: Path) -> None:
    given = set(variables.lines_of(DEPLOY / "omgeving.voorbeeld")) | set(variables.of_image())
    commented = re.findall(r"^#([A-Z0-9_]+)=", (DEPLOY / "omgeving.voorbeeld").read_text(), re.MULTILINE)
    for one in ours().values():
        given |= set(one["environment"])
    for unit in units().values():
        given |= {line.split("=")[0] for line in unit.get("Service.Environment", [])}
    assert sorted(name for name in given | set(commented) if not is_known(name)) == []


def test_every_variable_stands_in_the_readme() -> None:
    told = set(re.findall(r"[A-Z][A-Z0-9_]{3,}", (ROOT / "README.md").read_text().partition("## Production")[2]))
    missing = {name for name in known() if name not in told and f"{name}_FILE" not in told}
    assert sorted(missing) == []


def test_every_part_runs_once_in_both_ways() -> None:
    commands = {name: " ".join(one.get("command", [])) for name, one in ours().items()}
    execs = {name: " ".join(unit.get("Service.ExecStart", [])) for name, unit in units().items()}
    for words in ("worker --queues post", "worker --queues werk", " beat ", "reservekopie", "sleutelbackup",
                  "migrate sleutels --database sleutels"):  # fmt: skip
        assert [len([name for name, line in each.items() if words in line]) for each in (commands, execs)] == [1, 1]
    assert "gunicorn --config deploy/gunicorn.py" in execs["regiekamer-web.service"]
    assert '"gunicorn", "--config", "deploy/gunicorn.py"' in (DEPLOY / "container" / "Containerfile").read_text()
    assert "replicas" not in str(compose()), "the clock runs once"


def test_containers_are_closed() -> None:
    for name, one in compose()["services"].items():
        assert one["read_only"] is True, name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert "privileged" not in one, name
        assert name == "proxy" or "ports" not in one, name
        assert set(one.get("cap_add", [])) <= {"CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"}, name
        if name != "postgres":  # its image becomes user postgres by itself
            assert not one["user"].startswith(("0", "root")), name
    assert compose()["networks"]["binnen"] == {"internal": True}
    assert {name for name, one in compose()["services"].items() if one["networks"] == ["binnen"]} == {
        "postgres", "valkey",
    }  # fmt: skip


def test_secrets_are_files_and_every_one_is_declared_and_used() -> None:
    declared = compose()["secrets"]
    used = {secret for one in compose()["services"].values() for secret in one.get("secrets", [])}
    assert (set(declared), {place["file"].split("/")[1] for place in declared.values()}) == (used, {"geheim"})
    for name, value in variables.lines_of(DEPLOY / "omgeving.voorbeeld").items():
        assert not re.search("PASSWORD|SECRET|TOKEN|KEY", name), f"{name}={value}"
    for path in DEPLOY.rglob("*"):
        if path.suffix in {".yaml", ".service", ".conf", ".ini", ".sql", ".voorbeeld"} and path.is_file():
            assert "PRIVATE KEY" not in path.read_text()


def test_the_image_runs_as_nobody_special_and_holds_no_secret() -> None:
    text = (DEPLOY / "container" / "Containerfile").read_text()
    stages = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    assert stages == ["${BASIS}", "${BASIS}"], "one base, that the operator pins on a digest"
    assert re.findall(r"^USER (\S+)", text, re.MULTILINE) == ["10001:10001"]
    assert "HEALTHCHECK" in text
    assert not re.search(r"SECRET_KEY=|PASSWORD=|://", text)
    assert not re.search(r"COPY (\S+ )*\.\s", text), "folders by name, so that nothing comes along"
    ignored = (ROOT / ".containerignore").read_text().split()
    assert {".git", ".env", "**/geheim", "**/omgeving", ".regiekamer", "tests"} <= set(ignored)
    assert (ROOT / ".dockerignore").read_text() == (ROOT / ".containerignore").read_text()


def test_every_folder_that_the_platform_needs_is_in_the_image() -> None:
    text = (DEPLOY / "container" / "Containerfile").read_text()
    copied = set(re.findall(r"^COPY (\w+)/ \w+/$", text, re.MULTILINE))
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607 - git of the machine
    folders = {line.split("/")[0] for line in tracked.split() if "/" in line and not line.startswith(".")}
    assert folders - copied == {"tests", "bench", "proof", "docs"}


def test_images_are_named_without_a_registry() -> None:
    named = [one["image"] for one in compose()["services"].values()]
    assert [name for name in named if re.search(r"[a-z]+\.[a-z]+/|:\d+/", name.partition(":-")[2] or name)] == []


@pytest.mark.parametrize("name", SERVICES)
def test_services_have_no_right_they_do_not_need(name: str) -> None:
    given = units()[name]
    assert {key: given[f"Service.{key}"][-1] for key in HARDENED} == HARDENED
    assert given["Service.SystemCallFilter"] == ["@system-service", "~@privileged"]
    assert ("Service.MemoryDenyWriteExecute" in given) != (name == "regiekamer-werk.service")
    for line in given["Service.LoadCredential"]:
        secret, _colon, path = line.partition(":")
        assert path == f"/etc/regiekamer/geheim/{secret}"
        assert f"{secret.upper()}_FILE=%d/{secret}" in given["Service.Environment"]


def test_backups_of_data_and_keys_are_apart_and_every_night() -> None:
    found = {}
    for name in ("reservekopie", "sleutelbackup"):
        timer, service = units()[f"regiekamer-{name}.timer"], units()[f"regiekamer-{name}.service"]
        assert timer["Timer.Unit"] == [f"regiekamer-{name}.service"]
        assert (timer["Timer.Persistent"], "Europe/Amsterdam" in timer["Timer.OnCalendar"][0]) == (["yes"], True)
        (found[name],) = service["Service.ReadWritePaths"]
        assert service["Service.ExecStart"][0].endswith(f"{name} {found[name]}")
    assert not found["sleutelbackup"].startswith(f"{found['reservekopie']}/")
    assert found["sleutelbackup"] != found["reservekopie"]
    volumes = {name: set(one["volumes"]) for name, one in ours().items() if one.get("profiles")}
    assert volumes["reservekopie"] & volumes["sleutelbackup"] == set()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here; tests/debian.sh installs it")
def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    """With programs that exist: those of an installation are not on this machine."""
    for path in (DEPLOY / "systemd").iterdir():
        text = re.sub(r"^ExecStart=/opt/regiekamer/.venv/bin/\w+", "ExecStart=/bin/true", path.read_text(), flags=re.M)
        (tmp_path / path.name).write_text(re.sub(r"^Documentation=.*\n", "", text, flags=re.M))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))],  # noqa: S607 - of the machine
        capture_output=True, text=True, check=False, env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )  # fmt: skip
    assert [line for line in (done.stdout + done.stderr).splitlines() if "regiekamer" in line] == []


def test_the_pool_is_of_transactions_and_keeps_nothing() -> None:
    told = pool()["pgbouncer"]
    assert (told["pool_mode"], told["server_reset_query"], told["auth_type"]) == ("transaction", "", "scram-sha-256")
    databases = {name: dict(part.split("=") for part in line.split()) for name, line in pool()["databases"].items()}
    assert {name: one["dbname"] for name, one in databases.items()} == {name: name for name in databases}
    sql = (DEPLOY / "postgres" / "rollen.sql").read_text()
    assert set(re.findall(r"CREATE DATABASE (\w+)", sql)) == set(databases)
    assert set(re.findall(r"CREATE ROLE (\w+)", sql)) == set(databases)
    processes = 2 * (int(variables.lines_of(DEPLOY / "omgeving.voorbeeld")["WEB_THREADS"]) * 2 + 3)
    assert int(told["max_client_conn"]) > 2 * processes
    limit = int(re.findall(r"max_connections = (\d+)", (DEPLOY / "postgres" / "regiekamer.conf").read_text())[0])
    assert 2 * (int(told["default_pool_size"]) + int(told["reserve_pool_size"])) < limit


def test_the_database_logs_no_words_of_people() -> None:
    """SECURITY.md §4.2."""
    lines = dict(re.findall(r"^(\w+) = '?([^'\n]*)'?$", (DEPLOY / "postgres" / "regiekamer.conf").read_text(), re.M))
    wanted = {"log_min_error_statement": "panic", "log_error_verbosity": "terse", "log_statement": "none",
              "log_min_duration_statement": "-1", "log_parameter_max_length": "0", "fsync": "on",
              "log_parameter_max_length_on_error": "0", "password_encryption": "scram-sha-256"}  # fmt: skip
    assert {name: lines[name] for name in wanted} == wanted


def test_the_proxy_takes_what_the_site_takes_and_waits_longer_than_it() -> None:
    from community.middleware.omvang import MOST_BYTES  # noqa: PLC0415 - Django, which most of this file does without

    text = (DEPLOY / "proxy" / "nginx.conf").read_text()
    most = int(re.findall(r"client_max_body_size (\d+)m;", text)[0]) * 1024 * 1024
    assert most > MOST_BYTES
    assert int(re.findall(r"client_body_buffer_size (\d+)m;", text)[0]) * 1024 * 1024 == most, "no file on disk"
    server: dict[str, Any] = {}
    exec((DEPLOY / "gunicorn.py").read_text(), server)  # noqa: S102 - a file of ours, as gunicorn itself reads it
    assert int(re.findall(r"proxy_read_timeout (\d+)s;", text)[0]) > server["timeout"] > 30
