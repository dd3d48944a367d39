"""The table of wrong input for groups of intervisie: notes, the evaluation, what comes after, and who comes in."""

from tests.wrong_input.table import HUGE, LINE, LONG, NUL, NUMBERS, SPACES, Form

CHOICE = ("", "IETS", NUL, LONG)
SCORES = ("", "0", "6", *NUMBERS, NUL)
NOTITIE = {"text": "Wie gaat er over het peil?"}
WRONG_NOTITIE = {"text": ("", SPACES, NUL, HUGE), "version": (*NUMBERS[2:], "-1")}

GROEP_FORMS = (
    Form("GL", "groepsnotitie-nieuw", NOTITIE | {"version": "1"}, WRONG_NOTITIE, known="text"),
    Form("GL", "groepsnotitie-bewerken", NOTITIE, WRONG_NOTITIE, known="text"),
    Form("GL", "intervisiegroep-evaluatie", {"leert": "4", "veilig": "5", "tijd_waard": "3", "door": "ja"},
         {"leert": SCORES, "veilig": SCORES, "tijd_waard": SCORES, "door": ("", "misschien", NUL, LONG)},
         known="eenmalig"),
    Form("CO", "intervisiegroep-mens-nieuw", {"wie": "", "rol": "LID"},
         {"wie": (*LINE, "Niemand Nergens", "1 OR 1=1", "%"), "rol": CHOICE}, known="wie"),
)  # fmt: skip
GROEP_PATHS = (
    "/intervisie/groepen/%00/", "/intervisie/groepen/g-bestaatniet/", "/intervisie/groepen/" + "g" * 3000 + "/",
    "/intervisie/groepen/%ED%A0%80/verlaten/", "/coordinatie/intervisiegroepen/%F0%9F%90%84/",
    "/intervisie/groepen/g-bestaatniet/notities/00000000-0000-0000-0000-000000000000/bewerken/",
    "/coordinatie/intervisiegroepen/%27%20OR%201=1--/mensen/nieuw/",
)  # fmt: skip
