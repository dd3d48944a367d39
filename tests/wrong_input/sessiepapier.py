"""The table of wrong input for paper: the print pack of a method, and photographs of cards of a session."""

from tests.wrong_input.table import HUGE, LONG, NOBODY, NUL, NUMBERS, SPACES, Form

COUNTS = ("", SPACES, *NUMBERS, "3", "17", "8 mensen", NUL, LONG, HUGE, "🐄", "0x8", "8;9")
SESSIEPAPIER_FORMS = (
    Form("LI", "werkvorm-afdrukken", {"mensen": "6", "groepjes": "1"},
         {"mensen": COUNTS, "groepjes": ("", SPACES, *NUMBERS, "2", "6", NUL, LONG, HUGE, "🐄")}, known="mensen",
         kept=("mensen", "groepjes")),
    Form("DE", "sessie-fotos", {},
         {"about": ("", *NOBODY), "foto": ("", "foto.jpg", NUL, LONG)}, known="about"),
)  # fmt: skip
SESSIEPAPIER_QUERIES = (
    ("LI", "werkvorm-afdrukken", ("sessie", "mensen", "groepjes", "groot", "zwartwit")),
    ("DE", "sessie-fotos", ("about", "page")),
)
SESSIEPAPIER_PATHS = (
    "/intervisie/werkvormen/%00/afdrukken/", "/intervisie/werkvormen/🐄/afdrukken/",
    "/intervisie/werkvormen/bestaat-niet/afdrukken/", f"/intervisie/werkvormen/{'a' * 300}/afdrukken/",
    "/intervisie/werkvormen/incident/afdrukken/?sessie=%00", "/intervisie/sessies/s-bestaatniet/fotos/",
    "/intervisie/sessies/%00/fotos/", "/intervisie/sessies/s-bestaatniet/fotos/1/",
    "/intervisie/sessies/s-bestaatniet/fotos/00000000-0000-4000-8000-000000000000/",
    "/intervisie/sessies/s-bestaatniet/fotos/00000000-0000-4000-8000-000000000000/verwijderen/",
    "/intervisie/sessies/..%2F..%2F/fotos/", "/intervisie/sessies/s-bestaatniet/fotos/%E2%80%AE/",
)  # fmt: skip
