"""The table of wrong input for the register of samenwerkingen."""

from tests.wrong_input.table import HUGE, LINE, LONG, NUL, NUMBERS, OPTIONAL, Form

RIGHT = {"name": "Dal van de Leij", "area": "Het Leijdal", "provincies": "UTRECHT", "behoefte": "GEEN",
         "visible": "NAAM", "version": "0"}  # fmt: skip
WRONG = {
    "name": (*LINE, "!!!", "\u200b"), "area": OPTIONAL, "provincies": ("", "ATLANTIS", NUL),
    "place": ("Luilekkerland", "1234 AB", NUL, LONG), "fase": ("KLAAR", "1", NUL), "vorm": ("KARTEL", NUL),
    "behoefte": ("", "GELD", NUL), "organisaties": ("Bestaat Niet BV", "a\n" * 60, NUL, HUGE),
    "visible": ("", "WERELD", NUL), "version": (*NUMBERS[2:], "-1"),
}  # fmt: skip

SAMENWERKING_FORMS = (
    Form("LI", "samenwerking-nieuw", RIGHT, WRONG, known="name", kept=("area", "name")),
    Form("GL", "samenwerking-bewerken", RIGHT, WRONG, known="name", kept=("area", "name")),
    Form("GL", "samenwerking-regisseur-nieuw", {},
         {"persoon": ("", "niemand@voorbeeld.example", "Niemand Nergens", NUL, LONG, "a@b..example")}, known="persoon"),
)  # fmt: skip

SAMENWERKING_PATHS = (
    "/samenwerkingen/s-bestaatniet/", "/samenwerkingen/%00/", "/samenwerkingen/%F0%9F%90%84/", "/samenwerkingen/-1/",
    "/samenwerkingen/" + "s" * 3000 + "/", "/samenwerkingen/x/regisseurs/y/verwijderen/",
)  # fmt: skip
SAMENWERKING_QUERIES = (
    ("LI", "samenwerkingen", ("q", "provincie", "fase", "vorm", "page")),
    ("CO", "coordinatie-samenwerkingen", ("q", "behoefte", "page")),
)
