"""One person at every address of the matrix, in every way of asking, and what is wrong with the answers (T2-T5)."""

import copy
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.community.leergroepen.cast import IN_BERICHT, IN_BIJEENKOMST, IN_MOTIVATIE, IN_REACTIE
from tests.toegang.aanbod import GEVRAAGD, GEVRAAGD_READERS, NOG_NIET_ONLINE, NOG_NIET_ONLINE_READERS
from tests.toegang.addresses import Address, register
from tests.toegang.begrippen import NIEUWE_TEKST, NIEUWE_TEKST_READERS, VOORGESTELD, VOORGESTELD_READERS
from tests.toegang.bemiddeling import BEMIDDELING, BEMIDDELING_READERS
from tests.toegang.bezoeken import EIGEN, EIGEN_READERS, INGELEVERD, INGELEVERD_READERS, KIT, KIT_READERS
from tests.toegang.casussen import CASUS, CASUS_READERS
from tests.toegang.eindsessies import PRESENTATIE, PRESENTATIE_READERS
from tests.toegang.evaluatieplanningen import SELF, SELF_READERS
from tests.toegang.hidden_group import HIDDEN_MEETING, HIDDEN_NAME
from tests.toegang.intervisie_groepen import (
    GROEPSNAAM,
    GROEPSNAAM_READERS,
    GROEPSNOTITIE,
    GROEPSNOTITIE_READERS,
)
from tests.toegang.intervisie_rondes import (
    CONCEPT,
    CONCEPT_READERS,
    GEWEIGERD,
    GEWEIGERD_ID,
    GEWEIGERD_ID_READERS,
    GEWEIGERD_READERS,
)
from tests.toegang.intervisie_voorstellen import (
    GEWEERD_ID,
    GEWEERD_ID_READERS,
    GROEP_IN_VOORSTEL,
    GROEP_IN_VOORSTEL_READERS,
)
from tests.toegang.livesessies import NOG_NIET, NOG_NIET_READERS, OP_HET_BORD, OP_HET_BORD_READERS
from tests.toegang.matrix import expected, path_of, verdict
from tests.toegang.outcome import OUTCOME
from tests.toegang.partnerschappen import (
    BIJDRAGE,
    BIJDRAGE_READERS,
    OP_DE_LIJST,
    OP_DE_LIJST_READERS,
    VAN_HET_HART,
    VAN_HET_HART_READERS,
)
from tests.toegang.praktijkboeken import OPNAME, OPNAME_READERS
from tests.toegang.rapporten import IN_NETWERK, IN_NETWERK_READERS, IN_RAPPORT, IN_RAPPORT_READERS
from tests.toegang.samenwerkingen import IN_STILTE, IN_STILTE_READERS, TEN_DELE, TEN_DELE_READERS
from tests.toegang.sessieacties import GEDAAN, GEDAAN_READERS
from tests.toegang.sessiegasten import GENODIGD, GENODIGD_READERS, INZICHT, INZICHT_READERS
from tests.toegang.sessies import OP_PAPIER, OP_PAPIER_READERS
from tests.toegang.sessievoorbereiding import (
    VOORAF,
    VOORAF_GEDEELD,
    VOORAF_GEDEELD_READERS,
    VOORAF_READERS,
)
from tests.toegang.stappen import CONCEPT_INDRUK, CONCEPT_INDRUK_READERS, INDRUK, INDRUK_READERS
from tests.toegang.toerneebrieven import SAMEN, SAMEN_READERS
from tests.toegang.toernees import GETOOND, GETOOND_READERS, TOERNEENAAM, TOERNEENAAM_READERS
from tests.toegang.training import AANVRAAG, AANVRAAG_READERS, LEERDOEL, LEERDOEL_READERS, NOTITIE, NOTITIE_READERS
from tests.toegang.training_coaching import COACHVRAAG, COACHVRAAG_READERS
from tests.toegang.training_dagen import VIER, VIJF, VIJF_READERS
from tests.toegang.tussentijden import GEDEELD, REACTIE, WORK_READERS
from tests.toegang.verslagen import ACTIE, ACTIE_READERS, BRIEF, BRIEF_READERS
from tests.toegang.website import NIET_ONLINE, NIET_ONLINE_READERS, VOOR_LEDEN, VOOR_LEDEN_READERS
from tests.toegang.werk import PAPER
from tests.toegang.world import CANARIES, World

