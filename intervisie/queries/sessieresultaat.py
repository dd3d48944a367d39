"""What a session gave one person, as she alone reads it: her own question and cards, and what others gave her."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from community.notation import count
from community.workdays import local_date
from intervisie.access.sessiegasten import has_result
from intervisie.access.sessies import Plek
from intervisie.models import Kaartfoto, Sessie, Sessiedeelnemer, SessieStatus
from intervisie.queries.kaartfotos import fotos_of
from intervisie.queries.sessiebladen import bladen_of
from intervisie.queries.sessiegang import Gang, gang_of, name_of
from intervisie.queries.sessieopruimen import KEPT
from intervisie.werkvorm import reveal
from intervisie.werkvorm.cards import Kaart
from intervisie.werkvorm.fields import DAY_OF, answer_text, card_codes, heading
from intervisie.werkvorm.reveal import Shown
from intervisie.werkvorm.words import ACTIONS, ADVICE, CARD, INSIGHT, LEARNT, QUESTION

KINDS = (QUESTION, CARD, INSIGHT, ADVICE, LEARNT)


@dataclass(frozen=True)
class Gekregen:
    """One text that somebody gave her, with who that was."""

    text: str
    by: str


@dataclass(frozen=True)
class Eigen:
    """One text of her own, below the words that stood beside its field."""

    label: str
    text: str


@dataclass(frozen=True)
class Actie:
    """What she is going to do, and on which day if she named one."""

    text: str
    day: date | None


@dataclass(frozen=True)
class Resultaat:
    """What one session gave one person. `until` is the last day on which it can be read."""

    code: str
    werkvorm: str
    day: date
    until: date
    questions: tuple[str, ...]
    cards: tuple[Kaart, ...]
    insights: tuple[Gekregen, ...]
    advice: tuple[Gekregen, ...]
    learnt: tuple[Eigen, ...]
    actions: tuple[Actie, ...]
    fotos: tuple[Kaartfoto, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written for her or by her."""
        lists = (self.questions, self.cards, self.insights, self.advice, self.learnt, self.actions, self.fotos)
        return not any(lists)

    @property
    def told(self) -> str:
        """Return what she got in one sentence: 'Je hebt 7 inzichten gekregen.' Empty when that is nothing."""
        got = [count(len(self.insights), "inzicht", "inzichten")] if self.insights else []
        got += [count(len(self.advice), "advies", "adviezen")] if self.advice else []
        return f"Je hebt {' en '.join(got)} gekregen." if got else ""


def result_of(plek: Plek, now: datetime) -> Resultaat | None:
    """Return the result of who asks, None when she has none in this session or it is not over. In a scope.

    Three queries and one for the key, however many they were.
    """
    own = plek.deelnemer
    if own is None or not has_result(plek) or plek.sessie.closed_at is None:
        return None
    gang = gang_of(plek.sessie)
    bladen = bladen_of(gang)
    rows = reveal.result(gang.schema, gang.seats, gang.inbrenger, own.number, bladen.sheets)
    by_kind = {kind: tuple(row for row in rows if _kind(gang, row) == kind) for kind in (*KINDS, ACTIONS)}
    deck = {card.code: card for card in bladen.cards}
    return Resultaat(
        code=plek.sessie.code, werkvorm=plek.sessie.versie.werkvorm.name, day=day_of_sessie(plek.sessie),
        until=last_day(plek.sessie),
        questions=tuple(_read(gang, row) for row in by_kind[QUESTION]),
        cards=tuple(_cards(by_kind[CARD], deck)),
        insights=tuple(_given(gang, by_kind[INSIGHT])), advice=tuple(_given(gang, by_kind[ADVICE])),
        learnt=tuple(_own(gang, by_kind[LEARNT])), actions=tuple(_actions(by_kind[ACTIONS])),
        fotos=tuple(fotos_of(own)),
    )  # fmt: skip


def content_for_casus(result: Resultaat) -> dict[str, Any]:
    """Return a result as it goes into one's own casus: without who gave what, and without photographs."""
    return {
        "method": result.werkvorm, "date": result.day.isoformat(), "from": result.code,
        "question": list(result.questions), "cards": [f"{card.label}. {card.core}".strip() for card in result.cards],
        "insights": [given.text for given in result.insights], "advice": [given.text for given in result.advice],
        "actions": [action.text for action in result.actions],
    }  # fmt: skip


def day_of_sessie(sessie: Sessie) -> date:
    """Return the day of a session: on which it began, else that of its meeting, else on which it was made."""
    planned = sessie.bijeenkomst.starts_at if sessie.bijeenkomst is not None else sessie.made_at
    return local_date(sessie.started_at or planned)


def last_day(sessie: Sessie) -> date:
    """Return the last day on which the result of a session that is over can be read."""
    return local_date(sessie.closed_at or sessie.made_at) + KEPT


def readers_of(sessie_ids: Iterable[Any]) -> dict[Any, list[Sessiedeelnemer]]:
    """Return by session who has an account and a result there, with her session at hand. One query; opens nothing."""
    found: dict[Any, list[Sessiedeelnemer]] = {}
    rows = Sessiedeelnemer.objects.filter(
        sessie__in=set(sessie_ids), user__isnull=False, joined_at__isnull=False, removed_at__isnull=True,
        takes_part=True, sessie__status=SessieStatus.KLAAR, sessie__removed_at__isnull=True,
    ).select_related("user", "sessie__versie__werkvorm", "sessie__bijeenkomst")  # fmt: skip
    for row in rows:
        found.setdefault(row.sessie_id, []).append(row)
    return found


def _kind(gang: Gang, row: Shown) -> str:
    step = gang.schema.step(row.step)
    if step is None:
        return ""
    return ACTIONS if step.input == ACTIONS else step.result


def _cards(rows: Iterable[Shown], deck: dict[str, Kaart]) -> Iterator[Kaart]:
    codes = dict.fromkeys(code for row in rows for code in card_codes(row.text))
    return (deck[code] for code in codes if code in deck)


def _given(gang: Gang, rows: Iterable[Shown]) -> Iterator[Gekregen]:
    for row in rows:
        author = gang.by_number.get(row.author)
        yield Gekregen(_read(gang, row), name_of(author) if author is not None else "")


def _own(gang: Gang, rows: Iterable[Shown]) -> Iterator[Eigen]:
    for row in rows:
        step = gang.schema.step(row.step)
        if step is not None:
            yield Eigen(heading(step, row.field) or step.title, _read(gang, row))


def _read(gang: Gang, row: Shown) -> str:
    """Return a text as people read it."""
    step = gang.schema.step(row.step)
    return answer_text(step, row.field, row.text) if step is not None else row.text


def _actions(rows: Iterable[Shown]) -> Iterator[Actie]:
    rows = list(rows)
    days = {(row.step, row.round, row.field): row.text for row in rows if row.field.endswith(DAY_OF)}
    for row in rows:
        if not row.field.endswith(DAY_OF):
            yield Actie(row.text, _day(days.get((row.step, row.round, f"{row.field}{DAY_OF}"), "")))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
