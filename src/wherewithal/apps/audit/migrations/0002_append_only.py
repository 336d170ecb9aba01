"""Make the database itself refuse to change or remove an event.

A later migration that alters the table on SQLite makes it anew and so drops its triggers: it must call ``protect`` again.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER audit_event_never_changed BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'an audit event cannot be changed'); END
    """,
    """
    CREATE TRIGGER audit_event_never_removed BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'an audit event cannot be removed'); END
    """,
    # REPLACE removes the row in its way without asking the DELETE trigger.
    """
    CREATE TRIGGER audit_event_never_replaced BEFORE INSERT ON audit_event
    WHEN EXISTS (
        SELECT 1 FROM audit_event
        WHERE id = NEW.id OR (authority = NEW.authority AND position = NEW.position)
    )
    BEGIN SELECT RAISE(ABORT, 'an audit event cannot be replaced'); END
    """,
]

SQLITE_UNDO = [
    "DROP TRIGGER audit_event_never_changed",
    "DROP TRIGGER audit_event_never_removed",
    "DROP TRIGGER audit_event_never_replaced",
]

POSTGRESQL = [
    """
    CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'an audit event cannot be changed or removed' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
    """,
    """
    CREATE TRIGGER audit_event_never_changed BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()
    """,
    """
    CREATE TRIGGER audit_event_never_emptied BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()
    """,
]

POSTGRESQL_UNDO = [
    "DROP TRIGGER audit_event_never_changed ON audit_event",
    "DROP TRIGGER audit_event_never_emptied ON audit_event",
    "DROP FUNCTION audit_event_refuse()",
]

STATEMENTS = {"sqlite": (SQLITE, SQLITE_UNDO), "postgresql": (POSTGRESQL, POSTGRESQL_UNDO)}


def protect(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][0]:
        schema_editor.execute(statement)


def unprotect(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][1]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(protect, unprotect)]
