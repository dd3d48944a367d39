"""Which variables the settings read, and what the files of deploy/ give to each process."""

import ast
import configparser
import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"
READERS = {"str", "int", "bool", "secret", "required", "given"}
SOURCES = ("settings/production.py", "settings/storage.py", "settings/oidc.py", "settings/static.py", "gunicorn.py",
           "celery.py", "container/levend.py")  # fmt: skip
# What others read: the shell, Python, and the engine of matching.
OF_OTHERS = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NUMBA_CACHE_DIR"}
SECRETS = {
    "secret_key": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ9",
    "link_key": "ZYXWVUTSRQponmlkjihgfedcba9876543210zyxwvu",
    "kek": "een:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "database_url": "postgres://regiekamer:geheim@postgres:5432/regiekamer",
    "sleutels_database_url": "postgres://regiekamer_sleutels:anders@postgres:5432/regiekamer_sleutels",
    "redis_url": "redis://:geheim@valkey:6379/0",
    "email_host_password": "geheim-van-de-post",
    "ops_token": "een-lang-geheim-van-de-beheerder-van-dertig-tekens",
}


def known() -> set[str]:
    """Return the name of every variable that settings or server read; each may be given as a file too."""
    found: set[str] = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse((DEPLOY / source).read_text())):
            if isinstance(node, ast.Call) and node.args and _reads(node.func):
                first = node.args[0]
                if isinstance(first, ast.Constant) and re.fullmatch(r"[A-Z][A-Z0-9_]+", str(first.value)):
                    found.add(str(first.value))
    return found | {"DJANGO_SETTINGS_MODULE"}


def _reads(called: ast.expr) -> bool:
    """Whether this reads a variable: a reader of the settings, or `os.environ.get`."""
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return name in READERS or ast.unparse(called) == "os.environ.get"


def compose() -> dict[str, Any]:
    """Return the compose file, with its merges carried out."""
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())
    return loaded


def ours() -> dict[str, dict[str, Any]]:
    """Return the services of compose that run the platform itself."""
    return {name: one for name, one in compose()["services"].items() if one["image"].startswith("regiekamer:")}


def lines_of(path: Path) -> dict[str, str]:
    """Return the variables in a file of lines NAME=value."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def of_image() -> dict[str, str]:
    """Return what the image itself gives."""
    text = (DEPLOY / "container" / "Containerfile").read_text().replace("\\\n", " ")
    found: dict[str, str] = {}
    for words in re.findall(r"^ENV (.*)$", text, re.MULTILINE):
        found.update(word.split("=", 1) for word in words.split())
    return found


def of_service(service: dict[str, Any], secrets: Path) -> dict[str, str]:
    """Return the environment of a process of compose, its secrets in the folder `secrets`."""
    given = {**of_image(), **lines_of(DEPLOY / "omgeving.voorbeeld"), **service["environment"]}
    return {name: value.replace("/run/secrets", str(secrets)) for name, value in given.items()}


def units() -> dict[str, dict[str, list[str]]]:
    """Return the settings of every unit of systemd: each a list, as many may stand more than once."""
    return {path.name: unit(path) for path in sorted((DEPLOY / "systemd").iterdir())}


def unit(path: Path) -> dict[str, list[str]]:
    """Return the settings of one unit, as `Section.Name`."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in path.read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif "=" in line and not line.startswith("#"):
            name, value = line.split("=", 1)
            found.setdefault(f"{section}.{name}", []).append(value)
    return found


def of_unit(given: dict[str, list[str]], secrets: Path) -> dict[str, str]:
    """Return the environment of a service of systemd."""
    own = dict(line.split("=", 1) for line in given["Service.Environment"])
    found = {**lines_of(DEPLOY / "omgeving.voorbeeld"), **own}
    return {name: value.replace("%d", str(secrets)) for name, value in found.items()}


def pool() -> configparser.ConfigParser:
    """Return the settings of the connection pool."""
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.read_string((DEPLOY / "pgbouncer" / "pgbouncer.ini").read_text())
    return parsed


def keep_secrets(folder: Path) -> None:
    """Write a secret of every name, as an operator does."""
    folder.mkdir(exist_ok=True)
    for name, value in SECRETS.items():
        (folder / name).write_text(f"{value}\n")