WORDS = (IN_BERICHT, IN_REACTIE, IN_BIJEENKOMST, IN_MOTIVATIE, *CANARIES)
READERS = {
    IN_BERICHT: {"GL", "TK"}, IN_REACTIE: {"GL", "TK"}, IN_BIJEENKOMST: {"GL", "TK", "CO", "ZA"},
    IN_MOTIVATIE: {"TK", "AV"}, "kievitsbloem": {"CO"}, "moerasandoorn": {"CO"}, "zeggekorfslak": {"CO"},
    "veenbesparelmoer": {"GE", "CO", "BE", "TR"}, HIDDEN_NAME: {"DE", "TR", "WA", "CO"},
    HIDDEN_MEETING: {"DE", "TR", "CO"}, OUTCOME: {"GL", "TK"}, CASUS: CASUS_READERS,
    OPNAME: OPNAME_READERS, PAPER: {"GL"}, NOTITIE: NOTITIE_READERS, LEERDOEL: LEERDOEL_READERS,
    PRESENTATIE: PRESENTATIE_READERS,
    AANVRAAG: AANVRAAG_READERS, GEDEELD: WORK_READERS, REACTIE: WORK_READERS,
    COACHVRAAG: COACHVRAAG_READERS, VIER: set(), VIJF: VIJF_READERS,
    GEWEIGERD: GEWEIGERD_READERS, GEWEIGERD_ID: GEWEIGERD_ID_READERS, CONCEPT: CONCEPT_READERS,
    GROEP_IN_VOORSTEL: GROEP_IN_VOORSTEL_READERS, GEWEERD_ID: GEWEERD_ID_READERS,
    GROEPSNOTITIE: GROEPSNOTITIE_READERS, GROEPSNAAM: GROEPSNAAM_READERS,
    KIT: KIT_READERS, INGELEVERD: INGELEVERD_READERS, EIGEN: EIGEN_READERS,
    TOERNEENAAM: TOERNEENAAM_READERS, GETOOND: GETOOND_READERS,
    OP_HET_BORD: OP_HET_BORD_READERS, NOG_NIET: NOG_NIET_READERS,
    INDRUK: INDRUK_READERS, CONCEPT_INDRUK: CONCEPT_INDRUK_READERS,
    BRIEF: BRIEF_READERS, ACTIE: ACTIE_READERS, GEDAAN: GEDAAN_READERS, SAMEN: SAMEN_READERS,
    OP_PAPIER: OP_PAPIER_READERS,
    BEMIDDELING: BEMIDDELING_READERS, VOORAF: VOORAF_READERS,
    VOORAF_GEDEELD: VOORAF_GEDEELD_READERS, INZICHT: INZICHT_READERS, GENODIGD: GENODIGD_READERS,
    IN_RAPPORT: IN_RAPPORT_READERS, IN_NETWERK: IN_NETWERK_READERS,
    BIJDRAGE: BIJDRAGE_READERS, OP_DE_LIJST: OP_DE_LIJST_READERS, VAN_HET_HART: VAN_HET_HART_READERS,
    SELF: SELF_READERS, IN_STILTE: IN_STILTE_READERS, TEN_DELE: TEN_DELE_READERS,
    GEVRAAGD: GEVRAAGD_READERS, NOG_NIET_ONLINE: NOG_NIET_ONLINE_READERS,
    VOORGESTELD: VOORGESTELD_READERS, NIEUWE_TEKST: NIEUWE_TEKST_READERS,
    VOOR_LEDEN: VOOR_LEDEN_READERS, NIET_ONLINE: NIET_ONLINE_READERS,
}  # fmt: skip
REFUSED = {404, 405}
# What differs between two requests whatever was asked: tokens in forms, and the address itself.
TOKENS = re.compile(rb'value="[^"]*"')

Way = Callable[[Client, str], Any]  # what the test client answers
# Ways of asking beside a plain GET, by the method that the server sees.
WAYS: dict[str, tuple[str, Way]] = {
    "HEAD": ("HEAD", lambda client, path: client.head(path)),
    "POST": ("POST", lambda client, path: client.post(path)),
    "PUT": ("PUT", lambda client, path: client.put(path)),
    "PATCH": ("PATCH", lambda client, path: client.patch(path)),
    "DELETE": ("DELETE", lambda client, path: client.delete(path)),
    "OPTIONS": ("OPTIONS", lambda client, path: client.options(path)),
    "htmx": ("GET", lambda client, path: client.get(path, headers={"HX-Request": "true", "HX-Target": "inhoud"})),
    "override": ("POST", lambda client, path: client.post(path, headers={"X-HTTP-Method-Override": "GET"})),
}


