"""What comes with the product: loaded twice it is there once, and what a redacteur did stays."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.html import strip_tags

from community.blocks import without_ids
from community.management.commands.laad_kennis import FOLDER
from community.models import (
    AanbodPage,
    Aanbodsoort,
    Begrip,
    BegripStatus,
    Begripversie,
    Bron,
    InhoudPage,
    KennisPage,
    Rubriek,
    VerhaalPage,
    Zichtbaar,
)
from tests.factories import UserFactory
from tests.house_rules.test_language import FORBIDDEN, LONGEST_SENTENCE, sentences_of

pytestmark = pytest.mark.django_db

FEWEST_WORDS = 250
FEW = {"dilemmalijn", "praatkaarten", "privacy", "contact", "partners", "hulp-van-experts", "het-lege-vak"}
KINDS = ("bronnen", "begrippen", "vaste_paginas", "paginas", "aanbod", "verhalen")


def load(folder: Path = FOLDER) -> dict[str, tuple[int, int, int]]:
    """Load a folder; return what the command said: new, changed and kept of each kind."""
    out = StringIO()
    call_command("laad_kennis", str(folder), stdout=out)
    said = re.findall(r"^(\w+): (\d+) nieuw, (\d+) bijgewerkt, (\d+) gebleven\.$", out.getvalue(), re.M)
    return {name: (int(new), int(changed), int(kept)) for name, new, changed, kept in said}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what comes with the product, to change: all sources and terms, and of the pages a few."""
    for path in FOLDER.glob("*.json"):
        rows = json.loads(path.read_text())
        few = [row for row in rows if row.get("slug") in FEW]
        (tmp_path / path.name).write_text(json.dumps(few if "slug" in rows[0] else rows))
    return tmp_path


def change(folder: Path, name: str, slug: str, **fields: object) -> None:
    """Give the product another text of one page."""
    path = folder / f"{name}.json"
    rows = json.loads(path.read_text())
    next(row for row in rows if row["slug"] == slug).update(fields)
    path.write_text(json.dumps(rows))


