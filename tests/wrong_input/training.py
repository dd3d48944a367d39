"""The table of wrong input for the work in an editie: intake, self-scan, talks of teams."""

from tests.wrong_input.table import CLOCKS, DAYS, LINE, LONG, NO_ID, NUL, NUMBERS, OPTIONAL, Form

VERSIONS = ("", *NUMBERS[2:], NUL)
CHOICE = ("BESTAAT_NIET", NUL, LONG, "1 OR 1=1")
LINKS = ("javascript:alert(1)", "ftp://x.example/", "http://", "//x", "data:text/html,x", LONG)

TRAINING_FORMS = (
    Form("TR", "editie-intake-tijden",
         {"date": "9-2-2027", "starts": "9.00", "ends": "12.00", "minutes": "60", "place_name": "Het gemaal"},
         {"date": ("", *DAYS, "17-1-2027", "1-1-2020"), "starts": ("", *CLOCKS, "12.00", "23.30"),
          "ends": ("", *CLOCKS, "8.00", "9.00", "9.59"), "minutes": ("", "15", "-60", "0", *CHOICE),
          "place_name": OPTIONAL, "online_url": LINKS}, known="starts", kept=("place_name", "starts")),
    Form("GL", "editie-intake", {}, {"moment": ("", *NO_ID, LONG), "casus": ("", *CHOICE)}, known="casus"),
    Form("DE", "editie-intake-verzetten", {}, {"moment": ("", *NO_ID, LONG)}, known="eenmalig"),
    Form("DE", "editie-intake-leerdoelen", {"text": "Beter luisteren."}, {"text": OPTIONAL, "version": VERSIONS},
         known="text", kept=("text",)),
    Form("TR", "editie-intake-deelnemer", {"text": "Begint net."}, {"text": OPTIONAL, "version": VERSIONS},
         known="text", kept=("text",)),
    Form("TR", "editie-intake-tijd-intrekken", {}, {"reason": OPTIONAL}, known="reason"),
    Form("DE", "editie-zelfscan-invullen", {"d1": "Elke week een gesprek."},
         {"c1": ("0", "9", "-1", "drie", NUL, LONG), "c8": ("1.5", "99999999999999999999"), "d1": OPTIONAL,
          "d5": OPTIONAL, "version": VERSIONS}, known="d1", kept=("d1",)),
    Form("DE", "editie-teamgesprek",
         {"met": "EIGEN", "title": "Onze dilemmas", "date": "9-3-2027", "starts": "9.30", "ends": "11.00",
          "place_name": "Het gemaal"},
         {"met": ("", *CHOICE), "title": LINE, "description": (NUL, LONG * 10), "date": ("", *DAYS, "1-1-2020"),
          "starts": ("", *CLOCKS), "ends": ("", *CLOCKS, "9.00", "9.30"), "place_name": OPTIONAL, "address": OPTIONAL,
          "online_url": LINKS}, known="title", kept=("title", "place_name")),
)  # fmt: skip

# Query strings: who, page, parameters that each get every odd value.
TRAINING_QUERIES = (
    ("DE", "editie-teamgesprek", ("met",)),
    ("TR", "materialen", ("q", "page", "programma")),
    ("LI", "trainingen", ("page", "q")),
    ("CO", "edities-plan", ("page", "status")),
)

# Addresses that nobody made.
_SLUGS = ("%00", "%ED%A0%80", "a" * 3000, "..%2f..%2fetc", "%E2%80%AEabc", "%27%20OR%201=1--")
_ONE = "/trainingen/oefenronde/"
TRAINING_PATHS = (
    *(f"/trainingen/{slug}/" for slug in _SLUGS),
    *(f"/coordinatie/edities/{slug}/teams/" for slug in _SLUGS),
    *(f"{_ONE}dagdeel/{code}/" for code in ("0", "9", "a", "e", "i", "%00", "%F0%9F%90%84", "z" * 400)),
    *(f"{_ONE}tussentijd/{code}/" for code in ("1", "e", "z", "%00", "-1")),
    *(f"{_ONE}dagdeel/{code}/presentie/" for code in ("9", "a", "%00")),
    *(f"{_ONE}dagdeel/{code}/draaiboek/" for code in ("9", "a", "%00")),
    *(f"{_ONE}teams/{number}/" for number in ("0", "-1", "99999999999999999999", "1.5", "%00")),
    *(f"{_ONE}teams/1/gesprek/{code}/" for code in ("e", "1", "zz")),
    *(f"{_ONE}{page}/00000000-0000-4000-8000-000000000000/" for page in
      ("inzendingen", "intake/deelnemers", "zelfscan/deelnemers", "eindsessie/presentaties")),
    *(f"{_ONE}intake/tijden/{one}/intrekken/" for one in ("x", "00000000-0000-4000-8000-000000000000")),
    *(f"{_ONE}zelfscan/{moment}/" for moment in ("gisteren", "%00", "b" * 300)),
    *(f"/kennis/materialen/{one}/" for one in ("x", "00000000-0000-4000-8000-000000000000", "%00")),
    "/kennis/materialen/00000000-0000-4000-8000-000000000000/versies/99999999999999999999/",
    *(f"/gedeeld/{token}/training/instemming/" for token in ("x", "a" * 3000, "%00", "a.b.c", "%F0%9F%90%84")),
)  # fmt: skip
