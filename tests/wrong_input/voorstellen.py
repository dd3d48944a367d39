"""The table of wrong input for proposals of a round: where somebody goes, and adopting one."""

from tests.wrong_input.table import LONG, NO_ID, NUL, NUMBERS, SPACES, Form

VOORSTEL_FORMS = (
    Form("CO", "matching-verplaatsen", {}, {"naar": ("", SPACES, NUL, LONG, "-1", "0", "9999", "1e9", "twaalf")},
         known="eenmalig"),
    Form("CO", "matching-overnemen", {"naam_1": "Groep 1"}, {"naam_1": ("", SPACES, NUL, LONG), "contact_1": NO_ID},
         known="naam_1", kept=("naam_1",)),
)  # fmt: skip
VOORSTEL_PATHS = tuple(
    f"/coordinatie/matching/r-bestaatniet/voorstellen/{number}/" for number in (*NUMBERS, "%00", "1/verplaatsen/x")
)