def words_of(page: KennisPage) -> int:
    """Count what a reader reads of a page, its title and source left out."""
    values = [without_ids(block["value"]) for block in page.inhoud.get_prep_value()]
    text = " ".join([page.samenvatting, *_texts([_without_types(value) for value in values])])
    return len(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", re.sub(r"<[^>]+>", " ", text)))


def _without_types(value: object) -> object:
    """Return the parts of a list block without the word that says they are parts."""
    return [part["value"] for part in value] if isinstance(value, list) else value


def test_everything_that_was_promised_is_there_and_opens(client: Client) -> None:
    load()
    assert KennisPage.objects.live().count() >= 14
    assert {page.get_parent().specific.soort for page in KennisPage.objects.live()} == set(Rubriek)
    assert KennisPage.objects.filter(zichtbaar=Zichtbaar.LEDEN).count() >= 3
    assert set(AanbodPage.objects.live().values_list("soort", flat=True)) == set(Aanbodsoort)
    assert Begrip.objects.count() >= 40
    assert Bron.objects.exclude(maker="").count() == Bron.objects.count() >= 5
    assert VerhaalPage.objects.live().filter(verteller=None).count() >= 2
    assert InhoudPage.objects.live().filter(slug="partners").exists()
    for page in (*KennisPage.objects.filter(zichtbaar=Zichtbaar.OPENBAAR), *VerhaalPage.objects.all(),
                 *AanbodPage.objects.all(), *InhoudPage.objects.all()):  # fmt: skip
        assert client.get(page.url).status_code == 200, page.url


def test_all_content_is_what_an_editor_could_have_typed() -> None:
    load()
    for model in (KennisPage, AanbodPage, VerhaalPage, InhoudPage):
        for page in model.objects.all():
            page.full_clean()
            page.inhoud.stream_block.clean(page.inhoud)
    for row in (*Begripversie.objects.all(), *Bron.objects.all()):
        row.full_clean()
    for page in KennisPage.objects.all():
        assert words_of(page) >= FEWEST_WORDS, page.slug
        assert None not in (page.bron, page.controle_datum), page.slug
        assert page.vindplaats, page.slug


def test_terms_arrive_as_a_concept_of_nobody(folder: Path) -> None:
    load(folder)
    assert not Begripversie.objects.exclude(status=BegripStatus.CONCEPT, written_by=None, number=1).exists()
    assert not Begripversie.objects.filter(voorbeeld="").exists()
    combine = Begrip.objects.get(term="combine")
    assert {other.term for other in combine.niet_hetzelfde_als.all()} >= {"coalitie", "alliantie", "netwerk"}


def test_a_second_time_nothing_happens(folder: Path) -> None:
    first = load(folder)
    assert set(first) == set(KINDS)
    pages = list(KennisPage.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at"))
    second = load(folder)
    for name in KINDS:
        assert second[name] == (0, 0, sum(first[name])), name
    assert list(KennisPage.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at")) == pages


def test_a_page_nobody_touched_follows_the_product(folder: Path) -> None:
    load(folder)
    change(folder, "paginas", "dilemmalijn", titel="De lijn", inhoud=[{"tekst": ["Nieuw."]}])
    change(folder, "vaste_paginas", "privacy", inleiding="Zo gaan we met je gegevens om.")
    again = load(folder)
    assert (again["paginas"][1], again["vaste_paginas"][1]) == (1, 1)
    page = KennisPage.objects.get(slug="dilemmalijn")
    assert (page.title, page.revisions.count(), page.has_unpublished_changes) == ("De lijn", 1, False)
    assert "Nieuw." in str(page.inhoud)
    assert InhoudPage.objects.get(slug="privacy").inleiding == "Zo gaan we met je gegevens om."


def test_what_a_redacteur_changed_stays(folder: Path) -> None:
    load(folder)
    page = KennisPage.objects.get(slug="dilemmalijn")
    page.title = "Onze lijn"
    page.save_revision(user=UserFactory()).publish()
    change(folder, "paginas", "dilemmalijn", titel="De lijn")
    assert load(folder)["paginas"][:2] == (0, 0)
    assert KennisPage.objects.get(slug="dilemmalijn").title == "Onze lijn"


def test_a_page_withdrawn_or_at_another_address_does_not_come_back(folder: Path) -> None:
    load(folder)
    KennisPage.objects.get(slug="dilemmalijn").unpublish()
    moved = KennisPage.objects.get(slug="praatkaarten")
    moved.slug = "kaarten"
    moved.save_revision(user=UserFactory()).publish()
    change(folder, "paginas", "dilemmalijn", titel="De lijn")
    assert load(folder)["paginas"][:2] == (0, 0)
    assert not KennisPage.objects.get(slug="dilemmalijn").live
    assert not KennisPage.objects.filter(slug="praatkaarten").exists()


def test_a_concept_for_a_fixed_page_is_work_of_somebody(folder: Path) -> None:
    InhoudPage.objects.get(slug="contact").save_revision(user=UserFactory())
    before = InhoudPage.objects.get(slug="contact").inhoud.get_prep_value()
    load(folder)
    assert InhoudPage.objects.get(slug="contact").inhoud.get_prep_value() == before


def test_terms_and_sources_of_redacteuren_stay(folder: Path) -> None:
    bron = Bron.objects.create(titel="De Samenwerkingscode", maker="Wie het schreef", licentie="TOESTEMMING")
    own = Begrip.objects.create(term="Netwerk", slug="netwerk")
    load(folder)
    combine = Begrip.objects.get(term="combine")
    combine.term = "combinatie"
    combine.save()
    again = load(folder)
    assert again["begrippen"][0] == 0
    assert not Begrip.objects.filter(term="combine").exists()
    assert not own.versies.exists()
    assert Bron.objects.get(titel=bron.titel).maker == "Wie het schreef"
    assert bron.begripversies.exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("paginas", "[{"),
        ("begrippen", "{}"),
        ("aanbod", '[{"slug": "x"}]'),
        ("verhalen", '[{"slug": "x", "titel": "x", "datum": "gisteren", "inleiding": "x", "inhoud": []}]'),
        ("vaste_paginas", '[{"slug": "x", "titel": "x", "inleiding": "x", "inhoud": [{"dans": 1}]}]'),
    ],
)
def test_a_file_that_cannot_be_read_leaves_nothing_behind(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.json").write_text(text)
    with pytest.raises(CommandError):
        load(folder)
    assert not Bron.objects.exists()
    assert not KennisPage.objects.exists()


def test_a_folder_without_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="niet te lezen"):
        load(tmp_path)


def shown() -> list[str]:
    """Return the sentences of all files, other words for terms left out: a visitor may use any word."""
    found: list[str] = []
    for name in KINDS:
        found += _texts([{key: row[key] for key in row if key not in NO_TEXT} for row in _rows(name)])
    return [sentence for text in found for sentence in sentences_of(strip_tags(re.sub(r"</?(p|li|b)>", " ", text)))]


NO_TEXT = ("slug", "code", "namen", "url", "soort", "rubriek", "zichtbaar")


def _rows(name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((FOLDER / f"{name}.json").read_text())
    return rows


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | dict):
        return [text for part in (value.values() if isinstance(value, dict) else value) for text in _texts(part)]
    return []


def test_the_language_is_ours() -> None:
    sentences = shown()
    assert len(sentences) > 1000
    assert [each for each in sentences if len(each.split()) > LONGEST_SENTENCE] == []
    assert [each for each in sentences if "!" in each] == []
    replaced = [
        (each, word)
        for each in sentences
        for word in FORBIDDEN
        if re.search(word, re.sub(r"\S*[/@_]\S*", "", each), re.I)
    ]
    assert replaced == []
