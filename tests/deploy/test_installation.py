"""Production for real: the commands of the units with the settings of deploy/, behind the connection pool, on two hosts
that share nothing but the databases, the broker, the store and the mail server.

One installation for all tests of this file, in the order they stand: its start costs seconds. `make test` runs both
hosts on the loopback; `make proof` (proof/twee_hosts.py) in two networks, from two checkouts, and takes one away.
"""

import json
import re
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest

from tests.deploy import networks
from tests.deploy.installation import LOOPBACK, Host, Installation, installation, pgbouncer
from tests.deploy.s3_server import PRIVATE, PUBLIC, objects
from tests.deploy.steps import a_photo, asked, is_fetched, is_so_within, press, settled
from tests.deploy.visitor import Visitor
from tests.in_full import IS_FULL, tell

PEOPLE = 12 if IS_FULL else 4
LAST = 4  # who are owed a mail at the moment that a host goes
TRIES, ALLOWED = 14, 10
POISONED = (
    "X-Forwarded-Host", "X-Forwarded-Server", "X-Host", "X-Original-Host", "X-Forwarded-Port", "X-Rewrite-Url",
    "X-Original-Url", "Forwarded", "X-Http-Host-Override", "True-Client-Ip", "X-Forwarded-Prefix", "X-Script-Name",
)  # fmt: skip
TOO_OFTEN = "te vaak een verkeerd wachtwoord"
PDF_SECONDS = MAIL_SECONDS = 240.0

pytestmark = [
    pytest.mark.skipif(not pgbouncer(), reason="no pgbouncer here; tests/debian.sh installs it"),
    pytest.mark.timeout(1800),
    pytest.mark.xdist_group("installation"),
]


@pytest.fixture(scope="module")
def here(django_db_setup: None) -> Iterator[Installation]:
    """What the hosts share."""
    with ExitStack() as stack:
        if IS_FULL:
            stack.enter_context(networks.networks())
        yield stack.enter_context(installation(address=networks.SHARED if IS_FULL else LOOPBACK))


@pytest.fixture(scope="module")
def stored(here: Installation) -> dict[str, Any]:
    """Who and what is in it."""
    found: dict[str, Any] = json.loads(here.run("-m", "tests.deploy.filling", str(PEOPLE)))
    return found


@pytest.fixture(scope="module")
def hosts(here: Installation, stored: dict[str, Any]) -> tuple[Host, Host]:
    """Two hosts; the clock runs on the second."""
    made = tuple(a_host(here, name) for name in networks.PLACES)
    made[0].start("web", "post", "werk")
    made[1].start("web", "post", "werk", "klok")
    return made[0], made[1]


def a_host(here: Installation, name: str) -> Host:
    """Return a host: in `make proof` in a network, from a checkout and with secrets of its own."""
    if not IS_FULL:
        return Host(here, name, here.address)
    disk = here.folder / f"huis-{name}"
    checkout = networks.clone(disk / "regiekamer")
    return Host(here, name, networks.PLACES[name], checkout, networks.within(name), disk)


@pytest.fixture(scope="module")
def members(hosts: tuple[Host, Host], stored: dict[str, Any]) -> list[Visitor]:
    """Everybody, logged in: the even ones on the first host, the odd ones on the second."""
    found = []
    for number, email in enumerate(stored["emails"]):
        visitor = Visitor(f"192.0.2.{number + 1}")
        answer = visitor.log_in(hosts[number % 2].web, email, stored["password"])
        assert (answer.status, answer.location) == (302, "/mijn/"), answer.text[-3000:]
        found.append(visitor)
    return found


def test_all_parts_work_on_both(hosts: tuple[Host, Host]) -> None:
    """Database behind the pool, broker, tables, vault, clock, tasks, mail and store."""
    for host in hosts:
        is_so_within(lambda web=host.web: Visitor().ask(web, "/gezond/klaar").status == 200, 240)  # type: ignore[misc]  # bound now


@pytest.mark.parametrize(
    ("path", "status", "more"),
    [
        ("/", 200, {}), ("/inloggen/", 200, {}), ("/mijn/", 302, {}), ("/beheer/", 302, {}), ("/nergens/", 404, {}),
        ("/", 400, {"Host": "kwaad.example"}), ("/inloggen/", 403, {"X-Method": "POST"}),
        ("/inloggen/", 413, {"Content-Length": "99999999"}),
    ],
)  # fmt: skip
def test_every_answer_carries_its_headers(
    hosts: tuple[Host, Host], path: str, status: int, more: dict[str, str]
) -> None:
    """T70, in production: what is refused as well."""
    body = b"login=x" if more.pop("X-Method", "") else None
    answer = Visitor("192.0.2.201").ask(hosts[0].web, path, body, more)
    assert answer.status == status
    told = {name.lower(): value for name, value in answer.headers.items()}
    policy = told["content-security-policy"]
    for part in ("default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors"):
        assert part in policy
    assert ("unsafe" in policy) == path.startswith("/beheer/")
    assert int(re.findall(r"max-age=(\d+)", told["strict-transport-security"])[0]) >= 31_536_000
    assert (told["x-content-type-options"], told["x-frame-options"]) == ("nosniff", "DENY")
    assert (told["referrer-policy"], told["cross-origin-opener-policy"]) == ("same-origin", "same-origin")
    assert "camera=()" in told["permissions-policy"]
    assert not re.search(r"\d", told.get("server", ""))
    assert "x-powered-by" not in told


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/.venv/pyvenv.cfg", "/static/", "/static/js/", "/static/css/regiekamer.css.map",
             "/static/../deploy/settings/production.py", "/static/%2e%2e/manage.py", "/manage.py", "/media/"],
)  # fmt: skip
def test_no_file_of_ours_is_given_by_its_path(hosts: tuple[Host, Host], path: str) -> None:
    """T74."""
    answer = Visitor("192.0.2.202").ask(hosts[0].web, path)
    assert answer.status in {301, 404}
    assert not re.search(rb"sourceMappingURL|SECRET_KEY|repositoryformatversion|Index of", answer.content)


