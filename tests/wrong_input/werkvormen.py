"""The table of wrong input for methods: questions stand in the address, so nothing is sent to be kept."""

WERKVORM_PATHS = (
    "/intervisie/werkvormen/x/",
    "/intervisie/werkvormen/%00/",
    "/intervisie/werkvormen/../",
    "/intervisie/werkvormen/🐄/",
    "/intervisie/werkvormen/kiezen/x/",
    f"/intervisie/werkvormen/{'a' * 300}/",
    "/intervisie/werkvormen/INCIDENT/",
    "/intervisie/werkvormen/incident%2F..%2Fkiezen/",
)
WERKVORM_QUERIES = (
    ("LI", "werkvormen", ("vraag", "minuten", "mensen", "page")),
    ("LI", "werkvorm-kiezen", ("vraag", "minuten", "mensen", "groep")),
    ("LI", "werkvorm", ("stap", "versie")),
)
