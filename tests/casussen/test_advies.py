"""The advice of a casus: writing it from what the casus holds, one A4, pdf and Word, and who sees it."""

from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from docx import Document
from pypdf import PdfReader

from casussen.actions.advies import save_advies
from casussen.actions.onderdelen import add_row
from casussen.advies import LONGEST, MOST_LINES, lines_on_paper, lines_too_many, missing
from casussen.models import Advies, Casus, DelingRol, Dilemma, Inzage, Moment, Partij
from casussen.queries.advies import letter_of, sources_of
from community.actions.errors import StaleSaveError
from community.actions.versions import NOT_STORED
from community.confidential import confidential
from community.models import User
from community.pdf import typeset
from tests.factories import UserFactory
from tests.factories.advies import CONTENT, an_advies
from tests.factories.casussen import CANARY, a_casus, a_deling
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
FORM = {
    "version": "0", "aan_wie": "Het bestuur", "kern": "Kies een doel.", "aanbeveling_1": "Begin met een gesprek.",
    "aanbeveling_4": "Maak geld vrij.", "consequenties": "Het kost tijd.", "bijdrage": "Praat mee.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False), confidential():
        yield


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(casus: Casus, page: str = "") -> str:
    return f"/casussen/{casus.code}/advies/{page}"


def full(casus: Casus) -> None:
    """Give a casus something in every layer that an advice can be made of."""
    owner = casus.owner
    add_row(actor=owner, casus=casus, model=Dilemma, now=NOW,
            values={"pole_a": "tempo", "pole_b": "draagvlak", "stand": {}, "is_sensitive": False})  # fmt: skip
    add_row(actor=owner, casus=casus, model=Dilemma, now=NOW,
            values={"pole_a": "geheim", "pole_b": "open", "stand": {}, "is_sensitive": True})  # fmt: skip
    add_row(actor=owner, casus=casus, model=Moment, now=NOW,
            values={"day": "2030-05-01", "kind": "MIJLPAAL", "text": "Besluit", "needs": "Een mandaat"})  # fmt: skip
    add_row(actor=owner, casus=casus, model=Partij, now=NOW, values={"name": "Waterbedrijf", "involvement": "PARTNER"})


def test_an_advice_is_written_saved_with_a_version_and_read_back() -> None:
    casus = a_casus()
    me = browser(casus.owner)
    assert "Er is nog geen advies" in me.get(url(casus)).content.decode()
    answer = me.post(url(casus, "bewerken/"), FORM)
    assert (answer.status_code, answer.url) == (302, url(casus))
    row = Advies.objects.get()
    assert (row.version, row.data_key_id) == (1, casus.data_key_id)
    assert row.content["aanbevelingen"] == [{"id": "1", "text": "Begin met een gesprek."},
                                            {"id": "4", "text": "Maak geld vrij."}]  # fmt: skip
    page = me.get(url(casus)).content.decode()
    assert all(words in page for words in ("Kies een doel.", "Maak geld vrij.", "Aan: Het bestuur"))
    form = me.get(url(casus, "bewerken/")).content.decode()
    assert all(words in form for words in ('name="version" value="1"', "Maak geld vrij."))


def test_what_the_casus_holds_stands_beside_it_and_is_taken_over_without_saving() -> None:
    casus = a_casus(doel="Een beek vol water", schuurpunt="Niemand betaalt")
    full(casus)
    sources = sources_of(casus, casus.format, NOW)
    assert [(one.title, one.to) for one in sources] == [
        ("Gezamenlijk doel", "kern"), ("Schuurpunt", "kern"), ("Mijn vraag", "kern"),
        ("Partner zonder bijdrage", "aanbevelingen"), ("Dilemma", "consequenties"),
        ("Nodig op 1 mei 2030", "bijdrage"),
    ]  # fmt: skip
    me = browser(casus.owner)
    page = me.post(url(casus, "bewerken/"), FORM | {"overnemen": sources[0].code}).content.decode()
    assert "Kies een doel.\nEen beek vol water" in page
    assert "nog niet opgeslagen" in page
    page = me.post(url(casus, "bewerken/"), FORM | {"overnemen": sources[3].code}).content.decode()
    assert 'id="id_aanbeveling_2"' in page
    assert page.count("Vraag Waterbedrijf om een bijdrage.") == 2
    all_full = FORM | {f"aanbeveling_{n}": "Vol." for n in range(1, 7)} | {"overnemen": sources[3].code}
    assert "Alle zes aanbevelingen hebben al tekst" in me.post(url(casus, "bewerken/"), all_full).content.decode()
    assert not Advies.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"kern": "x" * 901}, "Maak deze tekst korter"),
        ({"aanbeveling_2": "x" * 321}, "Maak deze tekst korter"),
        ({"bijdrage": "a\x00b"}, "een teken in dat we niet kunnen bewaren"),
        ({"version": "oud"}, "Deze pagina is te oud"),
        ({"version": ""}, "Deze pagina is te oud"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(data: dict[str, str], words: str) -> None:
    casus = a_casus()
    page = browser(casus.owner).post(url(casus, "bewerken/"), FORM | data).content.decode()
    assert words in page
    assert "Maak geld vrij." in page
    assert not Advies.objects.exists()


def test_a_stale_save_shows_both_versions_and_the_same_text_twice_is_none() -> None:
    casus = a_casus()
    first = an_advies(casus)
    again = save_advies(actor=casus.owner, casus=casus, version=NOT_STORED, content=CONTENT, now=NOW)
    assert again.version == first.version
    an_advies(casus, kern="Iets anders.")
    with pytest.raises(StaleSaveError):
        save_advies(actor=casus.owner, casus=casus, version=1, content=CONTENT | {"kern": "Weer anders."}, now=NOW)
    page = browser(casus.owner).post(url(casus, "bewerken/"), FORM | {"version": "1"}).content.decode()
    assert "Bekijk beide versies" in page
    assert "Iets anders." in page
    assert 'name="version" value="2"' in page


def test_who_reads_the_casus_reads_the_advice_with_a_line_and_nobody_else_does() -> None:
    casus = a_casus()
    an_advies(casus)
    reader, writer = UserFactory(), UserFactory()
    a_deling(casus, user=reader)
    a_deling(casus, user=writer, role=DelingRol.MEDE_EIGENAAR)
    others = [UserFactory(), with_second_factor(UserFactory(coordinator=True))]
    pages = ("", "bewerken/", "delen/", "pdf/", "word/")
    seen = [[browser(user).get(url(casus, page)).status_code for page in pages] for user in (reader, writer, *others)]
    assert seen == [[200, 404, 404, 404, 404], [200, 200, 404, 200, 200], [404] * 5, [404] * 5]
    assert "Met wie gedeeld" not in browser(reader).get(url(casus)).content.decode()
    assert Inzage.objects.filter(reader=reader, part="advies").exists()


def test_pdf_and_word_hold_the_advice_on_one_page_and_say_nothing_in_their_name() -> None:
    casus = a_casus()
    an_advies(casus, kern=f"Doe iets aan {CANARY}.")
    answers = {
        ending: browser(casus.owner).get(url(casus, page)) for page, ending in (("pdf/", "pdf"), ("word/", "docx"))
    }
    for ending, answer in answers.items():
        assert answer.headers["Content-Disposition"] == f'attachment; filename="advies-{NOW:%Y-%m-%d}.{ending}"'
        assert answer.headers["Cache-Control"] == "private, no-store"
    pdf = PdfReader(BytesIO(answers["pdf"].content))
    text = pdf.pages[0].extract_text()
    assert (len(pdf.pages), CANARY in text, "Zet dit op de agenda" in text) == (1, True, True)
    assert CANARY not in str(pdf.metadata)
    document = Document(BytesIO(answers["docx"].content))
    lines = [(one.style.name, one.text) for one in document.paragraphs]
    assert ("Heading 2", "Aanbevelingen") in lines
    assert ("List Number", "Maak geld vrij voor het plan.") in lines
    assert any(CANARY in text for _style, text in lines)
    assert (document.core_properties.title, document.core_properties.author) == ("Advies", "")


@pytest.mark.parametrize(
    "words", ["samenwerking in het beekdal ", "DIT IS EEN ZIN IN HOOFDLETTERS ", "grondwaterbeschermingsgebied "]
)
def test_what_is_said_to_fit_fits_one_page_of_pdf(words: str) -> None:
    content: dict[str, Any] = CONTENT | {"aanbevelingen": []}
    for _step in range(400):
        grown = content | {"kern": content["kern"] + words, "aanbevelingen": [
            {"id": str(n), "text": content["kern"][: LONGEST["aanbeveling"]]} for n in range(1, 6)]}  # fmt: skip
        if lines_too_many(grown):
            break
        content = grown
    assert lines_on_paper(content) >= MOST_LINES - 3
    assert len(PdfReader(BytesIO(typeset("brief", letter_of(content, "Noor van der Wal", NOW)))).pages) == 1


def test_an_advice_that_is_too_long_or_not_whole_is_told_so_before_it_is_shared() -> None:
    casus = a_casus()
    an_advies(casus, kern="Lang. " * 140, bijdrage="")
    page = browser(casus.owner).get(url(casus)).content.decode()
    assert "te lang voor één A4" not in page
    an_advies(casus, kern="a\n" * 60)
    assert "te lang voor één A4" in browser(casus.owner).get(url(casus)).content.decode()
    assert missing({}) == ["Kern", "Wat betekent dit", "Wat ik van je vraag", "Aanbevelingen"]


def test_pages_cost_the_same_with_much_in_the_casus(django_assert_max_num_queries: Any) -> None:
    casus = a_casus(doel="Een beek", schuurpunt="Geld")
    an_advies(casus)
    for _row in range(10):
        full(casus)
    me = browser(casus.owner)
    for page in ("", "bewerken/", "delen/"):
        with django_assert_max_num_queries(15):
            assert me.get(url(casus, page)).status_code == 200
