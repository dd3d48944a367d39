"""Rights that are taken away while their holder asks on and on: six ways to lose sight, one live server."""

import http.client
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core import mail
from django.db import connections
from django.test import Client

from casussen.actions.delen import withdraw_sight
from casussen.actions.gasten import withdraw_guest
from casussen.actions.praktijkboeken import remove_person, set_person_role
from casussen.models import Casus, Deling, Gastdeling, Noodtoegang, Opname
from community.actions.kringen import accept_afspraken, add_member, lay_down
from community.actions.rollen import end_rol
from community.confidential import confidential
from community.models import Gastlink, KringRol, Rol, Roltoekenning, User
from community.queries.gastlinks import token_of
from tests.factories import KringFactory, RoltoekenningFactory, UserFactory
from tests.factories.casussen import CANARY, a_casus, a_deling
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.praktijkboeken import a_coordinator, a_praktijkboek, an_opname, in_boek
from tests.factories.second_factor import with_second_factor

THREADS = 20
UNTIL = NOW + timedelta(hours=2)


@dataclass
class Right:
    """Somebody who may see this path now; `word` stands in what she gets, `take` takes it away."""

    client: Client
    paths: list[str]
    take: Callable[[], None]
    word: str = CANARY


def named_reader() -> Right:
    """Return who reads by name, until the owner takes it back."""
    casus, reader = a_casus(), UserFactory()
    deling = a_deling(casus, user=reader)
    return Right(browser(reader), casus_paths(casus), lambda: _withdraw(deling))


def reader_by_group() -> Right:
    """Return who reads because her group does, until the owner takes it back from the group."""
    casus, reader, kring = a_casus(), UserFactory(), KringFactory()
    with confidential():
        lay_down(kring=kring, number=1, text="Wat ik lees, blijft hier.", author=casus.owner, now=LONG_AGO)
    add_member(kring=kring, user=reader, role=KringRol.LID, now=LONG_AGO)
    accept_afspraken(actor=reader, kring=kring, number=1, now=LONG_AGO)
    deling = a_deling(casus, kring=kring)
    return Right(browser(reader), casus_paths(casus), lambda: _withdraw(deling))


def participant() -> Right:
    """Return who takes part in a praktijkboek, until a coördinator takes her out."""
    boek = a_praktijkboek()
    lid = in_boek(boek)
    opname = an_opname(boek)

    def take() -> None:
        with confidential():
            remove_person(actor=a_coordinator(), boek=boek, lid=lid, now=NOW)

    return Right(browser(lid.user), [boek_path(opname)], take)


def begeleider() -> Right:
    """Return who keeps a praktijkboek, until she is taken out of what only who keeps it may do."""
    boek = a_praktijkboek()
    lid = in_boek(boek, begeleider=True)
    in_boek(boek, begeleider=True)
    an_opname(boek)

    def take() -> None:
        with confidential():
            set_person_role(actor=a_coordinator(), boek=boek, lid=lid, role=KringRol.LID, now=NOW)

    return Right(browser(lid.user), [f"/praktijkboeken/{boek.code}/volgorde/"], take)


def guest() -> Right:
    """Return who has a link and typed her code, until the owner revokes it."""
    casus = a_casus()
    with confidential():
        row = Gastdeling(casus=casus, parts=["format"])
        row.gastlink = Gastlink.objects.create(
            kind="CASUS", object_id=row.pk, name="Wil Opdracht", email="wil@provincie.example", made_by=casus.owner,
            made_at=LONG_AGO, expires_at=NOW + timedelta(days=30),
        )  # fmt: skip
        row.save(force_insert=True)
    token, client = token_of(row.gastlink), Client()
    let_in(token, client)

    def take() -> None:
        with confidential():
            withdraw_guest(actor=casus.owner, gastdeling=row, now=NOW)

    return Right(client, [f"/gedeeld/{token}/format/"], take)


def let_in(token: str, client: Client) -> None:
    """Let the browser of a guest type the code that is mailed to her."""
    mail.outbox.clear()
    assert client.post(f"/gedeeld/{token}/code/").status_code == 302
    code = re.search(r"\b\d{6}\b", str(mail.outbox[0].body))
    assert code
    assert client.post(f"/gedeeld/{token}/", {"code": code[0]}).status_code == 302


def beheerder() -> Right:
    """Return a beheerder in an emergency, until she is no beheerder any more."""
    casus, person, other = a_casus(), with_second_factor(UserFactory()), UserFactory()
    role = RoltoekenningFactory(user=person, rol=Rol.BEHEERDER)
    RoltoekenningFactory(user=other, rol=Rol.BEHEERDER)
    with confidential():
        row = Noodtoegang(
            casus=casus, data_key_id=casus.data_key_id, asked_by=person, asked_at=LONG_AGO, hours=4,
            decided_by=UserFactory(), decided_at=NOW - timedelta(hours=1), until_at=UNTIL,
        )  # fmt: skip
        row.reason = "Proef"
        row.save(force_insert=True)

    def take() -> None:
        end_rol(actor=other, toekenning=Roltoekenning.objects.get(pk=role.pk), now=NOW)

    return Right(browser(person), casus_paths(casus), take)


WAYS: dict[str, Callable[[], Right]] = {
    one.__name__: one for one in (named_reader, reader_by_group, participant, begeleider, guest, beheerder)
}


def browser(person: User) -> Client:
    """Return a browser of somebody."""
    client = Client()
    client.force_login(person)
    return client


def casus_paths(casus: Casus) -> list[str]:
    """Return pages of a casus on which its words stand."""
    return [f"/casussen/{casus.code}/{part}" for part in ("", "format/")]


def boek_path(opname: Opname) -> str:
    """Return the page of a casus in a praktijkboek."""
    with confidential():
        return f"/praktijkboeken/{opname.praktijkboek.code}/{opname.code}/"


def _withdraw(deling: Deling) -> None:
    with confidential():
        withdraw_sight(actor=deling.casus.owner, deling=deling, now=NOW)


@dataclass
class Siege:
    """Twenty browsers with one session that ask until each had `after` answers since the right was gone."""

    server: str
    right: Right
    after: int
    gone_at: float = float("inf")
    before: int = 0
    asked: int = 0
    seen: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> None:
        """Ask with all browsers, take the right away meanwhile, and wait for them."""
        threads = [threading.Thread(target=self._ask_on, args=(number,)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        while self.before < THREADS and not self.odd:
            threading.Event().wait(0.02)
        self.right.take()
        self.gone_at = time.perf_counter()
        for thread in threads:
            thread.join()
        connections.close_all()

    def _ask_on(self, number: int) -> None:
        host = self.server.removeprefix("http://")
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.right.client.cookies.items())
        left = self.after
        while left > 0 and not self.odd:
            path = self.right.paths[(number + left) % len(self.right.paths)]
            line = http.client.HTTPConnection(host, timeout=120)
            begun = time.perf_counter()
            line.request("GET", path, headers={"Cookie": cookies})
            answer: Any = line.getresponse()
            text = answer.read().decode("utf-8", "replace") + str(answer.headers)
            line.close()
            self._note(path, begun, answer.status, text)
            left -= begun > self.gone_at

    def _note(self, path: str, begun: float, status: int, text: str) -> None:
        has_word = self.right.word in text
        with self._lock:
            if begun > self.gone_at:
                self.asked += 1
                if has_word or status == 200:
                    self.seen.append(f"{status} {path}")
            else:
                self.before += has_word
            if status >= 500 or (status != 200 and not has_word and self.before == 0):
                self.odd.append(f"{status} {path}")
