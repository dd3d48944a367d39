"""What is confidential stays unseen (SECURITY.md T2, T8, T9, T20, T21, T23): canaries walked past, and rights taken."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

PLACE = "tests/casussen"
ABOUT = ("casussen", "templates", "deploy/urls.py", PLACE, "tests/factories", "tests/toegang")
WALK_PARTS, TAKE_PARTS = 13, 6  # the first: each role by itself
KEEPERS, LEAST_SCREENS = 4, 400
LEAST_CANARIES, LEAST_PLACES, LEAST_FAULTS, LEAST_AFTER = 40, 12, 20, 1_000


def cases() -> list[Case]:
    """Return the proofs of confidentiality."""
    return [
        Case("kanaries in rust", f"{LEAST_CANARIES} kanaries, {LEAST_FAULTS} opgewekte fouten, 0 gevonden", 1, _rest,
             _judge_rest),
        Case("recht weg bij 20 browsers tegelijk", f"6 soorten, {LEAST_AFTER} verzoeken daarna, 0 gelukt", TAKE_PARTS,
             _take, _judge_take),
        Case("kanaries op elk adres", f"{WALK_PARTS} rollen die niets mogen zien, elk adres met elk id: 0 gevonden",
             WALK_PARTS, _walk, _judge_walk),
        Case("kanaries op elk scherm van beheer", f"{KEEPERS} rollen, elk scherm met wat er staat: 0 gevonden", KEEPERS,
             _beheer, _judge_beheer),
    ]  # fmt: skip


def _rest(part: int) -> Numbers:
    return run_tests(f"{PLACE}/kanaries/test_kanaries.py", part=part, parts=1)


def _judge_rest(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['canaries']} kanaries in {found['places']} soorten plekken na {found['faults']} fouten:"
        f" {found['finds']} gevonden"
    )
    is_full = found["places"] >= LEAST_PLACES and found["faults"] >= LEAST_FAULTS
    return words, is_full and found["canaries"] >= LEAST_CANARIES and not (found["finds"] or found["failed"])


def _walk(part: int) -> Numbers:
    return run_tests(f"{PLACE}/kanaries/test_rondgang.py", part=part, parts=WALK_PARTS)


def _judge_walk(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['requests']} verzoeken van wie niets mag zien en {found['edges']} van de eigenaar (titel, kop, "
        f"doorsturen): {found['finds']} gevonden"
    )
    is_full = found["roles"] == WALK_PARTS and found["edges"] > 0
    return words, is_full and not found["finds"] and not found["failed"]


def _beheer(part: int) -> Numbers:
    return run_tests(f"{PLACE}/kanaries/test_beheer.py", part=part, parts=KEEPERS)


def _judge_beheer(found: Numbers) -> tuple[str, bool]:
    words = f"{found['screen_requests']} verzoeken, {found['screens']} schermen gaven iets: {found['finds']} gevonden"
    is_full = found["keepers"] == KEEPERS and found["screens"] >= LEAST_SCREENS
    return words, is_full and not found["finds"] and not found["failed"]


def _take(part: int) -> Numbers:
    return run_tests(f"{PLACE}/test_intrekken.py", part=part, parts=TAKE_PARTS)


def _judge_take(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['before']} keer gezien vóór het intrekken, {found['requests']} verzoeken erna: {found['seen']} gelukt"
    )
    is_full = found["ways"] == TAKE_PARTS and found["requests"] >= LEAST_AFTER
    return words, is_full and not any(found[name] for name in ("seen", "odd", "failed"))
