"""What a database has once seen of a version never changes, on both databases."""

from dataclasses import replace

import pytest

from labflow import rows
from labflow.catalogue import load_catalogue, network_named
from labflow.definition import Catalogue
from labflow.publishing import publish
from labflow.queries.reading import fetch
from labflow.reasons import Unsound
from labflow.store import Store
from tests.labflow.desk import SYSTEM, catalogue, desk, everything


def changed() -> Catalogue:
    """The shipped definitions, one of them edited without a new number."""
    versions = dict(catalogue().versions)
    versions["casus", 1] = replace(versions["casus", 1], sha256="0" * 64)
    return Catalogue(catalogue().network, versions)


def test_every_version_is_kept_with_its_hash_and_its_form(store: Store) -> None:
    with store.change(SYSTEM) as change:
        assert publish(change, catalogue()) == 4

    with store.reading() as conn:
        kept = {(row.workflow, row.version): (row.sha256, row.canonical) for row in fetch(conn, rows.Definition)}
    network = kept.pop(("network", 1))
    assert kept == {key: (flow.sha256, flow.canonical) for key, flow in catalogue().versions.items()}
    assert network[1] == '{"network": "som"}'


def test_a_database_of_another_network_is_refused_and_nothing_is_published(store: Store) -> None:
    desk(store)
    before = everything(store)
    another = load_catalogue(network_named("example"))

    with pytest.raises(Unsound) as refused, store.change(SYSTEM) as change:
        publish(change, another)

    (reason,) = refused.value.reasons
    assert (reason.code, reason.values) == ("network.another", {"kept": "som", "used": "example"})
    assert everything(store) == before


def test_publishing_again_adds_nothing(store: Store) -> None:
    desk(store)
    before = everything(store)

    with store.change(SYSTEM) as change:
        assert publish(change, catalogue()) == 0
        change.nothing_to_do()

    assert everything(store) == before


def test_an_edited_version_is_refused_and_nothing_is_published(store: Store) -> None:
    desk(store)
    before = everything(store)

    with pytest.raises(Unsound) as refused, store.change(SYSTEM) as change:
        publish(change, changed())

    assert refused.value.reasons[0].values == {"workflow": "casus", "version": 1}
    assert everything(store) == before
