"""Guests of the eindsessie: invited by a participant, an answer without account, told in time and when it moves."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import icalendar
import pytest
import time_machine
from django.core import mail
from django.test import Client

from community.access import DeniedError
from community.actions.errors import ActionError
from community.confidential import confidential
from community.extension_points import bericht_kinds
from community.links import sign
from community.models import Bericht, BerichtStatus, Bijeenkomst, BijeenkomstStatus, Gastlink, User
from community.queries.gastlinks import token_of
from tests.factories import UserFactory
from tests.factories.casussen import CANARY
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from training.actions.deelnemers import stop_deelnemer
from training.actions.eindsessies import (
    MOST_GUESTS,
    answer_invitation,
    invite_guest,
    purge_genodigden,
    tell_guests,
    withdraw_invitation,
)
from training.actions.presentaties import save_presentatie, share_presentatie
from training.models import Antwoord, Deelnemer, Editie, EditieStatus, Genodigde, GenodigdeKind
from training.queries.eindsessies import eindsessie_of

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
BASE = "/trainingen/voorjaar-2027/eindsessie/gasten/"
GUEST = {"soort": "COLLEGA", "naam": "Bas Verhoeven", "email": "Bas@Waterschap.example"}


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user: User, page: str = "", **data: Any) -> Any:
    return browser(user).post(f"{BASE}{page}", {"eenmalig": str(uuid4()), **data})


def meeting_of(editie: Editie) -> Bijeenkomst:
    found = eindsessie_of(editie)
    assert found is not None
    return found


def a_guest(deelnemer: Deelnemer, *, name: str = "Bas Verhoeven", sees: bool = False, now: datetime = NOW) -> Genodigde:
    with confidential():
        return invite_guest(
            actor=deelnemer.user, deelnemer=deelnemer, kind=GenodigdeKind.COLLEGA, name=name,
            email=f"{name.split()[0].lower()}@waterschap.example", sees_presentatie=sees, now=now,
        )  # fmt: skip


def moved(editie: Editie, starts: datetime, **more: Any) -> None:
    """Let the eindsessie be at another moment, as the planner does."""
    meeting = meeting_of(editie)
    more = {"schedule_version": meeting.schedule_version + 1, "sequence": meeting.sequence + 1} | more
    Bijeenkomst.objects.filter(pk=meeting.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=4), **more)


def delivered(kind: str) -> None:
    """Let the mails of this kind have left."""
    Bericht.objects.filter(kind=kind).update(status=BerichtStatus.VERZONDEN)


def said(kind: str, now: datetime) -> list[Any]:
    """Return what the mails of this kind would say now."""
    rows = list(Bericht.objects.filter(kind=kind))
    found = bericht_kinds.get(kind).load(rows, now)
    return [found[row.pk] for row in rows if row.pk in found]


def event(inhoud: Any) -> Any:
    """Return the event in the file of a mail."""
    return icalendar.Calendar.from_ical(inhoud.attachments[0].content).walk("VEVENT")[0]


def test_a_participant_invites_and_the_mail_waits_until_six_weeks_before() -> None:
    deelnemer = a_deelnemer(an_editie())
    page = browser(deelnemer.user).get(f"{BASE}nieuw/").content.decode()
    assert 'value="wil@provincie.example"' in page
    assert post(deelnemer.user, "nieuw/", **GUEST).status_code == 302
    row = Genodigde.objects.select_related("gastlink").get()
    assert (row.gastlink.email, row.gastlink.asks_code, row.kind) == ("bas@waterschap.example", False, "COLLEGA")
    told = Bericht.objects.get(kind="N47")
    # The eindsessie is on Tuesday 29 June; six weeks before that is Tuesday 18 May, in summer time.
    assert told.due_at == datetime(2027, 5, 18, 6, 30, tzinfo=UTC)
    inhoud = said("N47", NOW)[0]
    assert (inhoud.address, inhoud.path) == ("bas@waterschap.example", f"/gedeeld/{token_of(row.gastlink)}/")
    assert (event(inhoud)["SUMMARY"], inhoud.attachments[0].method) == ("Eindsessie Voorjaar 2027", "REQUEST")
    assert "29 juni 2027" in inhoud.context["dag"]
    later = a_guest(a_deelnemer(deelnemer.editie), name="Late Gast", now=datetime(2027, 6, 20, 9, tzinfo=UTC))
    assert Bericht.objects.get(object_id=later.gastlink_id).due_at == datetime(2027, 6, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"naam": ""}, "Vul een naam in."),
        ({"naam": "<b>"}, "Schrijf de naam met letters"),
        ({"email": "geen adres"}, "Schrijf het e-mailadres zo"),
        ({"soort": "BUURMAN"}, "Kies een van de mogelijkheden"),
        ({"soort": ""}, "Kies wie je uitnodigt."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(change: dict[str, str], words: str) -> None:
    deelnemer = a_deelnemer(an_editie())
    page = post(deelnemer.user, "nieuw/", **(GUEST | change)).content.decode()
    assert words in page
    assert "Bas" in page
    assert not Genodigde.objects.exists()


def test_an_invitation_that_cannot_be_is_refused_in_words(clock: Any) -> None:
    editie = an_editie()
    deelnemer = a_deelnemer(editie)
    a_guest(deelnemer)
    with pytest.raises(ActionError, match="al uitgenodigd"):
        a_guest(deelnemer)
    for number in range(MOST_GUESTS - 1):
        a_guest(deelnemer, name=f"Gast{number} Een")
    with pytest.raises(ActionError, match="8 gasten"):
        a_guest(deelnemer, name="Te Veel")
    other = a_deelnemer(editie)
    clock.move_to(meeting_of(editie).starts_at)
    with pytest.raises(ActionError, match="al geweest"):
        a_guest(other, now=meeting_of(editie).starts_at)
    Bijeenkomst.objects.update(status=BijeenkomstStatus.GEANNULEERD, cancelled_at=NOW)
    with pytest.raises(ActionError, match="nog geen datum"):
        a_guest(other)


def test_a_guest_answers_without_account_and_may_change_it_until_it_begins(clock: Any) -> None:
    deelnemer = a_deelnemer(an_editie())
    row = a_guest(deelnemer)
    token = token_of(row.gastlink)
    page = Client().get(f"/gedeeld/{token}/").content.decode()
    assert all(words in page for words in ("Je bent uitgenodigd", "29 juni 2027", "Ik kom"))
    path = f"/gedeeld/{token}/eindsessie/antwoord/"
    assert "Kies of je komt." in Client().post(path, {"opmerking": "Met de trein"}).content.decode()
    assert "Met de trein" in Client().post(path, {"opmerking": "Met de trein"}).content.decode()
    assert (
        "Maak deze tekst korter" in Client().post(path, {"antwoord": "KOMT", "opmerking": "x" * 241}).content.decode()
    )
    done = Client().post(path, {"antwoord": "KOMT", "opmerking": "Met de trein"})
    assert (done.status_code, done.url) == (302, f"/gedeeld/{token}/?klaar")
    Client().post(path, {"antwoord": "KOMT_NIET", "opmerking": ""})
    row.refresh_from_db()
    assert (row.answer, row.remark, row.answered_at) == ("KOMT_NIET", "", NOW)
    file = Client().get(f"/gedeeld/{token}/eindsessie/agenda.ics")
    assert "Eindsessie Voorjaar 2027" in file.content.decode()
    begins = meeting_of(deelnemer.editie).starts_at
    clock.move_to(begins)
    assert "begonnen of geweest" in Client().get(f"/gedeeld/{token}/").content.decode()
    assert "Je kunt geen antwoord meer geven" in Client().post(path, {"antwoord": "KOMT"}).content.decode()
    with pytest.raises(ActionError):
        answer_invitation(gastlink=row.gastlink, answer=Antwoord.KOMT, remark="", now=begins)


def test_a_guest_reads_only_what_was_shared_with_her_and_after_a_code() -> None:
    deelnemer = a_deelnemer(an_editie())
    sees, sees_not = a_guest(deelnemer, sees=True), a_guest(deelnemer, name="Ander Mens")
    with confidential():
        content = {"slides": [{"title": "De beek", "text": CANARY}]}
        save_presentatie(actor=deelnemer.user, deelnemer=deelnemer, version=1, content=content, now=NOW)
    token, other = token_of(sees.gastlink), token_of(sees_not.gastlink)
    guest = Client()
    assert "Met jou gedeeld" not in guest.get(f"/gedeeld/{token}/").content.decode()
    with confidential():
        share_presentatie(actor=deelnemer.user, deelnemer=deelnemer, is_shared=True, now=NOW)
    path = f"/gedeeld/{token}/eindsessie/presentatie/"
    assert "De presentatie van" in guest.get(f"/gedeeld/{token}/").content.decode()
    assert CANARY not in guest.get(path).content.decode()
    # The first page of her link asks for no code: she stands where she types it, and so does the link in the mail.
    asked = guest.post(f"/gedeeld/{token}/code/", follow=True)
    assert "Code uit de mail" in asked.content.decode()
    assert f"/gedeeld/{token}/code/" in str(mail.outbox[0].body)
    code = re.search(r"\b\d{6}\b", str(mail.outbox[0].body))
    assert code
    guest.post(f"/gedeeld/{token}/", {"code": code[0]})
    assert CANARY in guest.get(path).content.decode()
    assert Client().get(f"/gedeeld/{other}/eindsessie/presentatie/").status_code == 404
    with confidential():
        share_presentatie(actor=deelnemer.user, deelnemer=deelnemer, is_shared=False, now=NOW)
    assert guest.get(path).status_code == 404


def test_lists_show_each_what_is_hers_and_the_heart_names_and_answers_only() -> None:
    editie = an_editie()
    deelnemer, other, trainer = a_deelnemer(editie), a_deelnemer(editie), with_second_factor(a_trainer(editie))
    heart = with_second_factor(UserFactory(coordinator=True))
    row = a_guest(deelnemer)
    answer_invitation(gastlink=row.gastlink, answer=Antwoord.KOMT, remark="Ik eet vegetarisch", now=NOW)
    mine = browser(deelnemer.user).get(BASE).content.decode()
    assert all(words in mine for words in ("Bas Verhoeven", "bas@waterschap.example", "Ik eet vegetarisch", "Komt: 1."))
    assert "Bas Verhoeven" not in browser(other.user).get(BASE).content.decode()
    for reader in (trainer, heart):
        page = browser(reader).get(BASE).content.decode()
        assert ("Bas Verhoeven" in page, "Komt: 1." in page) == (True, True)
        assert ("bas@" in page, "vegetarisch" in page, "Trek in" in page) == (False, False, False)
    for stranger in (UserFactory(), a_deelnemer(an_editie(name="Najaar")).user):
        assert browser(stranger).get(BASE).status_code == 404
    for reader in (other.user, trainer, heart):
        paths = [f"{row.pk}/opnieuw/", f"{row.pk}/intrekken/"]
        assert [post(reader, path).status_code for path in paths] == [404, 404]
    assert [browser(user).get(f"{BASE}nieuw/").status_code for user in (trainer, heart)] == [404, 404]


def test_nothing_opens_with_a_link_that_is_forged_withdrawn_or_of_who_stopped() -> None:
    deelnemer = a_deelnemer(an_editie())
    row, second = a_guest(deelnemer), a_guest(deelnemer, name="Tweede Gast")
    token, other = token_of(row.gastlink), token_of(second.gastlink)
    for wrong in ("x", f"{token}x", sign("gast", uuid4(), 1)):
        for page in ("", "eindsessie/presentatie/", "eindsessie/agenda.ics"):
            assert Client().get(f"/gedeeld/{wrong}/{page}").status_code == 404
    assert post(deelnemer.user, f"{row.pk}/opnieuw/").status_code == 302
    assert Client().get(f"/gedeeld/{token}/").status_code == 404
    row.gastlink.refresh_from_db()
    fresh = token_of(row.gastlink)
    assert Client().get(f"/gedeeld/{fresh}/").status_code == 200
    assert post(deelnemer.user, f"{row.pk}/intrekken/").status_code == 302
    assert Client().get(f"/gedeeld/{fresh}/").status_code == 404
    with pytest.raises(DeniedError):
        answer_invitation(gastlink=row.gastlink, answer=Antwoord.KOMT, remark="", now=NOW)
    Deelnemer.objects.filter(pk=deelnemer.pk).update(stopped_at=NOW)
    assert Client().get(f"/gedeeld/{other}/").status_code == 404


def test_who_does_not_answer_is_asked_once_more_and_who_comes_is_reminded(clock: Any) -> None:
    editie = an_editie()
    deelnemer = a_deelnemer(editie)
    silent, coming, not_coming = (a_guest(deelnemer, name=name) for name in ("Stil Mens", "Komt Mens", "Niet Mens"))
    delivered("N47")
    answer_invitation(gastlink=coming.gastlink, answer=Antwoord.KOMT, remark="", now=NOW)
    answer_invitation(gastlink=not_coming.gastlink, answer=Antwoord.KOMT_NIET, remark="", now=NOW)
    # Two weeks before Tuesday 29 June, and three working days before it: over a weekend.
    again, reminded = datetime(2027, 6, 15, 6, 30, tzinfo=UTC), datetime(2027, 6, 24, 6, 30, tzinfo=UTC)
    counts = []
    for moment in (again - timedelta(minutes=1), again, reminded - timedelta(minutes=1), reminded, reminded):
        clock.move_to(moment)
        tell_guests(moment)
        kinds = [Bericht.objects.filter(kind="N47", moment="1:nogmaals"), Bericht.objects.filter(kind="N48")]
        counts.append([sorted(rows.values_list("object_id", flat=True)) for rows in kinds])
    one, two = [silent.gastlink_id], [coming.gastlink_id]
    assert counts == [[[], []], [one, []], [one, []], [one, two], [one, two]]
    assert said("N48", reminded)[0].context["dagwoord"] == "Dinsdag 29 juni 2027"
    answer_invitation(gastlink=coming.gastlink, answer=Antwoord.KOMT_NIET, remark="", now=reminded)
    assert said("N48", reminded) == []
    assert len([one for one in said("N47", again) if one.context["is_again"]]) == 1
    answer_invitation(gastlink=silent.gastlink, answer=Antwoord.KOMT, remark="", now=reminded)
    assert not any(one.context["is_again"] for one in said("N47", again))


def test_a_move_is_told_to_who_knew_and_only_to_them() -> None:
    editie = an_editie()
    deelnemer = a_deelnemer(editie)
    knew = a_guest(deelnemer)
    delivered("N47")
    waits = a_guest(deelnemer, name="Wacht Nog")
    # To the night in which the clock goes back.
    moved(editie, datetime(2027, 10, 31, 12, tzinfo=UTC))
    for _again in range(2):
        tell_guests(NOW)
    told = Bericht.objects.get(kind="N191")
    assert (told.object_id, told.moment) == (knew.gastlink_id, "v2")
    inhoud = said("N191", NOW)[0]
    assert ("31 oktober 2027" in inhoud.context["when"], event(inhoud)["SEQUENCE"]) == (True, 1)
    waits.refresh_from_db()
    assert waits.invited_version == 2
    assert Gastlink.objects.get(pk=knew.gastlink_id).expires_at == meeting_of(editie).ends_at + timedelta(days=30)
    assert Client().get(f"/gedeeld/{token_of(knew.gastlink)}/").status_code == 200


def test_an_eindsessie_that_is_off_is_told_to_who_knew_and_did_not_decline(clock: Any) -> None:
    editie = an_editie()
    deelnemer = a_deelnemer(editie)
    knew, declined = a_guest(deelnemer), a_guest(deelnemer, name="Komt Niet")
    delivered("N47")
    a_guest(deelnemer, name="Wacht Nog")
    answer_invitation(gastlink=declined.gastlink, answer=Antwoord.KOMT_NIET, remark="", now=NOW)
    Bijeenkomst.objects.update(status=BijeenkomstStatus.GEANNULEERD, cancelled_at=NOW)
    tell_guests(NOW)
    assert list(Bericht.objects.filter(kind="N191").values_list("object_id", "moment")) == [
        (knew.gastlink_id, "vervalt")
    ]
    inhoud = said("N191", NOW)[0]
    assert (inhoud.attachments[0].method, str(event(inhoud)["STATUS"])) == ("CANCEL", "CANCELLED")
    assert "gaat niet door" in Client().get(f"/gedeeld/{token_of(knew.gastlink)}/").content.decode()
    assert said("N47", NOW) == []
    assert Client().get(f"/gedeeld/{token_of(knew.gastlink)}/eindsessie/agenda.ics").status_code == 404


def test_nothing_of_an_editie_that_was_called_off_opens_again_when_it_is_archived() -> None:
    deelnemer = a_deelnemer(an_editie(status=EditieStatus.GEANNULEERD, cancelled_at=NOW))
    token = token_of(a_guest(deelnemer).gastlink)
    pages = (f"/gedeeld/{token}/", f"/trainingen/{deelnemer.editie.slug}/effectmeting/")
    me = browser(deelnemer.user)
    assert [me.get(page).status_code for page in pages] == [404, 404]
    Editie.objects.update(status=EditieStatus.GEARCHIVEERD, archived_at=NOW)
    assert [me.get(page).status_code for page in pages] == [404, 404]


def test_a_withdrawn_invitation_is_told_only_to_who_knew() -> None:
    deelnemer = a_deelnemer(an_editie())
    waits = a_guest(deelnemer, name="Wacht Nog")
    with confidential():
        withdraw_invitation(actor=deelnemer.user, genodigde=waits, now=NOW)
    assert not Bericht.objects.filter(kind="N191").exists()
    assert said("N47", NOW) == []
    knew = a_guest(deelnemer)
    delivered("N47")
    with confidential():
        withdraw_invitation(actor=deelnemer.user, genodigde=knew, now=NOW)
    assert [one.attachments[0].method for one in said("N191", NOW)] == ["CANCEL"]


def test_guests_of_who_stops_hear_that_it_is_off_for_them_when_they_knew() -> None:
    deelnemer = a_deelnemer(an_editie())
    knew = a_guest(deelnemer)
    delivered("N47")
    a_guest(deelnemer, name="Wacht Nog")
    stop_deelnemer(actor=deelnemer.user, deelnemer=deelnemer, reason="", now=NOW)
    assert list(Bericht.objects.filter(kind="N191").values_list("object_id", flat=True)) == [knew.gastlink_id]
    assert [one.attachments[0].method for one in said("N191", NOW)] == ["CANCEL"]
    assert said("N47", NOW) == []
    assert Client().get(f"/gedeeld/{token_of(knew.gastlink)}/").status_code == 404


def test_guests_are_forgotten_a_month_after_it() -> None:
    editie = an_editie()
    a_guest(a_deelnemer(editie))
    ends = meeting_of(editie).ends_at
    assert [purge_genodigden(ends + timedelta(days=days)) for days in (30, 31)] == [0, 1]
    assert (Genodigde.objects.count(), Gastlink.objects.filter(kind="EINDSESSIE").count()) == (0, 0)


@pytest.mark.parametrize("number", [1, 30])
def test_lists_and_telling_cost_the_same_with_many(number: int, django_assert_num_queries: Any) -> None:
    editie = an_editie()
    people = [a_deelnemer(editie) for _one in range(number)]
    for deelnemer in people:
        a_guest(deelnemer)
    with django_assert_num_queries(3):
        tell_guests(NOW)
    trainer = browser(with_second_factor(a_trainer(editie)))
    with django_assert_num_queries(12):
        assert trainer.get(BASE).status_code == 200
