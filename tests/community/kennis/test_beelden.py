"""Pictures and documents of the website: to who may read a page that shows them, and by no other way (rule 2)."""

import io
import re
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex, UploadedFile

from community.models import KennisPage, Rol
from tests.community.kennis.test_publiceren import a_redacteur, browser_of
from tests.community.leergroepen.files import pdf
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.paginas import a_kennispagina
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db

PLACE = "Kavelweg 9, Verzonnenburg"


def photo(*, kind: str = "JPEG", size: tuple[int, int] = (1000, 500)) -> bytes:
    """Return a photo of a telephone: it says where it was made."""
    picture, target = Image.new("RGB", size, "#385"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = PLACE
    picture.save(target, kind, exif=exif)
    return target.getvalue()


@pytest.fixture
def picture() -> Any:
    content = ContentFile(photo(), name="sloot.jpg")
    return get_image_model().objects.create(title="Sloot", file=content)


@pytest.fixture
def paper() -> Any:
    content = ContentFile(b"%PDF-1.4 proef", name="handreiking.pdf")
    return get_document_model().objects.create(title="Handreiking", file=content)


def shown_on(picture: Any, paper: Any, **fields: Any) -> KennisPage:
    page = a_kennispagina("Pagina", **fields)
    page.inhoud = [
        {"type": "afbeelding", "value": {"afbeelding": picture.pk, "alt": "Een sloot.", "bron": "de maker"}},
        {"type": "document", "value": paper.pk},
    ]
    page.save()
    ReferenceIndex.create_or_update_for_object(page)
    return page


def paths(picture: Any, paper: Any) -> list[str]:
    return [f"/beeld/{picture.pk}/midden/", f"/documenten/{paper.pk}/{paper.filename}"]


def outcomes(client: Client, picture: Any, paper: Any) -> set[int]:
    return {client.get(path).status_code for path in paths(picture, paper)}


def test_a_public_page_shows_its_picture_and_gives_its_document(picture: Any, paper: Any) -> None:
    shown_on(picture, paper)
    page = Client().get("/kennis/handreikingen/pagina/").content.decode()
    first, second = paths(picture, paper)
    assert f'src="{first}"' in page
    assert 'alt="Een sloot."' in page
    assert 'width="960" height="480"' in page
    assert f'href="{second}"' in page
    shown, given = Client().get(first), Client().get(second)
    assert (shown.headers["Content-Type"], shown.headers["Cache-Control"]) == ("image/webp", "public, no-cache")
    assert Image.open(io.BytesIO(shown.content)).width == 960
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert (given.headers["Content-Security-Policy"], given.headers["X-Content-Type-Options"]) == (
        "default-src 'none'; sandbox", "nosniff",
    )  # fmt: skip


def test_a_browser_that_has_it_asks_again_and_gets_it_once(picture: Any, paper: Any) -> None:
    page = shown_on(picture, paper)
    for path in paths(picture, paper):
        tag = Client().get(path).headers["ETag"]
        assert Client().get(path, headers={"If-None-Match": tag}).status_code == 304
        KennisPage.objects.filter(pk=page.pk).update(live=False)
        assert Client().get(path, headers={"If-None-Match": tag}).status_code == 404
        KennisPage.objects.filter(pk=page.pk).update(live=True)


def test_what_stands_on_a_page_for_members_is_for_members(picture: Any, paper: Any) -> None:
    shown_on(picture, paper, is_for_leden=True)
    member = browser_of(UserFactory())
    assert (outcomes(Client(), picture, paper), outcomes(member, picture, paper)) == ({404}, {200})
    for path in paths(picture, paper):
        assert member.get(path).headers["Cache-Control"] == "private, no-store"
        never = re.sub(r"/\d+/", "/999999/", path)
        assert Client().get(path).content == Client().get(never).content


def test_a_draft_and_a_page_that_was_withdrawn_show_nothing(picture: Any, paper: Any) -> None:
    member, editor = browser_of(UserFactory()), browser_of(a_redacteur())
    page = shown_on(picture, paper, live=False)
    assert (outcomes(member, picture, paper), outcomes(editor, picture, paper)) == ({404}, {200})
    page.save_revision().publish()
    assert outcomes(Client(), picture, paper) == {200}
    KennisPage.objects.get(pk=page.pk).unpublish()
    assert outcomes(Client(), picture, paper) == {404}


def test_what_no_page_shows_is_there_for_redacteuren_alone(picture: Any, paper: Any) -> None:
    assert outcomes(Client(), picture, paper) == {404}
    assert outcomes(browser_of(a_redacteur()), picture, paper) == {200}


@pytest.mark.parametrize("maat", ["enorm", "width-4000", "original", "0"])
def test_there_are_a_few_sizes_and_no_others(picture: Any, paper: Any, maat: str) -> None:
    shown_on(picture, paper)
    assert Client().get(f"/beeld/{picture.pk}/{maat}/").status_code == 404
    assert Client().get(f"/documenten/{paper.pk}/anders.pdf").status_code == 404


def test_a_file_that_is_gone_is_not_found(picture: Any, paper: Any) -> None:
    shown_on(picture, paper)
    for row in (picture, paper):
        default_storage.delete(row.file.name)
    assert outcomes(Client(), picture, paper) == {404}


def test_nothing_is_given_by_the_name_it_is_kept_under(picture: Any, paper: Any) -> None:
    shown_on(picture, paper)
    coordinator = with_second_factor(UserFactory())
    RoltoekenningFactory(user=coordinator, rol=Rol.COORDINATOR)
    for row in (picture, paper):
        assert Client().get(f"/media/{row.file.name}").status_code == 404
        inside = f"/beheer/bestanden/{row.file.name}"
        assert Client().get(inside).status_code == 302
        assert {browser_of(person).get(inside).status_code for person in (UserFactory(), coordinator)} == {404}
        assert browser_of(a_redacteur()).get(inside).status_code == 200
    editor = browser_of(a_redacteur())
    for name in ("../../etc/passwd", "original_images/", "x", "original_images/%00"):
        assert editor.get(f"/beheer/bestanden/{name}").status_code == 404


# --- adding them ----------------------------------------------------------------------------------------------------


def added(client: Client, kind: str, name: str, content: bytes) -> str:
    """Send a file as a redacteur does, and return the page that answers."""
    sent = {"title": "Titel", "file": SimpleUploadedFile(name, content), "collection": "1"}
    page = client.post(f"/beheer/{kind}/chooser/create/", {f"{PREFIX[kind]}-{key}": sent[key] for key in sent})
    return page.content.decode()


PREFIX = {"images": "image-chooser-upload", "documents": "document-chooser-upload"}


def test_a_picture_is_drawn_anew() -> None:
    added(browser_of(a_redacteur()), "images", "sloot.jpg", photo())
    kept = get_image_model().objects.get()
    with kept.file.open("rb") as file:
        content = file.read()
    assert PLACE.encode() not in content
    assert (kept.width, kept.height, kept.file_size) == (1000, 500, len(content))


@pytest.mark.parametrize(("name", "content"), [
    ("tekening.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
    ("foto.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), ("foto.png", b"GIF89a" + b"\0" * 20),
    ("foto.jpg", b""), ("foto.jpg", photo(kind="PNG")), ("a.php", photo()), ("foto.jpg", photo()[:400]),
])  # fmt: skip
def test_what_is_no_picture_is_refused_in_words(name: str, content: bytes) -> None:
    page = added(browser_of(a_redacteur()), "images", name, content)
    assert not get_image_model().objects.exists()
    assert "error-message" in page


@pytest.mark.parametrize(("name", "content"), [
    ("x.pdf", b"<html><script>1</script>"), ("x.html", b"<html>"), ("x.docx", b"PK\x03\x04 nee"), ("x.pdf", photo()),
    ("x.pdf", b"%PDF-1.4 /JavaScript (app.alert(1)) /OpenAction"), ("x.txt", b"tekst"), ("x.jpg", photo()),
])  # fmt: skip
def test_what_is_no_document_is_refused_in_words(name: str, content: bytes) -> None:
    page = added(browser_of(a_redacteur()), "documents", name, content)
    assert not get_document_model().objects.exists()
    assert "error-message" in page


def test_a_document_is_added() -> None:
    added(browser_of(a_redacteur()), "documents", "blad.pdf", pdf())
    assert get_document_model().objects.get().filename.startswith("blad")  # another test may have left one


@pytest.mark.parametrize("title", ["", "  ", "x" * 300, "Sloot"])
def test_whatever_its_title_no_file_is_kept_as_it_was_sent(title: str) -> None:
    client = browser_of(a_redacteur())
    sent = {"title": title, "files[]": SimpleUploadedFile("sloot.jpg", photo(), content_type="image/jpeg")}
    answer = client.post("/beheer/images/multiple/add/", sent, headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.json()["success"] is True
    assert not UploadedFile.objects.exists()
    kept = get_image_model().objects.get()
    with kept.file.open("rb") as file:
        assert PLACE.encode() not in file.read()
    assert 0 < len(kept.title) <= 255


def test_a_file_as_it_was_sent_does_not_become_a_picture() -> None:
    user = a_redacteur()
    kind = ContentType.objects.get_for_model(get_image_model())
    file = ContentFile(photo(), name="sloot.jpg")
    row = UploadedFile.objects.create(uploaded_by_user=user, file=file, for_content_type=kind)
    path = f"/beheer/images/multiple/create_from_uploaded_image/{row.pk}/"
    assert browser_of(user).post(path, {f"uploaded-image-{row.pk}-title": "Sloot"}).status_code == 404
    assert not get_image_model().objects.exists()
