"""The self-scan: private, shared with one's trainers while she wants, the difference for herself."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import User
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.own_data import own_data
from training.actions.intake import save_leerdoelen, save_notitie
from training.actions.vakmanschap import save_scan, share_scan
from training.models import Deelnemer, Intakenotitie, Ontwikkelmap, Scan, Scanmoment
from training.queries.vakmanschap import sheet_of

pytestmark = pytest.mark.django_db
SECRET = "watersnip"


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, within the vault."""
    with time_machine.travel(NOW, tick=False) as traveller, confidential():
        yield traveller


def browser(user: User) -> Client:
    """Return the browser of this person."""
    client = Client()
    client.force_login(user)
    return client


def post(user: User, path: str, **data: Any) -> Any:
    """Send a form as this person."""
    return browser(user).post(path, {"eenmalig": str(uuid4()), **data})


def url(deelnemer: Deelnemer, page: str = "") -> str:
    """Return the address of a page of the scan."""
    return f"/trainingen/{deelnemer.editie.slug}/zelfscan/{page}"


def filled(deelnemer: Deelnemer, moment: Scanmoment, version: int = 1, **scores: int) -> Scan:
    """Return a saved scan with these scores, as c1=3."""
    answers = {"competenties": {name[1:]: score for name, score in scores.items()}, "doelen": {"1": SECRET}}
    return save_scan(
        actor=deelnemer.user, deelnemer=deelnemer, moment=moment, version=version, answers=answers, now=NOW
    )


def test_what_is_filled_in_is_shown_with_the_sentence_of_its_level() -> None:
    deelnemer = a_deelnemer(an_editie())
    answer = post(deelnemer.user, url(deelnemer, "intake/"), version="1", c1="3", c8="5", d2=f"Leren van {SECRET}")
    assert (answer.status_code, answer.url) == (302, url(deelnemer))
    page = browser(deelnemer.user).get(url(deelnemer)).content.decode()
    assert all(
        words in page for words in ("Ik kan benoemen hoe de samenwerking in elkaar zit", SECRET, "Niet ingevuld")
    )
    form = browser(deelnemer.user).get(url(deelnemer, "intake/")).content.decode()
    assert (form.count("checked"), SECRET in form) == (8, True)
    assert Scan.objects.get().data_key_id == Ontwikkelmap.objects.get().data_key_id


def test_the_difference_is_worked_out_per_competence() -> None:
    deelnemer = a_deelnemer(an_editie())
    filled(deelnemer, Scanmoment.INTAKE, c1=2, c2=4, c3=3)
    filled(deelnemer, Scanmoment.EIND, c1=4, c2=3, c4=5)
    sheet = sheet_of(Scan.objects.filter(deelnemer=deelnemer))
    assert [line.difference for line in sheet.scores] == [2, -1, None, None, None, None, None, None]
    page = browser(deelnemer.user).get(url(deelnemer)).content.decode()
    assert all(words in page for words in ("2 stappen verder", "lager dan bij de intake"))


def test_nobody_else_sees_it_until_it_is_shared_and_not_after_it_is_taken_back() -> None:
    editie = an_editie()
    deelnemer, trainer = a_deelnemer(editie), with_second_factor(a_trainer(editie))
    others = [trainer, a_deelnemer(editie).user, with_second_factor(UserFactory(coordinator=True)), UserFactory(),
              with_second_factor(a_trainer(an_editie(name="Najaar")))]  # fmt: skip
    filled(deelnemer, Scanmoment.INTAKE, c1=2)
    path = url(deelnemer, f"deelnemers/{deelnemer.pk}/")

    def statuses() -> list[int]:
        return [browser(user).get(path).status_code for user in others]

    assert statuses() == [404] * 5
    post(deelnemer.user, url(deelnemer, "intake/delen/"), delen="ja")
    assert statuses() == [200, 404, 404, 404, 404]
    filled(deelnemer, Scanmoment.EIND, c1=5)
    assert "5. Partijen bouwen" not in browser(trainer).get(path).content.decode()
    post(deelnemer.user, url(deelnemer, "intake/delen/"), delen="nee")
    assert statuses() == [404] * 5


