"""The table of wrong input for steps of a toernee: answers, and addresses that nobody made."""

from tests.wrong_input.table import HUGE, LONG, NUL, NUMBERS, Form

WORDS = (NUL, LONG, HUGE, "x" * 4001)
VERSIONS = (*NUMBERS[2:], "-1")

STAP_FORMS = (
    Form("ZA", "bezoek-stap", {"antwoord_eerste-indruk": "Veel goede wil.", "klaar": "ja"},
         {"antwoord_eerste-indruk": WORDS, "antwoord_vermoeden": WORDS, "antwoord_verzonnen": ("x",),
          "version": VERSIONS},
         known="antwoord_eerste-indruk", kept=("antwoord_eerste-indruk",)),
    Form("TK", "toernee-stap", {"antwoord_verwachting": "Leren hoe anderen het doen."},
         {"antwoord_verwachting": WORDS, "antwoord_nodig": WORDS, "antwoord_": ("x",), "version": VERSIONS},
         known="antwoord_verwachting", kept=("antwoord_verwachting",)),
)  # fmt: skip
STAP_PATHS = (
    "/bezoeken/b-bestaatniet/stappen/", "/bezoeken/b-bestaatniet/stappen/kickoff/", "/bezoeken/%00/stappen/kickoff/",
    "/bezoeken/b-bestaatniet/stappen/%ED%A0%80/", "/bezoeken/b-bestaatniet/stappen/" + "a" * 3000 + "/",
    "/toernees/t-bestaatniet/stappen/kickoff/", "/toernees/%F0%9F%90%84/stappen/kickoff/",
    "/toernees/t-bestaatniet/stappen/00000000-0000-0000-0000-000000000000/vrijstellen/",
    "/toernees/t-bestaatniet/stappen/1/vrijstellen/", "/coordinatie/toernees/t-bestaatniet/stappen/",
)  # fmt: skip
