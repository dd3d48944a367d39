"""Addresses and queries that make no sense, for the pages of one's own data. Their forms ask nothing but a button."""

PRIVACY_PATHS = (
    "/mijn/privacy/toestemmingen/x/intrekken/", "/mijn/privacy/toestemmingen/-1/intrekken/",
    "/mijn/privacy/toestemmingen/%00/intrekken/", "/mijn/privacy/toestemmingen/" + "a" * 3000 + "/intrekken/",
    "/mijn/privacy/toestemmingen/00000000-0000-4000-8000-000000000000/intrekken/",
    "/mijn/privacy/gegevens-opvragen/mijn-gegevens.zip", "/mijn/privacy/%F0%9F%90%84/",
)  # fmt: skip
PRIVACY_QUERIES = (("LI", "privacy-mijn", ("user", "page", "q")),)
