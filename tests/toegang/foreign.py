"""A second group with words of its own, and every way to reach for it with its ids from outside (IDOR, T3, T4, T10)."""

import hashlib
import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from community.models import Afspraken, Bijeenkomst, Deelname, Groepsbericht, Lidmaatschap, Toetreding
from tests.community.leergroepen.cast import (
    IN_AFSPRAKEN,
    IN_BERICHT,
    IN_BIJEENKOMST,
    IN_MOTIVATIE,
    IN_REACTIE,
    Cast,
    a_cast,
)
from tests.toegang.addresses import Address
from tests.toegang.casussen import casus_samples
from tests.toegang.matrix import expected, path_of, rows, sample_of
from tests.toegang.praktijkboeken import praktijkboek_samples
from tests.toegang.sweep import WAYS, Way, undone
from tests.toegang.werk import werk_samples
from tests.toegang.world import World, group_samples
from tests.wrong_input.page_form import forms_of

# Words that stand in the other group only, in the place of those of the first.
FOREIGN = {
    IN_BERICHT: "slobeendenwoerd", IN_REACTIE: "smientenvlucht", IN_BIJEENKOMST: "pijlstaartberaad",
    IN_MOTIVATIE: "krakeendenvijver", IN_AFSPRAKEN: "bergeendenhol",
}  # fmt: skip
EVERY_WAY: dict[str, Way] = {
    "GET": lambda client, path: client.get(path),
    **{way: ask for way, (_, ask) in WAYS.items()},
}
NO_TURNS: Iterator[str] = iter(())
REFUSALS = {301, 400, 404, 405}
# Names under which a careless page could take up an id, in its query string or as a field nobody offered.
NAMES = ("id", "pk", "code", "slug", "kring", "kring_id", "leergroep", "lid", "persoon", "user", "bericht",
         "bericht_id", "reply_to", "lidmaatschap_id", "toetreding_id", "bijeenkomst", "organisatie", "next", "page",
         "sort")  # fmt: skip


def other_group() -> Cast:
    """Return a second cast whose secret words differ from those of the first."""
    cast = a_cast()
    kring = cast.leergroep.kring
    for row, name in [(cast.first, "text"), (cast.reply, "text"), (cast.meeting, "title"), (cast.asked, "motivation"),
                      (cast.afspraken, "text")]:  # fmt: skip
        text = getattr(row, name)
        for known, foreign in FOREIGN.items():
            text = text.replace(known, foreign)
        setattr(row, name, text)
        row.save(update_fields=[name])
    kring.name = "Droge voeten"
    kring.save(update_fields=["name"])
    return cast


def spellings(value: Any) -> list[str]:
    """Return an id the ways a careless page could still understand it."""
    text = str(value)
    first = f"%{ord(text[0]):02X}{text[1:]}"
    return [text, text.upper(), text.replace("-", ""), first, f"{text}%00", f"%20{text}", f"{text}/..%2f{text}"]


