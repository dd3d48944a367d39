"""The table of wrong input for showing one's name beside reports. GL works at a partner."""

from tests.wrong_input.table import LONG, NO_ID, NUL, Form

RAPPORTAGE_FORMS = (
    Form("GL", "rapportage-naam", {"doe": "trek-in"},
         {"doe": ("", "ja", "GEEF", "geef,trek-in", NUL, LONG), "organisatie": ("", *NO_ID, "1 OR 1=1", LONG)},
         known="organisatie"),
)  # fmt: skip
RAPPORTAGE_PATHS = ("/mijn/rapportage/x/", "/mijn/rapportage/naam/x/", "/mijn/rapportage/%00/",
                    "/mijn/rapportage/00000000-0000-4000-8000-000000000000/")  # fmt: skip
RAPPORTAGE_QUERIES = (("GL", "mijn-rapportage", ("user", "lid", "kwartaal")),)
