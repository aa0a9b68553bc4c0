"""What was published stays runnable without its file, and is never another thing under the same number."""

from dataclasses import replace

import pytest

from labflow import lifecycle, seats
from labflow.definition import Catalogue
from labflow.queries.definitions import in_use, published, refuse_changed
from labflow.queries.initiatives import dossier
from labflow.reasons import Reason, Unsound
from labflow.store import Store
from tests.labflow.council_room import RULES
from tests.labflow.desk import SYSTEM, TODAY, Desk, catalogue, desk
from tests.prepared import prepared

LABO = ("labo", 1)


@prepared
def at(store: Store) -> Desk:
    """A desk where the shipped definitions were published."""
    return desk(store)


def without_files_of(*gone: tuple[str, int]) -> Catalogue:
    """The shipped definitions, less the files of some versions."""
    left = {version: flow for version, flow in catalogue().versions.items() if version not in gone}
    return Catalogue(catalogue().network, left)


def test_a_database_that_published_nothing_uses_the_files(store: Store) -> None:
    with store.reading() as conn:
        assert in_use(conn, catalogue()) is catalogue()
        assert published(conn) == {}


def test_a_version_without_a_file_is_whole_from_its_canonical_form(at: Desk) -> None:
    with at.store.reading() as conn:
        found = in_use(conn, without_files_of(*catalogue().versions))

    assert found == catalogue()


def test_an_initiative_shows_and_moves_without_the_file_of_its_version(at: Desk) -> None:
    slug = at.opened()
    with at.store.reading() as conn:
        known = in_use(conn, without_files_of(LABO))
        before = dossier(conn, known, SYSTEM, slug, TODAY)

    with at.acts("coordinator") as change:
        lifecycle.advance(change, known, slug, "stoppen-in-verkenning")

    after = at.dossier(slug)
    assert before.workflow == after.workflow == catalogue().exact(*LABO)
    assert (before.stage_key, after.stage_key) == ("verkenning", "stopgezet")


def test_a_newer_file_stands_beside_what_only_the_database_has(at: Desk) -> None:
    second = replace(catalogue().exact(*LABO), version=2, sha256="2" * 64)
    shipped = without_files_of(LABO)
    shipped = Catalogue(shipped.network, {**shipped.versions, ("labo", 2): second})

    with at.store.reading() as conn:
        found = in_use(conn, shipped)

    assert found.newest("labo") == second
    assert found.exact(*LABO) == catalogue().exact(*LABO)


def test_the_rules_of_the_body_are_no_workflow(at: Desk) -> None:
    with at.store.change(SYSTEM) as change:
        seats.publish(change, RULES[0])

    with at.store.reading() as conn:
        assert published(conn) == {version: flow.sha256 for version, flow in catalogue().versions.items()}
        assert in_use(conn, catalogue()) is catalogue()


def test_every_edited_version_is_named_at_once(at: Desk) -> None:
    edited = {version: replace(flow, sha256="0" * 64) for version, flow in catalogue().versions.items()}

    with pytest.raises(Unsound) as refused, at.store.reading() as conn:
        in_use(conn, Catalogue(catalogue().network, edited))

    assert refused.value.reasons == tuple(
        Reason("publishing.changed", {"workflow": key, "version": number}) for key, number in edited
    )


def test_what_was_never_published_may_still_be_edited() -> None:
    refuse_changed({}, catalogue())
    with pytest.raises(Unsound):
        refuse_changed({LABO: "0" * 64}, catalogue())
