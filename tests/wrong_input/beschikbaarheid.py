"""The table of wrong input for saying when one can come. Words for single dagdelen: tests/community/beschikbaarheid."""

from tests.wrong_input.table import LONG, NUL, Form

DAGDEEL_FORMS = (
    Form("LI", "beschikbaarheid", {"doe": "vul", "woord": "KAN"},
         {"woord": ("", "SOMS", NUL, LONG, "kan"), "dagen": ("5", "-1", "maandag", NUL), "delen": ("2", "avond", NUL),
          "tot": ("2020-01", "2099-01", "2027-13", "morgen", NUL, LONG), "gezien": (LONG,)},
         known="gezien"),
)  # fmt: skip
DAGDEEL_QUERIES = (("LI", "beschikbaarheid", ("maand", "tot", "weergave")),)