@dataclass
class Reach:
    """One person of the world who reaches for what belongs to the other group. Call with the clock at NOW."""

    world: World
    other: Cast
    role: str
    requests: int = 0
    leaks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    @cached_property
    def client(self) -> Client:
        """The browser of this person."""
        return self.world.client(self.role)

    @cached_property
    def foreign(self) -> dict[str, Any]:
        """The parameters of addresses that belong to the other group."""
        merged: dict[str, Any] = {}
        for sample in self._samples.values():
            for name, value in sample.items():
                merged.setdefault(name, value)
        return merged

    @cached_property
    def _samples(self) -> dict[str, dict[str, Any]]:
        people = {**self.world.people, **self.other.people}
        boek = praktijkboek_samples(people)
        return {
            **group_samples(self.other, people["GE"]), **casus_samples(people, self.other.leergroep.kring), **boek,
            **werk_samples(people, boek["praktijkboek*"]["code"]),
        }  # fmt: skip

    @cached_property
    def values(self) -> list[str]:
        """Ids and codes of the other group, for query strings and fields."""
        ids = {str(value) for sample in self._samples.values() for value in sample.values()}
        return sorted({*ids, str(self.other["AV"].pk), self.other["TK"].email})

    @cached_property
    def _turn(self) -> Iterator[str]:
        return itertools.cycle(self.values)

    @cached_property
    def _before(self) -> str:
        return fingerprint(self.other, self.role, self.world)

    def by_path(self, *, spelled: int, ways: tuple[str, ...], turns: Iterator[str] = NO_TURNS) -> None:
        """Ask every address of a group with ids of the other, alone and mixed with ids of one's own group.

        Each spelling in all of `ways`, and in the next of `turns`.
        """
        for name, address in rows():
            if "@" in name or not {key for key, _ in address.converters} & set(self.foreign):
                continue
            if name.startswith(("organisatie", "account", "aanmelding", "rol-", "uitnodiging", "coordinatie")):
                continue  # these belong to no group
            for path in self._paths(name, address, spelled):
                for way in (*ways, *itertools.islice(turns, 1)):
                    self._ask(way, EVERY_WAY[way], path, refusals=self._refusals(name))

    def _refusals(self, name: str) -> set[int]:
        """Return how this page may refuse her; nothing when everybody may have it.

        Who must agree first is led to the agreements of her own group, whatever id stands behind it.
        """
        if expected()[name]["LI"] != "404":
            return set()
        return REFUSALS | {302} if expected()[name][self.role] == "302" else REFUSALS

    def by_query(self, names: tuple[str, ...] = NAMES) -> None:
        """Ask every page of one's own with ids of the other group in the query string."""
        for path in self._own_pages():
            for name, value in self._pairs(names):
                self._ask("GET", EVERY_WAY["GET"], f"{path}?{urlencode({name: value})}")

    def by_field(self, names: tuple[str, ...] = NAMES) -> None:
        """Send every form of one's own with ids of the other group in its fields, and in fields it does not have."""
        for path in self._own_pages():
            for action, fields in forms_of(self.client.get(path).getvalue().decode("utf-8", "replace")):
                target = action if action.startswith("/") else path
                for name, value in self._pairs((*fields, *names)):
                    sent = {**fields, name: value}
                    self._ask("POST", lambda client, where, sent=sent: client.post(where, sent), target)

    def _pairs(self, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Return each name with the next id: every name meets every kind of id after a few pages."""
        return ((name, next(self._turn)) for name in names)

    def _own_pages(self) -> Iterator[str]:
        for name, address in rows():
            if expected()[name][self.role] == "200":
                yield path_of(name, address, self.world)

    def _paths(self, name: str, address: Address, spelled: int) -> Iterator[str]:
        keys = [key for key, _ in address.converters]
        own, foreign = sample_of(name, self.world), {**sample_of(name, self.world), **self._foreign_of(name)}
        for choice in itertools.product((True, False), repeat=len(keys)):
            if not any(choice):
                continue
            kwargs = {key: (foreign if is_foreign else own)[key] for key, is_foreign in zip(keys, choice, strict=True)}
            if kwargs == {key: own.get(key) for key in keys}:
                continue  # a word that is the same for everybody, such as the layer of an instrument
            path = reverse(address.name, kwargs=kwargs)
            for key, is_foreign in zip(keys, choice, strict=True):
                if is_foreign:
                    yield from (path.replace(str(kwargs[key]), text, 1) for text in spellings(kwargs[key])[:spelled])
            if spelled > 1:
                yield path.rstrip("/")

    def _foreign_of(self, name: str) -> dict[str, Any]:
        """Return the ids of the other group for this address: the code of a meeting is not that of a person."""
        return {
            **self.foreign,
            **sample_of(name, World(self.other, {}, {**self.world.samples, **self._samples})),
        }

    def _ask(self, way: str, ask: Way, path: str, *, refusals: Collection[int] = ()) -> None:
        before = self._before
        with undone(self.client):
            answer = ask(self.client, path)
            self.requests += 1
            self._judge(f"{self.role} {way} {path[:110]}", answer, refusals)
            if (
                way not in {"GET", "HEAD", "OPTIONS", "htmx"}
                and fingerprint(self.other, self.role, self.world) != before
            ):
                self.changes.append(f"{self.role} {way} {path}")

    def _judge(self, what: str, answer: HttpResponse, refusals: Collection[int]) -> None:
        if answer.status_code >= 500:
            self.faults.append(f"{what}: {answer.status_code}")
        if refusals and answer.status_code not in refusals:
            self.opened.append(f"{what}: {answer.status_code}")
        text = answer.getvalue().decode("utf-8", "replace") + str(answer.headers)
        self.leaks += [f"{what}: {word}" for word in FOREIGN.values() if word in text]


def fingerprint(cast: Cast, role: str, world: World) -> str:
    """Return a word that changes when anything of this group does, but for what the person may do for herself."""
    kring, self_id = cast.leergroep.kring_id, world.people[role].pk
    meetings = Bijeenkomst.objects.filter(kring=kring)
    tables: list[QuerySet[Any]] = [
        Groepsbericht.objects.filter(kring=kring), Afspraken.objects.filter(kring=kring), meetings,
        Lidmaatschap.objects.filter(kring=kring).exclude(user=self_id),
        Toetreding.objects.filter(kring=kring).exclude(user=self_id),
        Deelname.objects.filter(bijeenkomst__in=meetings),
    ]  # fmt: skip
    rows_now = [sorted(map(str, table.values_list())) for table in tables]
    return hashlib.sha256(str(rows_now).encode()).hexdigest()
