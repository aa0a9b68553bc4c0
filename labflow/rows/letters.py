"""What somebody has to be told, the mails that carry it, and the keys of calendars. No rule."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import SQLModel

from labflow.rows.columns import key, opened, private, refers, where


class Letter(SQLModel, table=True):
    """Something that somebody has to be told, written in the same change as what it tells.

    `kind`: a key of `letter.*`; `about_id`: the row it tells about; `to_id`: the person; `at_once`: it does not wait
    for the mail of the day; `mail_id`: the mail that carries it, empty as long as none does; `withdrawn_on`: taken back
    before it left.
    """

    __table_args__ = (
        Index("ix_letter_waiting", "to_id", "at_once", **where("mail_id IS NULL AND withdrawn_on IS NULL")),
    )
    id: str = key()
    kind: str = opened()
    about_id: str = opened(index=True)
    to_id: str = refers("person.id")
    on_day: date = opened()
    at_once: bool = opened(False)
    mail_id: str | None = refers("mail.id", None)
    withdrawn_on: date | None = opened(None)
    n: int = opened()


class Mail(SQLModel, table=True):
    """One mail to one person, which carries all that waited for them.

    `state`: leaving (handed to nobody yet, or nobody knows), sent, refused (for good), given_up (tried for too long) or
    withdrawn (nothing in it has to be told any more).
    """

    id: str = key()
    to_id: str = refers("person.id")
    state: str = opened(index=True)
    at_once: bool = opened(False)
    on_day: date = opened(index=True)
    n: int = opened()


class CalendarKey(SQLModel, table=True):
    """The key of somebody's own calendar address: only its hash is kept, and it can be taken back."""

    __tablename__ = "calendar_key"
    id: str = key()
    person_id: str = refers("person.id")
    sha256: str = private(unique=True)
    on_day: date = opened()
    ended_on: date | None = opened(None)
