"""The address of a person: one at a time, nobody else's, and forgotten when it changes or when the person ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from labflow import rows
from labflow.change import Change, erase
from labflow.letters import send_again
from labflow.queries.reading import one
from labflow.queries.signing import address_of
from labflow.reasons import Blocked, Reason


@contextmanager
def reach_at(change: Change, key: str, address: str) -> Iterator[None]:
    """Give the person with this key an address, in one entry with what the block writes (the person, the roles).

    Raises Blocked when somebody else has the address.
    """
    taken = one(change.conn, rows.PersonAddress, rows.PersonAddress.address == address)
    person = one(change.conn, rows.Person, rows.Person.key == key)
    if taken is not None and (person is None or taken.person_id != person.id):
        raise Blocked(Reason("peopling.address_taken"))
    if person is not None and taken is None:
        forget_address(change, person.id)
    yield
    if taken is None:
        _write(change, str(one(change.conn, rows.Person, rows.Person.key == key).id), address)  # type: ignore[union-attr]
    change.record("people")


def forget_address(change: Change, person_id: str) -> None:
    """Erase the address of a person, also from the log. Whoever has none is left alone."""
    row = address_of(change.conn, person_id)
    if row is not None and row.address != row.id:
        erase(change, "person_address", row.id, "address")


def _write(change: Change, person_id: str, address: str) -> None:
    row = address_of(change.conn, person_id)
    if row is None:
        change.add(rows.PersonAddress(id=change.new_id(), person_id=person_id, address=address))
    else:
        change.put(rows.PersonAddress, row.id, address=address)
    send_again(change, person_id)
