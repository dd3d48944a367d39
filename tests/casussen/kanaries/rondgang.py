"""People who may not see a word walk every address of the URLconf with the ids and codes of what holds it."""

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client

from casussen.actions.delen import withdraw_sight
from casussen.actions.gasten import withdraw_guest
from casussen.models import Casus, Deling
from community.actions.feed import renew_feed
from community.berichten.sender import deliver
from community.confidential import confidential
from community.models import Gastlink, Hartslag, KringRol, Lidmaatschap, Rol, User
from community.queries.gastlinks import token_of
from intervisie.models import Bezoek, Toernee
from tests.casussen.intrekken import let_in
from tests.casussen.kanaries.filled import NUMBER, START, Filled
from tests.factories import (
    AfsprakenFactory,
    LidmaatschapFactory,
    OrganisatieFactory,
    RoltoekenningFactory,
    UserFactory,
)
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.praktijkboeken import a_praktijkboek, in_boek
from tests.factories.second_factor import with_second_factor
from tests.factories.training import an_editie
from tests.toegang.addresses import Address, addresses
from tests.toegang.casussen import a_guest
from tests.toegang.sweep import undone
from training.models import Deelnemer

OFFICE = {"CO": Rol.COORDINATOR, "PA": Rol.PARTNERCONTACT, "RE": Rol.REDACTEUR, "BE": Rol.BEHEERDER,
          "PC": Rol.PRIVACYCONTACT}  # fmt: skip
# Somebody logged out, a member, a reader of before, who did not agree yet, who left, who led this praktijkboek and
# leads another, a guest whose link was revoked while she was in, a superuser.
ROLES = ("AN", "LI", "EX", "ZA", "WEG", "BG", "GV", "SU", *OFFICE)
NO_ACCOUNT = {"AN", "GV"}
CONFIDENTIAL = ("casussen/", "praktijkboeken/", "noodtoegang/", "gedeeld/", "werk/", "trainingen/", "bezoeken/",
                "toernees/")  # fmt: skip
TITLE = re.compile(r"<title>(.*?)</title>", re.S)
REPEATS = re.compile(r"[\^$\\(]")
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


