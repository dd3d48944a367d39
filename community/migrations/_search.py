"""What keeps the text of pages beside their titles: functions and triggers of the database."""

from django.db import migrations

# The words of a StreamField: every text in it but names of kinds, ids, addresses and choices; tags of rich text go.
# What is longer than any page of ours is cut, because an index of words has a largest size.
STREAM_TEXT = """
CREATE FUNCTION community_stream_text(value jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
    SELECT left(string_agg(regexp_replace(part #>> '{}', '<[^>]*>', ' ', 'g'), ' '), 200000)
    FROM jsonb_path_query(value, 'strict $.** ? (@.type() == "object").keyvalue() ? (
        @.key != "id" && @.key != "type" && @.key != "niveau" && @.key != "adres").value ? (@.type() == "string")'
    ) AS part
$$
"""

# The introduction has another name in each kind of page.
KEEP = """
CREATE FUNCTION community_keep_paginatekst() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    page_row jsonb := to_jsonb(NEW);
BEGIN
    INSERT INTO community_paginatekst (page_id, title, body)
    SELECT id, title, concat_ws(' ', page_row ->> 'samenvatting', page_row ->> 'inleiding',
                                page_row ->> 'voor_wie', community_stream_text(page_row -> 'inhoud'))
    FROM wagtailcore_page WHERE id = NEW.page_ptr_id
    ON CONFLICT (page_id) DO UPDATE SET title = EXCLUDED.title, body = EXCLUDED.body;
    RETURN NULL;
END $$;
CREATE FUNCTION community_keep_paginatitel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE community_paginatekst SET title = NEW.title WHERE page_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER community_keep_paginatitel AFTER UPDATE OF title ON wagtailcore_page
    FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM NEW.title) EXECUTE FUNCTION community_keep_paginatitel();
"""
FORGET = """
DROP TRIGGER community_keep_paginatitel ON wagtailcore_page;
DROP FUNCTION community_keep_paginatitel();
DROP FUNCTION community_keep_paginatekst();
"""
TABLES = ("community_kennispage", "community_aanbodpage", "community_verhaalpage", "community_nieuwspage",
          "community_inhoudpage")  # fmt: skip


# What is there already is copied by writing it again.
BEGIN = """
CREATE TRIGGER community_keep_paginatekst AFTER INSERT OR UPDATE ON <table>
    FOR EACH ROW EXECUTE FUNCTION community_keep_paginatekst();
UPDATE <table> SET page_ptr_id = page_ptr_id;
"""
END = "DROP TRIGGER community_keep_paginatekst ON <table>"

FUNCTION = migrations.RunSQL(STREAM_TEXT, "DROP FUNCTION community_stream_text(jsonb)")
KEPT = [migrations.RunSQL(BEGIN.replace("<table>", table), END.replace("<table>", table)) for table in TABLES]
TRIGGERS = [migrations.RunSQL(KEEP, FORGET), *KEPT]
