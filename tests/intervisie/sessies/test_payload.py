"""T3: over random orders of events nobody ever gets a text in her payload that the step does not show her.

What may be shown is said here once more, in the words of the rules, without the engine.
"""

import dataclasses
import json
import random
import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction

from community.access import DeniedError
from community.actions.errors import ActionError
from community.confidential import confidential
from community.models import User
from intervisie.actions.sessiebladen import hand_in, save_blad
from intervisie.actions.sessieleiding import choose_inbrenger, hand_over
from intervisie.actions.sessieloop import go_back, go_on
from intervisie.actions.sessiemensen import come_back, join, leave, shut_out
from intervisie.models import Sessie, Sessiedeelnemer
from intervisie.queries.sessiestand import stand_of
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.sessies import a_sessie, leader_of, plek_of, seat_of
from tests.factories.werkvormen import IN_TURN, ONE, OWN, a_werkvorm
from tests.in_full import IS_FULL

pytestmark = pytest.mark.django_db
EVENTS = 120 if IS_FULL else 40
SEEDS = range(12 if IS_FULL else 1)
# After so many events everybody's payload is looked at.
LOOK_EVERY = 2
METHODS = {"eigen": OWN, "een": ONE, "beurt": IN_TURN}


@dataclass
class Text:
    """One text that somebody wrote: where, by whom and for whom."""

    author: int
    step: str
    round: int
    field: str
    handed_in: bool = False


@dataclass
class Play:
    """One session in which things happen at random; every text is a word of its own."""

    sessie: Sessie
    users: list[User]
    schema: dict[str, Any]
    rng: random.Random
    words: dict[str, Text] = field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        return [step["code"] for step in self.schema["steps"]]

    def fresh(self) -> Sessie:
        self.sessie = Sessie.objects.select_related("versie", "inbrenger").get(pk=self.sessie.pk)
        return self.sessie

    def happen(self) -> None:
        """Let one thing happen; what is refused is part of the game."""
        acts = [self.write] * 6 + [self.show] * 3 + [self.move] * 3 + [self.people]
        try:
            with transaction.atomic():
                self.rng.choice(acts)()
        except (ActionError, DeniedError, AssertionError, IndexError):  # refused, not in any more, or nobody to pick
            pass

    def write(self) -> None:
        number = self.rng.randrange(len(self.users))
        plek = plek_of(self.sessie, self.users[number])
        stand = stand_of(plek, NOW)
        sheets = [blad for blad in (stand.blad, *stand.earlier) if blad is not None and not blad.is_locked]
        if not sheets:
            return
        blad = self.rng.choice(sheets)
        answers, made = {one.name: one.value for one in blad.fields}, {}
        for one in blad.fields:
            if one.kind in {"text", "line"} and self.rng.random() < 0.7:
                word = f"w{uuid.UUID(int=self.rng.getrandbits(128)).hex}"
                answers[one.name] = word
                made[word] = Text(blad.author, blad.step, blad.round, one.name)
            elif one.kind == "choice":
                answers[one.name] = self.rng.choice([option.code for option in one.options])
        save_blad(plek=plek, step=blad.step, round=blad.round, author=blad.author, answers=answers,
                  version=blad.version, now=NOW)  # fmt: skip
        self.words = {
            word: text for word, text in self.words.items()
            if (text.author, text.step, text.round) != (blad.author, blad.step, blad.round)
            or answers.get(text.field) == word
        } | made  # fmt: skip

    def show(self) -> None:
        number = self.rng.randrange(len(self.users))
        plek = plek_of(self.sessie, self.users[number])
        blad = stand_of(plek, NOW).blad
        if blad is None or not blad.may_hand_in:
            return
        hand_in(plek=plek, step=blad.step, round=blad.round, author=blad.author, now=NOW)
        for text in self.words.values():
            if (text.author, text.step, text.round) == (blad.author, blad.step, blad.round):
                text.handed_in = True

    def move(self) -> None:
        row = self.fresh()
        at_end = row.step == len(self.codes) - 1
        act = go_back if at_end or self.rng.random() < 0.25 else go_on
        if row.inbrenger is None and self.schema["question"] == "EEN":
            active = Sessiedeelnemer.objects.filter(sessie=row, left_at__isnull=True)
            choose_inbrenger(plek=leader_of(row), deelnemer_id=self.rng.choice(list(active)).pk, now=NOW)
        act(plek=leader_of(row), position=f"{row.step}.{row.round}.{row.turn}", now=NOW)

    def people(self) -> None:
        user = self.rng.choice(self.users)
        plek = plek_of(self.sessie, user)
        chance = self.rng.random()
        if not plek.is_inside:
            come_back(plek=plek, now=NOW)
        elif chance < 0.4:
            leave(plek=plek, now=NOW)
        elif chance < 0.7:
            hand_over(plek=leader_of(self.sessie), deelnemer_id=plek.deelnemer.pk, now=NOW)
        elif chance < 0.8:
            late = UserFactory()
            join(user=late, sessie=self.sessie, now=NOW, by_code=True)
            self.users.append(late)
        elif chance < 0.85 and len(self.users) > 4:
            shut_out(plek=leader_of(self.sessie), deelnemer_id=plek.deelnemer.pk, now=NOW)
            self.users.remove(user)

    # --- what may be seen, said once more --------------------------------------------------------------------------

    def may_have(self, text: Text, reader: int) -> bool:
        row = self.fresh()
        step = next(one for one in self.schema["steps"] if one["code"] == text.step)
        people = {one.number: one for one in Sessiedeelnemer.objects.filter(sessie=row)}
        if people[reader].left_at is not None:
            return False
        if text.author == reader:
            return self.began(step, text.round)
        if not self.began(step, text.round):
            return False
        if step["sees"] == "ONTVANGER" and text.field != str(reader):
            return False
        splits = [at for at, one in enumerate(self.schema["steps"]) if one.get("is_split")]
        is_split = bool(splits) and self.codes.index(text.step) >= splits[0]
        if is_split and people[reader].group != people[text.author].group:
            return False
        is_over = self.is_over(step, text.round)
        if not self.is_among(step, text, reader, people, is_over=is_over):
            return False
        both = text.handed_in and any(
            one.handed_in
            for one in self.words.values()
            if (one.author, one.step, one.round) == (reader, text.step, text.round)
        )
        return is_over or step["reveal"] == "DIRECT" or (step["reveal"] == "NA_EIGEN" and both)

    def is_among(
        self, step: dict[str, Any], text: Text, reader: int, people: dict[int, Sessiedeelnemer], *, is_over: bool
    ) -> bool:  # fmt: skip
        bringer = self.bringer_of(step, text, people)
        is_bringer = reader == bringer
        return {
            "ALLEN": True, "ONTVANGER": True, "SCHRIJVER": False, "INBRENGER": is_bringer,
            "ANDEREN": bringer is not None and not is_bringer,
            "ANDEREN_EERST": bringer is not None and (not is_bringer or is_over),
        }[step["sees"]]  # fmt: skip

    def bringer_of(self, step: dict[str, Any], text: Text, people: dict[int, Sessiedeelnemer]) -> int | None:
        if self.schema["question"] == "EEN":
            chosen = self.sessie.inbrenger
            return chosen.number if chosen is not None else None
        if not step.get("repeats"):
            return None
        near = sorted(number for number, one in people.items() if one.group == people[text.author].group)
        return near[text.round] if text.round < len(near) else None

    def order(self, at: int, round: int) -> tuple[int, int, int]:
        steps = self.schema["steps"]
        if not steps[at].get("repeats"):
            return (at, 0, 0)
        return (
            min(one for one in range(at + 1) if all(steps[n].get("repeats") for n in range(one, at + 1))),
            round,
            at,
        )

    def began(self, step: dict[str, Any], round: int) -> bool:
        return self.order(self.codes.index(step["code"]), round) <= self.order(self.sessie.step, self.sessie.round)

    def is_over(self, step: dict[str, Any], round: int) -> bool:
        return self.order(self.codes.index(step["code"]), round) < self.order(self.sessie.step, self.sessie.round)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("method", METHODS)
