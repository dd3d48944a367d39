"""The table of wrong input for asking for what is offered, answering, and saying yes or no to a story."""

from tests.wrong_input.table import ADDRESSES, LINE, NUMBERS, OPTIONAL, Form

AANBOD_FORMS = (
    Form("AN", "aanbod-aanvragen",
         {"naam": "Wil Weten", "email": "wil.weten@voorbeeld.example", "organisatie": "Gemeente Elzenbroek",
          "vraag": "Wij zoeken iemand die meekijkt."},
         {"naam": LINE, "email": ADDRESSES, "organisatie": OPTIONAL, "vraag": LINE},
         known="naam", kept=("organisatie", "vraag")),
    Form("LI", "aanbod-aanvragen", {"organisatie": "Gemeente Elzenbroek", "vraag": "Wij zoeken iemand."},
         {"organisatie": OPTIONAL, "vraag": LINE}, known="vraag", kept=("organisatie",)),
    Form("CO", "aanvraag", {"answer": "Dat kan in maart."}, {"answer": LINE, "version": NUMBERS[1:]}, known="answer"),
)  # fmt: skip
AANBOD_PATHS = ("/aanbod/x/aanvragen/", "/aanbod/%00/aanvragen/", "/aanbod/x/aangevraagd/", "/mijn/aanvragen/x/",
                "/mijn/aanvragen/%00/", "/coordinatie/aanvragen/x/", "/coordinatie/aanvragen/%00/oppakken/",
                "/mijn/verhalen/x/", "/mijn/verhalen/00000000-0000-4000-8000-000000000000/",
                "/mijn/verhalen/00000000-0000-4000-8000-000000000000/intrekken/", "/website/verhalen/x/vragen/",
                "/website/verhalen/00000000-0000-4000-8000-000000000000/vragen/")  # fmt: skip
AANBOD_QUERIES = (("CO", "aanvragen", ("q", "soort", "status", "page")),)
