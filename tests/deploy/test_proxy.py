"""The proxy: our own file is understood and passes on what it saw; a cache in front keeps nothing of a person (T71)."""

import http.client
import re
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.deploy import proxy
from tests.deploy.visitor import SITE
from tests.factories import UserFactory
from tests.post.sink import free_port

pytestmark = pytest.mark.skipif(not proxy.nginx(), reason="no nginx here; tests/debian.sh installs it")

CACHE = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 64; }}
http {{
    access_log off;
    proxy_cache_path {folder}/bewaard keys_zone=bewaard:1m;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass {site};
            proxy_set_header Host $proxy_host;
            proxy_cache bewaard;
            proxy_cache_key $uri$is_args$args;
            proxy_cache_valid any 10m;
            add_header X-Cache $upstream_cache_status always;
        }}
    }}
}}
"""
FIRST, SECOND = "Zilverreigertje", "Roerdompertje"
MOST_PAGES = 60
POISONED = ("X-Forwarded-Host", "X-Forwarded-Server", "X-Forwarded-Port", "X-Real-IP", "Forwarded")


class Echo(BaseHTTPRequestHandler):
    """Answers with the headers that it got."""

    def do_GET(self) -> None:
        """Tell them."""
        body = str(self.headers).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def behind() -> Iterator[str]:
    """A web server that tells what the proxy passed on; gives its address."""
    server = HTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def ask(port: int, path: str, headers: dict[str, str], *, host: str = SITE) -> tuple[int, str, dict[str, str]]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    bare = socket.create_connection(("127.0.0.1", port), timeout=20)
    line.sock = ssl._create_unverified_context().wrap_socket(bare, server_hostname=host)  # noqa: S323 - our own
    line.request("GET", path, headers={"Host": host, **headers})
    answer = line.getresponse()
    told = answer.read().decode()
    line.close()
    return answer.status, told, {name.lower(): value for name, value in answer.headers.items()}


def test_our_file_is_understood(tmp_path: Path) -> None:
    file = proxy.our_file(tmp_path, "127.0.0.1:1", http=free_port(), https=free_port() + 1)
    words = [str(proxy.nginx()), "-t", "-p", str(tmp_path), "-c", str(file), "-e", "stderr"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if "emerg" in line] == []


def test_only_what_the_proxy_saw_itself_is_passed_on(tmp_path: Path, behind: str) -> None:
    """T55, T56: whatever a client sends under these names."""
    port, plain = free_port() + 50, free_port() + 51
    poison = dict.fromkeys(POISONED, "kwaad.example")
    poison |= {"X-Forwarded-For": "10.0.0.1, 10.0.0.2", "X-Forwarded-Proto": "http"}
    with proxy.running(proxy.our_file(tmp_path, behind, http=plain, https=port), port):
        status, told, headers = ask(port, "/een/adres?geheim=ja", poison)
        assert status == 200
        assert "kwaad.example" not in told
        passed = {name.lower(): value for name, value in re.findall(r"^([\w-]+): (.*)$", told, re.MULTILINE)}
        assert (passed["x-forwarded-for"], passed["x-forwarded-proto"], passed["host"]) == ("127.0.0.1", "https", SITE)
        assert set(passed) == {"x-forwarded-for", "x-forwarded-proto", "host", "accept-encoding"}
        assert not re.search(r"\d", headers["server"])
        for hidden in ("/.git/config", "/.env", "/static/.htpasswd", "/a/.svn/entries"):
            assert ask(port, hidden, {})[0] == 404
        with pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
            ask(port, "/", {}, host="kwaad.example")
    log = (tmp_path / "access.log").read_text()
    assert '"status":200' in log
    assert ("geheim" in log, "een/adres" in log, "127.0.0.1" in log) == (False, False, False)


def test_a_web_server_that_is_gone_gives_a_sentence(tmp_path: Path) -> None:
    port = free_port() + 60
    with proxy.running(proxy.our_file(tmp_path, "127.0.0.1:1", http=port + 1, https=port), port):
        status, told, headers = ask(port, "/", {})
    assert (status, "even niet bereikbaar" in told) == (503, True)
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")


class Cached:
    """A browser behind a shared cache."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self._port, self._cookies = port, "; ".join(f"{name}={value}" for name, value in cookies.items())

    def get(self, path: str) -> tuple[int, str, str, str]:
        """Return status, page, what the cache says, and Cache-Control."""
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        line.request("GET", path, headers={"Cookie": self._cookies} if self._cookies else {})
        answer = line.getresponse()
        body = answer.read().decode("utf-8", "replace")
        line.close()
        return answer.status, body, answer.headers["X-Cache"] or "", answer.headers["Cache-Control"] or ""


@pytest.fixture
def cached(live_server: Any, tmp_path: Path) -> Iterator[int]:
    """A proxy that keeps all it may keep, in front of the site; gives its port."""
    port = free_port() + 70
    file = tmp_path / "cache.conf"
    file.write_text(CACHE.format(folder=tmp_path, port=port, site=live_server.url).replace("daemon off;\n", ""))
    with proxy.running(file, port):
        yield port


def signed_in(name: str) -> tuple[Any, dict[str, str]]:
    user = UserFactory(voornaam=name)
    client = Client()
    client.force_login(user)
    return user, {key: morsel.value for key, morsel in client.cookies.items()}


@pytest.mark.django_db(transaction=True)
def test_two_people_behind_one_cache_never_get_each_others_bytes(cached: int, tmp_path: Path) -> None:
    """T71: every page that the first sees is asked by the second and by a stranger too."""
    first, cookies = signed_in(FIRST)
    second, others = signed_in(SECOND)
    one, two, stranger = Cached(cached, cookies), Cached(cached, others), Cached(cached, {})
    own = [f"/leden/{person.profiel.code}/" for person in (first, second)]
    todo = ["/", "/mijn/", "/mijn/profiel/", "/mijn/agenda.ics", "/nergens/", *own]
    seen: set[str] = set()
    kept, wrong = 0, []
    while todo and len(seen) < MOST_PAGES:
        path = todo.pop(0)
        if path in seen or "uitloggen" in path or path.startswith("/demo"):
            continue
        seen.add(path)
        stranger.get(path)
        _status, body, found, control = one.get(path)
        _again, other, met, _control = two.get(path)
        _third, public, _met, _public_control = stranger.get(path)
        if f"{FIRST} " in public or f"{SECOND} " in public:
            wrong.append(f"{path}: a stranger sees a name")
        if "HIT" in (found, met) and "max-age" not in control and "<html" in body:
            wrong.append(f"{path}: {found} {met} {control}")
        if "naam-van-wie" in body or (path == "/mijn/profiel/" and (FIRST not in body or FIRST in other)):
            wrong.append(f"{path}: one sees the other")
        kept += "no-store" in control
        todo += [link for link in re.findall(r'href="(/[^"#?]*)"', body) if not link.startswith("/static")]
    assert wrong == []
    assert (len(seen) > 20, kept > 15) == (True, True)
    disk = b"".join(path.read_bytes() for path in (tmp_path / "bewaard").rglob("*") if path.is_file())
    secrets = [FIRST, SECOND, settings.SESSION_COOKIE_NAME, *cookies.values(), *others.values()]
    assert [secret for secret in secrets if secret.encode() in disk] == []
