"""What the tables need from PostgreSQL before they exist: extensions, functions, Dutch search, the cache table."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

# unaccent() itself is only STABLE, because its dictionary may change; ours never does, so a generated column may use it.
PLAIN_FUNCTION = """
CREATE FUNCTION community_plain(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, value)) $$
"""

DUTCH_SEARCH = """
CREATE TEXT SEARCH CONFIGURATION public.dutch_plain (COPY = pg_catalog.dutch);
ALTER TEXT SEARCH CONFIGURATION public.dutch_plain
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, dutch_stem;
"""

# The table of django.core.cache.backends.db, as `createcachetable` makes it.
CACHE_TABLE = """
CREATE TABLE community_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX community_cache_expires ON community_cache (expires);
"""

# What was frozen stays as it was, whoever asks: a report is read for years and may be compared with what was printed.
FROZEN_REPORTS = """
CREATE FUNCTION community_rapport_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a report is frozen' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER community_rapport_frozen BEFORE UPDATE OR DELETE ON community_rapport
    FOR EACH ROW EXECUTE FUNCTION community_rapport_frozen();
"""
THAWED_REPORTS = """
DROP TRIGGER community_rapport_frozen ON community_rapport;
DROP FUNCTION community_rapport_frozen();
"""
FREEZE_REPORTS = migrations.RunSQL(FROZEN_REPORTS, THAWED_REPORTS)

# No screen changes a line of the log, and no code of ours either: only the purge removes, and it says so for its own
# transaction alone (community.actions.logboek).
FIXED_LOG = """
CREATE FUNCTION community_logregel_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('regiekamer.opruimen', true) = 'ja' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a line of the log is fixed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER community_logregel_fixed BEFORE UPDATE OR DELETE ON community_logregel
    FOR EACH ROW EXECUTE FUNCTION community_logregel_fixed();
"""
LOOSE_LOG = """
DROP TRIGGER community_logregel_fixed ON community_logregel;
DROP FUNCTION community_logregel_fixed();
"""
FIX_LOG = migrations.RunSQL(FIXED_LOG, LOOSE_LOG)

OPERATIONS = [
    BtreeGistExtension(),
    TrigramExtension(),
    UnaccentExtension(),
    migrations.RunSQL(PLAIN_FUNCTION, "DROP FUNCTION community_plain(text)"),
    migrations.RunSQL(DUTCH_SEARCH, "DROP TEXT SEARCH CONFIGURATION public.dutch_plain"),
    migrations.RunSQL(CACHE_TABLE, "DROP TABLE community_cache"),
]
