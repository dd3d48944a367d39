"""The vault in full: round trips, tampering, swaps, what the ORM can do, rotation and destruction (T30-T38)."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

PLACE = "tests/community/kluis"
ABOUT = (PLACE, "casussen/models", "tests/factories")
ROUND_TRIPS, TAMPERED, SWAP_KINDS, OPERATIONS, ROTATION_PARTS, KILLS = 2000, 200, 5, 30, 3, 20


def cases() -> list[Case]:
    """Return the proofs of the vault."""
    return [
        Case("kluis: dozen", f"{ROUND_TRIPS} keer heen en terug, {TAMPERED} plekken beschadigd, {SWAP_KINDS} soorten "
             "verwisseling, 0 open", 1, _boxes, _judge_boxes),
        Case("kluis: wat de ORM kan", f"{OPERATIONS} bewerkingen, 0 lekken", 1, _operations, _judge_operations),
        Case("kluis: wisselen onder druk", f"{ROTATION_PARTS} keer 300 casussen met {KILLS} keer kill -9: 0 mislukte "
             "lezers, 0 verloren woorden", ROTATION_PARTS, _rotation, _judge_rotation),
        Case("kluis: vernietigd blijft vernietigd", "ook na terugzetten van oudere gegevens en sleutels", 1, _destroyed,
             _judge_destroyed),
    ]  # fmt: skip


def _boxes(part: int) -> Numbers:
    return run_tests(f"{PLACE}/test_dozen.py", f"{PLACE}/test_bestanden.py", part=part, parts=1)


def _judge_boxes(found: Numbers) -> tuple[str, bool]:
    words = f"{found['round_trips']} heen en terug, {found['tampered']} beschadigd, {found['swapped']} verwisseld"
    is_full = found["round_trips"] >= ROUND_TRIPS and found["tampered"] >= TAMPERED and found["swapped"] >= SWAP_KINDS
    return words, is_full and not found["failed"]


def _operations(part: int) -> Numbers:
    return run_tests(f"{PLACE}/test_velden.py", part=part, parts=1)


def _judge_operations(found: Numbers) -> tuple[str, bool]:
    words = f"{found['operations']} bewerkingen, {found['stored']} rijen opgeslagen en gelezen"
    return words, found["operations"] >= OPERATIONS and not found["failed"]


def _rotation(part: int) -> Numbers:
    name = f"{PLACE}/test_gelijktijdig.py::test_rotation_under_load_and_kills_fails_no_reader_and_loses_no_word"
    return run_tests(name, part=part, parts=ROTATION_PARTS)


def _judge_rotation(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['kills']} keer gedood, {found['reads']} keer gelezen en {found['writes']} keer geschreven: "
        f"{found['failed_reads']} mislukt, {found['lost_writes']} verloren, {found['left']} achtergebleven"
    )
    is_full = found["kills"] >= KILLS * ROTATION_PARTS and found["reads"] > 0 and found["writes"] > 0
    return words, is_full and not any(found[name] for name in ("failed_reads", "lost_writes", "left", "failed"))


def _destroyed(part: int) -> Numbers:
    name = f"{PLACE}/test_gelijktijdig.py::test_destroyed_content_does_not_come_back_with_older_backups"
    return run_tests(name, part=part, parts=1)


def _judge_destroyed(found: Numbers) -> tuple[str, bool]:
    return f"{found['destroyed']} vernietigd, 0 terug", found["destroyed"] > 0 and not found["failed"]
