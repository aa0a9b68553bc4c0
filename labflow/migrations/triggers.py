"""What guards the log inside the database itself: nothing is rewritten, inserted out of order or dropped quietly.

An entry: its number is the last + 1, and it stays as it is. A payload: it belongs to the newest entry, it stays as it
is, and it goes only when the newest entry says that it is erased. Whoever owns the machine can drop these guards;
`doctor` sees that, and the printed checkpoint witnesses the rest.
"""

from sqlalchemy import Connection, text

LAST = "(SELECT coalesce(max(seq), 0) FROM log)"
ERASED = "(SELECT body FROM log WHERE seq = {last}) LIKE '%\"erases\":[\"' || OLD.tbl || '/' || OLD.\"row\" || '\"]%'"
KEPT = f"OLD.seq >= {LAST} OR NOT {ERASED.format(last=LAST)}"

RULES = {
    "log_insert": ("log", "INSERT", f"NEW.seq <> {LAST} + 1", "an entry must follow the last one"),
    "log_update": ("log", "UPDATE", "1 = 1", "an entry is never changed"),
    "log_delete": ("log", "DELETE", "1 = 1", "an entry is never deleted"),
    "log_payload_insert": ("log_payload", "INSERT", f"NEW.seq <> {LAST}", "a payload belongs to the newest entry"),
    "log_payload_update": ("log_payload", "UPDATE", "1 = 1", "a payload is never changed"),
    "log_payload_delete": ("log_payload", "DELETE", KEPT, "a payload goes only by an entry that erases it"),
}
"""Trigger: table, event, when it is refused, and what the database says then."""

TRUNCATES = {"log_truncate": "log", "log_payload_truncate": "log_payload"}


def make_anew(conn: Connection) -> None:
    """Drop the guards that are there and create all of them."""
    for statement in _statements(conn.dialect.name):
        conn.execute(text(statement.replace(":", "\\:")))


def drop(conn: Connection) -> None:
    """Drop the guards, for the length of a restore inside one transaction."""
    for name, table in {**{name: rule[0] for name, rule in RULES.items()}, **TRUNCATES}.items():
        on = "" if conn.dialect.name == "sqlite" else f" ON {table}"
        conn.execute(text(f"DROP TRIGGER IF EXISTS {name}{on}"))


def missing(conn: Connection) -> tuple[str, ...]:
    """Return the guards that are absent, switched off or not as they should be."""
    found = _found_sqlite(conn) if conn.dialect.name == "sqlite" else _found_postgresql(conn)
    return tuple(name for name, wanted in _wanted(conn.dialect.name).items() if found.get(name) != wanted)


def _statements(dialect: str) -> list[str]:
    return _all_sqlite() if dialect == "sqlite" else _all_postgresql()


def _wanted(dialect: str) -> dict[str, str]:
    if dialect == "sqlite":
        return {name: _create_sqlite(name) for name in RULES}
    return {name: _body(condition, words) for name, (_, _, condition, words) in RULES.items()} | {
        name: _body("1 = 1", "never emptied") for name in TRUNCATES
    }


def _all_sqlite() -> list[str]:
    return [statement for name in RULES for statement in (f"DROP TRIGGER IF EXISTS {name}", _create_sqlite(name))]


def _create_sqlite(name: str) -> str:
    table, event, condition, words = RULES[name]
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def _found_sqlite(conn: Connection) -> dict[str, str]:
    found = conn.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {row.name: row.sql for row in found}


def _body(condition: str, words: str) -> str:
    otherwise = "OLD" if "OLD." in condition else "NEW"
    return f" BEGIN IF {condition} THEN RAISE EXCEPTION '{words}'; END IF; RETURN {otherwise}; END "


def _all_postgresql() -> list[str]:
    statements = []
    for name, (table, event, condition, words) in RULES.items():
        statements += _create_postgresql(name, table, f"{event} ON {table} FOR EACH ROW", _body(condition, words))
    for name, table in TRUNCATES.items():
        statements += _create_postgresql(name, table, f"TRUNCATE ON {table}", _body("1 = 1", "never emptied"))
    return statements


def _create_postgresql(name: str, table: str, event: str, body: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {event} EXECUTE FUNCTION {name}()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    ]


def _found_postgresql(conn: Connection) -> dict[str, str]:
    found = conn.execute(
        text(
            "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgenabled = 'A' AND NOT t.tgisinternal"
            " AND c.relname IN ('log', 'log_payload')"
        )
    )
    return {row.tgname: row.prosrc for row in found}
