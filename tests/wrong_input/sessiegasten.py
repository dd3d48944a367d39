"""The table of wrong input for guests of a session and for everybody's own result."""

from tests.wrong_input.table import ADDRESSES, HUGE, LINE, LONG, NO_ID, NUL, SPACES, Form

CODE = ("", SPACES, NUL, LONG, HUGE, "12345", "1234567", "🌿🌿🌿", "' OR 1=1 --")
NAME = (*LINE, "x" * 41, "🌿🌿", "<b>Noor</b>", "=CMD()", "\u202e", "12345", "noor@voorbeeld.example")
CHOICE = ("", "c-bestaatn", NUL, LONG, "1 OR 1=1")

SESSIEGAST_FORMS = (
    Form("AN", "meedoen", {"code": "12 34", "voornaam": "Noor"}, {"code": CODE, "voornaam": NAME}, known="code",
         kept=("voornaam",)),
    Form("LI", "meedoen", {"code": "12 34"}, {"code": CODE}, known="code"),
    Form("GL", "sessie-gasten", {"naam": "Wil Opdracht", "email": "wil@provincie.example"},
         {"naam": LINE, "email": ADDRESSES}, known="naam", kept=("naam", "email")),
    Form("GL", "sessie-resultaat-casus", {"akkoord": "on"}, {"casus": CHOICE, "akkoord": ("",)}, known="casus"),
)  # fmt: skip
SESSIEGAST_PATHS = (
    "/meedoen/%00/", "/meedoen/" + "b" * 3000 + "/", "/meedoen/%F0%9F%8C%B1/", "/meedoen/%ED%A0%80/",
    "/meedoen/..%2F..%2Fbeheer/", "/meedoen/<script>/", "/meedoen/%27%20OR%201=1--/",
    "/intervisie/sessies/s-bestaatniet/gasten/", "/intervisie/sessies/%00/gasten/", "/intervisie/sessies/x/resultaat/",
    f"/intervisie/sessies/s-bestaatniet/gasten/{NO_ID[1]}/eruit/",
    f"/intervisie/sessies/s-bestaatniet/uitnodigingen/{NO_ID[1]}/intrekken/",
    "/intervisie/sessies/s-bestaatniet/gasten/x/eruit/", "/intervisie/sessies/s-bestaatniet/resultaat/sturen/",
    "/intervisie/sessies/s-bestaatniet/resultaat/casus/", "/gedeeld/x~y/sessie/meedoen/",
    f"/casussen/c-bestaatn/sessies/{NO_ID[1]}/", f"/casussen/c-bestaatn/sessies/{NO_ID[1]}/verwijderen/",
)  # fmt: skip
SESSIEGAST_QUERIES = (
    ("AN", "meedoen", ("code", "voornaam", "next")), ("GL", "sessie-gasten", ("stand", "page")),
    ("GL", "sessie-resultaat", ("wie", "nummer")), ("GL", "sessie-resultaat-casus", ("casus", "akkoord")),
)  # fmt: skip
