"""The demo's rows, loaded once by the code that loads the demo and copied into each test that asks for it."""

from django.conf import settings
from django.db import connection, transaction

from actions.demo import load_demo


class DemoTables:
    """Every table that loading the demo fills, as PostgreSQL copies it out."""

    def __init__(self) -> None:
        with transaction.atomic():
            filled_before = _filled_tables()
            load_demo(settings.BASE_DIR / "fixtures")
            self._rows = {table: _copy_out(table) for table in _filled_tables() - filled_before}
            transaction.set_rollback(True)

    @transaction.atomic
    def copy_in(self) -> None:
        """Have the demo in the database as it is now, within the test's transaction if it has one."""
        with connection.cursor() as cursor:
            # As a replica does: what is published has been accepted once, and is not judged again.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, rows in self._rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as copy:
                    copy.write(rows)
            cursor.execute("SET LOCAL session_replication_role = origin")


def _filled_tables() -> set[str]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables)
        )
        return {table for (table,) in cursor.fetchall()}


def _copy_out(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy:
        return b"".join(copy)
