"""Every action of casussen by everybody who may not do it: the action itself refuses, whatever door led to it."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine

from casussen import actions
from casussen.models import DelingRol, Instrument, InzageVia, Noodtoegang, Partij, Sessieopbrengst
from community.access import DeniedError
from community.confidential import confidential
from community.models import KringRol, User
from tests.factories import KringFactory, UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.praktijkboeken import a_coordinator, a_praktijkboek, an_opname, in_boek
from tests.toegang.casussen import a_guest

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


def _actions() -> dict[str, Callable[..., Any]]:
    """Return what a person does, by name: the public functions with an `actor` who is somebody."""
    found = {}
    for one in pkgutil.iter_modules(actions.__path__):
        module = importlib.import_module(f"{actions.__name__}.{one.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            actor = inspect.signature(function).parameters.get("actor")
            if function.__module__ == module.__name__ and actor and actor.annotation is User and name[0] != "_":
                found[name] = function
    return found


ACTIONS = _actions()
# What somebody may do who has nothing to do with any casus: begin one.
FREE = {"begin_casus"}
WRITING = {
    "save_format", "restore_version", "add_files", "remove_file", "set_current_phase", "save_answers", "deviate",
    "move_on", "add_row", "save_row", "save_single", "move_row", "remove_row", "add_parties_of_format",
    "save_advies", "remove_opbrengst",
}  # fmt: skip
GOVERNING = {
    "ask_removal", "take_back_removal", "check_before_sharing", "give_sight", "share_with_kring", "change_sight",
    "withdraw_sight", "withdraw_all", "share_with_guest", "change_guest", "send_guest_again", "withdraw_guest",
    "share_advies", "send_advies_again", "withdraw_advies", "freeze_antwoord", "add_opbrengst",
}  # fmt: skip
KEEPING = {"move_opname", "establish", "close", "destroy"}
PLANNING = {"create_praktijkboek", "change_praktijkboek", "add_person", "set_person_role", "remove_person"}
READING = {"ask_pdf", "read_opname", "hand_in", "take_back"}
REGISTERS = {"change_instrument", "copy_versie", "change_versie", "publish_versie", "remove_versie"}
EMERGENCY = {"ask_noodtoegang", "decide_noodtoegang", "end_noodtoegang"}
# Who is refused what: somebody with another right beside it, which is not enough.
REFUSED = {
    "outsider": set(ACTIONS) - FREE,
    "reader": WRITING | GOVERNING,
    "co_owner": GOVERNING,
    "participant": KEEPING | PLANNING | {"take_back"},
    "not_agreed": KEEPING | PLANNING | READING,
    "begeleider": PLANNING | WRITING | GOVERNING | {"take_back"},
    "coordinator": WRITING | GOVERNING | KEEPING | READING | EMERGENCY,
    "superuser": set(ACTIONS) - FREE,
    "gone": set(ACTIONS),
}


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


class Things:
    """A casus, a praktijkboek and all that the actions are about."""

    def __init__(self) -> None:
        self.casus, self.boek = a_casus(), a_praktijkboek()
        self.opname = an_opname(self.boek)
        self.lid = in_boek(self.boek)
        self.deling = a_deling(self.casus, user=UserFactory())
        self.gastdeling = a_guest(self.casus)
        self.row = Partij(
            casus=self.casus, data_key_id=self.casus.data_key_id, name="Proef", position=1, changed_at=LONG_AGO
        )
        self.row.save(force_insert=True)
        self.opbrengst = Sessieopbrengst(
            casus=self.casus, data_key_id=self.casus.data_key_id, content={}, position=1, changed_at=LONG_AGO
        )
        self.opbrengst.save(force_insert=True)
        self.instrument = Instrument.objects.filter(versies__published_at__isnull=False).first()
        self.versie = self.instrument.versies.first() if self.instrument else None
        self.noodtoegang = Noodtoegang(
            casus=self.casus, data_key_id=self.casus.data_key_id, asked_by=UserFactory(), asked_at=NOW, hours=1,
            reason="Proef",
        )  # fmt: skip
        self.noodtoegang.save(force_insert=True)
        self.kring, self.user, self.reader, self.model = KringFactory(), UserFactory(), UserFactory(), Partij

    def actor(self, who: str) -> User:
        """Return somebody with one right that is not enough."""
        made: User = UserFactory()
        if who == "reader":
            a_deling(self.casus, user=made)
        elif who == "co_owner":
            a_deling(self.casus, user=made, role=DelingRol.MEDE_EIGENAAR)
        elif who in {"participant", "not_agreed", "begeleider"}:
            in_boek(self.boek, made, begeleider=who == "begeleider", agreed=who != "not_agreed")
        elif who == "coordinator":
            made = a_coordinator()
        elif who == "superuser":
            made.is_superuser = True
            made.save(update_fields=["is_superuser"])
        elif who == "gone":
            made.is_active = False
            made.save(update_fields=["is_active"])
        return made

    def given(self, name: str) -> dict[str, Any]:
        """Return something for each argument of an action."""
        plain: dict[str, Any] = {
            "now": NOW, "version": 1, "answers": {}, "files": [], "values": {}, "was": "", "fase": "", "reason": "",
            "parts": ["format"], "last_day": date(2028, 1, 1), "role": DelingRol.LEZER, "code": self.casus.code,
            "seen_at": LONG_AGO, "name": "Wil", "email": "wil@provincie.example", "layer": "", "choice": "",
            "changes": {}, "schema": {}, "source": "", "hours": 1, "is_allowed": True, "is_up": True, "rules": "",
            "via": InzageVia.KRING, "is_it": lambda row: True, "bestand": self.row, "invulling": self.row,
            "antwoord": self.row, "content": {},
        }  # fmt: skip
        asked = [key for key in inspect.signature(ACTIONS[name]).parameters if key != "actor"]
        found = {key: plain[key] if key in plain else getattr(self, key) for key in asked}
        if "boek" in found and "role" in found:
            found["role"] = KringRol.LID
        if "casus" in found and "boek" in found:
            found["casus"] = self.opname.casus
        if name == "restore_version":
            found["versie"] = self.row  # belongs to this casus, which is all that is asked of it
        return found


def test_every_action_is_told_about() -> None:
    told = FREE | WRITING | GOVERNING | KEEPING | PLANNING | READING | REGISTERS | EMERGENCY
    assert set(ACTIONS) == told


@pytest.mark.parametrize("who", REFUSED)
def test_an_action_refuses_whom_access_refuses(who: str) -> None:
    allowed = []
    with confidential():
        things = Things()
        actor = things.actor(who)
        for name in sorted(REFUSED[who]):
            try:
                ACTIONS[name](actor=actor, **things.given(name))
                allowed.append(name)
            except DeniedError:
                continue
            except Exception as error:  # noqa: BLE001 - whatever it stumbled on, it went past its first line
                allowed.append(f"{name}: {error!r}")
    assert allowed == []
