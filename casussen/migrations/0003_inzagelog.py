"""Who read a casus is never rewritten: a line may only forget the person, when she is gone from the product."""

from typing import ClassVar

from django.db import migrations

FIXED = """
CREATE FUNCTION casussen_inzage_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'reader_id' - 'gastlink_id' = to_jsonb(OLD) - 'reader_id' - 'gastlink_id'
        AND (NEW.reader_id IS NULL OR NEW.reader_id = OLD.reader_id)
        AND (NEW.gastlink_id IS NULL OR NEW.gastlink_id = OLD.gastlink_id)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a line of the log of reading is fixed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER casussen_inzage_fixed BEFORE UPDATE ON casussen_inzage
    FOR EACH ROW EXECUTE FUNCTION casussen_inzage_fixed();
"""
LOOSE = """
DROP TRIGGER casussen_inzage_fixed ON casussen_inzage;
DROP FUNCTION casussen_inzage_fixed();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("casussen", "0002_instrumenten")]
    operations: ClassVar[list[object]] = [migrations.RunSQL(FIXED, LOOSE)]
