"""How far the mail and the daily work got. Not part of the record: it passes, and it is never backed up. No rule.

Moments are text in UTC, so that both databases compare them alike.
"""

from sqlmodel import Field, SQLModel

from labflow.rows.columns import refers


class MailTry(SQLModel, table=True):
    """A mail on its way out. `held_until`: one worker has it until then; `again_at`: when it is tried again."""

    __tablename__ = "mail_try"
    mail_id: str = refers("mail.id", primary_key=True)
    tries: int = 0
    held_until: str | None = None
    again_at: str | None = None
    trouble: str | None = None


class Heartbeat(SQLModel, table=True):
    """When something that must run by itself ran last. `failing_since`: when it began to go wrong, if it does."""

    job: str = Field(primary_key=True)
    at: str
    failing_since: str | None = None
    trouble: str | None = None
