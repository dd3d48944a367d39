"""A second judge of who may have which text, built as sets of people along a timeline, not as rules per viewer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from intervisie.werkvorm.course import Position, Seat
from intervisie.werkvorm.reveal import Sheet, Shown, Viewer
from intervisie.werkvorm.steps import Stap, Werkvormschema

# The seat number of a leader who only guides.
GUIDE = 99
MOST_ROUNDS = 12
Key = tuple[int, str, int]


@dataclass
class Table:
    """A session as anybody at the table could keep it: people, papers, and where they are."""

    schema: Werkvormschema
    groups: dict[int, int] = field(default_factory=dict)
    here: set[int] = field(default_factory=set)
    paper: set[int] = field(default_factory=set)
    position: Position = field(default_factory=lambda: Position(0))
    inbrenger: int | None = None
    leader: int | None = None
    texts: dict[Key, dict[str, str]] = field(default_factory=dict)
    handed_in: set[Key] = field(default_factory=set)

    # --- what the engine is given ---

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The people as seats."""
        return tuple(Seat(number, group, number in self.here) for number, group in self.groups.items())

    @property
    def sheets(self) -> list[Sheet]:
        """The texts as sheets."""
        return [Sheet(*key, answers, key in self.handed_in) for key, answers in self.texts.items()]

    def viewer(self, number: int | None) -> Viewer:
        """Somebody who looks."""
        return Viewer(number, is_leader=number is not None and number == self.leader, types_for=frozenset(self.paper))

    # --- what is true ---

    @cached_property
    def timeline(self) -> dict[tuple[int, int], int]:
        """At which place each (step, round) happens; there are as many rounds as people could ever need."""
        times: list[tuple[int, int]] = []
        block: list[int] = []
        for at, step in enumerate((*self.schema.steps, None)):
            if step is not None and step.repeats:
                block.append(at)
                continue
            times += [(one, round) for round in range(MOST_ROUNDS) for one in block]
            block = []
            if step is not None:
                times.append((at, 0))
        return {time: place for place, time in enumerate(times)}

    def circle(self, step_index: int, author: int) -> set[int]:
        """Everybody who sits with this author then."""
        if author not in self.groups:
            return set()
        if any(self.schema.steps[at].is_split for at in range(step_index + 1)):
            return {number for number, group in self.groups.items() if group == self.groups[author]}
        return set(self.groups)

    def owner(self, step_index: int, round: int, author: int) -> int | None:
        """Whose question an author writes about then."""
        if self.schema.question == "EEN":
            return self.inbrenger if self.inbrenger in self.groups else None
        if self.schema.question == "OM_DE_BEURT" and self.schema.steps[step_index].repeats:
            return dict(enumerate(sorted(self.circle(step_index, author)))).get(round)
        return None

    def readers(self, key: Key, name: str) -> set[int]:
        """All who may have this text of somebody else now."""
        author, code, round = key
        found = self._when(code, round)
        if found is None or author not in self.groups:
            return set()
        at, step, is_over = found
        people = self._audience(at, step, key, name, is_over=is_over) & (self.here | self._guide()) - {author}
        if is_over or step.reveal == "DIRECT":
            return people
        if step.reveal == "NA_STAP" or key not in self.handed_in:
            return set()
        return {number for number in people if (number, code, round) in self.handed_in}

    def writers(self, key: Key) -> set[int]:
        """All who may write on this sheet now."""
        author, code, round = key
        found = self._when(code, round)
        if found is None or author not in self.groups:
            return set()
        at, step, _is_over = found
        owner = self.owner(at, round, author)
        parts: dict[str, set[int | None]]
        parts = {"ALLEN": {author}, "INBRENGER": {owner}, "ANDEREN": set()}
        if owner is not None:
            parts["ANDEREN"] = {one for one in (author,) if one != owner}
        is_nobodys_round = step.repeats and owner is None
        if step.input == "NIETS" or author not in parts.get(step.writes, set()) or is_nobodys_round:
            return set()
        if step.reveal == "NA_EIGEN" and key in self.handed_in:
            return set()
        return self.pens(author)

    def pens(self, author: int) -> set[int]:
        """All who write what this author thinks: she herself, and the leader when she is on paper."""
        leading = {number for number in self.here | self._guide() if number == self.leader}
        return ({author} & self.here) | (leading if author in self.paper else set())

    def home(self, number: int) -> set[Shown]:
        """Everything that goes home with one person."""
        found = set()
        for author, code, round, name, text in self._rows():
            at, step = next((at, one) for at, one in enumerate(self.schema.steps) if one.code == code)
            if round and not step.repeats:
                continue
            is_hers = {
                "INZICHT": name == str(number) and author != number and number in self.circle(at, author),
                "ADVIES": self.owner(at, round, author) == number,
                "": author == number and step.input == "ACTIES",
            }.get(step.result, author == number)
            if is_hers:
                found.add(Shown(author, code, round, name, text))
        return found

    def allowed(self, number: int | None, *, own: bool) -> set[Shown]:
        """Every text that somebody may have now."""
        if number is None or number not in self.here | self._guide():
            return set()
        return {
            Shown(author, code, round, name, text)
            for author, code, round, name, text in self._rows()
            if number in self.readers((author, code, round), name)
            or (own and number in self.pens(author) and self._when(code, round) is not None)
        }

    def _rows(self) -> Iterator[tuple[int, str, int, str, str]]:
        for (author, code, round), answers in self.texts.items():
            for name, text in answers.items():
                yield author, code, round, name, text

    def _guide(self) -> set[int]:
        return {GUIDE} if self.leader == GUIDE else set()

    def _when(self, code: str, round: int) -> tuple[int, Stap, bool] | None:
        """Where a sheet stands on the timeline, when that has come; and whether it is over."""
        at = next(at for at, step in enumerate(self.schema.steps) if step.code == code)
        now, then = self.timeline[self.position.step, self.position.round], self.timeline.get((at, round))
        return (at, self.schema.steps[at], then < now) if then is not None and then <= now else None

    def _audience(self, at: int, step: Stap, key: Key, name: str, *, is_over: bool) -> set[int]:
        is_split = any(one.is_split for one in self.schema.steps[: at + 1])
        circle = self.circle(at, key[0]) | (set() if is_split else self._guide())
        owner = self.owner(at, key[2], key[0])
        hers = set() if owner is None else {owner}
        others = circle - hers if owner is not None else set()
        return {
            "ALLEN": circle,
            "ANDEREN": others,
            "ANDEREN_EERST": others | hers if is_over else others,
            "INBRENGER": hers,
            "ONTVANGER": {number for number in circle if str(number) == name},
            "SCHRIJVER": set(),
        }[step.sees]
