"""The table of wrong input for tussentijden: handing in, choosing a casus, reacting."""

from tests.wrong_input.table import HUGE, LINE, LONG, NO_ID, NUL, NUMBERS, Form

CHOICE = ("", "misschien", "JA", "1", NUL, LONG)
VERSIONS = ("", *NUMBERS[2:], "-1", NUL)
NOBODY = "00000000-0000-4000-8000-000000000000"

TUSSENTIJD_FORMS = (
    Form("DE", "editie-tussentijd@open", {"meelezen": "ja"}, {"meelezen": CHOICE, "version": VERSIONS},
         known="version"),
    Form("GL", "editie-casus", {"casus": "nieuw"}, {"casus": ("", *NO_ID, "c-bestaatniet", LONG)}, known="eenmalig"),
    Form("TR", "editie-inzending", {"text": "Mooi gedaan"}, {"text": (*LINE, HUGE), "version": VERSIONS}, known="text",
         kept=("text",)),
)  # fmt: skip

TUSSENTIJD_PATHS = (
    "/trainingen/oefenronde/tussentijd/z/", "/trainingen/oefenronde/tussentijd/1/", "/trainingen/niets/tussentijd/a/",
    "/trainingen/oefenronde/tussentijd/b/terugnemen/extra/", "/trainingen/niets/lagen/", "/trainingen/niets/casus/",
    f"/trainingen/oefenronde/inzendingen/{NOBODY}/", "/trainingen/oefenronde/inzendingen/-1/",
    "/trainingen/oefenronde/inzendingen/1%27%20OR%201=1/",
)  # fmt: skip
