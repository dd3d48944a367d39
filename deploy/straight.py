"""What needs one connection for longer than a transaction goes to PostgreSQL itself, never through PgBouncer.

There pg_dump would leave its settings behind in a connection that the pages use next.
"""

from django.db import connections

GOES_STRAIGHT = (
    "Deze opdracht gaat niet door PgBouncer. Geef in DATABASE_URL en SLEUTELS_DATABASE_URL het adres van PostgreSQL "
    "zelf, met PGBOUNCER=false. Er is niets veranderd."
)


def is_pooled(alias: str) -> bool:
    """Whether the settings say that a pool stands before this database."""
    return bool(connections[alias].settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"))