@dataclass
class Sweep:
    """One role at the addresses of a world. Call with the clock at NOW."""

    world: World
    role: str
    cells: int = 0
    requests: int = 0
    refusals: int = 0
    wrong: list[str] = field(default_factory=list)
    _nothing: HttpResponse | None = None

    @cached_property
    def client(self) -> Client:
        """The browser of this person."""
        return self.world.client(self.role)

    def ask(self, name: str, address: Address) -> None:
        """GET one cell: the verdict of the matrix, no word one may not read, refusals like what never existed."""
        self.cells += 1
        answer = self._count(self.client.get(path_of(name, address, self.world)))
        found = verdict(answer)
        if found == "302":
            self.client.get("/spelregels/")  # takes up what the redirect wanted to say on the next page
        if found != expected()[name][self.role]:
            self._note(name, f"{found}, not {expected()[name][self.role]}")
        self._look_for_words(name, answer)
        if found == "404":
            self.refusals += 1
            if not any(same_refusal(answer, nothing) for nothing in self._nothings(address)):
                self._note(name, "the refusal differs from what never existed")

    def ask_otherwise(self, name: str, address: Address) -> None:
        """Ask one cell in all other ways: they open nothing that GET refuses, and nothing that was not named."""
        path, due = path_of(name, address, self.world), expected()[name][self.role]
        for way, (method, ask) in WAYS.items():
            with undone(self.client):
                answer = self._count(ask(self.client, path))
                self._look_for_words(f"{way} {name}", answer)
            if due in {"404", "login"}:
                self.refusals += 1
                self._judge_refusal(f"{way} {name}", address, path, ask, answer)
            elif not is_answer_of_reader(answer, way=way, method=method, due=due, address=address):
                self._note(f"{way} {name}", f"{answer.status_code} for who may read it")

    def _judge_refusal(self, what: str, address: Address, path: str, ask: Way, answer: HttpResponse) -> None:
        """Compare a refusal with that of the same address with ids of nothing at all."""
        if self.role != "AN" and answer.status_code not in REFUSED:
            self._note(what, str(answer.status_code))
        if address.converters:
            empty = reverse(address.name, kwargs=address.sample())
            with undone(self.client):
                nothing = self._count(ask(self.client, empty))
            if not same_refusal(answer, nothing, (path, empty)):
                self._note(what, "the refusal differs from that of an object that never existed")

    def _look_for_words(self, what: str, answer: HttpResponse) -> None:
        text = answer.getvalue().decode("utf-8", "replace") + str(answer.headers)
        for word in WORDS:
            if word in text and self.role not in READERS[word]:
                self._note(what, word)

    def _nothings(self, address: Address) -> Iterator[HttpResponse]:
        """Give what never existed answers: for what everybody may ask, and below /beheer/ with its own headers, at the
        same address."""
        if is_apart(address) and address.converters:
            yield self._count(self.client.get(reverse(address.name, kwargs=address.sample())))
        else:
            yield self._of_nothing()
            yield self._of_nothing(again=True)

    def _of_nothing(self, *, again: bool = False) -> HttpResponse:
        """Return what an address that never existed answers. `again`: the header counts meldingen, which were seen."""
        if self._nothing is None or again:
            self._nothing = self._count(self.client.get(f"/leergroepen/{uuid.uuid4()}/over/"))
        return self._nothing

    def _count(self, answer: HttpResponse) -> HttpResponse:
        self.requests += 1
        if answer.status_code >= 500:
            self._note(answer.request["PATH_INFO"], str(answer.status_code))
        return answer

    def _note(self, what: str, trouble: str) -> None:
        self.wrong.append(f"{self.role} at {what}: {trouble}")


def is_apart(address: Address) -> bool:
    """Whether refusals here look otherwise than elsewhere: without a login asked, or with the headers of /beheer/."""
    return register()[address.name]["class"] == "public" or address.name.startswith("beheer-")


def is_answer_of_reader(answer: HttpResponse, *, way: str, method: str, due: str, address: Address) -> bool:
    """Whether somebody who may GET this gets, asked in another way, what the class of the address promises."""
    named = register()[address.name]["methods"]
    if method == "HEAD":
        return verdict(answer) == due and answer.getvalue() == b""
    if way == "htmx":
        return verdict(answer) == due
    if method == "POST" and "POST" in named:
        return answer.status_code < 500  # whether she may change it, the tests of each subject know
    # Some doors send everyone on first, to show who they are.
    return answer.status_code in REFUSED or verdict(answer) == due == "302"


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Take back all that these requests store, and the cookies they set."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def same_refusal(answer: HttpResponse, nothing: HttpResponse, paths: tuple[str, ...] = ()) -> bool:
    """Whether two refusals are the same bytes, but for the tokens of forms and the address that was asked."""
    return _plain(answer, paths) == _plain(nothing, paths)


def _plain(answer: HttpResponse, paths: tuple[str, ...]) -> tuple[int, bytes, str]:
    body, headers = TOKENS.sub(b"", answer.content), str(sorted(answer.headers.items()))
    for path in paths:
        for written in (path, quote(path, safe="")):
            body, headers = body.replace(written.encode(), b""), headers.replace(written, "")
    if paths:  # its length follows that of the address
        headers = re.sub(r"\('Content-Length', '\d+'\)", "", headers)
    return answer.status_code, body, headers
