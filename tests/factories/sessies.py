"""Sessions with their people, made as they are made in the pages. Open the vault by themselves."""

from datetime import datetime
from typing import Any

from community.confidential import confidential
from community.links import digest
from community.models import KIND_OF_MEETING, Bijeenkomst, Kring, KringKind, User
from intervisie.access.sessies import Plek, place_of, place_of_guest
from intervisie.actions.sessiebladen import hand_in, save_blad
from intervisie.actions.sessieloop import begin, close, go_on
from intervisie.actions.sessiemensen import join, join_as_guest
from intervisie.actions.sessies import Plan, make_sessie
from intervisie.models import Sessie, Sessieblad, Sessiedeelnemer, Werkvorm
from intervisie.werkvorm.course import Position
from tests.factories.agenda import BijeenkomstFactory
from tests.factories.moments import NOW
from tests.factories.people import UserFactory
from tests.factories.werkvormen import a_werkvorm


def a_plan(werkvorm: Werkvorm | None = None, **fields: Any) -> Plan:
    """Return a plan for four people on a screen, together at one moment."""
    usual = {"tempo": "LIVE", "days": None, "medium": "SCHERM", "expected": 4, "subgroups": 1, "lets_guests": False}
    return Plan(werkvorm=werkvorm or a_werkvorm(), **usual | fields)


def a_sessie(
    *members: User, werkvorm: Werkvorm | None = None, bijeenkomst: Bijeenkomst | None = None, is_begun: bool = True,
    guests: int = 0, inbrenger: int | None = None, now: datetime = NOW, **plan: Any,
) -> Sessie:  # fmt: skip
    """Return a session in which these people (or four new ones) are inside; the first made it and leads it.

    Begun unless told otherwise. With `bijeenkomst` it is of that meeting, and all of them must be in its Kring.
    `guests` more came in with a first name; `inbrenger` is the seat of whose question it is.
    """
    people = list(members) or [UserFactory() for _ in range(4)]
    wanted = {"lets_guests": guests > 0, "expected": max(4, len(people) + guests)} | plan
    with confidential():
        sessie = make_sessie(actor=people[0], bijeenkomst=bijeenkomst, plan=a_plan(werkvorm, **wanted), now=now)
        for user in people:
            if bijeenkomst is None and user != people[0]:
                number = sessie.deelnemers.count() + 1
                Sessiedeelnemer.objects.create(sessie=sessie, user=user, number=number)
            join(user=user, sessie=sessie, now=now)
        for number in range(1, guests + 1):
            join_as_guest(sessie=sessie, name=f"Gast {number}", token=guest_token(sessie, number), now=now)
        if inbrenger is not None:
            Sessie.objects.filter(pk=sessie.pk).update(inbrenger=seat_of(sessie, inbrenger))
        if is_begun:
            begin(plek=plek_of(sessie, people[0], now), now=now)
    return Sessie.objects.get(pk=sessie.pk)


def guest_token(sessie: Sessie, number: int = 1) -> str:
    """Return the secret that the browser of a guest of `a_sessie` keeps."""
    return f"{sessie.code}-gast-{number}"


def plek_of(sessie: Sessie, who: User | int, now: datetime = NOW) -> Plek:
    """Return the place of a member, or of a guest by her number among the guests."""
    if isinstance(who, int):
        plek = place_of_guest(guest_token(sessie, who), sessie.code, now)
    else:
        plek = place_of(who, sessie.code, now)
    assert plek is not None
    return plek


def seat_of(sessie: Sessie, number: int) -> Sessiedeelnemer:
    """Return who has this seat."""
    return Sessiedeelnemer.objects.get(sessie=sessie, number=number)


def leader_of(sessie: Sessie, now: datetime = NOW) -> Plek:
    """Return the place of who leads."""
    leader = Sessie.objects.select_related("leader__user").get(pk=sessie.pk).leader
    assert leader is not None
    if leader.user is not None:
        return plek_of(sessie, leader.user, now)
    number = next(one for one in range(1, 40) if digest(guest_token(sessie, one)) == leader.secret_digest)
    return plek_of(sessie, number, now)


def moves_to(sessie: Sessie, step: str, now: datetime = NOW) -> Sessie:
    """Let who leads go on until this step begins."""
    codes = [one["code"] for one in sessie.versie.schema["steps"]]
    for _move in range(200):
        sessie = Sessie.objects.select_related("versie").get(pk=sessie.pk)
        if codes[sessie.step] == step or sessie.status != "BEZIG":
            return sessie
        here = Position(sessie.step, sessie.round, sessie.turn).slug
        with confidential():
            go_on(plek=leader_of(sessie, now), position=here, now=now)
    raise AssertionError(step)


def writes(
    sessie: Sessie, who: User | int, step: str, answers: dict[str, str], *, round: int = 0, author: int | None = None,
    hands_in: bool = False, version: int | None = None, now: datetime = NOW,
) -> Sessieblad:  # fmt: skip
    """Let somebody write on her sheet of a step (or on that of `author` on paper), and hand it in if told so."""
    with confidential():
        plek = plek_of(sessie, who, now)
        number = author if author is not None else plek.number
        assert number is not None
        stored = Sessieblad.objects.filter(sessie=sessie, deelnemer__number=number, step=step, round=round).first()
        known = stored.version if stored is not None else 0
        row = save_blad(plek=plek, step=step, round=round, author=number, answers=answers,
                        version=known if version is None else version, now=now)  # fmt: skip
        if hands_in:
            hand_in(plek=plek, step=step, round=round, author=number, now=now)
    return row


def closes(sessie: Sessie, now: datetime = NOW) -> Sessie:
    """Let who leads close the session."""
    with confidential():
        close(plek=leader_of(sessie, now), now=now)
    return Sessie.objects.get(pk=sessie.pk)


def a_meeting(kring: Kring, starts_at: datetime = NOW, **fields: Any) -> Bijeenkomst:
    """Return a meeting of a group, of the kind it plans for itself, at which a session can be held."""
    kind = KIND_OF_MEETING[KringKind(kring.kind)]
    usual = {"audience": "KRING", "kind": kind}
    made: Bijeenkomst = BijeenkomstFactory(kring=kring, starts_at=starts_at, **usual | fields)
    return made
