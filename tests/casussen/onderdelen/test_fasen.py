"""The five phases, the current one, products, and files."""

from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from casussen.models import Casus, Casusbestand, DelingRol, Fase, Inzage, Product
from tests.casussen.onderdelen.browsing import WRONG_ID, browser, get, post, text_of
from tests.factories import UserFactory
from tests.factories.casussen import CANARY, a_casus, a_deling

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
WORDS = f"Plan voor de {CANARY}.\n".encode()


def choose(casus: Casus, was: str, fase: str, reason: str = "", **more: Any) -> Any:
    return post(casus, "fasen/huidige/", {"was": was, "fase": fase, "reason": reason}, **more)


def fase_of(casus: Casus) -> str:
    return str(Casus.objects.get(pk=casus.pk).format.get("fase", ""))


def add_file(casus: Casus, name: str = f"{CANARY}.txt", content: bytes = WORDS, **more: Any) -> Any:
    return post(casus, "documenten/", {"bestanden": [SimpleUploadedFile(name, content)]}, **more)


def test_choosing_a_phase_changes_the_answer_of_the_format() -> None:
    casus = a_casus()
    assert choose(casus, "", "2").status_code == 302
    assert (fase_of(casus), casus.versies.count()) == ("2", 2)
    assert choose(casus, "2", "4").status_code == 302
    assert (fase_of(casus), Fase.objects.count()) == ("4", 0)


def test_going_back_asks_why_and_the_reason_stays_with_the_phase() -> None:
    casus = a_casus(fase="4")
    page = text_of(choose(casus, "4", "2", "  "))
    assert ("Schrijf waarom je teruggaat" in page, fase_of(casus)) == (True, "4")
    assert choose(casus, "4", "2", "Een partij haakte af.").status_code == 302
    row = Fase.objects.get()
    assert (fase_of(casus), row.number, row.stand["reason"], row.stand["status"]) == (
        "2", 2, "Een partij haakte af.", "BEZIG",
    )  # fmt: skip
    assert "Een partij haakte af." in text_of(get(casus, "fasen/"))


def test_who_chooses_from_an_old_page_sees_what_another_chose() -> None:
    casus = a_casus(fase="3")
    page = text_of(choose(casus, "1", "2"))
    assert ("Bekijk beide versies" in page, 'name="was" value="3"' in page, fase_of(casus)) == (True, True, "3")


@pytest.mark.parametrize(("was", "fase"), [("", "6"), ("", "0"), ("", ""), ("", "2\x00"), ("x" * 999, "2"), ("", "-1")])
def test_a_phase_that_is_none_is_refused(was: str, fase: str) -> None:
    casus = a_casus()
    assert (choose(casus, was, fase).status_code, fase_of(casus)) == (200, "")


def test_a_reader_and_a_stranger_choose_no_phase() -> None:
    casus, reader = a_casus(fase="2"), UserFactory()
    a_deling(casus, user=reader)
    assert [choose(casus, "2", "3", by=one).status_code for one in (reader, UserFactory())] == [404, 404]
    assert (fase_of(casus), get(casus, "fasen/", by=reader).status_code) == ("2", 200)


@pytest.mark.parametrize("number", ["0", "6", "99", "x"])
def test_a_phase_that_does_not_exist_has_no_page(number: str) -> None:
    assert get(a_casus(), f"fasen/{number}/").status_code == 404


def test_a_phase_has_a_status_and_days() -> None:
    casus = a_casus(fase="2")
    given = {"status": "KLAAR", "begins": "1-2-2026", "ends": "9 februari 2027", "version": "0"}
    assert post(casus, "fasen/1/", given).status_code == 302
    assert Fase.objects.get().stand == {"status": "KLAAR", "from": "2026-02-01", "until": "2027-02-09", "reason": ""}
    assert "9 februari 2027" in text_of(get(casus, "fasen/"))
    stale = text_of(post(casus, "fasen/1/", {**given, "status": "BEZIG"}))
    assert ("Bekijk beide versies" in stale, Fase.objects.get().stand["status"]) == (True, "KLAAR")
    assert post(casus, "fasen/1/", {**given, "status": "BEZIG", "version": "1"}).status_code == 302


@pytest.mark.parametrize(("field", "given"), [("ends", "1-1-2020"), ("begins", "31-2-2027"), ("status", "FEEST")])
def test_a_phase_that_ends_before_it_begins_or_never_is_refused(field: str, given: str) -> None:
    casus = a_casus()
    right = {"status": "KLAAR", "begins": "1-2-2026", "ends": "1-3-2026", "version": "0"}
    answer = post(casus, "fasen/1/", right | {field: given})
    assert (answer.status_code, Fase.objects.count()) == (200, 0)


