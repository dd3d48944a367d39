"""Praktijkboeken with their people, and casussen handed in."""

from datetime import date, datetime
from typing import Any

from casussen.actions.opnamen import hand_in
from casussen.actions.praktijkboeken import PraktijkboekAnswers, create_praktijkboek
from casussen.format import QUESTIONS
from casussen.models import Casus, Opname, Praktijkboek
from community.actions.kringen import accept_afspraken, add_member
from community.confidential import confidential
from community.models import KringRol, Lidmaatschap, Rol, User
from tests.factories.casussen import CANARY, a_casus
from tests.factories.moments import LONG_AGO
from tests.factories.people import RoltoekenningFactory, UserFactory

HAND_IN = date(2027, 3, 1)
CLOSES = date(2027, 6, 30)
DESTROYS = date(2027, 9, 30)


def a_coordinator() -> User:
    """Return somebody of the coördinerend hart."""
    user: User = UserFactory()
    RoltoekenningFactory(user=user, rol=Rol.COORDINATOR)
    return user


def a_praktijkboek(
    *, name: str = "Najaar in het beekdal", hand_in_date: date | None = HAND_IN, closes_date: date = CLOSES,
    destroys_date: date = DESTROYS, now: datetime = LONG_AGO,
) -> Praktijkboek:  # fmt: skip
    """Return a praktijkboek that collects, without people."""
    answers = PraktijkboekAnswers(name, hand_in_date, closes_date, destroys_date)
    with confidential():
        return create_praktijkboek(actor=a_coordinator(), answers=answers, rules="Wat ik lees, blijft hier.", now=now)


def in_boek(
    boek: Praktijkboek, user: User | None = None, *, begeleider: bool = False, agreed: bool = True,
    now: datetime = LONG_AGO,
) -> Lidmaatschap:  # fmt: skip
    """Let somebody take part, or keep it."""
    person: User = user or UserFactory()
    role = KringRol.TREKKER if begeleider else KringRol.LID
    lid = add_member(kring=boek.kring, user=person, role=role, now=now)
    if agreed:
        accept_afspraken(actor=person, kring=boek.kring, number=1, now=now)
        lid.refresh_from_db()
    return lid


def a_full_casus(owner: User, *, word: str = CANARY, **answers: Any) -> Casus:
    """Return a casus with an answer to every question; `word` stands in each text."""
    given = {question.code: _answer(question, word) for question in QUESTIONS} | answers
    return a_casus(owner, **given)


def an_opname(boek: Praktijkboek, author: User | None = None, *, now: datetime = LONG_AGO, **answers: Any) -> Opname:
    """Return a casus that somebody in the praktijkboek handed in; without `author` a new participant."""
    person = author or in_boek(boek).user
    casus = a_full_casus(person, **answers)
    with confidential():
        return hand_in(actor=person, boek=boek, casus=casus, parts=[], now=now)


def _answer(question: Any, word: str) -> Any:
    if question.kind == "choices":
        return [question.options[0][0]]
    return question.options[0][0] if question.kind == "choice" else f"Over de {word} in het dal."
