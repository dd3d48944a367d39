"""Mail when much happens at once, the server misbehaves or the clock does (SECURITY.md T82, T84, T85, T86, T88)."""

from proof.case import Case, Numbers
from proof.tests_in_full import run_tests
from tests.post.silence import SECRET_SECONDS

BERICHTEN, AGENDA = "tests/community/berichten", "tests/community/agenda"
ABOUT = (BERICHTEN, AGENDA, "tests/post", "tests/factories", "templates/berichten")
CLOCK_PARTS, CHANGE_PARTS = 5, 4
LEAST_ROUNDS, LEAST_MAILS, LEAST_DAYS, LEAST_MESSAGES = 20, 1_000, 420, 1_000
LEAST_REQUESTS, LEAST_OTHERS = 50, 100
LONGEST_HELD = 30  # seconds: what a sender waits for the mail server, and room for a busy machine


def cases() -> list[Case]:
    """Return the proofs of planning and sending."""
    return [
        Case("planners en klokken tegelijk", "20 rondes van 6 planners, niets dubbel, niets vergeten", 1, _planners,
             _judge_planners),
        Case("mailserver die weigert, uitstelt en afbreekt", "1.000 mails, elk eindigt zoals het hoort", 1, _ends,
             _judge_ends),
        Case("mailserver die een minuut zwijgt", "100 andere mails gaan door, geen pagina wacht, 0 x 5xx", 1, _silence,
             _judge_silence),
        Case("herinneringen op elke dag, met een klok die springt", "420 dagen, elk één keer, geen te vroeg",
             CLOCK_PARTS, _clock, _judge_clock),
        Case("verandering tussen plannen en versturen", "1.000 berichten, geen enkele oude mail", CHANGE_PARTS,
             _changes, _judge_changes),
    ]  # fmt: skip


def _planners(part: int) -> Numbers:
    name = "test_three_planners_and_two_clocks_owe_everything_once"
    return run_tests(f"{BERICHTEN}/test_together.py::{name}", part=part, parts=1)


def _ends(part: int) -> Numbers:
    return run_tests(f"{BERICHTEN}/test_end_states.py", part=part, parts=1)


def _silence(part: int) -> Numbers:
    name = "test_a_silent_mail_server_holds_up_neither_the_site_nor_other_mails"
    return run_tests(f"{BERICHTEN}/test_worker.py::{name}", part=part, parts=1)


def _clock(part: int) -> Numbers:
    return run_tests(f"{AGENDA}/test_every_day.py", part=part, parts=CLOCK_PARTS)


def _changes(part: int) -> Numbers:
    return run_tests(f"{AGENDA}/test_between.py", part=part, parts=CHANGE_PARTS)


def _judge_planners(found: Numbers) -> tuple[str, bool]:
    forgotten = found["due"] - found["owed"]
    words = (
        f"{found['rounds']} rondes, {found['owed']} berichten: {found['double']} dubbel, {forgotten} vergeten,"
        f" {found['faults']} fouten"
    )
    return words, found["rounds"] >= LEAST_ROUNDS and not (forgotten or _any(found, "double", "faults"))


def _judge_ends(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['mails']} mails in {found['sorts']} soorten: {found['wrong']} met een ander einde, {found['lost']}"
        f" kwijt, {found['falsely_sent']} ten onrechte als verstuurd gemerkt"
    )
    return words, found["mails"] >= LEAST_MAILS and not _any(found, "wrong", "lost", "falsely_sent")


def _judge_silence(found: Numbers) -> tuple[str, bool]:
    words = (
        f"de verzender liet na {found['held']} seconden los;"
        f" {found['mails']} andere mails in {found['seconds']} seconden weg, {found['behind']} pas na de stilte,"
        f" {found['missing']} niet; {found['requests']} verzoeken: {found['errors']} x 5xx, {found['refused']}"
        f" geweigerd, de traagste {found['slowest_ms'] / 1000:.1f} s".replace(".", ",")
    )
    is_enough = found["mails"] >= LEAST_OTHERS and found["requests"] >= LEAST_REQUESTS
    is_quick = 0 < found["slowest_ms"] < SECRET_SECONDS * 1000 and found["held"] <= LONGEST_HELD
    return words, is_enough and is_quick and not _any(found, "behind", "missing", "errors", "refused")


def _judge_clock(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['days']} dagen, {found['ticks']} tikken van de klok: {found['sent']} van {found['due']} herinneringen"
        f" verstuurd, {found['late']} niet meer nodig omdat de klok tot na het begin stilstond, {found['early']} te"
        f" vroeg, {found['twice']} dubbel, {found['wrong']} anders dan het hoort"
    )
    is_all = found["sent"] + found["late"] == found["due"] and found["sent"] > found["late"]
    return words, found["days"] >= LEAST_DAYS and is_all and not _any(found, "early", "twice", "wrong")


def _judge_changes(found: Numbers) -> tuple[str, bool]:
    words = (
        f"{found['situations']} situaties, {found['messages']} berichten: {found['old']} oude mails verstuurd,"
        f" {found['wrong']} situaties verkeerd afgelopen"
    )
    return words, found["messages"] >= LEAST_MESSAGES and not _any(found, "old", "wrong")


def _any(found: Numbers, *wrong: str) -> bool:
    return any(found[name] for name in (*wrong, "failed"))
