"""Who is signed in and who tries to be. Not part of the record: it passes, and it is never backed up. No rule.

Nothing here can be used to sign in: of codes and tokens only hashes are kept. Moments are text in UTC, so that both
databases compare them alike (see `labflow.signing`).
"""

from sqlmodel import Field, SQLModel

from labflow.rows.columns import key, refers


class SignInCode(SQLModel, table=True):
    """A code that one browser asked for. `browser`: hash of its token; `person_id` is empty for an unknown address."""

    __tablename__ = "sign_in_code"
    browser: str = Field(primary_key=True)
    code: str
    account: str
    person_id: str | None = refers("person.id", None)
    asked_at: str
    until_at: str
    tries: int = 0
    used: bool = False


class Session(SQLModel, table=True):
    """Somebody who signed in; `token` is the hash of what their browser keeps."""

    token: str = Field(primary_key=True)
    person_id: str = refers("person.id")
    began_at: str
    seen_at: str
    ended_at: str | None = None


class Attempt(SQLModel, table=True):
    """One try that counts towards a limit; `bucket` is a hash of what is counted."""

    id: str = key()
    bucket: str
    at: str
