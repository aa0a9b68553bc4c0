"""The record: log entries, erasable payloads, idempotency keys, and the demo's own day. No rule."""

from datetime import date

from sqlmodel import Field, SQLModel

from labflow.rows.columns import key, opened


class Log(SQLModel, table=True):
    """One entry of the append-only log; `seq` is its only unique column (see docs/decisions)."""

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    hash: str
    body: str


class LogPayload(SQLModel, table=True):
    """The private columns of one row at one entry, and the salt of their commitment."""

    __tablename__ = "log_payload"
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    tbl: str = Field(primary_key=True)
    row: str = Field(primary_key=True)
    salt: str
    data: str


class Op(SQLModel, table=True):
    """An idempotency key of an actor, what it stood for, and the first answer."""

    actor: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    verb: str
    args_sha256: str
    answer: str


class DemoDay(SQLModel, table=True):
    """The day on which a demo database stands; a real database has no such row."""

    __tablename__ = "demo_day"
    id: str = key()
    today: date = opened()
