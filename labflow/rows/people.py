"""People (by function), the roles they hold, organisations. No rule, no relationship between rows."""

from datetime import date

from sqlmodel import SQLModel

from labflow.rows.columns import key, opened, private, refers


class Person(SQLModel, table=True):
    """Somebody who acts, by a key that is a function, never a name."""

    id: str = key()
    key: str = private(unique=True)
    ended_on: date | None = opened(None)


class PersonAddress(SQLModel, table=True):
    """Where a person can be reached, one address a person; nobody else has the same."""

    __tablename__ = "person_address"
    id: str = key()
    person_id: str = refers("person.id")
    address: str = private(unique=True)


class RoleHeld(SQLModel, table=True):
    """A role of a person with its days; `initiative_id` narrows casework to one parent."""

    __tablename__ = "role_held"
    id: str = key()
    person_id: str = refers("person.id")
    role: str = opened()
    initiative_id: str | None = refers("initiative.id", None)
    from_day: date | None = opened(None)
    until_day: date | None = opened(None)


class Organisation(SQLModel, table=True):
    """A member (with its number on the list of signatories) or another organisation."""

    id: str = key()
    slug: str = private(unique=True)
    name: str = private()
    number: int | None = opened(None)


class OrganisationAlias(SQLModel, table=True):
    """Another name by which a source calls an organisation."""

    __tablename__ = "organisation_alias"
    id: str = key()
    organisation_id: str = refers("organisation.id")
    name: str = private(unique=True)
