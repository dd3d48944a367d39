"""What stands in the database of a site: for each table how many rows, and a fingerprint of all of them."""

import psycopg
from psycopg import sql

from tests.browser.filled import database_url

# What a look may change (SECURITY.md T59): the session it happens in, counts of tries, marks that it was seen, and the
# logs of reading and of asking, which are written before anything confidential of somebody else is shown or judged. A
# picture of the website is made in a size when that size is first asked for.
LEFT_OUT = ["community_sessie", "community_cache", "casussen_inzage", "intervisie_proefverplaatsing",
            "wagtailimages_rendition", "community_logregel"]  # fmt: skip
SEEN_MARKS = {"community_bericht": "{seen_at}", "mfa_authenticator": "{data,viewed_at}"}

State = dict[str, tuple[int, str]]


def rows_of(database: str) -> State:
    """Return (number of rows, fingerprint) of each table, but for what a look may change."""
    with psycopg.connect(database_url(database)) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s) ORDER BY 1",
            [LEFT_OUT],
        ).fetchall()
        parts = [
            sql.SQL(
                "SELECT {name}, count(*), md5(coalesce(string_agg(v, '' ORDER BY v), '')) "
                "FROM (SELECT (to_jsonb(t) #- {without}::text[])::text AS v FROM {table} t) AS rows"
            ).format(name=name, without=sql.Literal(SEEN_MARKS.get(name, "{}")), table=sql.Identifier(name))
            for (name,) in tables
        ]
        counted = connection.execute(sql.SQL(" UNION ALL ").join(parts)).fetchall()
    return {str(name): (int(number), str(fingerprint)) for name, number, fingerprint in counted}


def changed(before: State, after: State) -> dict[str, tuple[int, int]]:
    """Return the tables that differ, with their numbers of rows."""
    return {name: (before[name][0], after[name][0]) for name in before if before[name] != after[name]}
