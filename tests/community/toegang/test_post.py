"""What each mail of this subject says, to whom, and when it does not go out any more."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from community.actions.aanmeldingen import AANMELDING_BEOORDELEN, decline_aanmelding
from community.actions.accounts import note_change, remember_apparaat
from community.actions.toegang import invite_member, resend_invitation, withdraw_invitation
from community.berichten.render import Letter, Reader, write_single
from community.extension_points import Inhoud, bericht_kinds, taak_kinds
from community.models import AccountwijzigingKind, Bericht, Taak, User
from tests.factories import LeergroepFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.toegang import AanmeldingFactory, UitnodigingFactory, invitation_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def joris() -> User:
    """A coördinator."""
    return with_second_factor(UserFactory(coordinator=True, voornaam="Joris", tussenvoegsel="de", achternaam="Boer"))


def load(kind: str, now: Any = NOW) -> list[Inhoud]:
    """Return what the stored messages of this kind say at a moment."""
    rows = list(Bericht.objects.filter(kind=kind).order_by("due_at", "pk"))
    told = bericht_kinds.get(kind).load(rows, now)
    return [told[row.pk] for row in rows if row.pk in told]


def letter(kind: str, content: Inhoud) -> Letter:
    """Return the mail of a message."""
    return write_single(kind, content, Reader(content.address or "noor@v.example", content.salutation or "Noor"))


def bericht(kind: str, object_id: uuid.UUID, *, recipient: User | None = None, moment: str = "") -> None:
    """Store a message that is owed."""
    Bericht.objects.create(
        dedupe_key=f"{kind}:{object_id}:{moment}", kind=kind, recipient=recipient, object_id=object_id, moment=moment,
        created_at=NOW, due_at=NOW, mail_at=NOW, mail_mode="DIRECT",
    )  # fmt: skip


def test_an_invitation_tells_who_to_what_and_until_when(joris: User) -> None:
    groep = LeergroepFactory(kring__name="Veenweide")
    row = invite_member(actor=joris, email="f@v.example", voornaam="Fatima", kring=groep.kring, now=NOW)
    mail = letter("N01", load("N01")[0])
    assert (mail.address, mail.subject) == ("f@v.example", "Uitnodiging: community Regisseurs van de Samenwerking")
    for text in (mail.text, mail.html):
        assert "Hallo Fatima," in text
        assert "Joris de Boer nodigt je uit" in text
        assert "leergroep Veenweide" in text
        assert "verloopt op maandag 1 februari 2027" in text
        assert f"http://testserver{invitation_link(row)}" in text


def test_a_reminder_names_the_day(joris: User) -> None:
    invite_member(actor=joris, email="f@v.example", now=NOW)
    assert letter("N02", load("N02")[0]).subject == "Je uitnodiging verloopt op 1 februari 2027"


def test_mails_of_an_older_issue_do_not_go_out(joris: User) -> None:
    row = invite_member(actor=joris, email="f@v.example", now=NOW)
    resend_invitation(actor=joris, uitnodiging=row, now=NOW + timedelta(days=1))
    assert [content.path for content in load("N01")] == [invitation_link(type(row).objects.get())]
    assert len(load("N02")) == 2


@pytest.mark.parametrize("kind", ["N01", "N02"])
def test_no_mail_about_an_invitation_that_ended(joris: User, kind: str) -> None:
    withdrawn = invite_member(actor=joris, email="f@v.example", now=NOW)
    withdraw_invitation(actor=joris, uitnodiging=withdrawn, now=NOW)
    for row in (withdrawn, UitnodigingFactory(accepted_at=NOW)):
        bericht(kind, row.pk, moment="1:oud")
    invite_member(actor=joris, email="g@v.example", now=NOW)
    assert {content.address for content in load(kind)} == {"g@v.example"}
    assert load(kind, NOW + timedelta(days=14)) == []


def test_the_welcome_has_three_steps() -> None:
    user = UserFactory()
    bericht("N03", user.pk, recipient=user)
    mail = letter("N03", load("N03")[0])
    assert mail.subject == "Welkom. Zo begin je in drie stappen"
    assert [line[:2] for line in mail.text.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3."]
    assert "http://testserver/leergroepen/" in mail.text


def test_a_new_browser_is_told_with_time_and_kind() -> None:
    user = UserFactory()
    for token in ("een", "twee"):
        remember_apparaat(user=user, token=token, label="Firefox op Windows", now=NOW)
    mail = letter("N05", load("N05")[0])
    assert mail.subject == "Er is ingelogd vanaf een nieuw apparaat"
    assert "maandag 18 januari 2027, 9 uur ingelogd in je account. Dat was met Firefox op Windows." in mail.text


@pytest.mark.parametrize("kind", AccountwijzigingKind.values)
def test_each_change_of_logging_in_is_told(kind: str) -> None:
    user = UserFactory()
    note_change(user=user, kind=AccountwijzigingKind(kind), now=NOW)
    content = load("N95")[0]
    mail = letter("N95", content)
    assert mail.subject == str(AccountwijzigingKind(kind).label)
    assert content.address == ""
    assert "Deed jij dit niet? Antwoord dan meteen op deze mail" in mail.text


def test_after_a_change_of_address_the_old_one_is_told() -> None:
    user = UserFactory(voornaam="Noor")
    note_change(user=user, kind=AccountwijzigingKind.EMAIL, address="oud@v.example", now=NOW)
    content = load("N95")[0]
    assert (content.address, content.salutation) == ("oud@v.example", "Noor")


def test_a_visitor_hears_that_her_request_arrived() -> None:
    row = AanmeldingFactory()
    bericht("N06", row.pk)
    mail = letter("N06", load("N06")[0])
    assert (mail.address, mail.subject) == (row.email, "We hebben je aanmelding ontvangen")
    assert row.motivatie not in mail.text + mail.html


def test_coordinatoren_hear_of_a_request_without_its_content(joris: User) -> None:
    row = AanmeldingFactory()
    bericht("N07", row.pk, recipient=joris)
    mail = letter("N07", load("N07")[0])
    assert mail.subject == "Nieuwe aanmelding voor de community"
    assert f"/coordinatie/aanmeldingen/{row.pk}/" in mail.text
    assert not [secret for secret in (row.naam, row.email, row.motivatie) if secret in mail.text + mail.html]


def test_who_is_no_coordinator_any_more_hears_nothing(joris: User) -> None:
    row, former = AanmeldingFactory(), UserFactory()
    bericht("N07", row.pk, recipient=former)
    assert load("N07") == []


def test_a_decided_request_is_not_told_any_more(joris: User) -> None:
    row = AanmeldingFactory()
    bericht("N07", row.pk, recipient=joris)
    decline_aanmelding(actor=joris, aanmelding=row, text="Nu niet.", now=NOW)
    assert load("N07") == []


def test_a_refusal_says_what_the_coordinator_wrote(joris: User) -> None:
    row = AanmeldingFactory()
    decline_aanmelding(actor=joris, aanmelding=row, text="Nu niet.\n<b>Later</b> wel.", now=NOW)
    mail = letter("N97", load("N97")[0])
    assert (mail.address, mail.subject) == (row.email, "Over je aanmelding voor de community")
    assert "Nu niet.\n<b>Later</b> wel." in mail.text
    assert "Nu niet.<br>&lt;b&gt;Later&lt;/b&gt; wel." in mail.html


def test_what_is_gone_is_not_told() -> None:
    for kind in ("N01", "N02", "N05", "N06", "N07", "N95", "N97"):
        bericht(kind, uuid.uuid4(), recipient=UserFactory())
        assert load(kind) == []


@pytest.mark.parametrize("kind", ["N01", "N02", "N05", "N06", "N07", "N95", "N97"])
@pytest.mark.parametrize("number", [1, 30])
def test_a_batch_costs_the_same_for_one_and_for_thirty(
    joris: User, django_assert_max_num_queries: Any, kind: str, number: int
) -> None:
    for _ in range(number):
        bericht(kind, AanmeldingFactory().pk, recipient=joris)
    rows = list(Bericht.objects.filter(kind=kind))
    with django_assert_max_num_queries(2):
        bericht_kinds.get(kind).load(rows, NOW)


def test_the_duty_to_judge_is_told_in_words_and_closes_itself(joris: User) -> None:
    row = AanmeldingFactory()
    Taak.objects.create(user=joris, kind=AANMELDING_BEOORDELEN, object_id=row.pk, opened_at=NOW)
    kind, taken = taak_kinds.get(AANMELDING_BEOORDELEN), list(Taak.objects.all())
    words = kind.words(taken, NOW)[taken[0].pk]
    assert (words.title, words.path) == (
        "Beoordeel de aanmelding van Wouter Hofstra", f"/coordinatie/aanmeldingen/{row.pk}/",
    )  # fmt: skip
    assert list(kind.is_done(taken, NOW)) == []
    decline_aanmelding(actor=joris, aanmelding=row, text="Nu niet.", now=NOW)
    assert list(kind.is_done(taken, NOW)) == [taken[0].pk]


@pytest.mark.parametrize("code", ["N04", "N94", "N96"])
def test_mails_with_a_secret_are_no_rows(code: str) -> None:
    with pytest.raises(KeyError):
        bericht_kinds.get(code)