def test_static_files_bring_no_map_of_their_source_and_stay(here: Installation, hosts: tuple[Host, Host]) -> None:
    """T74: none is collected; what carries its digest in its name is kept for ever, and by everybody."""
    kept = json.loads((here.folder / "statisch" / "staticfiles.json").read_text())["paths"]
    assert [name for name in kept if name.endswith((".map", ".scss", ".ts", ".py", ".md"))] == []
    answer = Visitor("192.0.2.203").ask(hosts[1].web, f"/static/{kept['css/regiekamer.css']}")
    assert (answer.status, "immutable" in (answer.headers["Cache-Control"] or "")) == (200, True)


def test_no_header_of_a_request_changes_where_links_lead(hosts: tuple[Host, Host], stored: dict[str, Any]) -> None:
    """T55: twelve sets of headers, beside the name that the proxy passes on."""
    poison = [{name: "kwaad.example"} for name in POISONED]
    for more in poison:
        for path in ("/", "/mijn/"):
            answer = Visitor("192.0.2.204").ask(hosts[0].web, path, None, more)
            assert b"kwaad.example" not in answer.content, more
            assert "kwaad.example" not in answer.location, more


def test_who_logged_in_on_one_goes_on_on_the_other(hosts: tuple[Host, Host], members: list[Visitor]) -> None:
    for number, member in enumerate(members):
        other = hosts[(number + 1) % 2]
        answer = member.ask(other.web, "/mijn/")
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "private, no-store"
    stranger = Visitor("192.0.2.200")
    assert stranger.ask(hosts[0].web, "/mijn/").status == 302
    tell(moved_sessions=len(members))


def test_a_photo_sent_to_one_is_seen_on_the_other(
    here: Installation, hosts: tuple[Host, Host], members: list[Visitor], stored: dict[str, Any]
) -> None:
    seen = 0
    for number, member in enumerate(members[:4]):
        sent = member.send_file(hosts[number % 2].web, "/mijn/profiel/foto/", "foto", a_photo("red"))
        assert sent.status == 302, sent.text[-3000:]
        shown = members[number - 1].ask(hosts[(number + 1) % 2].web, f"/leden/{stored['codes'][number]}/foto/")
        assert (shown.status, shown.headers["Content-Type"]) == (200, "image/jpeg")
        seen += 1
    endpoint = here.environment()["S3_ENDPOINT"]
    assert len([name for name in objects(endpoint, PRIVATE) if name.startswith("fotos/")]) == seen
    assert objects(endpoint, PUBLIC) == {}
    tell(photos=seen)


def test_wrong_passwords_are_counted_over_both(hosts: tuple[Host, Host], stored: dict[str, Any]) -> None:
    """T52: of what is tried from one address in turns, ten are judged."""
    guesser = Visitor("198.51.100.7")
    answers = [
        guesser.log_in(hosts[number % 2].web, stored["emails"][0], f"mis-{number}-{secrets.token_hex(4)}").text
        for number in range(TRIES)
    ]
    judged = [TOO_OFTEN not in text for text in answers]
    tell(tries=TRIES, judged=sum(judged))
    assert judged == [True] * ALLOWED + [False] * (TRIES - ALLOWED)
    for host in hosts:
        assert guesser.log_in(host.web, stored["emails"][0], stored["password"]).status == 200, "the right one neither"


def test_a_running_session_is_one_on_both(
    hosts: tuple[Host, Host], members: list[Visitor], stored: dict[str, Any]
) -> None:
    at = f"/intervisie/sessies/{stored['sessie']}"
    leader, member = members[0], members[1]
    moves = 0
    for turn in range(6 if IS_FULL else 2):
        here, there = hosts[turn % 2], hosts[(turn + 1) % 2]
        # Her page asks what changed since it was made, which tells that she is still there and leads.
        assert leader.ask(here.web, f"{at}/stand/?na=").status == 200
        mark = settled(member, there, at)
        form = leader.ask(here.web, f"{at}/live/").text
        assert press(leader, here, at, form) in {200, 302, 303}
        after = member.ask(there.web, f"{at}/stand/?na={mark}")
        assert (after.status, f'data-revisie="{mark}"' in after.text) == (200, False)
        moves += 1
    tell(moves=moves)