def test_nobody_ever_gets_what_the_step_does_not_show_her(method: str, seed: int) -> None:
    rng = random.Random(f"{method}-{seed}")  # noqa: S311 - a game that can be played again, no secret
    users = [UserFactory() for _ in range(4)]
    is_split = method != "een"
    sessie = a_sessie(*users, werkvorm=a_werkvorm(METHODS[method]), lets_guests=True, subgroups=2 if is_split else 1,
                      inbrenger=None if method != "een" else 2)  # fmt: skip
    play, shown = Play(sessie, users, METHODS[method], rng), 0
    for event in range(EVENTS):
        with confidential():
            play.happen()
            shown += look(play) if event % LOOK_EVERY else 0
    assert shown, "nothing was ever shown: the game proves nothing"


def look(play: Play) -> int:
    """Look at the payload of everybody; return how many texts of others were in them."""
    found = 0
    for user in play.users:
        number = seat_number(play.sessie, user)
        stand = stand_of(plek_of(play.sessie, user), NOW)
        payload = json.dumps(dataclasses.asdict(stand), default=str)
        for word, text in play.words.items():
            if word in payload:
                assert play.may_have(text, number), (text, number, play.sessie.step, play.sessie.round)
                found += text.author != number
    return found


def seat_number(sessie: Sessie, user: User) -> int:
    return Sessiedeelnemer.objects.get(sessie=sessie, user=user).number


def test_before_and_after_a_session_nobody_gets_any_text() -> None:
    users = [UserFactory() for _ in range(4)]
    sessie = a_sessie(*users, werkvorm=a_werkvorm(OWN))
    with confidential():
        save_blad(plek=plek_of(sessie, users[0]), step="kaart", round=0, author=1, answers={"kaarten": "kaart-1"},
                  version=0, now=NOW)  # fmt: skip
        for status, closed_at in (("VOORBEREIDING", None), ("KLAAR", NOW), ("VERVALLEN", NOW)):
            Sessie.objects.filter(pk=sessie.pk).update(status=status, closed_at=closed_at)
            for user in users:
                stand = stand_of(plek_of(sessie, user), NOW)
                assert (stand.step, stand.blad, stand.earlier, stand.shown, stand.debts) == (None, None, (), (), ())
    assert seat_of(sessie, 1).user == users[0]
