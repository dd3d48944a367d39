"""The pages that only the demo has: becoming somebody and reading her mail."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from community import clock
from community.models import Rol, User
from deploy.demo.letters import linked, newest
from deploy.demo.mailbox import MailboxBackend
from deploy.demo.personas import PERSONAS, demo_email
from tests.factories import OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent
ROLES = {"trainer": Rol.TRAINER, "coordinator": Rol.COORDINATOR, "partnercontact": Rol.PARTNERCONTACT,
         "redacteur": Rol.REDACTEUR, "beheerder": Rol.BEHEERDER}  # fmt: skip


@pytest.fixture(autouse=True)
def _places(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Give each test its own mailbox and clock."""
    settings.MAILBOX, settings.CLOCK_FILE = tmp_path / "post", str(tmp_path / "klok.json")
    yield
    clock.reset()


def give_account(code: str) -> User:
    persona = next(each for each in PERSONAS if each.code == code)
    user: User = UserFactory(email=persona.email, voornaam=persona.voornaam)
    if code in ROLES:
        organisatie = OrganisatieFactory() if code == "partnercontact" else None
        RoltoekenningFactory(user=user, rol=ROLES[code], organisatie=organisatie)
    return user


def send(subject: str = "Morgen: bijeenkomst", to: str = "noor@voorbeeld.example", **parts: Any) -> None:
    mail = EmailMultiAlternatives(subject, parts.get("text", "Hallo Noor,"), "post@regiekamer.example", [to])
    if "html" in parts:
        mail.attach_alternative(parts["html"], "text/html")
    if "file" in parts:
        mail.attach("afspraak.ics", parts["file"], "text/calendar")
    MailboxBackend().send_messages([mail])


# --- becoming somebody ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [persona.code for persona in PERSONAS])
def test_one_click_logs_in_as_each_role(client: Client, code: str) -> None:
    user = give_account(code)
    assert f'action="/demo/inloggen/{code}/"' in client.get("/demo/").content.decode()
    answer = client.post(f"/demo/inloggen/{code}/")
    assert answer.headers["Location"] == "/mijn/"
    assert client.get("/mijn/").context["user"].pk == user.pk
    assert Authenticator.objects.filter(user=user).count() == (1 if code in ROLES else 0)


def test_the_cockpit_opens_behind_the_button(client: Client) -> None:
    give_account("coordinator")
    client.post("/demo/inloggen/coordinator/")
    assert client.get("/coordinatie/").status_code == 200


def test_a_second_click_keeps_the_second_factor_of_the_first(client: Client) -> None:
    user = give_account("beheerder")
    for _ in range(2):
        client.post("/demo/inloggen/beheerder/")
    assert Authenticator.objects.filter(user=user).count() == 1


def test_becoming_somebody_else_ends_the_session_before(client: Client) -> None:
    give_account("coordinator")
    give_account("lid")
    client.post("/demo/inloggen/coordinator/")
    first = client.session.session_key
    client.post("/demo/inloggen/lid/")
    assert client.session.session_key != first
    assert client.get("/coordinatie/").status_code == 404


def test_without_demo_data_the_page_says_what_to_do(client: Client) -> None:
    page = client.get("/demo/").content.decode()
    assert "De demogegevens zijn nog niet geladen." in page
    assert "Word Noor" not in page
    answer = client.post("/demo/inloggen/lid/", follow=True)
    assert "Deze persoon is er nog niet." in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("code", ["bestaat-niet", "lid2", "LID"])
def test_an_unknown_role_does_not_exist(client: Client, code: str) -> None:
    assert client.post(f"/demo/inloggen/{code}/").status_code == 404


def test_looking_at_a_button_logs_nobody_in(client: Client) -> None:
    give_account("lid")
    for call in (client.get, client.head):
        assert call("/demo/inloggen/lid/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/demo/inloggen/lid/").status_code == 403
    assert "_auth_user_id" not in client.session


def test_every_role_has_an_address_of_its_own() -> None:
    assert len({persona.email for persona in PERSONAS}) == len(PERSONAS) == 10
    assert demo_email("Zeynep Koç") == "zeynep.koc@regiekamer.example"


# --- the mailbox ---------------------------------------------------------------------------------------------------


def test_an_empty_mailbox_says_so(client: Client) -> None:
    assert "Er is nog geen mail." in client.get("/demo/mail/").content.decode()


def test_the_newest_mail_comes_first_and_can_be_filtered(client: Client, settings: Any) -> None:
    for number, to in enumerate(("noor@voorbeeld.example", "joris@voorbeeld.example", "noor@voorbeeld.example")):
        send(f"Mail {number}", to)
        file = next(path for path in settings.MAILBOX.glob("*.eml") if f"Mail {number}" in path.read_text())
        os.utime(file, (number, number))
    assert subjects(client) == ["Mail 2", "Mail 1", "Mail 0"]
    assert subjects(client, "?aan=NOOR@voorbeeld.example") == ["Mail 2", "Mail 0"]
    assert subjects(client, "?aan=%00") == []
    assert subjects(client, "?page=zomaar") == ["Mail 2", "Mail 1", "Mail 0"]


def test_fifty_mails_stand_on_a_page(client: Client) -> None:
    for number in range(51):
        send(f"Mail {number}")
    assert [len(subjects(client, query)) for query in ("", "?page=2")] == [50, 1]


