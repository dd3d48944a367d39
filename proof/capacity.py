"""The last seats, wanted by many at the same moment (SECURITY.md T90)."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests

GROUP = "tests/community/leergroepen/test_gelijktijdig.py"
MEETING = "tests/community/agenda/test_at_once.py"
EDITIE = "tests/training/test_tegelijk.py"
INTAKE = "tests/training/test_intake_tegelijk.py"
COACHING = "tests/training/test_coachtijd_tegelijk.py"
ABOUT = (GROUP, MEETING, EDITIE, INTAKE, COACHING, "training", "tests/factories")
ROUNDS, THREADS, PARTS = 20, 50, 4
LEAST_CROSSINGS = 60


def cases() -> list[Case]:
    """Return the contests."""
    demand = f"{ROUNDS} rondes van {THREADS} tegelijk, nooit te veel, niemand kwijt"
    return [
        Case("laatste plekken van een leergroep", demand, PARTS, _group, _judge),
        Case("laatste plekken van een bijeenkomst", demand, PARTS, _meeting, _judge),
        Case("laatste plek van een training", demand, PARTS, _editie, _judge_editie),
        Case(
            "vijftig aanmeldingen tegelijk",
            f"{ROUNDS} rondes van {THREADS} tegelijk, elk één keer bewaard",
            PARTS,
            _applying,
            _judge_applying,
        ),
        Case("een moment voor een intake", demand, PARTS, _intake, _judge_editie),
        Case("een uur met een coach", demand, PARTS, _coaching, _judge_editie),
        Case(
            "verzetten, afzeggen en stoppen tegelijk",
            "60 botsingen, niemand ergens dubbel, 0 vastgelopen",
            1,
            _crossing,
            _judge_crossing,
        ),
    ]


def _group(part: int) -> Numbers:
    return run_tests(f"{GROUP}::test_five_places_go_to_exactly_five_people", part=part, parts=PARTS)


def _meeting(part: int) -> Numbers:
    return run_tests(f"{MEETING}::test_the_last_seats_are_given_once", part=part, parts=PARTS)


def _editie(part: int) -> Numbers:
    return run_tests(f"{EDITIE}::test_the_last_place_is_given_once", part=part, parts=PARTS)


def _applying(part: int) -> Numbers:
    return run_tests(f"{EDITIE}::test_many_apply_at_once_and_each_once", part=part, parts=PARTS)


def _intake(part: int) -> Numbers:
    return run_tests(f"{INTAKE}::test_one_time_is_chosen_once", part=part, parts=PARTS)


def _coaching(part: int) -> Numbers:
    return run_tests(f"{COACHING}::test_one_hour_is_booked_once", part=part, parts=PARTS)


def _crossing(part: int) -> Numbers:
    return run_tests(INTAKE, "-k", "moves or windows", part=part, parts=1)


def _judge_applying(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['rounds']} rondes, {found['contests']} keer aangemeld tegelijk, elk in twee vensters:"
        f" {found['stored']} bewaard"
    )
    is_full = found["rounds"] >= ROUNDS and found["contests"] >= ROUNDS * THREADS
    return words, is_full and 2 * found["stored"] == found["contests"] and not found["failed"]


def _judge_crossing(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['crossings']} botsingen: {found['refused']} keer zei een zin waarom niet, {found['doubled']} dubbel,"
        f" {found['errors']} vastgelopen"
    )
    is_full = found["crossings"] >= LEAST_CROSSINGS
    return words, is_full and not any(found[name] for name in ("doubled", "errors", "failed"))


def _judge_editie(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['rounds']} rondes, {found['contests']} keer tegelijk gevraagd: {found['given']} van {found['seats']}"
        f" plekken gegeven, {found['refused']} geweigerd, {found['overbooked']} te veel, {found['lost']} kwijt"
    )
    is_full = found["rounds"] >= ROUNDS and found["contests"] >= ROUNDS * THREADS and found["given"] == found["seats"]
    is_complete = found["refused"] == found["contests"] - found["seats"]
    wrong = ("overbooked", "lost", "errors", "failed")
    return words, is_full and is_complete and not any(found[name] for name in wrong)


def _judge(found: Numbers) -> tuple[str, bool]:
    seats = found["seats"]
    words = (
        f"{found['rounds']} rondes, {found['contests']} keer een plek gevraagd: {found['given']} van {seats} plekken"
        f" gegeven, {found['waiting']} op de wachtlijst, {found['overbooked']} te veel, {found['lost']} kwijt"
    )
    is_full = found["rounds"] >= ROUNDS and found["contests"] >= ROUNDS * THREADS and found["given"] == seats
    is_complete = found["waiting"] == found["contests"] - seats
    wrong = ("overbooked", "lost", "errors", "failed")
    return words, is_full and is_complete and not any(found[name] for name in wrong)
