"""The pdf of a praktijkboek: asked, made, fetched with a log; nothing for who lost the right meanwhile (PLT-06, T8)."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta

import pypdf
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from casussen.actions.opnamen import take_back
from casussen.actions.praktijkboek_einde import live
from casussen.models import Inzage, InzageVia, Opname, Praktijkboek
from community.actions.werkgang import work_off
from community.confidential import confidential
from community.models import Bericht, DataKey, User, Werk, WerkStatus, Werkuitkomst
from tests.factories import UserFactory
from tests.factories.casussen import CANARY
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import DESTROYS, a_praktijkboek, an_opname, in_boek

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def boek() -> Praktijkboek:
    """A praktijkboek with two casussen."""
    made = a_praktijkboek()
    an_opname(made, werktitel='Beekdal met #read("/etc/passwd") en $x$')
    an_opname(made, werktitel="Polder")
    return made


@pytest.fixture
def reader(boek: Praktijkboek) -> User:
    """Somebody who takes part and handed in nothing."""
    person: User = UserFactory()
    in_boek(boek, person)
    return person


def ask(client: Client, boek: Praktijkboek) -> Werk:
    """Ask for the pdf as the button does."""
    client.post(reverse("praktijkboek-afdrukken", args=[boek.code]))
    return Werk.objects.latest("asked_at")


def work() -> int:
    """Do what waits."""
    return work_off(lambda: NOW, lambda: False)


def fetch(client: Client, werk: Werk) -> tuple[int, bytes]:
    """Return status and bytes of the download."""
    answer = client.get(reverse("werk-ophalen", args=[werk.pk]))
    return answer.status_code, (b"".join(answer.streaming_content) if answer.streaming else answer.content)


def test_from_asking_to_the_bytes(client: Client, boek: Praktijkboek, reader: User) -> None:
    client.force_login(reader)
    page = client.get(reverse("praktijkboek-afdrukken", args=[boek.code]))
    assert "Eén pdf met 2 casussen" in page.content.decode()
    werk = ask(client, boek)
    here = reverse("werk", args=[werk.pk])
    assert "Je mag dit scherm sluiten. Je krijgt een melding." in client.get(here).content.decode()
    assert work() == 1
    werk.refresh_from_db()
    assert (werk.status, werk.done_steps, werk.all_steps) == (WerkStatus.KLAAR, 3, 3)
    assert reverse("werk-ophalen", args=[werk.pk]) in client.get(here).content.decode()
    answer = client.get(reverse("werk-ophalen", args=[werk.pk]))
    content = b"".join(answer.streaming_content)
    assert {name: answer.headers[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control",
            "X-Content-Type-Options", "Content-Length")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="praktijkboek-2027-01-18.pdf"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Length": str(len(content)),
    }  # fmt: skip
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    for number, text in enumerate(pages, 1):
        assert f"{reader.naam} · 18 januari 2027" in text
        assert "Vertrouwelijk" in text
        assert f"Pagina {number} van {len(pages)}" in text
    whole = "".join(pages)
    assert '#read("/etc/passwd")' in whole
    assert whole.index("Beekdal met") < whole.index("Polder")
    assert CANARY in whole


def test_each_casus_of_another_is_logged_before_the_bytes(client: Client, boek: Praktijkboek) -> None:
    author = in_boek(boek).user
    an_opname(boek, author)
    client.force_login(author)
    werk = ask(client, boek)
    work()
    with confidential():
        assert Inzage.objects.filter(via=InzageVia.PDF).count() == 0
    client.head(reverse("werk-ophalen", args=[werk.pk]))
    assert fetch(client, werk)[0] == 200
    with confidential():
        rows = Inzage.objects.filter(via=InzageVia.PDF)
        assert {row.reader_id for row in rows} == {author.pk}
        others = Opname.objects.exclude(author=author).values_list("pk", flat=True)
        assert {row.opname_id for row in rows} == set(others)
        assert rows.count() == 2


def test_without_the_log_there_are_no_bytes(
    client: Client, boek: Praktijkboek, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(reader)
    werk = ask(client, boek)
    work()

    def refuse(*_given: object, **_named: object) -> None:
        raise OSError

    monkeypatch.setattr("community.confidential.ConfidentialQuerySet.bulk_create", refuse)
    client.raise_request_exception = False
    status, content = fetch(client, werk)
    assert status == 500
    assert b"%PDF" not in content


def test_asking_twice_gives_one(client: Client, boek: Praktijkboek, reader: User) -> None:
    client.force_login(reader)
    assert ask(client, boek).pk == ask(client, boek).pk
    assert Werk.objects.count() == 1


@pytest.mark.parametrize("moment", ["before the work", "after the work"])
def test_who_is_removed_meanwhile_gets_nothing(client: Client, boek: Praktijkboek, reader: User, moment: str) -> None:
    client.force_login(reader)
    werk = ask(client, boek)
    if moment == "after the work":
        work()
    reader.lidmaatschappen.update(until_at=NOW)
    if moment == "before the work":
        work()
        werk.refresh_from_db()
        assert (werk.status, werk.failure) == (WerkStatus.MISLUKT, "GEEN_TOEGANG")
        with confidential():
            assert Werkuitkomst.objects.count() == 0
        return
    for name in ("werk", "werk-stand", "werk-ophalen"):
        assert client.get(reverse(name, args=[werk.pk])).status_code == 404
    assert client.get(reverse("praktijkboek-afdrukken", args=[boek.code])).status_code == 404
    with confidential():
        assert Inzage.objects.filter(via=InzageVia.PDF).count() == 0


def test_a_casus_that_was_taken_back_is_not_handed_out(client: Client, boek: Praktijkboek, reader: User) -> None:
    client.force_login(reader)
    werk = ask(client, boek)
    work()
    with confidential():
        opname = Opname.objects.filter(praktijkboek=boek).select_related("praktijkboek", "author").first()
        take_back(actor=opname.author, opname=opname, now=NOW)
        assert Werkuitkomst.objects.count() == 0
    status, content = fetch(client, werk)
    assert (status, content) == (302, b"")


def test_a_casus_that_was_renewed_makes_the_pdf_old(client: Client, boek: Praktijkboek, reader: User) -> None:
    client.force_login(reader)
    werk = ask(client, boek)
    work()
    with confidential():
        Opname.objects.filter(praktijkboek=boek, position=1).update(version=2)
    assert fetch(client, werk) == (302, b"")
    assert "Deze pdf klopt niet meer." in client.get(reverse("werk", args=[werk.pk])).content.decode()


def test_with_the_praktijkboek_its_pdfs_are_destroyed(client: Client, boek: Praktijkboek, reader: User) -> None:
    client.force_login(reader)
    werk = ask(client, boek)
    work()
    with confidential():
        key_id = Werkuitkomst.objects.get(werk=werk).data_key_id
        gone_at = NOW.replace(year=DESTROYS.year, month=DESTROYS.month, day=DESTROYS.day)
        live(gone_at)
        assert Werkuitkomst.objects.count() == 0
    assert DataKey.objects.get(pk=key_id).wrapped is None
    assert client.get(reverse("werk", args=[werk.pk])).status_code == 404


def test_it_is_fetched_for_one_day(client: Client, boek: Praktijkboek, reader: User) -> None:
    client.force_login(reader)
    werk = ask(client, boek)
    work()
    with time_machine.travel(NOW + timedelta(hours=24), tick=False):
        client.force_login(reader)
        assert fetch(client, werk) == (302, b"")
        assert "Deze pdf is gewist." in client.get(reverse("werk", args=[werk.pk])).content.decode()


def test_another_reader_of_the_same_praktijkboek_sees_nothing_of_it(
    client: Client, boek: Praktijkboek, reader: User
) -> None:
    client.force_login(reader)
    werk = ask(client, boek)
    work()
    other = in_boek(boek).user
    client.force_login(other)
    for name in ("werk", "werk-stand", "werk-ophalen"):
        assert client.get(reverse(name, args=[werk.pk])).status_code == 404
    assert client.post(reverse("werk-stoppen", args=[werk.pk])).status_code == 404


def test_who_must_still_agree_is_led_to_the_agreements(client: Client, boek: Praktijkboek) -> None:
    client.force_login(in_boek(boek, agreed=False).user)
    answer = client.post(reverse("praktijkboek-afdrukken", args=[boek.code]))
    assert answer.headers["Location"] == reverse("kring-afspraken", args=[boek.kring_id])
    assert Werk.objects.count() == 0


def test_the_page_asks_and_hears_nothing_new(client: Client, boek: Praktijkboek, reader: User) -> None:
    client.force_login(reader)
    werk = ask(client, boek)
    stand = reverse("werk-stand", args=[werk.pk])
    first = client.get(stand)
    assert first.status_code == 200
    assert f"{stand}?nu=wacht-0-0" in first.content.decode()
    same = client.get(f"{stand}?nu=wacht-0-0", headers={"HX-Request": "true"})
    assert (same.status_code, same.content, same.headers["Cache-Control"]) == (204, b"", "private, no-store")
    work()
    after = client.get(f"{stand}?nu=wacht-0-0").content.decode()
    assert "hx-get" not in after
    assert "Haal de pdf op" in after


def test_stopping_on_the_page(client: Client, boek: Praktijkboek, reader: User) -> None:
    client.force_login(reader)
    werk = ask(client, boek)
    client.post(reverse("werk-stoppen", args=[werk.pk]))
    assert work() == 0
    assert "Je hebt dit gestopt." in client.get(reverse("werk", args=[werk.pk])).content.decode()


def test_no_word_of_a_casus_stands_in_rows_logs_mail_or_page(
    client: Client, boek: Praktijkboek, reader: User, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(reader)
    with caplog.at_level(logging.DEBUG):
        werk = ask(client, boek)
        work()
    werk.refresh_from_db()
    pages = "".join(client.get(reverse(name, args=[werk.pk])).content.decode() for name in ("werk", "werk-stand"))
    pages += client.get(reverse("meldingen")).content.decode()
    told = Bericht.objects.get(kind="N160")
    spread = [json.dumps(werk.options), str(vars(werk)), str(vars(told)), caplog.text, pages, str(dict(client.session))]
    for word in (CANARY, "Beekdal", "Polder"):
        assert [place[:80] for place in spread if word in place] == []
    assert "Je pdf is klaar" in pages


def test_a_typesetter_that_fails_says_a_code(
    client: Client, boek: Praktijkboek, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from community.pdf import PdfError  # noqa: PLC0415 - beside its use

    def fail(*_given: object, **_named: object) -> bytes:
        raise PdfError("ZETTEN")

    monkeypatch.setattr("casussen.actions.afdrukken.typeset", fail)
    client.force_login(reader)
    werk = ask(client, boek)
    work()
    werk.refresh_from_db()
    assert (werk.status, werk.failure) == (WerkStatus.MISLUKT, "PDF_ZETTEN")
    assert "Het is niet gelukt de pdf te maken." in client.get(reverse("werk", args=[werk.pk])).content.decode()


def test_the_pages_ask_the_database_the_same_for_any_number(
    client: Client, reader: User, boek: Praktijkboek, django_assert_num_queries: Callable[..., object]
) -> None:
    client.force_login(reader)
    werk = ask(client, boek)
    work()
    with django_assert_num_queries(10):
        client.get(reverse("werk", args=[werk.pk]))
    for _ in range(6):
        an_opname(boek)
    with django_assert_num_queries(10):
        client.get(reverse("werk", args=[werk.pk]))
