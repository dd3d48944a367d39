"""A person hears of every role she gets or loses, and only of what is still so (N98)."""

from datetime import date, timedelta

import pytest

from community.actions.rollen import end_rol, grant_rol
from community.berichten.render import Letter, Reader, subject_line, write_single
from community.extension_points import Inhoud, bericht_kinds
from community.models import Bericht, Rol, Roltoekenning, User
from tests.factories import OrganisatieFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 18)
READER = Reader(address="noor@voorbeeld.example", salutation="Noor")


def told(moment: str = "") -> list[Inhoud]:
    """Return what the messages about roles say now, oldest first."""
    rows = [row for row in Bericht.objects.filter(kind="N98").order_by("created_at") if row.moment.startswith(moment)]
    said = bericht_kinds.get("N98").load(rows, NOW)
    return [said[row.pk] for row in rows if row.pk in said]


def letter(content: Inhoud) -> Letter:
    return write_single("N98", content, READER)


def given(user: User | None = None, rol: Rol = Rol.TRAINER, **fields: object) -> Roltoekenning:
    actor = UserFactory(beheerder=True)
    days = {"from_date": TODAY, **fields}
    return grant_rol(actor=actor, user=user or UserFactory(), rol=rol, now=NOW, **days)  # type: ignore[arg-type]  # a table of fields


def test_it_goes_to_the_person_at_once_and_cannot_be_switched_off() -> None:
    user = UserFactory()
    given(user)
    row = Bericht.objects.get()
    kind = bericht_kinds.get("N98")
    assert (row.recipient, row.mail_mode, row.is_on_screen, row.mail_at) == (user, "DIRECT", True, NOW)
    assert (kind.is_mandatory, kind.subject) == (True, "ACCOUNT")


def test_a_new_role_says_what_and_since_when() -> None:
    given(until_date=date(2027, 8, 31))
    (content,) = told()
    mail = letter(content)
    assert (mail.subject, content.path) == ("Je hebt een nieuwe rol: trainer", "/mijn/profiel/")
    for words in ("Hallo Noor,", "Je hebt nu de rol trainer.", "van 18 januari 2027 tot en met 31 augustus 2027",
                  "om een tweede stap"):  # fmt: skip
        assert words in " ".join(mail.text.split())
        assert words in " ".join(mail.html.split())


def test_a_role_for_one_organisatie_names_it_and_escapes_it() -> None:
    given(rol=Rol.PARTNERCONTACT, organisatie=OrganisatieFactory(name="Boer & <b>Zoon</b>"))
    mail = letter(told()[0])
    assert "de rol partnercontact voor Boer & <b>Zoon</b>." in mail.text
    assert "Boer &amp; &lt;b&gt;Zoon&lt;/b&gt;" in mail.html


def test_a_role_without_access_to_others_asks_for_no_second_step() -> None:
    given(rol=Rol.EXPERT)
    assert "tweede stap" not in letter(told()[0]).text


def test_a_role_to_come_says_when() -> None:
    given(from_date=date(2027, 3, 1))
    assert letter(told()[0]).subject == "Je krijgt een rol: trainer, vanaf 1 maart 2027"


def test_ending_says_so_and_takes_the_first_message_back() -> None:
    row = given()
    Roltoekenning.objects.filter(pk=row.pk).update(from_date=TODAY - timedelta(days=30))
    end_rol(actor=UserFactory(coordinator=True), toekenning=row, now=NOW)
    assert [letter(content).subject for content in told()] == ["Je rol trainer is beëindigd"]
    assert "Je blijft gewoon lid van de community." in letter(told()[0]).text


def test_ending_later_says_the_last_day() -> None:
    row = given()
    end_rol(actor=UserFactory(coordinator=True), toekenning=row, last_day=date(2027, 6, 30), now=NOW)
    assert letter(told("BEEINDIGD")[0]).subject == "Je rol trainer eindigt na 30 juni 2027"


def test_another_last_day_replaces_the_message() -> None:
    row = given()
    for day in (date(2027, 6, 30), date(2027, 5, 31)):
        row.refresh_from_db()
        end_rol(actor=UserFactory(coordinator=True), toekenning=row, last_day=day, now=NOW)
    assert [letter(content).subject for content in told("BEEINDIGD")] == ["Je rol trainer eindigt na 31 mei 2027"]


def test_a_role_taken_back_before_it_began_says_that_it_is_off() -> None:
    row = given(from_date=date(2027, 3, 1))
    end_rol(actor=UserFactory(coordinator=True), toekenning=row, now=NOW)
    assert [letter(content).subject for content in told()] == ["Je rol trainer gaat niet door"]
    assert "vanaf 1 maart 2027 de rol trainer" in letter(told()[0]).text
    assert Bericht.objects.get(moment="GEGEVEN").status == "VERVALLEN"


def test_subjects_stay_short() -> None:
    for rol in Rol:
        for context in (
            {"what": "GEGEVEN", "rol": rol.label, "is_to_come": True, "from_date": date(2027, 9, 30)},
            {"what": "BEEINDIGD", "rol": rol.label, "is_to_come": True, "last_day": date(2027, 9, 30)},
            {"what": "VERVALLEN", "rol": rol.label},
        ):
            assert len(subject_line("N98", context)) <= 64


@pytest.mark.parametrize("amount", [1, 30])
def test_asking_again_costs_the_same_for_many(amount: int, django_assert_num_queries: object) -> None:
    for _ in range(amount):
        given()
    rows = list(Bericht.objects.all())
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        bericht_kinds.get("N98").load(rows, NOW)
