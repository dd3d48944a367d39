"""The table of wrong input for the eindsessie: presentations and guests."""

from tests.wrong_input.table import ADDRESSES, LINE, LONG, NUL, NUMBERS, OPTIONAL, Form

VERSIONS = ("", *NUMBERS[2:], NUL)
NAMES = (*LINE, "wil@provincie.example", "12345", "<script>")

EINDSESSIE_FORMS = (
    Form("DE", "editie-presentatie-bewerken", {"titel_1": "De beek", "tekst_1": "Meer water."},
         {"titel_1": (*OPTIONAL, ""), "tekst_1": OPTIONAL, "titel_8": OPTIONAL, "tekst_8": ("Zonder titel", *OPTIONAL),
          "version": VERSIONS}, known="titel_1", kept=("titel_1", "tekst_1")),
    Form("DE", "editie-genodigde-nieuw",
         {"soort": "COLLEGA", "naam": "Ander Mens", "email": "ander@gemeente.example"},
         {"soort": ("", "BUURMAN", NUL, LONG), "naam": NAMES, "email": ADDRESSES}, known="naam", kept=("naam",)),
    Form("DE", "editie-effectmeting-invullen", {"doel": "3"},
         {"doel": ("", "0", "6", "drie", NUL, LONG), "rol": ("-1", "1.5", "NaN", NUL)}, known="eenmalig"),
)  # fmt: skip

# Addresses that nobody made.
_TOKENS = ("x", "a" * 3000, "%00", "a.b.c", "%F0%9F%90%84", "..%2f")
EINDSESSIE_PATHS = (
    *(f"/gedeeld/{token}/eindsessie/antwoord/" for token in _TOKENS),
    *(f"/gedeeld/{token}/eindsessie/presentatie/" for token in _TOKENS),
    *(f"/gedeeld/{token}/eindsessie/agenda.ics" for token in _TOKENS),
    "/trainingen/oefenronde/eindsessie/presentaties/niet-een-id/",
    "/trainingen/oefenronde/eindsessie/gasten/00000000-0000-4000-8000-000000000000/intrekken/",
)  # fmt: skip