def test_a_product_has_a_status_and_a_document() -> None:
    casus = a_casus()
    add_file(casus)
    file = Casusbestand.objects.get()
    given = {"status": "CONCEPT", "note": "Ligt bij de raad.", "bestand": str(file.pk), "version": "0"}
    assert post(casus, "fasen/producten/masterplan/", given).status_code == 302
    row = Product.objects.get()
    assert (row.kind, row.fase_number, row.bestand_id) == ("MASTERPLAN", 3, file.pk)
    assert f"{CANARY}.txt" in text_of(get(casus, "fasen/"))
    assert get(casus, "fasen/producten/toverplan/").status_code == 404
    post(casus, f"documenten/{file.pk}/verwijderen/")
    row.refresh_from_db()
    assert (row.bestand_id, row.note) == (None, "Ligt bij de raad.")


@pytest.mark.parametrize("bestand", [WRONG_ID, "x", "1 OR 1=1"])
def test_a_document_of_nobody_is_no_product(bestand: str) -> None:
    answer = post(a_casus(), "fasen/producten/masterplan/", {"bestand": bestand, "version": "0"})
    assert (answer.status_code, Product.objects.count()) == (200, 0)


def test_a_document_of_another_casus_is_no_product() -> None:
    owner = UserFactory()
    mine, other = a_casus(owner), a_casus(owner)
    add_file(other)
    given = {"bestand": str(Casusbestand.objects.get().pk), "version": "0"}
    assert (post(mine, "fasen/producten/masterplan/", given).status_code, Product.objects.count()) == (200, 0)


def test_a_file_is_sealed_and_given_to_be_saved_only() -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader)
    assert add_file(casus).status_code == 302
    row = Casusbestand.objects.get()
    assert (row.name, row.kind, row.size) == (f"{CANARY}.txt", "TXT", len(WORDS))
    answer = get(casus, f"documenten/{row.pk}/", by=reader)
    assert b"".join(answer.streaming_content) == WORDS
    headers = ("Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control")
    assert [answer.headers[name] for name in headers] == [
        f'attachment; filename="{casus.code}-document-1.txt"', "default-src 'none'; sandbox", "nosniff",
        "private, no-store",
    ]  # fmt: skip
    assert [(one.reader_id, one.part) for one in Inzage.objects.all()] == [(reader.pk, "bestanden")]
    stored = [path for folder in storages["private"].listdir("kluis")[0]
              for path in storages["private"].listdir(f"kluis/{folder}")[1]]  # fmt: skip
    assert [CANARY in path for path in stored] == [False] * len(stored)


def test_a_file_of_another_casus_or_for_nobody_is_a_404() -> None:
    owner = UserFactory()
    mine, hers = a_casus(owner), a_casus()
    add_file(hers)
    row = Casusbestand.objects.get()
    ends = [f"documenten/{row.pk}/", f"documenten/{WRONG_ID}/", f"documenten/{row.pk}/verwijderen/"]
    assert [get(mine, end).status_code for end in ends] == [404] * 3
    assert [get(hers, end, by=owner).status_code for end in ends] == [404] * 3


def test_a_removed_file_leaves_the_disk(django_capture_on_commit_callbacks: Any) -> None:
    casus = a_casus()
    add_file(casus)
    row = Casusbestand.objects.get()
    content = row.content
    with django_capture_on_commit_callbacks(execute=True):
        assert post(casus, f"documenten/{row.pk}/verwijderen/").status_code == 302
    assert Casusbestand.objects.count() == 0
    assert not storages["private"].exists(content._name)


def test_a_file_that_is_gone_from_the_disk_gives_no_byte() -> None:
    casus = a_casus()
    add_file(casus)
    row = Casusbestand.objects.get()
    row.content.remove()
    assert get(casus, f"documenten/{row.pk}/").status_code == 503


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.txt", b""), ("plan.exe", b"MZ"), ("plan.pdf", b"<html>"), ("plan.txt", b"<script>alert(1)</script>"),
        ("plan.png", b"GIF89a"), ("plan.svg", b"<svg/>"), ("groot.txt", b"a" * (10 * 1024 * 1024 + 1)),
    ],
)  # fmt: skip
def test_a_file_that_lies_or_is_too_large_is_refused(name: str, content: bytes) -> None:
    casus = a_casus()
    assert (add_file(casus, name, content).status_code, Casusbestand.objects.count()) == (200, 0)


def test_without_a_file_or_with_thirty_there_is_a_sentence() -> None:
    casus = a_casus()
    assert "Kies een bestand." in text_of(post(casus, "documenten/", {}))
    for _time in range(6):
        files = [SimpleUploadedFile(f"{number}.txt", b"Tekst.") for number in range(5)]
        post(casus, "documenten/", {"bestanden": files})
    assert (Casusbestand.objects.count(), "hooguit 30" in text_of(add_file(casus))) == (30, True)


def test_who_reads_adds_and_removes_no_file_a_mede_eigenaar_does() -> None:
    casus, reader, writer = a_casus(), UserFactory(), UserFactory()
    a_deling(casus, user=reader)
    a_deling(casus, user=writer, role=DelingRol.MEDE_EIGENAAR)
    assert [add_file(casus, by=one).status_code for one in (reader, writer)] == [404, 302]
    row = Casusbestand.objects.get()
    ends = [browser(one).post(f"/casussen/{casus.code}/documenten/{row.pk}/verwijderen/").status_code
            for one in (reader, writer)]  # fmt: skip
    assert ends == [404, 302]
