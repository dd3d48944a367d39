"""Every permission check of intervisie replaced by 'allowed', one at a time: some test notices each of them."""

from functools import partial

from proof.case import Case, Numbers
from proof.guards import DEMAND, judge, run
from tests.guards.plugin import WANTED

ABOUT = (
    "casussen", "intervisie", "proof/guards.py", "tests/guards", "tests/intervisie", "tests/factories",
    "tests/toegang", "templates",
)  # fmt: skip
LEAST = 150
RULES = "tests/toegang/test_rules_of_apps.py"
# By subject, one part each: how the modules with its rules begin, and what RULES does not tell apart: rules that ask
# nobody who she is, but judge a link, a place or a thing.
PARTS = (
    (
        ("bezoek", "stappen", "toernee", "verslagen"),
        (
            "test_access.py",
            "bezoeken/test_bezoek.py::test_before_sharing_visitors_see_when_who_and_which_part",
            "bezoeken/test_bezoek.py::test_who_came_after_the_visit_reads_no_kit_of_it",
            "bezoeken/test_kit.py::test_the_owner_of_the_casus_sees_who_reads_its_boxes_and_can_end_it",
            "stappen/test_antwoorden.py::test_nothing_of_others_is_in_the_page_before_her_own_is_in",
            "stappen/test_antwoorden.py::test_answers_are_sealed_and_others_find_nothing",
            "stappen/test_antwoorden.py::test_too_early_excused_or_dropped_nothing_is_written",
            "toernees/test_einde.py::test_blown_off_nothing_comes_any_more_and_people_hear_why",
            "toernees/test_mensen.py::test_the_part_of_contactpersoon_goes_on",
            "verslagen/test_opbrengst.py::test_who_left_is_waited_for_no_more",
        ),
    ),
    (
        ("kaartfotos", "printpakketten", "protocollen", "sessie", "werkvormen"),
        (
            "test_access.py",
            "sessies/gasten/test_resultaat.py::test_the_link_of_a_guest_ends_with_what_it_opens",
            "sessies/papier/test_fotos.py::test_only_where_somebody_writes_on_paper",
            "sessies/papier/test_fotos.py::test_until_a_day_after_the_session",
            "sessies/test_plek.py::test_a_guest_who_was_shut_out_is_out_and_the_other_stays",
            "sessies/test_voorbereiding.py::test_who_is_not_in_the_group_and_who_left_reads_nothing",
            "werkvormen/test_beheer.py::test_a_method_that_is_not_offered_is_read_by_nobody",
        ),
    ),
    (
        ("bemiddeling", "evaluatieplanningen", "groepen", "indelingsvoorstellen", "matching"),
        (
            "test_access.py",
            "test_matchrondes.py::test_for_whom_a_round_is",
        ),
    ),
)


def cases() -> list[Case]:
    """Return the proof of these guards."""
    name = "toegangsregels van intervisie weggehaald"
    return [Case(name, DEMAND, len(PARTS), _part, partial(judge, least=LEAST))]


def _part(part: int) -> Numbers:
    modules, tests = PARTS[part - 1]
    places = (f"tests/intervisie/{name}" for name in tests)
    return run((RULES, *places), {WANTED: ",".join(f"intervisie.access.{module}" for module in modules)})
