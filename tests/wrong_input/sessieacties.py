"""The table of wrong input for what is written before a session and what somebody does after one."""

from tests.wrong_input.table import DAYS, HUGE, LONG, NUL, NUMBERS, SPACES, Form

VERSIONS = (*NUMBERS[2:], "-1")
TEXT = ("", SPACES, NUL, LONG, HUGE, "x" * 2001)
MORE = (NUL, LONG, HUGE, "x" * 2001)
WHEN = ("", *DAYS, "17-1-2027", "1-1-2035", NUL)
ACTIE = {"text": "Ik bel de dijkgraaf.", "due_date": "1 maart 2027"}

SESSIEACTIE_FORMS = (
    Form("GL", "sessieacties", ACTIE | {"version": "0"}, {"text": TEXT, "due_date": WHEN, "version": VERSIONS},
         known="text", kept=("text",)),
    Form("GL", "sessieactie-bewerken", ACTIE, {"text": TEXT, "due_date": WHEN, "version": VERSIONS}, known="text"),
    Form("GL", "sessieactie-klaar", {}, {"outcome": MORE}, known="outcome"),
    Form("GL", "sessieactie-loslaten", {}, {"outcome": MORE}, known="outcome"),
    Form("GL", "sessie-voorbereiden", {"question": "Hoe houd ik iedereen aan tafel?", "background": "Er is ruzie."},
         {"question": TEXT, "background": MORE, "version": VERSIONS}, known="question", kept=("question",)),
)  # fmt: skip
SESSIEACTIE_PATHS = (
    "/intervisie/acties/00000000-0000-0000-0000-000000000000/klaar/", "/intervisie/acties/1/loslaten/",
    "/intervisie/acties/%00/bewerken/", "/intervisie/acties/%F0%9F%90%84/verwijderen/",
    "/intervisie/sessies/s-bestaatniet/voorbereiden/", "/intervisie/sessies/%00/voorbereiden/",
    "/intervisie/sessies/%ED%A0%80/voorbereiden/delen/", "/intervisie/sessies/" + "s" * 3000 + "/voorbereiden/",
    "/intervisie/sessies/inbrengen/b-bestaatniet/", "/intervisie/sessies/inbrengen/%27%20OR%201=1--/",
)  # fmt: skip
