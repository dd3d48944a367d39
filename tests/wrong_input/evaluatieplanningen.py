"""The table of wrong input for looking back: planning it, and writing for oneself."""

from tests.wrong_input.table import DAYS, HUGE, LINE, LONG, NUL, NUMBERS, SPACES, Form

PLANNING = {
    "reason": LINE, "form": ("", "FEEST", NUL), "next_date": ("", *DAYS, "17-1-2027", "9-2-2031"),
    "repeat_weeks": ("105", *NUMBERS), "version": (*NUMBERS[2:], "-1"),
}  # fmt: skip
RIGHT = {"reason": "Een jaar na de start", "form": "GESPREK", "next_date": "9-2-2027", "repeat_weeks": "26"}

EVALUATIE_FORMS = (
    Form("CO", "evaluatieplanning-nieuw", RIGHT | {"version": "0"},
         PLANNING | {"target": ("", "kring:", "samenwerking:", "kring:1 OR 1=1", "samenwerking:s-weg", NUL, LONG)},
         known="reason", kept=("reason",)),
    Form("CO", "evaluatieplanning-bewerken", RIGHT, PLANNING, known="reason", kept=("reason",)),
    Form("GL", "reflectie", {"text": "Ik neem mee dat rust helpt."},
         {"text": ("", SPACES, NUL, HUGE), "version": (*NUMBERS[2:], "-1")}, known="text"),
)  # fmt: skip
EVALUATIE_PATHS = (
    "/coordinatie/terugkijken/x/bewerken/", "/intervisie/reflecties/-1/", "/intervisie/terugkijken/%00/",
    "/intervisie/reflecties/00000000-0000-4000-8000-000000000000/",
)  # fmt: skip
EVALUATIE_QUERIES = (("CO", "evaluatieplanning-nieuw", ("samenwerking", "kring")),)