def test_a_mail_leaves_once(here: Installation, hosts: tuple[Host, Host], stored: dict[str, Any]) -> None:
    """So many are owed a mail; the workers of both hosts send."""
    people = stored["emails"][:-LAST] if IS_FULL else stored["emails"]
    here.run("-m", "tests.deploy.filling", *people)
    is_so_within(lambda: set(people) <= {mail["to"] for mail in here.mails()}, MAIL_SECONDS)
    told = Counter(mail["message_id"] for mail in here.mails())
    copies = {key: times for key, times in told.items() if times > 1}
    tell(mails=told.total(), mail_copies=len(copies))
    assert copies == {}
    assert asked(here, "SELECT count(*) FROM community_zending WHERE uncertain > 0") == [(0,)]


def test_nothing_of_a_session_is_left_in_the_pool(here: Installation) -> None:
    """Locks end with their transaction, no cursor stays open, no setting stays behind for the next one."""
    left = "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE locktype = 'advisory' AND "
    assert asked(here, f"{left} a.state = 'idle'") == [(0,)]
    stuck = "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND now() - state_change > '10s'"
    assert asked(here, stuck) == [(0,)], "nobody stays in a transaction"
    here_pool = f"postgres://regiekamer@{here.address}:{here.ports['pool']}/regiekamer"
    for _each in range(8):
        with psycopg.connect(here_pool, prepare_threshold=None, autocommit=True) as line:
            settings = line.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout'), "
                                    "current_setting('pg_trgm.word_similarity_threshold', true), "
                                    "(SELECT count(*) FROM pg_prepared_statements)").fetchone()  # fmt: skip
        assert settings is not None
        assert (settings[:2], settings[3]) == (("30s", "10s"), 0)
        assert settings[2] in {None, "", "0.6"}


def test_a_role_reads_one_database_alone(here: Installation) -> None:
    for role, other in (("regiekamer", "regiekamer_sleutels"), ("regiekamer_sleutels", "regiekamer")):
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(f"postgres://{role}@/{other}?host={here.postgres.folder}")


if IS_FULL:  # minutes, and networks, which not every machine lets one make

    def test_check_deploy_has_nothing_to_say_of_a_whole_installation(here: Installation) -> None:
        """T73."""
        words = ("--deploy", "--fail-level", "DEBUG", "--database", "default", "--database", "sleutels")
        told = here.run("manage.py", "check", *words)
        assert told.strip() == "System check identified no issues (0 silenced)."

    def test_long_work_is_done_once_and_fetched_anywhere(
        here: Installation, hosts: tuple[Host, Host], members: list[Visitor], stored: dict[str, Any]
    ) -> None:
        """Each asks a pdf of one host and fetches it from the other; two workers make them, in the shared store."""
        places = []
        for number, member in enumerate(members):
            path = f"/praktijkboeken/{stored['boek']}/afdrukken/"
            answer = member.send(hosts[number % 2].web, path, "eenmalig")
            assert answer.status == 302, answer.text[-2000:]
            places.append(answer.location)
        for number, (member, place) in enumerate(zip(members, places, strict=True)):
            other = hosts[(number + 1) % 2]
            is_so_within(is_fetched(member, other, place), PDF_SECONDS)
        rows = asked(here, "SELECT status, attempts, count(*) FROM community_werk GROUP BY 1, 2")
        tell(works=len(places), work_done_again=sum(n for _status, attempts, n in rows if attempts != 1))
        assert rows == [("KLAAR", 1, len(members))]

    def test_a_host_that_is_gone_takes_nothing_along(
        here: Installation, hosts: tuple[Host, Host], members: list[Visitor], stored: dict[str, Any]
    ) -> None:
        """Some are owed a mail when a host loses its power: sessions go on, and mails leave."""
        gone, left = hosts
        assert members[0].send_file(gone.web, "/mijn/profiel/foto/", "foto", a_photo("blue")).status == 302
        here.run("-m", "tests.deploy.filling", *stored["emails"][-LAST:])
        gone.kill()
        networks.cut_off(gone.name)
        with pytest.raises(OSError, match=r".*"):
            Visitor().ask(gone.web, "/gezond/levend")
        for member in members:
            assert member.ask(left.web, "/mijn/").status == 200
        shown = members[0].ask(left.web, f"/leden/{stored['codes'][0]}/foto/")
        assert (shown.status, shown.headers["Content-Type"]) == (200, "image/jpeg")
        people = set(stored["emails"])
        is_so_within(lambda: people <= {mail["to"] for mail in here.mails()}, MAIL_SECONDS)
        lost = people - {mail["to"] for mail in here.mails()}
        errors = sum(times for member in members for status, times in member.statuses.items() if status >= 500)
        tell(owed=LAST, lost=len(lost), errors=errors, requests=sum(member.statuses.total() for member in members))
        assert (lost, errors) == (set(), 0)
