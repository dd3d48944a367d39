"""What changes rights or people writes its line in the same transaction; what nobody may know from it is in none."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from casussen.actions.noodtoegang import ask_noodtoegang, decide_noodtoegang
from casussen.models import Noodtoegang
from community.actions.accounts import close_account, note_change, open_account
from community.actions.berichten import pause_mail, resume_mail
from community.actions.kringen import add_member, end_member
from community.actions.leergroepen import remove_member, set_role
from community.actions.rollen import RolError, end_rol, grant_rol
from community.actions.toegang import invite_member, withdraw_invitation
from community.confidential import confidential
from community.models import AccountwijzigingKind, KringKind, KringRol, Logregel, Rol
from community.workdays import local_date
from tests.factories import RoltoekenningFactory, UserFactory
from tests.factories.browsers import browser_of, proved
from tests.factories.casussen import a_casus
from tests.factories.kringen import KringFactory, LidmaatschapFactory
from tests.factories.leergroepen import LeergroepFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def written() -> list[tuple[Any, ...]]:
    return list(Logregel.objects.order_by("at", "pk").values_list("action", "actor_id", "subject_id", "detail"))


def test_a_role_given_and_ended() -> None:
    heart, user = UserFactory(coordinator=True), UserFactory()
    row = grant_rol(actor=heart, user=user, rol=Rol.TRAINER, from_date=local_date(NOW), now=NOW)
    end_rol(actor=heart, toekenning=row, now=NOW + DAY)
    assert written() == [("ROL_GEGEVEN", heart.pk, user.pk, "TRAINER"), ("ROL_BEEINDIGD", heart.pk, user.pk, "TRAINER")]


def test_what_is_refused_is_not_written() -> None:
    heart = UserFactory(coordinator=True)
    with pytest.raises(RolError):
        grant_rol(actor=heart, user=heart, rol=Rol.TRAINER, from_date=local_date(NOW), now=NOW)
    user = UserFactory()
    grant_rol(actor=heart, user=user, rol=Rol.TRAINER, from_date=local_date(NOW), now=NOW)
    with pytest.raises(RolError):  # the database refuses it, after the line was written
        grant_rol(actor=heart, user=user, rol=Rol.TRAINER, from_date=local_date(NOW), now=NOW)
    assert len(written()) == 1


def test_coming_into_a_group_going_and_another_role() -> None:
    heart = UserFactory(coordinator=True)
    leergroep = LeergroepFactory()
    LidmaatschapFactory(kring=leergroep.kring, trekker=True)
    user = UserFactory()
    row = add_member(kring=leergroep.kring, user=user, now=NOW)
    set_role(actor=heart, lidmaatschap=row, role=KringRol.TREKKER, now=NOW + DAY)
    row.refresh_from_db()
    remove_member(actor=heart, lidmaatschap=row, now=NOW + 2 * DAY)
    assert written() == [
        ("GROEP_ERBIJ", None, user.pk, "LID"), ("GROEP_ROL", heart.pk, user.pk, "TREKKER"),
        ("GROEP_ERUIT", heart.pk, user.pk, "TREKKER"),
    ]  # fmt: skip


def test_that_two_people_talk_is_of_them_alone() -> None:
    row = add_member(kring=KringFactory(kind=KringKind.GESPREK), user=UserFactory(), now=NOW)
    end_member(lidmaatschap=row, now=NOW)
    assert written() == []


def test_accounts() -> None:
    heart, user = UserFactory(coordinator=True), UserFactory()
    close_account(actor=heart, person=user, now=NOW)
    user.refresh_from_db()
    open_account(actor=heart, person=user, now=NOW + DAY)
    note_change(user=user, kind=AccountwijzigingKind.WACHTWOORD, now=NOW + 2 * DAY)
    note_change(user=user, kind=AccountwijzigingKind.EMAIL, now=NOW + 3 * DAY)
    assert [(action, actor) for action, actor, *_rest in written()] == [
        ("ACCOUNT_GESLOTEN", heart.pk), ("ACCOUNT_GEOPEND", heart.pk), ("INLOGGEN_VERANDERD", user.pk),
        ("EMAIL_VERANDERD", user.pk),
    ]  # fmt: skip


def test_invitations_and_the_mail_on_hold() -> None:
    heart = UserFactory(coordinator=True)
    made = invite_member(actor=heart, email="nieuw@voorbeeld.example", now=NOW)
    withdraw_invitation(actor=heart, uitnodiging=made, now=NOW + DAY)
    steps: list[Callable[..., None]] = [pause_mail, pause_mail, resume_mail, resume_mail]
    for number, step in enumerate(steps):
        step(actor=heart, now=NOW + (2 + number) * DAY)
    assert [action for action, *_rest in written()] == [
        "UITGENODIGD", "UITNODIGING_INGETROKKEN", "POST_GEPAUZEERD", "POST_HERVAT",
    ]  # fmt: skip


@pytest.mark.parametrize("is_allowed", [True, False])
def test_an_emergency_tells_whose_casus_it_is_only_when_it_is_allowed(is_allowed: bool) -> None:
    asker = RoltoekenningFactory(rol=Rol.BEHEERDER).user
    judge = RoltoekenningFactory(rol=Rol.PRIVACYCONTACT).user
    casus = a_casus()
    with confidential():
        ask_noodtoegang(actor=asker, code=casus.code, reason="Ziek.", hours=1, now=NOW)
        ask_noodtoegang(actor=asker, code="bestaatniet1", reason="Ziek.", hours=1, now=NOW)
        assert written() == []  # that there is such a casus stays unknown
        decide_noodtoegang(actor=judge, noodtoegang=Noodtoegang.objects.get(), is_allowed=is_allowed, now=NOW)
    action, subject = ("NOODTOEGANG_GEGEVEN", casus.owner_id) if is_allowed else ("NOODTOEGANG_GEWEIGERD", None)
    assert written() == [(action, judge.pk, subject, "")]


def test_who_takes_a_list_of_people_along_is_written_before_the_first_byte() -> None:
    heart = UserFactory(coordinator=True)
    with time_machine.travel(NOW, tick=False):
        browser = proved(browser_of(heart))
        answer = browser.get("/coordinatie/aanwezigheid/downloaden/?vorm=csv&van=2027-01-01&tot=2027-01-18")
    assert answer.status_code == 200
    assert written() == [("LIJST_GEDOWNLOAD", heart.pk, None, "AANWEZIGHEID")]  # nobody read the body yet