def test_a_mail_shows_its_text_source_and_attachments(client: Client, settings: Any) -> None:
    send("Dinsdag: €5 & <b>", text="Hallo Noor,\n\nKom je?", html="<p onclick='x()'>Hallo</p><script>alert(1)</script>",
         file="BEGIN:VCALENDAR")  # fmt: skip
    page = opened(client, settings)
    for words in ("Dinsdag: €5 &amp; &lt;b&gt;", "Hallo Noor,<br><br>Kom je?", "afspraak.ics", "15 bytes",
                  "&lt;script&gt;alert(1)&lt;/script&gt;", "noor@voorbeeld.example"):  # fmt: skip
        assert words in page
    assert "<script>alert" not in page


def test_only_links_into_this_site_can_be_clicked(client: Client, settings: Any) -> None:
    settings.SITE_ROOT = "http://localhost:8000"
    send(text="Ga naar http://localhost:8000/agenda/k7m2x9qd/?a=1&b=2.\nOf http://localhost:8000.kwaad.example/ of "
              "http://localhost:8000//kwaad.example/ of javascript:alert(1) of https://elders.example/.")  # fmt: skip
    page = opened(client, settings).split('<h2 class="vh">Tekst</h2>')[1].split("</section>")[0]
    links = [part.split('"')[0] for part in page.split('<a href="')[1:]]
    assert links == ["/agenda/k7m2x9qd/?a=1&amp;b=2", "/kwaad.example/"]


@pytest.mark.parametrize("name", ["bestaat-niet", "0" * 32, "..", "%2e%2e%2fklok", "a" * 31, "G" * 32])
def test_a_mail_that_is_not_there_does_not_exist(client: Client, name: str) -> None:
    assert client.get(f"/demo/mail/{name}/").status_code == 404


def test_other_files_beside_the_mails_are_not_shown(settings: Any) -> None:
    settings.MAILBOX.mkdir()
    (settings.MAILBOX / "geheim.eml").write_text("Subject: x\n\n")
    (settings.MAILBOX / f"{'a' * 32}.new").write_text("Subject: x\n\n")
    assert newest(settings.MAILBOX) == []


def test_a_mail_that_was_damaged_still_opens(client: Client, settings: Any) -> None:
    settings.MAILBOX.mkdir()
    (settings.MAILBOX / f"{'b' * 32}.eml").write_bytes(b"\xff\xfe\x00Date: gisteren\nnonsense")
    assert client.get("/demo/mail/").status_code == 200
    assert client.get(f"/demo/mail/{'b' * 32}/").status_code == 200


def test_a_text_is_cut_into_links_and_words_without_losing_any() -> None:
    text = "Zie http://a.example/x/ en http://b.example/."
    pieces = list(linked(text, "http://a.example"))
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.url for piece in pieces] == ["", "/x/", ""]


# --- not in production ---------------------------------------------------------------------------------------------


def test_production_has_no_demo(tmp_path: Path) -> None:
    """Under production settings the addresses do not exist and the clock does not move."""
    ask = (
        "import django; django.setup()\n"
        "from django.conf import settings; from django.urls import resolve, Resolver404; from community import clock\n"
        "found = [p for p in ('/demo/', '/demo/mail/', '/demo/klok/', '/demo/inloggen/lid/', '/demo/componenten/')\n"
        "         if resolve(p).func.__module__.startswith('deploy')]\n"
        "from datetime import datetime, UTC\n"
        "try: clock.move_to(datetime(2030, 1, 1, tzinfo=UTC)); found.append('clock')\n"
        "except RuntimeError: pass\n"
        "print(settings.IS_DEMO, found)"
    )
    folders = {name: str(tmp_path / name) for name in ("MEDIA_ROOT", "STATIC_ROOT", "PRIVATE_ROOT")}
    given = {
        "DJANGO_SETTINGS_MODULE": "deploy.settings.production", "SECRET_KEY": "0123456789" * 5,
        "LINK_KEY": "9876543210" * 4,
        "ALLOWED_HOSTS": "regiekamer.example",
        "SITE_ROOT": "https://regiekamer.example", "DATABASE_URL": "postgres://x@127.0.0.1:1/x",
        "SLEUTELS_DATABASE_URL": "postgres://y@127.0.0.1:1/y",
        "REDIS_URL": "redis://127.0.0.1:1/0", "EMAIL_HOST": "mail.regiekamer.example",
        "DEFAULT_FROM_EMAIL": "post@regiekamer.example", "REPLY_TO": "hart@regiekamer.example",
        "SECURITY_CONTACT": "mailto:veilig@regiekamer.example",
    }  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, env={**os.environ, **given, **folders}, capture_output=True, text=True,
    )  # fmt: skip
    assert (run.stdout.strip(), run.returncode) == ("False []", 0), run.stderr[-2000:]


def test_the_demo_pages_are_for_everyone_in_the_demo(client: Client) -> None:
    own = browser_of(UserFactory())
    for path in ("/demo/", "/demo/mail/", "/demo/klok/", "/demo/componenten/"):
        assert (client.get(path).status_code, own.get(path).status_code) == (200, 200)


def subjects(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"/demo/mail/{query}")
    assert answer.status_code == 200
    return [letter.subject for letter in answer.context["letters"]]


def opened(client: Client, settings: Any) -> str:
    file = next(settings.MAILBOX.glob("*.eml"))
    page: str = client.get(f"/demo/mail/{file.stem}/").content.decode()
    return page