def test_pages_of_the_scan_are_for_participants_only() -> None:
    editie = an_editie()
    deelnemer, trainer = a_deelnemer(editie), with_second_factor(a_trainer(editie))
    people = [deelnemer.user, trainer, UserFactory(), with_second_factor(UserFactory(coordinator=True))]
    for page in ("", "intake/", "eind/"):
        assert [browser(user).get(url(deelnemer, page)).status_code for user in people] == [200, 404, 404, 404]
    assert browser(deelnemer.user).get(url(deelnemer, "ooit/")).status_code == 404
    assert [browser(user).get("/mijn/competenties/").status_code for user in people] == [200] * 4


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"c1": "6"}, "Kies een van de mogelijkheden"),
        ({"c1": "0"}, "Kies een van de mogelijkheden"),
        ({"c1": "drie"}, "Kies een van de mogelijkheden"),
        ({"d1": "x" * 1001}, "Maak deze tekst korter"),
        ({"d1": "a\x00b"}, "een teken in dat we niet kunnen bewaren"),
        ({"version": "oud"}, "Deze pagina is te oud"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(data: dict[str, str], words: str) -> None:
    deelnemer = a_deelnemer(an_editie())
    answer = post(deelnemer.user, url(deelnemer, "intake/"), **({"version": "1"} | data))
    assert (answer.status_code, words in answer.content.decode(), Scan.objects.count()) == (200, True, 0)


def test_sharing_nothing_is_refused_and_a_stale_save_too() -> None:
    deelnemer = a_deelnemer(an_editie())
    with pytest.raises(ActionError, match="Vul eerst de zelfscan in"):
        share_scan(actor=deelnemer.user, deelnemer=deelnemer, moment=Scanmoment.EIND, is_shared=True, now=NOW)
    first = filled(deelnemer, Scanmoment.INTAKE, c1=2)
    filled(deelnemer, Scanmoment.INTAKE, first.version, c1=3)
    with pytest.raises(StaleSaveError):
        filled(deelnemer, Scanmoment.INTAKE, first.version, c1=4)
    page = post(deelnemer.user, url(deelnemer, "intake/"), version="1", c1="5").content.decode()
    assert "Bekijk beide versies" in page


def test_who_stopped_still_reads_what_she_filled_in_and_fills_in_nothing_more() -> None:
    deelnemer, other = a_deelnemer(editie := an_editie()), a_deelnemer(editie)
    filled(deelnemer, Scanmoment.INTAKE, c1=2)
    for user in (deelnemer.user, other.user):
        user.lidmaatschappen.update(until_at=NOW - timedelta(minutes=1))
    page = browser(deelnemer.user).get(url(deelnemer))
    assert (page.status_code, "Competenties" in page.content.decode()) == (200, True)
    assert 'name="delen"' not in page.content.decode()
    assert browser(deelnemer.user).get(url(deelnemer, "intake/")).status_code == 404
    assert post(deelnemer.user, url(deelnemer, "intake/delen/"), delen="ja").status_code == 404
    assert browser(other.user).get(url(other)).status_code == 404


def test_throwing_a_scan_away_is_hers_also_after_she_stopped_and_happens_once() -> None:
    deelnemer, other = a_deelnemer(editie := an_editie()), a_deelnemer(editie)
    for row in (deelnemer, other):
        filled(row, Scanmoment.INTAKE, c1=2)
    deelnemer.user.lidmaatschappen.update(until_at=NOW - timedelta(minutes=1))
    page = browser(deelnemer.user).get(url(deelnemer, "intake/verwijderen/"))
    assert (page.status_code, "voorgoed" in page.content.decode()) == (200, True)
    assert browser(deelnemer.user).get(url(deelnemer, "eind/verwijderen/")).status_code == 404
    assert browser(deelnemer.user).get(url(deelnemer, "ooit/verwijderen/")).status_code == 404
    client, token = browser(deelnemer.user), str(uuid4())
    for _twice in range(2):
        answer = client.post(url(deelnemer, "intake/verwijderen/"), {"eenmalig": token})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/mijn/competenties/")
    assert list(Scan.objects.values_list("deelnemer", flat=True)) == [other.pk]


def test_own_data_has_what_was_written_in_a_training_and_nothing_of_others() -> None:
    deelnemer, other = a_deelnemer(editie := an_editie()), a_deelnemer(editie)
    filled(deelnemer, Scanmoment.INTAKE, c1=2)
    save_leerdoelen(actor=deelnemer.user, deelnemer=deelnemer, version=1, text="Eerder vragen", now=NOW)
    save_leerdoelen(actor=other.user, deelnemer=other, version=1, text="Iets anders", now=NOW)
    trainer = with_second_factor(a_trainer(editie))
    save_notitie(actor=trainer, deelnemer=deelnemer, version=1, text="Let op tempo", now=NOW)
    own = own_data(deelnemer.user)
    assert [row["editie"] for row in own["training.deelnemer"]] == [editie.name]
    assert [row["learning_goals"] for row in own["training.ontwikkelmap"]] == ["Eerder vragen"]
    assert [row["answers"]["competenties"] for row in own["training.scan"]] == [{"1": 2}]
    assert "Let op tempo" not in str(own)
    of_trainer = own_data(trainer)
    assert (of_trainer["training.deelnemer"], "Eerder vragen" in str(of_trainer)) == ([], False)


def test_two_windows_that_both_began_empty_do_not_lose_what_the_first_saved() -> None:
    editie = an_editie()
    trainer, deelnemer = with_second_factor(a_trainer(editie)), a_deelnemer(editie)
    scan, note = url(deelnemer, "intake/"), f"/trainingen/{editie.slug}/intake/deelnemers/{deelnemer.pk}/"
    for user, path, first, second in (
        (deelnemer.user, scan, {"d1": "Eerste venster"}, {"d1": "Tweede venster"}),
        (trainer, note, {"text": "Eerste venster"}, {"text": "Tweede venster"}),
    ):
        version = browser(user).get(path).context["form"]["version"].value()
        assert post(user, path, version=version, **first).status_code == 302
        page = post(user, path, version=version, **second).content.decode()
        assert ("Eerste venster" in page, "Tweede venster" in page) == (True, True)
    assert (Scan.objects.get().answers["doelen"], Intakenotitie.objects.get().text) == (
        {"1": "Eerste venster"}, "Eerste venster",
    )  # fmt: skip