class Walkers:
    """The filled world with everybody who has nothing to do with it, and what she tried to see."""

    def __init__(self) -> None:
        self.filled = Filled()
        self.people: dict[str, User] = {role: UserFactory() for role in ROLES if role not in NO_ACCOUNT}
        for role, rol in OFFICE.items():
            organisatie = OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None
            RoltoekenningFactory(user=with_second_factor(self.people[role]), rol=rol, organisatie=organisatie)
        User.objects.filter(pk=self.people["SU"].pk).update(is_superuser=True)
        with confidential():
            self._give_and_take()
            self._make_readable()
            rows = self.filled.rows.values()
            self.ids = {type(row).__name__.lower(): str(row.pk) for row in rows}
            # What holds no word itself, but what a word of a training is found by.
            beside = [row for row in self.filled.related.values() if row._meta.app_label == "training"]
            self.ids |= {type(row).__name__.lower(): str(row.pk) for row in beside}
            self.tokens = {"GV": self._let_a_guest_in_and_out()}
        deliver(NOW)
        for name in ("plan", Hartslag.KLOK):  # a platform that runs
            Hartslag.objects.update_or_create(name=name, defaults={"beat_at": NOW})
        self.turns = itertools.cycle(self.ids.values())
        self.requests = 0
        self.finds: list[str] = []

    def _give_and_take(self) -> None:
        """Let EX read along and not any more, and let ZA and WEG be in the praktijkboek as far as they are."""
        owner, kring = self.filled.casus.owner, self.filled.kring
        casus = Casus.objects.get(pk=self.filled.casus.pk)
        deling = Deling.objects.create(
            casus=casus, user=self.people["EX"], from_at=LONG_AGO, given_by=owner, role="LEZER"
        )
        withdraw_sight(actor=owner, deling=deling, now=NOW)
        AfsprakenFactory(kring=kring)
        Lidmaatschap.objects.create(kring=kring, user=self.people["ZA"], from_at=LONG_AGO)
        for role, kringrol in (("WEG", KringRol.LID), ("BG", KringRol.TREKKER)):
            Lidmaatschap.objects.create(
                kring=kring, user=self.people[role], role=kringrol, from_at=LONG_AGO,
                until_at=LONG_AGO + timedelta(days=1),
            )  # fmt: skip
        in_boek(a_praktijkboek(), self.people["BG"], begeleider=True)
        self._let_in_editie()

    def _let_in_editie(self) -> None:
        """Let ZA and WEG be in the editie of what was filled as far as they are, and BG have led it.

        Everything with a word of a participant belongs to it; its parts and days are those of the programme.
        """
        deelnemer: Any = cast(Any, self.filled.rows["Ontwikkelmap"]).deelnemer
        self.editie = real = an_editie(name="Rondgang")
        Deelnemer.objects.filter(pk=deelnemer.pk).update(editie=real)
        AfsprakenFactory(kring=real.kring)
        LidmaatschapFactory(kring=real.kring, user=self.people["ZA"])
        for role, kringrol in (("WEG", KringRol.LID), ("BG", KringRol.TREKKER)):
            LidmaatschapFactory(kring=real.kring, user=self.people[role], role=kringrol,
                                until_at=LONG_AGO + timedelta(days=1))  # fmt: skip

    def _let_a_guest_in_and_out(self) -> str:
        """Let a guest in who sees the format, take it back, and return the token that let her in."""
        gastdeling, self.guest = a_guest(Casus.objects.get(pk=self.filled.casus.pk)), Client()
        token = token_of(gastdeling.gastlink)
        let_in(token, self.guest)
        seen = self.guest.get(f"/gedeeld/{token}/format/").content.decode()
        assert self.filled.words["Casus.format"] in seen
        withdraw_guest(actor=self.filled.casus.owner, gastdeling=gastdeling, now=NOW)
        return token

    def _make_readable(self) -> None:
        """Give what pages calculate with a value they know: a page that falls over would show no word either."""
        moment, bestand = cast(Any, self.filled.rows["Moment"]), cast(Any, self.filled.rows["Casusbestand"])
        moment.day, bestand.kind = "2027-02-09", "TXT"
        moment.save()
        bestand.save()
        del self.filled.words["Moment.day"]

    def client(self, role: str) -> Client:
        """Return the browser of somebody."""
        if role == "GV":
            self.guest.raise_request_exception = False
            return self.guest
        client = Client(raise_request_exception=False)
        if role != "AN":
            client.force_login(self.filled.casus.owner if role == "EIG" else self.people[role])
        return client

    def values(self, address: Address, role: str) -> dict[str, list[str]]:
        """Return what each parameter of an address may hold; several ids where the kind of row is not plain."""
        rows = self.filled.rows
        codes = {"casussen": self.filled.casus.code, "praktijkboeken": self._boek_code(),
                 "bezoeken": self.filled.related[Bezoek].code,
                 "toernees": self.filled.related[Toernee].code}  # fmt: skip
        fitting = [pk for name, pk in self.ids.items() if name.removeprefix("casus") in address.name]
        given = {
            "code": [next((code for part, code in codes.items() if part in address.route), codes["casussen"])],
            "opname_code": [str(getattr(rows["Opname"], "code", "o-222222"))],
            "token": [self.tokens.get(role) or self._token()], "number": [str(NUMBER)], "laag": ["nu"],
            "vraag": ["doel"], "instrument": ["canvas"], "soort": ["masterplan"], "onderdeel": ["format"],
            "app_label": ["casussen"], "model_name": ["casus"],
            "content_type_app_name": ["casussen"], "content_type_model_name": ["casus"], "object_id": fitting,
        }  # fmt: skip
        if "agenda" in address.name and role not in {*NO_ACCOUNT, "EIG"}:
            given["token"] = [renew_feed(actor=self.people[role], now=NOW)]
        samples = {key: [str(value)] for key, value in address.sample().items()}
        if address.route.startswith("trainingen/"):
            given |= {"slug": [self.editie.slug], "code": ["1", "b"], "moment": ["intake"]}
        ids = fitting or [next(self.turns)]
        uuids = {key: ids for key, kind in address.converters if kind == "UUIDConverter"}
        return {**samples, **uuids, **{key: value for key, value in given.items() if key in samples and value}}

    def paths(self, address: Address, role: str, *, everything: bool) -> Iterator[str]:
        """Give the paths of an address; `everything`: with every id of the filled world."""
        route = address.route
        if REPEATS.search(route):
            return
        values = self.values(address, role)
        # Of a training two ids that do not belong together open no door.
        if everything and not (route.startswith("trainingen/") and route.count("<uuid:") > 1):
            every = list(self.ids.values())
            values |= {key: every for key, kind in address.converters if kind == "UUIDConverter"}
        for choice in itertools.product(*values.values()):
            filled = dict(zip(values, choice, strict=True))
            yield "/" + PARAMETER.sub(lambda found, filled=filled: filled[found[2]], route)

    def walk(self, role: str, *, everything: bool, beheer: bool) -> None:
        """Ask every address as somebody who may see none of it, plainly, as htmx and with a form sent."""
        client = self.client(role)
        for address in addresses():
            if address.route.startswith("beheer/") and not beheer:
                continue
            for path in self.paths(address, role, everything=everything and address.route.startswith(CONFIDENTIAL)):
                self._ask(client, role, path, address)

    def walk_training(self, role: str) -> None:
        """Ask every address of a training with every id."""
        client = self.client(role)
        for address in addresses():
            if address.route.startswith("trainingen/"):
                for path in self.paths(address, role, everything=True):
                    with undone(client):
                        self._judge(f"{role} GET {path}", client.get(path))

    def _ask(self, client: Client, role: str, path: str, address: Address) -> None:
        with undone(client):
            self._judge(f"{role} GET {path}", client.get(path, follow=False))
            if not address.converters:
                self._judge(f"{role} search {path}", client.get(path, {"q": START, "zoek": START}))
            if address.route.startswith(CONFIDENTIAL):
                self._judge(f"{role} htmx {path}", client.get(path, headers={"HX-Request": "true"}))
        if address.route.startswith(CONFIDENTIAL):
            with undone(client):
                self._judge(f"{role} POST {path}", client.post(path))
                self._judge(f"{role} after {path}", client.get("/mijn/meldingen/"))

    def look_at_edges(self, *, everything: bool) -> None:
        """Ask every page of the owner herself: nothing of it stands in a title, a header or a place to go to."""
        client = self.client("EIG")
        for address in addresses():
            if not address.route.startswith(CONFIDENTIAL):
                continue
            for path in self.paths(address, "EIG", everything=everything):
                with undone(client):
                    answer = client.get(path)
                    self._count(f"EIG GET {path}", answer)
                    titles = " ".join(TITLE.findall(text_of(answer)))
                    self._find(f"EIG edge of {path}", f"{titles} {answer.headers}")

    def _judge(self, what: str, answer: HttpResponse) -> None:
        self._count(what, answer)
        self._find(what, text_of(answer) + str(answer.headers))

    def _count(self, what: str, answer: HttpResponse) -> None:
        self.requests += 1
        if answer.status_code >= 500:
            self.finds.append(f"{what}: {answer.status_code}")

    def _find(self, what: str, text: str) -> None:
        self.finds += [f"{what}: {name}" for name, word in self.filled.words.items() if word in text]

    def _boek_code(self) -> str:
        opname: Any = self.filled.rows["Opname"]
        with confidential():
            return str(opname.praktijkboek.code)

    def _token(self) -> str:
        link = Gastlink.objects.filter(revoked_at=None).first()
        return token_of(link) if link else "x"


def text_of(answer: HttpResponse) -> str:
    """Return the body of an answer, also of one that is streamed."""
    return answer.getvalue().decode("utf-8", "replace")
